"""The encoder: words of a passage in, for each a row of numbers that tells it in its context.

A transformer (Vaswani et al. 2017) of the first eight layers of multilingual-e5-small, trained further on coded reports (`training/encoder.py`). What the stages before know
of each word is added on the way. It is walked here with numpy alone, on one core, passage by passage, so that what it makes of one never depends on another.

`weights/encoder.msgpack` holds whole numbers of 8 bits with a scale for each row, `encoder.json` beside it the hash that is checked before a byte of it is unpacked.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import srsly
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController

from vigie.errors import ModelError
from vigie.models.pieces import END, START, Pieces

Array: TypeAlias = NDArray[np.float32]

ENCODER = Path(__file__).resolve().parent.parent / "weights" / "encoder.msgpack"
LONGEST = 508
"""Pieces of a passage."""
_TINY = 1e-12


@dataclass(frozen=True, slots=True)
class Dense:
    """A linear map: `x @ weight + bias`."""

    weight: Array
    bias: Array

    def __call__(self, x: Array) -> Array:
        """The map of each row."""
        return x @ self.weight + self.bias


@cache
def _pools() -> Any:
    return ThreadpoolController()


def one_core() -> Any:
    """Within this context numpy's matrix product keeps to one core, so that processes do not fight for them."""
    return _pools().limit(limits=1, user_api="blas")


@dataclass(frozen=True, slots=True)
class Norm:
    """A layer norm."""

    weight: Array
    bias: Array

    def __call__(self, x: Array) -> Array:
        """Each row with mean 0 and variance 1, then scaled and moved."""
        centred = x - x.mean(axis=-1, keepdims=True)
        return centred / np.sqrt((centred * centred).mean(axis=-1, keepdims=True) + _TINY) * self.weight + self.bias


def gelu(x: Array) -> Array:
    """The Gaussian error linear unit by its usual approximation (Hendrycks and Gimpel 2016)."""
    inner = x * x
    inner *= 0.044715
    inner += 1.0
    inner *= x
    inner *= 0.7978845608
    np.tanh(inner, out=inner)
    inner += 1.0
    inner *= x
    inner *= 0.5
    return inner


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer: every piece looks at every other, then changes."""

    query: Dense
    key: Dense
    value: Dense
    out: Dense
    attention_norm: Norm
    wide: Dense
    narrow: Dense
    norm: Norm
    heads: int

    def __call__(self, x: Array) -> Array:
        """The rows of a passage after the layer."""
        size = x.shape[1] // self.heads
        query, key, value = (
            np.ascontiguousarray(part(x).reshape(len(x), self.heads, size).transpose(1, 0, 2)) for part in (self.query, self.key, self.value)
        )
        weights = query @ key.transpose(0, 2, 1)
        weights *= np.float32(1 / math.sqrt(size))
        weights -= weights.max(axis=-1, keepdims=True)
        np.exp(weights, out=weights)
        weights /= weights.sum(axis=-1, keepdims=True)
        seen = weights @ value
        x = self.attention_norm(x + self.out(np.ascontiguousarray(seen.transpose(1, 0, 2)).reshape(x.shape)))
        return self.norm(x + self.narrow(gelu(self.wide(x))))


class Encoder:
    """The trained encoder, with what was trained beside it."""

    def __init__(self, data: bytes) -> None:
        body = srsly.msgpack_loads(data)
        parts = {name: _array(value) for name, value in body["tensors"].items()}
        self.pieces = Pieces(body["pieces"], body["scores"])
        self._table: NDArray[np.int8] = np.asarray(body["table"], dtype=np.int8)
        self._scales: Array = np.asarray(body["table_scales"], dtype=np.float32)
        self._positions = parts["positions"]
        self._opening = Norm(parts["opening.weight"], parts["opening.bias"])
        layers = [_layer(parts, number, int(body["heads"])) for number in range(int(body["layers"]))]
        self._lower, self._upper = layers[: int(body["fed"])], layers[int(body["fed"]) :]
        self.features: Mapping[str, int] = {name: i for i, name in enumerate(body["features"])}
        """What may be known of a word, by name."""
        self._known = parts["features"]
        self.types: tuple[str, ...] = tuple(body["types"])
        self.modes: tuple[tuple[str, str], ...] = tuple((kind, mode) for kind, mode in (name.split() for name in body["modes"]))
        self.statuses: tuple[str, ...] = tuple(body["statuses"])
        self.sectors: tuple[str, ...] = tuple(body["sectors"])
        self.parts: Mapping[str, Array] = {name[5:]: value for name, value in parts.items() if name.startswith("head.")}
        """What `events/encoding.py` needs to tell types, sides and the rest from a word's row."""

    def read(self, words: Sequence[Sequence[int]], known: Sequence[Sequence[int]]) -> Array:
        """The rows of the words of a passage.

        Args:
            words: For each word its pieces; together at most `LONGEST`.
            known: For each word the numbers of its features.

        Returns:
            One row a word; of a word without pieces zeros.
        """
        with one_core():
            return self._read(words, known)

    def _read(self, words: Sequence[Sequence[int]], known: Sequence[Sequence[int]]) -> Array:
        pieces = np.array([START, *(p for row in words for p in row), END])
        owner = np.array([i for i, row in enumerate(words) for _ in row], dtype=np.int64)
        x = self._table[pieces].astype(np.float32) * self._scales[pieces][:, None] + self._positions[: len(pieces)]
        x = self._opening(x)
        for layer in self._lower:
            x = layer(x)
        told = np.stack([self._known[list(row)].sum(axis=0) if row else np.zeros(x.shape[1], np.float32) for row in known])
        x[1:-1] += told[owner]
        for layer in self._upper:
            x = layer(x)
        rows: Array = np.zeros((len(words), x.shape[1]), np.float32)
        np.add.at(rows, owner, x[1:-1])
        return rows / np.maximum(np.bincount(owner, minlength=len(words)), 1)[:, None].astype(np.float32)


def _array(value: Any) -> Array:
    if isinstance(value, dict):
        return np.asarray(value["numbers"], dtype=np.float32) * np.asarray(value["scales"], dtype=np.float32)[:, None]
    return np.asarray(value, dtype=np.float32)


def _layer(parts: Mapping[str, Array], number: int, heads: int) -> Layer:
    def dense(name: str) -> Dense:
        return Dense(np.ascontiguousarray(parts[f"{number}.{name}.weight"].T), parts[f"{number}.{name}.bias"])

    def norm(name: str) -> Norm:
        return Norm(parts[f"{number}.{name}.weight"], parts[f"{number}.{name}.bias"])

    return Layer(
        dense("query"), dense("key"), dense("value"), dense("out"), norm("attention_norm"), dense("wide"), dense("narrow"), norm("norm"), heads
    )


@cache
def load_encoder(path: Path = ENCODER) -> Encoder:
    """The embedded encoder; a second call gives the same one.

    Raises:
        ModelError: Its weights are missing or altered.
    """
    try:
        card = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        data = path.read_bytes()
        if hashlib.sha256(data).hexdigest() != card["sha256"]:
            raise ModelError(f"{path} is not the file that {path.stem}.json describes: reinstall vigie")
        return Encoder(data)
    except (OSError, ValueError, KeyError) as error:
        raise ModelError(f"{path}: no encoder ({error}): reinstall vigie, or make it with training/encoder.py") from error

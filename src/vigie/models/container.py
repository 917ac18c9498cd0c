"""The file that weights travel in: numbers and settings, never code.

`VIGIE-WEIGHTS 1` and a newline, then xz over msgpack: for every network its configuration as text, and for
every component its settings and its parameters, stored as 16-bit floats (measured on Sequoia: no change
of LAS in the second digit, half the size). Nothing in it can run when it is read.
"""

from __future__ import annotations

import lzma
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
import srsly

from vigie.errors import ModelError

_MAGIC = b"VIGIE-WEIGHTS 1\n"


@dataclass(frozen=True, slots=True)
class Component:
    """A trained component: its settings and its network, both as spaCy's msgpack."""

    settings: bytes
    model: bytes


@dataclass(frozen=True, slots=True)
class Network:
    """A pipeline: configuration as text, components by name in order."""

    config: str
    components: tuple[tuple[str, Component], ...]


def pack(networks: tuple[Network, ...]) -> bytes:
    """Networks as the bytes of a weights file; the same networks give the same bytes."""
    body = [
        {
            "config": network.config,
            "components": [
                {"name": name, "settings": part.settings, "model": _with_floats(part.model, np.float16)}
                for name, part in network.components
            ],
        }
        for network in networks
    ]
    filters = [{"id": lzma.FILTER_LZMA2, "preset": 6, "dict_size": 1 << 24}]
    packed = lzma.compress(srsly.msgpack_dumps(body), format=lzma.FORMAT_XZ, filters=filters)
    return _MAGIC + packed


def unpack(data: bytes) -> tuple[Network, ...]:
    """The networks of a weights file.

    Raises:
        ModelError: The bytes are not such a file.
    """
    if not data.startswith(_MAGIC):
        raise ModelError("these are not Vigie weights of format 1: reinstall vigie, or rebuild them with training/")
    try:
        body = cast("list[dict[str, Any]]", srsly.msgpack_loads(lzma.decompress(data[len(_MAGIC) :])))
    except (lzma.LZMAError, ValueError) as error:
        raise ModelError(f"the weights cannot be unpacked ({error}): reinstall vigie") from error
    return tuple(
        Network(
            entry["config"],
            tuple(
                (part["name"], Component(part["settings"], _with_floats(part["model"], np.float32)))
                for part in entry["components"]
            ),
        )
        for entry in body
    )


def _with_floats(model: bytes, dtype: type[np.floating[Any]]) -> bytes:
    """A network's msgpack with its parameters in another precision."""
    message = srsly.msgpack_loads(model)
    for parameters in message["params"]:
        for name, value in parameters.items():
            if isinstance(value, np.ndarray) and value.dtype.kind == "f":
                parameters[name] = value.astype(dtype)
    return cast("bytes", srsly.msgpack_dumps(message))

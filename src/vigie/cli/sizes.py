"""Sizes as people write them: `20MB`, `2GB`."""

from __future__ import annotations

import re

from vigie.errors import ConfigError

_SIZE = re.compile(r"(\d{1,9}(?:\.\d{1,3})?)\s?([kmgt]?)i?b?", re.IGNORECASE)
_UNITS = {"": 1, "k": 10**3, "m": 10**6, "g": 10**9, "t": 10**12}
_LEAST_MEMORY = 500_000_000


def byte_count(given: str) -> int:
    """How many bytes a size is; 0 where it is none."""
    found = _SIZE.fullmatch(given.strip())
    return int(float(found[1]) * _UNITS[found[2].lower()]) if found else 0


def memory_size(given: str) -> int:
    """How many bytes of memory a process may hold, from what `--limit-memory` gave; 0 for no limit.

    Raises:
        ConfigError: It is no size, or too little to load a language.
    """
    count = byte_count(given)
    if given and count < _LEAST_MEMORY:
        raise ConfigError(f"--limit-memory '{given}' is no size that a language fits in: give one such as 2GB, at least 500MB")
    return count

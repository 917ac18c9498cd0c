"""Files that one process at a time may hold; the system frees them when it dies."""

from __future__ import annotations

from typing import BinaryIO

try:
    import fcntl
except ImportError:  # Windows: there the local engine alone is used, which never runs a shard twice at a time
    _HAS_LOCKS = False
else:
    _HAS_LOCKS = True


def hold(stream: BinaryIO, *, is_waiting: bool) -> None:
    """Hold an open file until it is closed.

    Raises:
        BlockingIOError: Another process holds it, and we do not wait.
    """
    if _HAS_LOCKS:
        fcntl.flock(stream, fcntl.LOCK_EX if is_waiting else fcntl.LOCK_EX | fcntl.LOCK_NB)

"""The log of one shard: what became of each page, written as it happens, so that a death tells who caused it.

    # 5f2a…           digest of what is coded and by what: the log of another is not gone on with
    > 17              the reading of page 17 begins
    = 17 48213        it was read; the coded reports now take 48,213 bytes
    ! 17 {…}          it was rejected
    - 17              the attempt ended for a reason that has nothing to do with the page, such as a full disk

A beginning without an end is an attempt that killed its process. After two of them the page is set aside.
"""

from __future__ import annotations

import json
from collections import Counter
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import BinaryIO

from vigie.records import Rejection

ATTEMPTS = 2
"""A page that kills its process, or does not end in time, so many times is quarantined."""


class Ledger:
    """What is known of the pages of a shard, from a log that goes on growing."""

    def __init__(self, path: Path, part: Path, digest: str) -> None:
        """Go on with the log at `path` and the coded reports in `part`, or begin both anew."""
        self.size = 0
        """Bytes of coded reports that are known to be whole."""
        self.readings = 0
        self.rejections: dict[int, Rejection] = {}
        self._settled: set[int] = set()
        self._begun: Counter[int] = Counter()
        lines = _whole_lines(path, f"# {digest}\n")
        for line in lines[1:]:
            self._replay(line)
        if not lines or _size(part) < self.size:
            self._begin_anew(path, digest)
        self._stream: BinaryIO = path.open("ab", buffering=0)

    def _begin_anew(self, path: Path, digest: str) -> None:
        path.write_bytes(f"# {digest}\n".encode())
        self.size = self.readings = 0
        self.rejections.clear()
        self._settled.clear()
        self._begun.clear()

    def _replay(self, line: str) -> None:
        kind, number, *rest = line.split(" ", 2)
        position = int(number)
        if kind == ">":
            self._begun[position] += 1
        elif kind == "-":
            self._begun[position] -= 1
        elif kind == "=":
            self._settle_reading(position, int(rest[0]))
        else:
            self._settle_rejection(position, Rejection(**json.loads(rest[0])))

    def is_settled(self, position: int) -> bool:
        """Whether a page was read or rejected."""
        return position in self._settled

    def is_spent(self, position: int) -> bool:
        """Whether a page has used up its attempts."""
        return self._begun[position] >= ATTEMPTS

    def begin(self, position: int) -> None:
        """Note that a page's reading begins."""
        self._write(f"> {position}\n")

    def take_back(self, position: int) -> None:
        """Note that the page is not to blame for the end of an attempt; where not even that can be noted, it stays blamed."""
        with suppress(OSError):
            self._write(f"- {position}\n")

    def read(self, position: int, size: int) -> None:
        """Note that a page was read, and how many bytes all coded reports take."""
        self._settle_reading(position, size)
        self._write(f"= {position} {size}\n")

    def reject(self, position: int, rejection: Rejection) -> None:
        """Note that a page was rejected."""
        self._settle_rejection(position, rejection)
        self._write(f"! {position} {json.dumps(asdict(rejection))}\n")

    def close(self) -> None:
        """Close the log."""
        self._stream.close()

    def _settle_reading(self, position: int, size: int) -> None:
        self._settled.add(position)
        self.readings += 1
        self.size = size

    def _settle_rejection(self, position: int, rejection: Rejection) -> None:
        self._settled.add(position)
        self.rejections[position] = rejection

    def _write(self, line: str) -> None:
        self._stream.write(line.encode("utf-8"))


def _whole_lines(path: Path, opening: str) -> list[str]:
    """The lines of a log that opens so; a last line that was cut short is dropped from the file too."""
    if _size(path) == 0:
        return []
    data = path.read_bytes()
    whole = data[: data.rfind(b"\n") + 1]
    if not whole.startswith(opening.encode()):
        return []
    if len(whole) < len(data):
        path.write_bytes(whole)
    return whole.decode("utf-8").splitlines()


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def settled_in(path: Path) -> int:
    """How many pages a log has settled so far."""
    try:
        data = path.read_bytes()
    except OSError:
        return 0
    return data.count(b"\n= ") + data.count(b"\n! ")

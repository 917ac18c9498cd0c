"""A corpus cut into shards: each is a few files under fixed names in the work folder of a run.

    shard-000012.pages   what is to be coded: one page, or one rejection of the inputs, a line
    shard-000012.log     what became of each page so far (`vigie.run.ledger`)
    shard-000012.part    coded reports so far
    shard-000012.jsonl   coded reports, complete
    shard-000012.done    the mark: digest of what was coded and by what, counts, rejections, times

A mark counts only while its digest fits, so a run that is started again takes over what did not change.
The first shards are small, so that a small corpus is shared out too; the cut depends on nothing but the order of pages.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path

from vigie.records import Page, Rejection
from vigie.run.locks import hold

SHARD_SIZE = 500
_FIRST_SIZE = 25
_SAME_SIZE = 8
"""So many shards are cut before the size doubles."""

Input = Page | Rejection


@dataclass(frozen=True, slots=True)
class Done:
    """What a done mark says."""

    digest: str
    readings: int
    rejections: tuple[Rejection, ...]
    coding_seconds: float
    """Time inside the reading of pages, of the last attempt."""
    coding_cpu_seconds: float
    """Processor time of the same."""
    began: float
    """When the last attempt began, in seconds since 1970."""
    seconds: float
    """Time of the whole last attempt."""


@dataclass(frozen=True, slots=True)
class ShardFiles:
    """The files of one shard."""

    folder: Path
    number: int

    def path(self, kind: str) -> Path:
        """The file of one kind."""
        return self.folder / f"shard-{self.number:06d}.{kind}"

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Held by one attempt at a time; the system frees it when its process dies."""
        with self.path("lock").open("ab") as lock:
            hold(lock, is_waiting=True)
            yield

    def done(self, digest: str) -> Done | None:
        """The done mark, if it is of this digest and its file is there."""
        try:
            found = json.loads(self.path("done").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        if found.get("digest") != digest or not self.path("jsonl").exists():
            return None
        rejections = tuple(Rejection(**row) for row in found.pop("rejections"))
        return Done(rejections=rejections, **found)

    def finish(self, done: Done) -> None:
        """Give the coded reports their name, then leave the mark; what was needed on the way is removed."""
        replace_synced(self.path("part"), self.path("jsonl"))
        mark = self.path("done.part")
        mark.write_text(json.dumps(asdict(done)), encoding="utf-8")
        replace_synced(mark, self.path("done"))
        for kind in ("log", "trace", "pages"):
            self.path(kind).unlink(missing_ok=True)

    def write_inputs(self, data: bytes) -> None:
        """Leave what is to be coded."""
        part = self.path("pages.part")
        part.write_bytes(data)
        part.replace(self.path("pages"))

    def read_inputs(self) -> list[Input]:
        """What is to be coded."""
        with self.path("pages").open("rb") as stream:
            return [_to_input(line) for line in stream]


def replace_synced(part: Path, whole: Path) -> None:
    """Rename a file once its bytes are on the disk."""
    with part.open("rb+") as stream:
        os.fsync(stream.fileno())
    part.replace(whole)


def iter_shards(inputs: Iterable[Input], size: int = SHARD_SIZE) -> Iterator[list[Input]]:
    """Inputs in runs of 25, later of up to `size`, in their order."""
    stream = iter(inputs)
    number = 0
    while shard := list(islice(stream, min(size, _FIRST_SIZE << number // _SAME_SIZE))):
        yield shard
        number = min(number + 1, 64)


def to_bytes(inputs: Sequence[Input]) -> bytes:
    """The file of a shard's inputs; the same inputs give the same bytes."""
    rows = [{"page" if isinstance(i, Page) else "rejection": asdict(i)} for i in inputs]
    return "".join(json.dumps(row) + "\n" for row in rows).encode("ascii")


def digest_of(data: bytes, key: str) -> str:
    """Digest of a shard's inputs with what they are coded by."""
    return hashlib.sha256(key.encode() + b"\0" + data).hexdigest()


def _to_input(line: bytes) -> Input:
    row = json.loads(line)
    if "rejection" in row:
        return Rejection(**row["rejection"])
    page = row["page"]
    page["extra"] = tuple((name, value) for name, value in page["extra"])
    return Page(**page)

"""A source named on the command line, as pages: a file, a folder, or `-` for standard input.

Nothing raises and nothing disappears: what cannot be read comes as a `Rejection` that says where and why.
Hidden files are passed over; links to folders are not followed.
"""

from __future__ import annotations

import io
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

from vigie.inputs.formats import FORMATS, HEAD_BYTES, Limits, format_of
from vigie.records import Page, Rejection


def iter_pages(
    source: str, *, stdin: BinaryIO | None = None, limits: Limits | None = None
) -> Iterator[Page | Rejection]:
    """The pages of a source, one at a time, in a fixed order.

    Args:
        source: Path of a file or folder, or `-`.
        stdin: What `-` reads; the process's standard input by default.
        limits: How much is read before a page is refused.
    """
    bounds = limits or Limits()
    if source == "-":
        yield from _from_stream(stdin or sys.stdin.buffer, "-", "-", bounds, alone=True)
    elif source.lower().startswith(("http://", "https://")):
        yield reject(source, "format", "addresses are not read yet: save the page and name the file")
    elif os.path.isdir(source):
        yield from _from_folder(source, bounds)
    else:
        yield from _from_file(source, bounds, alone=True)


def reject(origin: str, reason: str, detail: str, page_id: str = "") -> Rejection:
    """A rejection of this stage."""
    return Rejection(id=page_id, origin=origin, stage="inputs", reason=reason, detail=detail)


def _from_folder(folder: str, limits: Limits) -> Iterator[Page | Rejection]:
    found = False
    faults: list[OSError] = []
    for root, folders, files in os.walk(folder, onerror=faults.append):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for name in sorted(f for f in files if not f.startswith(".")):
            found = True
            yield from _from_file(os.path.join(root, name), limits, alone=False)
    for fault in faults:
        found = True
        yield reject(str(fault.filename), "unreadable", f"{fault.strerror}: check the folder's permissions")
    if not found:
        yield reject(folder, "empty", "the folder holds no files")


def _from_file(path: str, limits: Limits, alone: bool) -> Iterator[Page | Rejection]:
    try:
        kind = os.stat(path).st_mode
        if not stat.S_ISREG(kind) and not (alone and stat.S_ISFIFO(kind)):
            yield reject(path, "unreadable", "neither a file nor a folder")
            return
        stream = Path(path).open("rb")  # noqa: SIM115 (closed below, once it is known to open)
    except FileNotFoundError:
        yield reject(path, "missing", "there is no such file or folder")
        return
    except (OSError, ValueError) as error:
        yield reject(path, "unreadable", getattr(error, "strerror", None) or str(error))
        return
    with stream:
        yield from _from_stream(stream, path, os.path.basename(path), limits, alone)


def _from_stream(
    stream: BinaryIO, origin: str, name: str, limits: Limits, alone: bool
) -> Iterator[Page | Rejection]:
    """Pages of an open source; one that was asked for by name is text where its content is unknown."""
    try:
        head = stream.read(HEAD_BYTES)
        if not head.strip():
            rest = stream.read(1)
            if not rest:
                yield reject(origin, "empty", "there is nothing in it")
                return
            head += rest
        chosen = format_of(name, head)
        if chosen is None and alone:
            chosen = FORMATS[-1]
        if chosen is None:
            known = ", ".join(e for f in FORMATS for e in f.extensions)
            yield reject(origin, "format", f"unknown kind of file; known: {known}")
            return
        yield from chosen.iter_pages(
            cast(BinaryIO, io.BufferedReader(_Rejoined(head, stream))), origin, limits
        )
    except OSError as error:
        yield reject(origin, "unreadable", error.strerror or str(error))


class _Rejoined(io.RawIOBase):
    """A stream whose beginning was already read, from the beginning again."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        super().__init__()
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: object) -> int:
        """Fill a buffer from the head, then from the rest."""
        view = memoryview(cast(bytearray, buffer))
        chunk, self._head = (
            (self._head[: len(view)], self._head[len(view) :])
            if self._head
            else (self._rest.read(len(view)), b"")
        )
        view[: len(chunk)] = chunk
        return len(chunk)

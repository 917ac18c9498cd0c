"""A source named on the command line, as pages: a file, a folder, an address, or `-` for standard input.

Nothing raises and nothing disappears: what cannot be read comes as a `Rejection` that says where and why.
Hidden files are passed over; links to folders are not followed.
"""

from __future__ import annotations

import io
import os
import stat
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from vigie.errors import InputError
from vigie.inputs.formats import FORMATS, HEAD_BYTES, TEXT, Limits, failure, format_of, reject
from vigie.inputs.memory import Memory, Seen
from vigie.inputs.packing import PackingError, packing_of, unpack, unpacked_name
from vigie.records import Page, Rejection

if TYPE_CHECKING:
    from vigie.inputs.fetching import Answer

    Fetch = Callable[[str, Limits, Seen | None], Answer | Rejection]

_UNREADABLE = (
    (b"PK\x03\x04", "a zip archive, or an office document: unpack it, or save it as text"),
    (b"%PDF-", "a PDF: save its text"),
    (b"\xd0\xcf\x11\xe0", "an office document: save it as text"),
    (b"{\\rtf", "an RTF document: save it as text"),
    (b"7z\xbc\xaf", "a 7z archive: unpack it"),
    (b"Rar!", "a RAR archive: unpack it"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database: export its reports as JSON Lines or CSV"),
)


def iter_pages(
    source: str, *, stdin: BinaryIO | None = None, limits: Limits | None = None, memory: Memory | None = None, only: str = "",
    ask: Fetch | None = None,
) -> Iterator[Page | Rejection]:
    """The pages of a source, one at a time, in a fixed order.

    Args:
        source: Path of a file or folder, an address (`https://…`), or `-`.
        stdin: What `-` reads; the process's standard input by default.
        limits: How much is read before a page is refused.
        memory: What servers said before; an address that did not change since gives no page. It learns from addresses read without fault.
        only: Name of the one format that is read; a folder may hold any.
        ask: How an address is fetched; else at once and wherever it leads, since the user named it.
    """
    bounds = limits or Limits()
    if source == "-":
        yield from _from_stream(stdin or sys.stdin.buffer, "-", "-", bounds, alone=True)
    elif source.lower().startswith(("http://", "https://")):
        yield from _from_address(source, bounds, memory, only, ask)
    elif os.path.isdir(source):
        yield from _from_folder(source, bounds)
    else:
        yield from _from_file(source, bounds, alone=True, only=only)


def _from_address(address: str, limits: Limits, memory: Memory | None, only: str, ask: Fetch | None) -> Iterator[Page | Rejection]:
    from vigie.inputs.fetching import fetch

    answer = (ask or fetch)(address, limits, memory.seen.get(address) if memory else None)
    if isinstance(answer, Rejection):
        yield answer
        return
    if not answer.is_new:
        return
    stream, name, is_whole = io.BytesIO(answer.data), os.path.basename(address), True
    for page in _from_stream(stream, address, name, limits, alone=True, charset=answer.charset, url=answer.url, only=only):
        is_whole = is_whole and isinstance(page, Page)
        yield page
    if memory and is_whole:
        memory.seen[address] = answer.seen


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


def _from_file(path: str, limits: Limits, alone: bool, only: str = "") -> Iterator[Page | Rejection]:
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
        yield from _from_stream(stream, path, os.path.basename(path), limits, alone, only=only)


def _from_stream(
    stream: BinaryIO, origin: str, name: str, limits: Limits, alone: bool, *, layer: int = 0, charset: str = "", url: str = "", only: str = ""
) -> Iterator[Page | Rejection]:
    """Pages of an open source, unpacked where it is packed; one asked for by name is text where its content is unknown."""
    try:
        head = _read_head(stream)
        if not head.strip():
            rest = stream.read(1)
            if not rest:
                yield reject(origin, "empty", "there is nothing in it")
                return
            head += rest
        whole = cast(BinaryIO, io.BufferedReader(_Rejoined(head, stream), HEAD_BYTES))
        packing = packing_of(head)
        if packing is not None:
            inside = cast(BinaryIO, io.BufferedReader(cast(io.RawIOBase, unpack(whole, packing, limits, layer)), HEAD_BYTES))
            yield from _from_stream(inside, origin, unpacked_name(name), limits, alone, layer=layer + 1, charset=charset, url=url, only=only)
            return
        foreign = _unreadable_kind(head)
        chosen = None if foreign else format_of(name, head) or (TEXT if alone else None)
        if chosen is None:
            known = ", ".join(e for f in FORMATS for e in f.extensions)
            yield reject(origin, "format", foreign or f"unknown kind of file; known by content, and by name: {known}")
        elif only and chosen.name != only:
            yield reject(origin, "format", f"no {only}, but {chosen.name}: check what the source is")
        elif chosen.name == "html" and (charset or url):
            from vigie.inputs.html import read_html

            yield read_html(whole.read(), origin, limits, charset=charset, url=url)
        else:
            for page in chosen.iter_pages(whole, origin, limits):
                yield replace(page, url=page.url or url) if chosen is TEXT and isinstance(page, Page) else page
    except PackingError as error:
        yield reject(origin, error.reason, str(error))
    except InputError as error:
        yield reject(origin, "format", str(error))
    except OSError as error:
        yield reject(origin, "unreadable", error.strerror or str(error))
    except Exception as error:  # the one place where a corpus survives a bug of ours
        yield failure(origin, error)


def _read_head(stream: BinaryIO) -> bytes:
    """The first bytes of a source; of a packed one that breaks, what comes before: reading on raises again."""
    read: Callable[[int], bytes] = getattr(stream, "read1", stream.read)
    head = b""
    while len(head) < HEAD_BYTES:
        try:
            part = read(HEAD_BYTES - len(head))
        except PackingError:
            if not head:
                raise
            break
        if not part:
            break
        head += part
    return head


def _unreadable_kind(head: bytes) -> str:
    """What a source is by its first bytes, when no report can be read in it."""
    return next((kind for magic, kind in _UNREADABLE if head.startswith(magic)), "") or ("a tar archive: unpack it" if head[257:262] == b"ustar" else "")


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

"""Packed sources, unpacked while they are read: gzip, bzip2, xz, and Zstandard with the extra `zst`.

Nothing is unpacked ahead, so a bomb costs no memory; it is refused once it has unpacked to more than
`Limits.packed_bytes` and to more than `Limits.packed_ratio` times what was read of it.
"""

from __future__ import annotations

import bz2
import io
import lzma
import zlib
from collections.abc import Callable
from typing import BinaryIO, Protocol, cast

from vigie.errors import InputError
from vigie.inputs.formats import Limits

_STEP = 2048
"""Packed bytes unpacked at once: few, since each may stand for thousands."""
_MOST_LAYERS = 3
"""How many times a source may be packed in itself."""


class PackingError(OSError):
    """A packed source cannot be read on: `reason` and detail."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.strerror = detail


class _Member(Protocol):
    """One packed piece; files may hold several, one after the other."""

    @property
    def eof(self) -> bool: ...

    @property
    def unused_data(self) -> bytes: ...

    def decompress(self, data: bytes, /) -> bytes: ...


def _zstandard() -> _Member:
    try:
        import zstandard
    except ImportError:
        raise InputError("Zstandard needs a package of its own: pip install 'vigie[zst]'") from None
    return cast(_Member, zstandard.ZstdDecompressor(max_window_size=1 << 27).decompressobj())


_PACKINGS: tuple[tuple[bytes, str, Callable[[], _Member]], ...] = (
    (b"\x1f\x8b\x08", ".gz", lambda: zlib.decompressobj(wbits=31)),
    (b"BZh", ".bz2", bz2.BZ2Decompressor),
    (b"\xfd7zXZ\x00", ".xz", lzma.LZMADecompressor),
    (b"\x28\xb5\x2f\xfd", ".zst", _zstandard),
)


def packing_of(head: bytes) -> int | None:
    """The number of the packing that the first bytes tell, or nothing."""
    return next((n for n, (magic, _, _) in enumerate(_PACKINGS) if head.startswith(magic)), None)


def unpacked_name(name: str) -> str:
    """A file's name without the endings of packings: `news.warc.gz` is a `.warc`."""
    while ending := next((e for _, e, _ in _PACKINGS if name.lower().endswith(e)), ""):
        name = name[: -len(ending)]
    return name


def unpack(stream: BinaryIO, packing: int, limits: Limits, layer: int) -> BinaryIO:
    """A stream of what a packed one holds.

    Args:
        stream: The packed bytes.
        packing: What `packing_of` told.
        limits: How much may come out.
        layer: How many packings are around it already.

    Raises:
        PackingError: It is packed too many times.
        InputError: The packing needs a package that is not installed.
    """
    if layer >= _MOST_LAYERS:
        raise PackingError("too_long", f"packed more than {_MOST_LAYERS} times over: not a corpus")
    make = _PACKINGS[packing][2]
    make()
    return cast(BinaryIO, _Unpacked(stream, make, limits))


class _Unpacked(io.RawIOBase):
    """The unpacked bytes; damage, a cut and excess come as `PackingError`."""

    def __init__(self, packed: BinaryIO, make: Callable[[], _Member], limits: Limits) -> None:
        super().__init__()
        self._packed = packed
        self._make = make
        self._limits = limits
        self._member: _Member | None = None
        self._waiting = b""
        self._ready = b""
        self._read = 0
        self._given = 0

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: object) -> int:
        """Fill a buffer with unpacked bytes; none at the end."""
        view = memoryview(cast(bytearray, buffer))
        while not self._ready and self._unpack_more():
            pass
        data, self._ready = self._ready[: len(view)], self._ready[len(view) :]
        view[: len(data)] = data
        self._given += len(data)
        allowed = max(self._limits.packed_bytes, self._limits.packed_ratio * self._read)
        if self._given > allowed:
            detail = f"{self._read:,} bytes unpack to more than {allowed:,}: a bomb? raise --max-size if it is not"
            raise PackingError("too_long", detail)
        return len(data)

    def _unpack_more(self) -> bool:
        """Unpack the next few bytes; false at the end of the source."""
        if not self._waiting:
            self._waiting = self._packed.read(_STEP)
            self._read += len(self._waiting)
        if self._member is None:
            self._waiting = self._waiting.lstrip(b"\x00")  # tapes and some servers fill up with them
        if not self._waiting:
            if self._member is not None:
                raise PackingError("truncated", self._where("the packed file is cut short"))
            return False
        member = self._member or self._make()
        try:
            self._ready = member.decompress(self._waiting)
        except (zlib.error, lzma.LZMAError, OSError, ValueError, EOFError) as error:
            raise PackingError("packing", self._where(f"the packed file is damaged ({error})")) from None
        except Exception as error:  # zstandard's own error, of a module that may not be installed
            if type(error).__module__.partition(".")[0] != "zstandard":
                raise
            raise PackingError("packing", self._where(f"the packed file is damaged ({error})")) from None
        self._waiting = member.unused_data if member.eof else b""
        self._member = None if member.eof else member
        return True

    def _where(self, what: str) -> str:
        return f"{what}: {self._given:,} bytes could be read from {self._read:,}"

"""Packed sources, unpacked while they are read: gzip, bzip2, xz, and Zstandard with the extra `zst`.

Nothing is unpacked ahead, so a bomb costs no memory; it is refused once it has unpacked to more than
`Limits.packed_bytes` and to more than `Limits.packed_ratio` times what was read of it.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import zlib
from collections.abc import Callable
from typing import Any, BinaryIO, cast

from vigie.errors import InputError
from vigie.inputs.formats import Limits

_ZST_STEP = 2048
"""Packed bytes unpacked at once: few, since each may stand for thousands."""
_MOST_LAYERS = 3
"""How many times a source may be packed in itself."""


class PackingError(OSError):
    """A packed source cannot be read on: `reason` and detail."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.strerror = detail


def _open_zst(stream: BinaryIO) -> BinaryIO:
    try:
        import zstandard
    except ImportError:
        raise InputError("Zstandard needs a package of its own: pip install 'vigie[zst]'") from None
    return cast(BinaryIO, _Zstandard(stream, zstandard.ZstdDecompressor(max_window_size=1 << 27)))


class _Zstandard:
    """Frames of Zstandard, one after the other; the package's own reader ends without a word in a frame cut short."""

    def __init__(self, stream: BinaryIO, context: Any) -> None:
        self._stream = stream
        self._context = context
        self._frame = context.decompressobj()
        self._packed = b""
        self._ready = b""
        self._open = False

    def read(self, size: int) -> bytes:
        """Up to `size` unpacked bytes; none at the end."""
        while not self._ready:
            self._packed = self._packed or self._stream.read(_ZST_STEP)
            if not self._packed:
                if self._open:
                    raise EOFError
                return b""
            if self._frame.eof:
                self._frame = self._context.decompressobj()
            self._ready = self._frame.decompress(self._packed)
            self._packed = self._frame.unused_data if self._frame.eof else b""
            self._open = not self._frame.eof
        data, self._ready = self._ready[:size], self._ready[size:]
        return data


_PACKINGS: tuple[tuple[bytes, str, Callable[[BinaryIO], BinaryIO]], ...] = (
    (b"\x1f\x8b\x08", ".gz", lambda stream: cast(BinaryIO, gzip.GzipFile(fileobj=stream))),
    (b"BZh", ".bz2", lambda stream: cast(BinaryIO, bz2.BZ2File(stream))),
    (b"\xfd7zXZ\x00", ".xz", lambda stream: cast(BinaryIO, lzma.LZMAFile(stream))),  # noqa: SIM115 (closed with its source)
    (b"\x28\xb5\x2f\xfd", ".zst", _open_zst),
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
    counted = _Counter(stream)
    opened = _PACKINGS[packing][2](cast(BinaryIO, io.BufferedReader(counted, 1 << 16)))
    return cast(BinaryIO, _Unpacked(opened, counted, limits))


class _Counter(io.RawIOBase):
    """The packed bytes, counted, and the last of them remembered."""

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__()
        self._stream = stream
        self.count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(cast(bytearray, buffer))
        data = self._stream.read(len(view))
        view[: len(data)] = data
        self.count += len(data)
        return len(data)


class _Unpacked(io.RawIOBase):
    """The unpacked bytes; damage and excess come as `PackingError`."""

    def __init__(self, opened: BinaryIO, packed: _Counter, limits: Limits) -> None:
        super().__init__()
        self._opened = opened
        self._packed = packed
        self._limits = limits
        self._count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(cast(bytearray, buffer))
        data = self._read(len(view))
        view[: len(data)] = data
        self._count += len(data)
        allowed = max(self._limits.packed_bytes, self._limits.packed_ratio * self._packed.count)
        if self._count > allowed:
            detail = f"{self._packed.count:,} bytes unpack to more than {allowed:,}: a bomb? raise --max-size if it is not"
            raise PackingError("too_long", detail)
        return len(data)

    def _read(self, size: int) -> bytes:
        try:
            data = self._opened.read(size)
        except EOFError:
            raise PackingError("truncated", self._where("the packed file is cut short")) from None
        except (zlib.error, lzma.LZMAError, OSError, ValueError) as error:
            raise PackingError("packing", self._where(f"the packed file is damaged ({error})")) from None
        except Exception as error:  # zstandard's own error, a bare Exception of a module that may not be installed
            if type(error).__module__.partition(".")[0] != "zstandard":
                raise
            raise PackingError("packing", self._where(f"the packed file is damaged ({error})")) from None
        return data

    def _where(self, what: str) -> str:
        return f"{what}: {self._count:,} bytes could be read from {self._packed.count:,}"

"""Packed sources: unpacked as they are read, bombs and damage refused."""

import bz2
import gzip
import io
import json
import lzma
import sys
from pathlib import Path

import pytest
import zstandard

from vigie.inputs import Limits, iter_pages
from vigie.records import Page, Rejection

TEXT = "Le ministre a rejeté lundi la demande de son homologue et rappelé son ambassadeur."
PACK = {
    "gz": gzip.compress,
    "bz2": bz2.compress,
    "xz": lzma.compress,
    "zst": zstandard.ZstdCompressor().compress,
}


def lines(count: int) -> bytes:
    return "".join(json.dumps({"text": f"{TEXT} {n}"}) + "\n" for n in range(count)).encode()


@pytest.mark.parametrize("packing", PACK)
def test_what_is_packed_is_read_whatever_its_name(tmp_path: Path, packing: str) -> None:
    """Content tells the packing and what is in it; pieces packed one after the other are one source."""
    path = tmp_path / "corpus"
    path.write_bytes(PACK[packing](lines(2)) + PACK[packing](lines(1)))
    assert [p.text for p in iter_pages(str(path)) if isinstance(p, Page)] == [f"{TEXT} 0", f"{TEXT} 1", f"{TEXT} 0"]


@pytest.mark.parametrize("packing", PACK)
def test_a_cut_is_told_after_what_could_be_read(tmp_path: Path, packing: str) -> None:
    """Nothing ends silently short."""
    whole = PACK[packing](lines(3)) + PACK[packing](lines(3000))
    path = tmp_path / "corpus.jsonl"
    path.write_bytes(whole[:-30])
    results = list(iter_pages(str(path)))
    assert isinstance(results[-1], Rejection) and results[-1].reason in ("truncated", "packing")
    assert len([r for r in results if isinstance(r, Page)]) >= 2


@pytest.mark.parametrize("packing", PACK)
@pytest.mark.parametrize("inside", [b"a", b'{"text": "' + b"a" * 100, b'{"text": "oui"}\n'])
def test_a_bomb_is_refused(tmp_path: Path, packing: str, inside: bytes) -> None:
    """Three megabytes out of a few thousand bytes are no report, as one text, one endless line or many records."""
    path = tmp_path / "bomb"
    path.write_bytes(PACK[packing](inside * (3_000_000 // len(inside))))
    assert path.stat().st_size < 60_000
    *_, last = iter_pages(str(path), limits=Limits(line_bytes=1000, file_bytes=1000, packed_bytes=2000))
    assert isinstance(last, Rejection) and last.reason == "too_long" and "--max-size" in last.detail


def test_the_limit_can_be_raised(tmp_path: Path) -> None:
    """The same file is read whole under a higher limit."""
    path = tmp_path / "same.jsonl.gz"
    path.write_bytes(gzip.compress(b'{"text": "oui"}\n' * 20_000))
    low = list(iter_pages(str(path), limits=Limits(packed_bytes=1000, packed_ratio=2)))
    assert isinstance(low[-1], Rejection) and len(low) < 20_000
    assert sum(isinstance(p, Page) for p in iter_pages(str(path))) == 20_000


def test_packed_over_and_over_is_refused(tmp_path: Path) -> None:
    """A source packed four times is not a corpus; packed twice it is read."""
    path = tmp_path / "matryoshka"
    path.write_bytes(gzip.compress(gzip.compress(lines(1))))
    assert [type(p) for p in iter_pages(str(path))] == [Page]
    path.write_bytes(gzip.compress(gzip.compress(gzip.compress(gzip.compress(lines(1))))))
    (rejection,) = iter_pages(str(path))
    assert isinstance(rejection, Rejection) and rejection.reason == "too_long"


def test_damage_is_named(tmp_path: Path) -> None:
    """A checksum that does not hold is a rejection, not an exception."""
    data = bytearray(gzip.compress(lines(200)))
    data[len(data) // 2] ^= 0xFF
    path = tmp_path / "damaged.gz"
    path.write_bytes(bytes(data))
    *_, last = iter_pages(str(path))
    assert isinstance(last, Rejection) and last.reason in ("packing", "truncated")


def test_the_standard_input_may_be_packed() -> None:
    """`-` is sniffed like a file."""
    (page,) = iter_pages("-", stdin=io.BytesIO(gzip.compress(TEXT.encode())))
    assert isinstance(page, Page) and page.text == TEXT


def test_a_missing_package_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extra, the refusal says how to get it."""
    monkeypatch.setitem(sys.modules, "zstandard", None)
    path = tmp_path / "a.zst"
    path.write_bytes(PACK["zst"](lines(1)))
    (rejection,) = iter_pages(str(path))
    assert isinstance(rejection, Rejection) and "vigie[zst]" in rejection.detail

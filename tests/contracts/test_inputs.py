"""Every format of the table obeys the same rules; its samples are found by its name."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from vigie.article import read_article
from vigie.inputs import FORMATS, Limits, iter_pages
from vigie.inputs.packing import packing_of
from vigie.records import Article, Page, Rejection

SAMPLES = Path(__file__).parent.parent / "samples" / "inputs"
FILES = sorted(p for p in SAMPLES.rglob("*") if p.is_file())
CHECKED = {"parquet", "warc", "json", "feed", "newsml"}
"""Formats that tell where they end: half a file is never silently short."""


@pytest.mark.parametrize("name", [f.name for f in FORMATS if f.name != "xml"])
def test_a_format_has_samples_and_is_documented(name: str) -> None:
    """A new line of the table comes with a sample and a line of the how-to (`xml` is only a refusal)."""
    assert list((SAMPLES / name).iterdir())
    howto = Path(__file__).parents[2] / "docs" / "howto" / "add-an-input.md"
    assert f"`{name}`" in howto.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_a_sample_is_read_whatever_its_name(path: Path, tmp_path: Path) -> None:
    """Content decides: a wrong ending or none changes nothing but the origin."""
    pages = list(iter_pages(str(path)))
    assert pages and all(isinstance(p, Page) for p in pages)
    for name in ("sample", "sample.dat", "sample.pdf"):
        copy = tmp_path / name
        shutil.copy(path, copy)
        again = list(iter_pages(str(copy)))
        assert [(p.text, p.id, p.extra) for p in again if isinstance(p, Page)] == [(p.text, p.id, p.extra) for p in pages if isinstance(p, Page)]


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_pages_can_be_told_apart_and_read(path: Path) -> None:
    """A page has a text, an id and an origin, ids differ, and the article stage accepts it with spans of that text."""
    pages = [p for p in iter_pages(str(path)) if isinstance(p, Page)]
    assert len({p.id for p in pages}) == len(pages) == len({p.origin for p in pages})
    for page in pages:
        article = read_article(page)
        assert isinstance(article, Article) and article.text == page.text
        assert page.origin.startswith(str(path)) and all(b.span.of(page.text).strip() for b in article.blocks)


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_file_cut_short_never_raises(path: Path, share: float, tmp_path: Path) -> None:
    """Half a file gives pages or rejections; formats and packings that know their end say that they were cut."""
    data = path.read_bytes()
    cut = tmp_path / path.name
    cut.write_bytes(data[: int(share * len(data))])
    results = list(iter_pages(str(cut)))
    assert results
    if path.parent.name in CHECKED or packing_of(data) is not None:
        assert any(isinstance(r, Rejection) for r in results)


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_a_limit_refuses_and_can_be_raised(path: Path) -> None:
    """Under a limit of 40 bytes everything is refused by name of the option; under the usual one it is read."""
    small = list(iter_pages(str(path), limits=Limits.of(40)))
    assert small and all(isinstance(r, Rejection) for r in small) or path.parent.name == "parquet"
    assert all("--max-size" in r.detail for r in small if isinstance(r, Rejection) and r.reason == "too_long")
    assert all(isinstance(r, Page) for r in iter_pages(str(path)))


@pytest.mark.parametrize("name", [f.name for f in FORMATS])
def test_noise_is_a_rejection(name: str, tmp_path: Path) -> None:
    """Bytes of no format under a format's own name are refused with a reason."""
    ending = next((e for f in FORMATS if f.name == name for e in f.extensions), ".json")
    path = tmp_path / f"noise{ending}"
    path.write_bytes(bytes(range(255, 0, -1)) * 20)
    results = list(iter_pages(str(path)))
    assert results and all(isinstance(r, Rejection) and r.reason and r.detail for r in results)


def test_heavy_libraries_wait_until_they_are_needed() -> None:
    """Reading a text imports no library of another format."""
    code = (
        "import sys\n"
        "from vigie.inputs import iter_pages\n"
        f"assert list(iter_pages({str(SAMPLES / 'text' / 'report.txt')!r}))\n"
        "print(sorted({'trafilatura', 'htmldate', 'dateparser', 'feedparser', 'warcio', 'pyarrow', 'zstandard'} & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"

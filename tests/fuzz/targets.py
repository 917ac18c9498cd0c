"""Every parser of foreign bytes, as a function that takes bytes and may refuse them only as it says that it does.

A target returns; whatever it raises is a finding. Its corpus is what `seeds` gives and the files of `corpus/<target>/`, where
every finding is kept once it is mended.
"""

from __future__ import annotations

import io
import random
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.fuzz.shapes import SHAPES
from vigie.article import read_article
from vigie.cli.feeds import read_feeds
from vigie.cli.settings import configured_models
from vigie.dates import find_dates
from vigie.errors import VigieError
from vigie.inputs import Limits, iter_pages
from vigie.lexicon.entries import read_event_files
from vigie.lexicon.load import load_yaml
from vigie.lexicon.ontology import load_modes
from vigie.lexicon.phrases import Phrasebook
from vigie.models.container import unpack
from vigie.pipeline import Reader
from vigie.places import find_places
from vigie.quantities import find_quantities
from vigie.records import Article, Page, Rejection
from vigie.syntax import draft_sentences, parse_sentences

ROOT = Path(__file__).resolve().parents[2]
CORPUS = Path(__file__).resolve().parent / "corpus"
_LIMITS = Limits(packed_bytes=2_000_000)


def _pages(data: bytes) -> None:
    for result in iter_pages("-", stdin=io.BytesIO(data), limits=_LIMITS):
        assert isinstance(result, Page | Rejection)
        if isinstance(result, Rejection):
            assert result.reason != "failure", result.detail
            assert "\n" not in result.detail


class _Flat:
    """A parser that knows nothing: every word hangs on the first."""

    language = "fr"
    version = "none"

    def parse(self, sentences: list[list[str]]) -> list[tuple[()]]:
        return [() for _ in sentences]


def _article(data: bytes, language: str) -> Article | None:
    article = read_article(Page(text=data.decode("utf-8", "surrogateescape"), published="2022-01-08", language=language))
    return article if isinstance(article, Article) else None


def _expressions(data: bytes) -> None:
    """Dates, quantities and places of a text without a parse."""
    for language in ("fr", "en"):
        article = _article(data, language)
        if article is None:
            continue
        sentences = parse_sentences(tuple(draft_sentences(article)), _Flat(), lambda _: False, article.text)
        for found in (*find_dates(article, sentences), *find_quantities(article, sentences), *find_places(article, sentences)):
            assert 0 <= found.span.start < found.span.end <= len(article.text)


@cache
def _reader() -> Reader:
    return Reader()


def _report(data: bytes) -> None:
    """A whole reading."""
    result = _reader().read_page(Page(text=data.decode("utf-8", "surrogateescape"), published="2022-01-08", language="fr"))
    assert isinstance(result, Rejection) or all(m.span.of(result.article.text) for m in result.mentions)


def _in_file(name: str, read: Callable[[Path], object]) -> Callable[[bytes], None]:
    def target(data: bytes) -> None:
        with tempfile.TemporaryDirectory() as folder, suppress(VigieError):
            path = Path(folder) / name
            path.write_bytes(data)
            read(path)

    return target


def _weights(data: bytes) -> None:
    with suppress(VigieError):
        unpack(data)


@dataclass(frozen=True)
class Target:
    """What is tried, and what good bytes for it look like."""

    run: Callable[[bytes], None]
    files: tuple[str, ...] = ()
    """Patterns of files below the repository."""
    texts: tuple[bytes, ...] = ()

    def seeds(self, name: str) -> list[bytes]:
        """Good bytes and earlier findings, always in the same order."""
        files = [path for pattern in (*self.files, f"tests/fuzz/corpus/{name}/*") for path in sorted(ROOT.glob(pattern)) if path.is_file()]
        return [*self.texts, *(path.read_bytes()[:20_000] for path in files)]


_SHORT = tuple(build(300).encode() for build in SHAPES.values())

TARGETS: dict[str, Target] = {
    "html": Target(_pages, ("tests/samples/inputs/html/*", "benchmarks/cleaning/layouts/0*.html")),
    "warc": Target(_pages, ("tests/samples/inputs/warc/*",)),
    "feed": Target(_pages, ("tests/samples/inputs/feed/*",)),
    "newsml": Target(_pages, ("tests/samples/inputs/newsml/*",)),
    "json": Target(_pages, ("tests/samples/inputs/json/*", "tests/samples/inputs/jsonl/*")),
    "table": Target(_pages, ("tests/samples/inputs/csv/*", "tests/samples/inputs/parquet/*")),
    "capture": Target(lambda data: None if _article(data, "") else None, ("tests/samples/captures/*", "examples/*.txt"), _SHORT),
    "expressions": Target(_expressions, ("benchmarks/dates/*.tsv", "benchmarks/quantities/*.tsv"), _SHORT),
    "report": Target(_report, ("examples/*.txt",), _SHORT),
    "yaml": Target(_in_file("x.yaml", load_yaml), ("src/vigie/languages/fr/language.yaml", "src/vigie/ontology/*.yaml")),
    "entries": Target(
        _in_file("accuse.yaml", lambda path: read_event_files(path.parent, "fr", load_modes())), ("src/vigie/languages/*/events/accuse.yaml",)
    ),
    "phrases": Target(_in_file("x.yaml", lambda path: Phrasebook(load_yaml(path), str(path))), ("src/vigie/languages/fr/dates.yaml",)),
    "config": Target(_in_file("vigie.toml", configured_models), (), (b'[models]\nfr = "spacy:x"\n', b"[models]\nfr = {}\n", b"models = 3\n")),
    "feeds": Target(
        _in_file("feeds.toml", read_feeds), (), (b'[[feed]]\nurl = "https://example.org/a.xml"\noutlet = "Le Fanal"\nlang = "fr"\n', b"feed = 1\n")
    ),
    "weights": Target(_weights, (), (b"VIGIE-WEIGHTS 1\n", b"VIGIE-WEIGHTS 1\n\xfd7zXZ\x00")),
}

_PIECES = (
    b"\x00", b"\xff", b"\n", b"\r\n", b" ", b"\t", b'"', b"'", b"<", b">", b"&", b"&#x110000;", b"<![CDATA[", b"]]>", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"{", b"}",
    b"[", b"]", b":", b"- ", b"*a", b"&a ", b"!!python/object:os.system ", b"\xc2\xa0", b"\xe2\x80\xa8", b"\xed\xa0\x80", b"\xf0\x9f\x87\xb2", b"999999999999999999999999",
    b"1e999", b"-1", b"null", b"true", b"\\ud800", b"Content-Length: -5\r\n", b"31 f\xc3\xa9vrier 2021", b"le 99/99/9999", b"\xc2\xab", b"\xc2\xbb", b"e\xcc\x81",
)  # fmt: skip


def mutate(seed: bytes, chance: random.Random) -> bytes:
    """Some seed with a few pieces cut, doubled, moved, replaced or put in."""
    data = bytearray(seed)
    for _ in range(chance.randint(1, 6)):
        start, end = sorted((chance.randint(0, len(data)), chance.randint(0, len(data))))
        end = min(end, start + chance.choice((1, 4, 30, 400)))
        match chance.randint(0, 4):
            case 0:
                del data[start:end]
            case 1:
                data[start:start] = data[start:end] * chance.choice((1, 2, 50))
            case 2:
                data[start:end] = chance.choice(_PIECES) * chance.choice((1, 1, 40))
            case 3:
                data[start:start] = bytes(chance.randrange(256) for _ in range(chance.randint(1, 8)))
            case _:
                piece = bytes(data[start:end])
                del data[start:end]
                at = chance.randint(0, len(data))
                data[at:at] = piece
    return bytes(data[:100_000])


__all__ = ["CORPUS", "TARGETS", "Target", "mutate"]

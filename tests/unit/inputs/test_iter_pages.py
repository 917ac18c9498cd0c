"""Sources as pages: nothing raises, nothing disappears."""

import io
import json
from pathlib import Path

import pytest

from vigie.inputs import Limits, iter_pages
from vigie.records import Page, Rejection

TEXT = "Le ministre a dit non."


def pages(source: str | Path, **options: object) -> list[Page | Rejection]:
    return list(iter_pages(str(source), **options))  # type: ignore[arg-type]


def lines(tmp_path: Path, *records: object) -> Path:
    path = tmp_path / "corpus.jsonl"
    path.write_text("\n".join(r if isinstance(r, str) else json.dumps(r) for r in records), encoding="utf-8")
    return path


def test_a_record_becomes_a_page(tmp_path: Path) -> None:
    """Known fields are taken, a coding is dropped, the rest is passed on."""
    record = {"text": TEXT, "id": 7, "published": "2022-01-08T10:00:00Z", "lang": "fr", "title": "T",
              "url": "u", "outlet": "o", "events": [1], "statements": [], "desk": {"a": 1}}  # fmt: skip
    path = lines(tmp_path, record)
    assert pages(path) == [
        Page(TEXT, "7", f"{path} line 1", "2022-01-08T10:00:00Z", "fr", "T", "u", "o", (("desk", {"a": 1}),))
    ]


def test_an_id_is_made_from_the_text(tmp_path: Path) -> None:
    """The same text has the same id, as a line and as a file."""
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (line,) = pages(lines(tmp_path, {"text": TEXT}))
    (file,) = pages(tmp_path / "a.txt")
    assert line.id == file.id and len(file.id) == 16


@pytest.mark.parametrize(
    ("line", "reason", "words"),
    [
        ('{"text": "a"', "json", "character"),
        ('["text"]', "json", "list"),
        ('{"text": "a", "n": NaN}', "json", "NaN"),
        ("[" * 100_000, "json", "deep"),
        ("not json", "json", "character 1"),
        ({"title": "T"}, "no_text", "'text'"),
        ({"text": None}, "no_text", "'text'"),
        ({"text": 5}, "field", "int"),
        ({"text": "a", "title": 5}, "field", "'title'"),
        ({"text": "a", "id": [1]}, "field", "'id'"),
        ({"text": "a", "published": "hier"}, "published", "hier"),
        ({"text": "a", "published": 20220108}, "field", "'published'"),
        ({"html": 5}, "field", "'html'"),
        ({"html": "<script>a</script>"}, "no_text", "no article"),
    ],
)
def test_a_broken_line_is_named_and_the_next_is_read(
    tmp_path: Path, line: object, reason: str, words: str
) -> None:
    """The rejection says which line and what is wrong with it."""
    path = lines(tmp_path, line, "", {"text": TEXT})
    rejection, page = pages(path)
    assert isinstance(rejection, Rejection) and isinstance(page, Page)
    assert (rejection.origin, rejection.stage, rejection.reason) == (f"{path} line 1", "inputs", reason)
    assert words in rejection.detail
    assert page.origin == f"{path} line 3"


def test_a_line_that_is_too_long_is_passed_over(tmp_path: Path) -> None:
    """It is refused without being held in memory, and the line after it is read."""
    path = lines(tmp_path, {"text": "a" * 500}, {"text": TEXT})
    rejection, page = pages(path, limits=Limits(line_bytes=100))
    assert isinstance(rejection, Rejection) and rejection.reason == "too_long"
    assert isinstance(page, Page) and page.text == TEXT


def test_bytes_that_are_not_utf8_refuse_their_line_only(tmp_path: Path) -> None:
    """The other lines of the file are read."""
    path = tmp_path / "corpus.jsonl"
    path.write_bytes(b'{"text": "d\xe9j\xe0"}\n{"text": "oui"}\r\n')
    rejection, page = pages(path)
    assert isinstance(rejection, Rejection) and rejection.reason == "encoding"
    assert isinstance(page, Page) and page.text == "oui"


def test_half_a_surrogate_pair_can_be_written_again(tmp_path: Path) -> None:
    """Half pairs are replaced wherever they stand in a record."""
    (page,) = pages(lines(tmp_path, '{"text": "a\\ud83d b", "k": ["\\uD800"]}'))
    assert isinstance(page, Page)
    assert page.text == "a\ufffd b" and page.extra == (("k", ["\ufffd"]),)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_texts_are_decoded(tmp_path: Path, encoding: str) -> None:
    """UTF-8 and UTF-16 by their marks, other encodings by a guess."""
    text = (
        "Le président égyptien a réagi à l’arrêt de la médiation.\r\nLa Grèce s’est inquiétée du résultat.\n"
        * 5
    )
    path = tmp_path / "report.txt"
    path.write_bytes(text.encode(encoding))
    (page,) = pages(path)
    assert isinstance(page, Page) and page.text == text


def test_a_byte_lost_here_and_there_loses_no_text(tmp_path: Path) -> None:
    """UTF-8 with a broken letter is read with a mark in its place, not as another encoding."""
    whole = "Le président égyptien a réagi à l’arrêt de la médiation. La Grèce s’est inquiétée du résultat.".encode()
    path = tmp_path / "report.txt"
    path.write_bytes(whole.replace("ê".encode(), b"\xc3", 1))
    (page,) = pages(path)
    assert isinstance(page, Page) and "l’arr\ufffdt de la médiation" in page.text


def test_content_goes_before_the_name(tmp_path: Path) -> None:
    """A text file of JSON objects is read line by line."""
    path = tmp_path / "corpus.txt"
    path.write_text('\n{"text": "a"}\n{"text": "b"}\n', encoding="utf-8")
    assert [p.text for p in pages(path) if isinstance(p, Page)] == ["a", "b"]


@pytest.mark.parametrize(
    ("data", "texts"), [(TEXT.encode(), [TEXT]), (b'{"text": "a"}\n{"text": "b"}', ["a", "b"])]
)
def test_standard_input_is_text_or_records(data: bytes, texts: list[str]) -> None:
    """`-` reads what it is given."""
    found = pages("-", stdin=io.BytesIO(data))
    assert [p.text for p in found if isinstance(p, Page)] == texts


def test_a_folder_is_read_in_a_fixed_order(tmp_path: Path) -> None:
    """Sorted and recursive; unknown files are rejected, hidden ones passed over."""
    (tmp_path / "b").mkdir()
    for name in ("b/x.txt", "a.txt", "c.bin", ".hidden.txt"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    found = pages(tmp_path)
    assert [p.text if isinstance(p, Page) else p.reason for p in found] == ["a.txt", "format", "b/x.txt"]


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("empty.txt", b"", "empty"),
        ("empty.jsonl", b"", "empty"),
        ("blank.jsonl", b"\n\n", "empty"),
        ("data.txt", bytes(range(256)) * 40, "encoding"),
        ("big.txt", b"a" * 2000, "too_long"),
    ],
)
def test_files_that_hold_no_report_are_rejected(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    """Every file gives a page or a reason."""
    path = tmp_path / name
    path.write_bytes(data)
    (rejection,) = pages(path, limits=Limits(file_bytes=1000 if name == "big.txt" else 20_000))
    assert isinstance(rejection, Rejection)
    assert (rejection.reason, rejection.origin.startswith(str(path))) == (reason, True)


@pytest.mark.parametrize(
    ("source", "reason"),
    [("no/such/file.txt", "missing"), ("https:///a", "unreadable"), ("a\0b", "unreadable")],
)
def test_sources_that_are_not_there_are_rejected(source: str, reason: str) -> None:
    """A wrong name is a rejection, not an exception."""
    (rejection,) = pages(source)
    assert isinstance(rejection, Rejection) and rejection.reason == reason


def test_an_empty_folder_is_rejected(tmp_path: Path) -> None:
    """Nothing in, one rejection out."""
    (rejection,) = pages(tmp_path)
    assert isinstance(rejection, Rejection) and rejection.reason == "empty"


@pytest.mark.parametrize(
    ("head", "words"), [(b"PK\x03\x04", "zip"), (b"%PDF-1.7", "PDF"), (b"SQLite format 3\0", "database"), (b"{\\rtf1", "RTF"), (b"\0" * 257 + b"ustar", "tar")]
)
def test_what_is_no_corpus_is_called_by_its_name(tmp_path: Path, head: bytes, words: str) -> None:
    """Whatever a file claims to be, and also when it is asked for by name."""
    path = tmp_path / "report.txt"
    path.write_bytes(head + b" some words of a report" * 20)
    (rejection,) = pages(path)
    assert isinstance(rejection, Rejection) and rejection.reason == "format" and words in rejection.detail

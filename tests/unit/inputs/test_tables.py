"""CSV and Parquet: a report a row, and every row accounted for."""

import csv
import io
import json
import sys
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from vigie.inputs import Limits, iter_pages
from vigie.records import Page, Rejection

TEXT = 'Paris a dit : "non", puis\n« oui » ; Rome attend.'


def table(tmp_path: Path, *rows: list[str], delimiter: str = ",", encoding: str = "utf-8") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    path = tmp_path / "table.csv"
    path.write_bytes(out.getvalue().encode(encoding))
    return str(path)


@pytest.mark.parametrize("delimiter", list(",;\t|"))
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_rows_are_read_as_a_spreadsheet_writes_them(tmp_path: Path, delimiter: str, encoding: str) -> None:
    """Any usual separator and encoding, with quotation marks, separators and line breaks inside cells."""
    path = table(tmp_path, ["ID", "Text", "desk"], ["1", TEXT * 9, "Où ?"], [], ["2", "Déjà vu.", ""], delimiter=delimiter, encoding=encoding)
    first, second = iter_pages(path)
    assert isinstance(first, Page) and (first.id, first.text, first.extra) == ("1", TEXT * 9, (("desk", "Où ?"),))
    assert isinstance(second, Page) and (second.id, second.text, second.extra) == ("2", "Déjà vu.", ())


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([["id", "corps"], ["1", "a"]], "no_text"),
        ([["id", "text"]], "empty"),
        ([["id", "text"], ["1", "a", "b"]], "csv"),
        ([["id", "text"], ["1", ""]], "no_text"),
        ([["text", "published"], ["a", "hier"]], "published"),
    ],
)
def test_what_cannot_be_used_is_told(tmp_path: Path, rows: list[list[str]], reason: str) -> None:
    """A header without text, no rows, too many cells, an empty text, a day that is none."""
    (rejection,) = iter_pages(table(tmp_path, *rows))
    assert isinstance(rejection, Rejection) and rejection.reason == reason


def test_a_quotation_mark_left_open_is_told(tmp_path: Path) -> None:
    """It swallows what follows: the table ends there with a rejection, after the rows before it."""
    path = tmp_path / "table.csv"
    path.write_text('id,text\n1,Paris a dit non.\n2,"Rome\n3,Berlin\n', encoding="utf-8")
    page, rejection = iter_pages(str(path))
    assert isinstance(page, Page) and isinstance(rejection, Rejection) and rejection.reason == "truncated"


def test_an_endless_cell_is_refused_without_being_held(tmp_path: Path) -> None:
    """The limit is the option's, and raised it lets the row pass."""
    path = table(tmp_path, ["id", "text"], ["1", "a" * 5000])
    (rejection,) = iter_pages(path, limits=Limits(line_bytes=1000))
    assert isinstance(rejection, Rejection) and rejection.reason == "too_long" and "--max-size" in rejection.detail
    assert isinstance(next(iter_pages(path)), Page)


def test_a_row_in_another_encoding_is_refused_alone(tmp_path: Path) -> None:
    """The rows around it are read."""
    path = tmp_path / "table.csv"
    rows = "".join(f"{n},Été {n} à Genève.\n" for n in range(9000)).encode()
    path.write_bytes(b"id,text\n" + rows + b"x,d\xe9j\xe0\n" + b"y,oui\n")
    results = list(iter_pages(str(path)))
    assert [r.reason for r in results if isinstance(r, Rejection)] == ["encoding"]
    assert sum(isinstance(r, Page) for r in results) == 9001


def test_a_parquet_table_gives_a_page_a_row(tmp_path: Path) -> None:
    """Nulls are absent fields, days are days, a row without text is a rejection, and so is a long cell."""
    path = tmp_path / "t"
    pq.write_table(pa.table({"id": [1, 2, 3], "text": ["Paris a dit non.", None, "a" * 200], "lang": ["fr", "fr", None]}), path)
    first, second, third = iter_pages(str(path), limits=Limits(line_bytes=100))
    assert isinstance(first, Page) and (first.id, first.language) == ("1", "fr")
    assert isinstance(second, Rejection) and second.reason == "no_text"
    assert isinstance(third, Rejection) and third.reason == "too_long"


def test_what_parquet_holds_can_be_written_as_json(tmp_path: Path) -> None:
    """Instants, numbers that are none, decimals and lists come out as JSON can hold them."""
    path = tmp_path / "t"
    when = datetime(2023, 5, 4, 8, 12, tzinfo=UTC)
    row = {"text": ["Paris a dit non."], "published": [when], "seen": [when.date()], "score": [float("nan")], "sum": [Decimal("1.50")], "tags": [["a", "b"]]}
    pq.write_table(pa.table(row), path)
    (page,) = iter_pages(str(path))
    assert isinstance(page, Page) and page.published == "2023-05-04T08:12:00+00:00"
    assert json.loads(json.dumps(dict(page.extra), allow_nan=False)) == {"seen": "2023-05-04", "score": None, "sum": "1.50", "tags": ["a", "b"]}


def test_parquet_without_its_package_names_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The refusal says what to install."""
    path = tmp_path / "t.parquet"
    pq.write_table(pa.table({"text": ["a"]}), path)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    (rejection,) = iter_pages(str(path))
    assert isinstance(rejection, Rejection) and "vigie[parquet]" in rejection.detail


def test_parquet_that_is_no_corpus_is_refused(tmp_path: Path) -> None:
    """Another table, and one cut short."""
    path = tmp_path / "t.parquet"
    pq.write_table(pa.table({"x": [1]}), path)
    (other,) = iter_pages(str(path))
    path.write_bytes(path.read_bytes()[:-9])
    (cut,) = iter_pages(str(path))
    assert isinstance(other, Rejection) and other.reason == "no_text"
    assert isinstance(cut, Rejection) and cut.reason == "truncated"

"""The documentation of exports is made from their columns."""

from pathlib import Path

from tests.coded import LINE
from vigie.export import FORMATS
from vigie.export.coded import read_report
from vigie.export.dictionary import TABLES, renewed
from vigie.export.rows import iter_rows
from vigie.export.tables import Column

DOCUMENT = Path(__file__).parents[3] / "docs" / "exports.md"


def test_the_document_is_what_the_columns_say() -> None:
    """When this fails: python -m vigie.export.dictionary docs/exports.md."""
    text = DOCUMENT.read_text(encoding="utf-8")
    assert renewed(text) == text
    for name in TABLES:
        assert f"<!-- columns: {name} -->" in text


def test_every_format_is_documented_and_every_lost_column_is_empty() -> None:
    """Formats are named; a column that is said to be lost makes nothing but nothing, or a fixed 0."""
    text = DOCUMENT.read_text(encoding="utf-8")
    assert all(f"`{f.name}`" in text for f in FORMATS)
    columns = [c for table in TABLES.values() for c in table]
    row = next(iter_rows(read_report(LINE)))
    for column in columns:
        if isinstance(column, Column) and column.how == "lost":
            assert column.value(row) in (None, 0), column.name
    assert {c.how for c in columns} == {"filled", "folded", "lost"} and all(c.about.endswith(".") for c in columns)

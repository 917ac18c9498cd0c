"""Whatever a report holds, tables stay tables."""

import csv
import io
import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.coded import RECORD
from vigie.export import Options, write_all

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30) | st.sampled_from(["=1+1", '"', '""a', "a\tb", "\n", "\r\n", "'", "-", "NA", "a\x00b", ","])
COLUMNS = {"icews": 20, "polecat": 40, "gdelt": 61}


def record(words: list[str]) -> str:
    """A coded report with words in every place that a report fills."""
    outlet, title, url, name, place, trigger = words
    event = {"id": "e" * 16, "type": "ACCUSE", "actors": [{"code": "MLI", "sector": "GOV", "name": name}], "place": {"name": place, "code": "MLI"}, "trigger": trigger}
    return json.dumps({**RECORD, "outlet": outlet, "title": title, "url": url, "events": [event]})


@settings(deadline=None)
@given(st.lists(WORDS, min_size=6, max_size=6), st.booleans())
def test_csv_comes_back_as_it_was(words: list[str], safe: bool) -> None:
    """One row of as many cells as the head, readable by any reader of CSV; no cell is a formula when that is asked."""
    with tempfile.TemporaryDirectory() as folder:
        write_all("csv", Path(folder) / "out", [record(words)], Options(is_spreadsheet_safe=safe))
        text = (Path(folder) / "out").read_bytes().decode("utf-8")
    head, row = csv.reader(io.StringIO(text, newline=""))
    assert len(row) == len(head)
    cells = dict(zip(head, row, strict=True))
    if safe:
        assert not any(cells[name].startswith(("=", "+", "-", "@")) for name in ("outlet", "title", "url", "actor_name", "place_name", "trigger"))
    elif words[0].isprintable():
        assert cells["outlet"] == words[0]


@pytest.mark.parametrize("kind", COLUMNS)
@settings(deadline=None)
@given(st.lists(WORDS, min_size=6, max_size=6))
def test_tsv_keeps_its_columns(kind: str, words: list[str]) -> None:
    """With and without quoting, in every reader's idea of a line end."""
    with tempfile.TemporaryDirectory() as folder:
        write_all(kind, Path(folder) / "out", [record(words)])
        text = (Path(folder) / "out").read_bytes().decode("utf-8")
    lines = text.splitlines()
    assert len(lines) == (1 if kind == "gdelt" else 2)
    assert [len(line.split("\t")) for line in lines] == [len(r) for r in csv.reader(lines, delimiter="\t")] == [COLUMNS[kind]] * len(lines)

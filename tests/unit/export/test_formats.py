"""Formats: their columns are those that scripts expect, and nothing that a report says breaks a table."""

import csv
import json
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.coded import LINE, RECORD, TEXT, span
from vigie.errors import ConfigError, InputError
from vigie.export import FORMATS, Options, gdelt, geojson, icews, open_writer, plover, polecat, write_all
from vigie.lexicon.load import load_yaml

EXPECTED: dict[str, list[str]] = load_yaml(Path(__file__).parents[2] / "samples" / "exports" / "columns.yaml")
COUNTS = {"gdelt_events": 61, "gdelt_mentions": 16, "icews": 20, "polecat": 40, "plover": 17}


def written(kind: str, folder: Path, lines: Iterable[str] = (LINE,), *, safe: bool = False) -> list[dict[str, str]]:
    """The rows of a table, by column."""
    out = folder / f"out.{kind}"
    write_all(kind, out, lines, Options(is_spreadsheet_safe=safe))
    if kind == "csv":
        with out.open(encoding="utf-8", newline="") as stream:
            return list(csv.DictReader(stream))
    names = EXPECTED["gdelt_events"] if kind == "gdelt" else []
    rows = [line.split("\t") for line in out.read_text(encoding="utf-8").split("\n")[:-1]]
    names, rows = (names, rows) if names else (rows[0], rows[1:])
    return [dict(zip(names, row, strict=True)) for row in rows]


@pytest.mark.parametrize(
    ("name", "columns"),
    [("gdelt_events", gdelt.EVENTS), ("gdelt_mentions", gdelt.MENTIONS), ("icews", icews.COLUMNS), ("polecat", polecat.COLUMNS)],
)
def test_columns_are_those_that_scripts_expect(name: str, columns: tuple[gdelt.Column, ...]) -> None:
    """Names and order, from a list kept apart from the code."""
    assert [c.name for c in columns] == EXPECTED[name]
    assert len(columns) == COUNTS[name]


@pytest.mark.parametrize("kind", [f.name for f in FORMATS])
def test_every_format_writes_the_same_bytes_twice(kind: str, tmp_path: Path) -> None:
    """No clock, no chance; and no half file is left by its side."""
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        assert write_all(kind, tmp_path / folder / "out", [LINE]).rows > 0
    assert (tmp_path / "a" / "out").read_bytes() == (tmp_path / "b" / "out").read_bytes()
    assert not list(tmp_path.rglob("*.part"))


def test_a_row_for_each_dyad(tmp_path: Path) -> None:
    """Three who meet are three pairs; sides that are told apart are multiplied; an event without sides keeps a row."""
    rows = written("csv", tmp_path)
    assert [(r["actor_code"], r["recipient_code"], r["is_mutual"]) for r in rows if r["event_type"] == "CONSULT"] == [
        ("NOR", "MLI", "1"), ("NOR", "UN", "1"), ("MLI", "UN", "1")]  # fmt: skip
    assert [r["dyad"] for r in rows] == ["1", "2", "3", "1", "1", "1", "1", "1"]
    assault = rows[3]
    assert (assault["status"], assault["date"], assault["day"], assault["day_source"]) == ("alleged", "2021-11", "2021-11-30", "nearest")
    assert (assault["killed_low"], assault["killed_high"], assault["according_to_code"]) == ("12", "30", "MLI")
    start, end = int(assault["trigger_start"]), int(assault["trigger_end"])
    assert TEXT[start:end] == assault["trigger"] == "a bombardé"


def test_formats_of_facts_fold_the_future_and_leave_out_what_did_not_happen(tmp_path: Path) -> None:
    """A future COOPERATE is AGREE; a future SANCTION, a denied AID and a possible THREATEN are counted as left out."""
    assert [r["Event Type"] for r in written("polecat", tmp_path)] == ["CONSULT", "ASSAULT", "AGREE"]
    with open_writer("icews", tmp_path / "icews") as writer:
        writer.write(LINE)
    assert writer.left_out == {"scheduled": 1, "negated": 1, "possible": 1}
    assert [r["CAMEO Code"] for r in written("icews", tmp_path)] == ["042", "042", "042", "195", "030"]


def test_polecat_joins_the_members_of_a_side(tmp_path: Path) -> None:
    """One row an event; what is missing is `None`."""
    row = written("polecat", tmp_path)[0]
    assert row["Actor Name"] == "Ola Berg; Mali; UN" and row["Actor Country"] == "NOR; MLI" and row["Primary Actor Sector"] == "GOV"
    assert row["Recipient Name"] == "None" and row["Quad Code"] == "VERBAL COOPERATION" and row["Intensity"] == "4"
    assert (row["City"], row["Country"], row["Placename"]) == ("Geneva", "Switzerland", "Geneva, Switzerland")
    assert row["Actor COW"] == "385; 432" and row["Recipient COW"] == "None"
    assert row["Contexts"] == "diplomatic; economic"
    assert row["Story People"] == "Ola Berg" and row["Actor Name Raw"] == "Ola Berg"


def test_gdelt_events_and_mentions_fit_together(tmp_path: Path) -> None:
    """Types of columns, codes, and offsets that open on the words in the text as captured."""
    rows = written("gdelt", tmp_path)
    whole = ["GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "IsRootEvent", "QuadClass", "NumMentions", "NumSources", "NumArticles", "Actor1Geo_Type", "Actor2Geo_Type", "ActionGeo_Type", "DATEADDED"]
    for row in rows:
        assert all(row[name].isdigit() for name in whole)
        assert 0 < int(row["GLOBALEVENTID"]) < 2**63 and float(row["FractionDate"]) > 2000
    first = rows[0]
    assert (first["SQLDATE"], first["EventCode"], first["EventBaseCode"], first["EventRootCode"], first["QuadClass"]) == ("20220110", "042", "042", "04", "1")
    assert (first["Actor1Code"], first["Actor1CountryCode"], first["Actor1Type1Code"], first["Actor1Name"]) == ("NORGOV", "NOR", "GOV", "OLA BERG")
    assert (rows[1]["Actor2Code"], rows[1]["Actor2KnownGroupCode"], rows[1]["Actor2CountryCode"]) == ("IGOUN", "UN", "")
    assert (first["ActionGeo_Type"], first["ActionGeo_CountryCode"], first["IsRootEvent"]) == ("4", "SZ", "1")
    mentions = [line.split("\t") for line in (tmp_path / "out.mentions.gdelt").read_text(encoding="utf-8").splitlines()]
    assert {m[0] for m in mentions} == {r["GLOBALEVENTID"] for r in rows}
    told = [dict(zip(EXPECTED["gdelt_mentions"], m, strict=True)) for m in mentions]
    assert [int(t["ActionCharOffset"]) for t in told[:2]] == [span("a rencontré")[0], span("en visite")[0]]
    assert [t["SentenceID"] for t in told[:2]] == ["2", "1"] and told[0]["Actor1CharOffset"] == str(span("Ola Berg")[0])
    assert "status=alleged;date=2021-11;day_source=nearest;according_to=MLI GOV" in mentions[6][15]
    assert told[6]["SentenceID"] == "3", "furniture is no line"


def test_plover_keeps_what_others_leave_out(tmp_path: Path) -> None:
    """Every event is there, with auxiliary modes; fields are PLOVER's."""
    write_all("plover", tmp_path / "out", [LINE])
    events = [json.loads(line) for line in (tmp_path / "out").read_text(encoding="utf-8").splitlines()]
    assert all(list(e) == EXPECTED["plover"] for e in events)
    assert all(list(a) == EXPECTED["plover_entity"] for e in events for a in e["actor"])
    documented = [f.name for f in plover.FIELDS]
    assert documented == EXPECTED["plover"] + [f"entity.{name}" for name in EXPECTED["plover_entity"]]
    assert [(e["event"], e["mode"]) for e in events] == [
        (["CONSULT"], ["visit"]), (["ASSAULT"], ["aerial", "historical"]), (["AGREE"], []), (["SANCTION"], ["future"]), (["AID"], ["negation"]),
        (["THREATEN"], ["hypothetical"])]  # fmt: skip
    assert events[1]["enddate"] == "2021-11-30" and events[1]["text_info"]["according_to"]["code"] == "MLI"
    assert events[0]["text"].startswith("Le ministre Ola Berg") and events[0]["event_text"] == ["a rencontré", "en visite"]


def test_geojson_is_a_collection_of_points(tmp_path: Path) -> None:
    """Properties are those documented; no event with a town gives an empty collection that can still be read."""
    assert write_all("geojson", tmp_path / "out", [LINE, LINE]).left_out == {"without coordinates": 10}
    collection = json.loads((tmp_path / "out").read_text(encoding="utf-8"))
    assert collection["type"] == "FeatureCollection" and len(collection["features"]) == 2
    feature = collection["features"][0]
    assert ["id", "geometry", *feature["properties"]] == [f.name for f in geojson.FIELDS]
    assert (feature["properties"]["actors"], feature["properties"]["day"]) == ("NOR GOV Ola Berg; MLI GOV; UN IGO", "2022-01-10")
    write_all("geojson", tmp_path / "none", ['{"id": "g"}'])
    assert json.loads((tmp_path / "none").read_text(encoding="utf-8"))["features"] == []


def test_parquet_holds_the_table_of_csv(tmp_path: Path) -> None:
    """The same rows, with types and the meaning of each column."""
    from pyarrow import parquet

    write_all("parquet", tmp_path / "out", [LINE])
    table = parquet.read_table(tmp_path / "out")
    rows = written("csv", tmp_path)
    assert table.column_names == list(rows[0])
    assert [str(v) for v in table["day"].to_pylist()] == [r["day"] or "None" for r in rows]
    assert table["killed_low"].to_pylist()[3] == 12.0 and table.schema.field("day").metadata[b"about"]


@pytest.mark.parametrize("kind", ["icews", "polecat", "gdelt"])
def test_tabs_and_line_ends_do_not_break_rows(kind: str, tmp_path: Path) -> None:
    """Whatever a report holds, a row stays a row, in UTF-8; quotation marks cannot swallow what follows them."""
    nasty = json.dumps({**RECORD, "title": "a\tb\nc\r\u2028d", "outlet": '"é\t\n\x00'}, ensure_ascii=False)
    rows = written(kind, tmp_path, [nasty, nasty])
    assert len(rows) > 3 and all('"' not in value for row in rows for value in row.values())


def test_cells_that_a_spreadsheet_would_run_are_disarmed_when_asked(tmp_path: Path) -> None:
    """`=…` gets an apostrophe, numbers below zero stay numbers."""
    plain, safe = written("csv", tmp_path), written("csv", tmp_path, safe=True)
    assert plain[0]["outlet"] == RECORD["outlet"] and safe[0]["outlet"] == f"'{RECORD['outlet']}"
    assert safe[3]["score"] == "-9.5"


def test_a_gold_file_can_be_exported_too(tmp_path: Path) -> None:
    """Fields of ours are optional."""
    line = '{"id": "g", "text": "t", "events": [{"type": "AID", "mode": [], "status": "occurred", "actors": [], "recipients": [], "date": null}]}'
    assert written("csv", tmp_path, [line])[0]["event_type"] == "AID"


@pytest.mark.parametrize("line", ["{}", "[]", "no", '{"id": "a", "events": [{"mode": []}]}', '{"id": "a", "events": [{"type": "DANCE"}]}'])
def test_what_is_no_coded_report_is_refused_and_no_file_appears(line: str, tmp_path: Path) -> None:
    """One line that says what is wrong; nothing half written."""
    with pytest.raises(InputError) as caught:
        write_all("csv", tmp_path / "out", [LINE, line])
    assert "\n" not in str(caught.value) and not list(tmp_path.iterdir())


def test_an_unknown_format_is_refused_with_the_known_ones(tmp_path: Path) -> None:
    """The message lists the table."""
    with pytest.raises(ConfigError, match="csv, gdelt, geojson, icews, jsonl, parquet, plover, polecat"):
        open_writer("xlsx", tmp_path / "out")

"""`vigie export`: a store in every format, with the bytes that coding itself would have written."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.readings import reading
from vigie.cli.app import app
from vigie.errors import ConfigError
from vigie.export import FORMATS, to_json_line, write_all
from vigie.store import open_store

READINGS = (
    reading("Le ministre a visité Genève.", ("CONSULT/visit", "occurred", "NOR:Ola Berg", "CHE", "2031-05-06", "visité", "@Genève/CHE"), name="a", outlet="=Fanal"),
    reading("Oslo sanctionnera Berne. Rien à Nulleville.", ("SANCTION", "scheduled", "NOR", "CHE", "2031-06", "sanctionnera"),
            ("AID", "negated", "NOR", "CHE", "", "Rien", "@Nulleville/CHE"), name="b", outlet="Le Quai"),
)  # fmt: skip


@pytest.fixture
def store(tmp_path: Path) -> str:
    """A store of two reports."""
    where = str(tmp_path / "store.db")
    with open_store(where, create=True) as opened:
        for one in READINGS:
            opened.add(one)
    return where


@pytest.mark.parametrize("kind", [f.name for f in FORMATS])
def test_a_store_is_written_in_every_format_of_code(kind: str, store: str, tmp_path: Path) -> None:
    """The same bytes as from the coded reports themselves, and a line that counts the rows and what was left out."""
    (tmp_path / "direct").mkdir()
    (tmp_path / "stored").mkdir()
    writer = write_all(kind, tmp_path / "direct" / "out", map(to_json_line, READINGS))
    result = CliRunner().invoke(app, ["export", "--store", store, "-o", str(tmp_path / "stored" / "out"), "--format", kind])
    assert result.exit_code == 0 and f"{writer.rows} " in result.stderr and writer.rows > 0
    assert ("left out" in result.stderr) == bool(writer.left_out)
    written = {p.name: p.read_bytes() for p in (tmp_path / "stored").iterdir()}
    assert written == {p.name: p.read_bytes() for p in (tmp_path / "direct").iterdir()} and written["out"]


def test_cells_are_disarmed_when_asked(store: str, tmp_path: Path) -> None:
    """An outlet that begins as a formula gets an apostrophe."""
    out = tmp_path / "out.csv"
    result = CliRunner().invoke(app, ["export", "--store", store, "-o", str(out), "--format", "csv", "--spreadsheet-safe"])
    assert result.exit_code == 0 and ",'=Fanal," in out.read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", ["graphml", "ics"])
def test_ties_and_appointments_are_still_written(kind: str, store: str, tmp_path: Path) -> None:
    """A file and its count; nothing half written beside it."""
    out = tmp_path / "views" / f"out.{kind}"
    out.parent.mkdir()
    result = CliRunner().invoke(app, ["export", "--store", store, "-o", str(out), "--format", kind])
    assert result.exit_code == 0 and out.stat().st_size > 0 and list(out.parent.iterdir()) == [out]


def test_geojson_has_a_point_for_each_place_that_is_known(store: str, tmp_path: Path) -> None:
    """Geneva is on the map, longitude first; an invented town and an event without place are counted as left out."""
    out = tmp_path / "out.geojson"
    result = CliRunner().invoke(app, ["export", "--store", store, "-o", str(out), "--format", "geojson"])
    assert "2 without coordinates left out" in result.stderr and "1 events" in result.stderr
    collection = json.loads(out.read_text(encoding="utf-8"))
    (feature,) = collection["features"]
    longitude, latitude = feature["geometry"]["coordinates"]
    assert 6 < longitude < 6.3 and 46 < latitude < 46.4
    assert feature["properties"]["actors"] == "NOR GOV Ola Berg" and feature["properties"]["town"] == "Geneva"


@pytest.mark.parametrize("kind", ["csv", "ics", "xlsx"])
def test_what_cannot_be_written_is_said_before_the_store_is_opened(kind: str, tmp_path: Path) -> None:
    """A folder as output, an unknown format."""
    result = CliRunner().invoke(app, ["export", "--store", str(tmp_path / "none.db"), "-o", str(tmp_path), "--format", kind])
    assert isinstance(result.exception, ConfigError) and str(result.exception).count("\n") == 0
    assert ("choose corrections, csv, gdelt, geojson, graphml" in str(result.exception)) == (kind == "xlsx")

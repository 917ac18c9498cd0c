"""The tutorial's commands, one after the other, as a newcomer types them."""

import contextlib
import io
import json
import os
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import pytest
from icalendar import Calendar
from typer.testing import CliRunner

from vigie.cli.app import app

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "tutorial" / "README.md"


@dataclass(frozen=True)
class Ran:
    """A command of the page and what came of it."""

    command: str
    status: int
    shown: str


@pytest.fixture(scope="module")
def tutorial(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, list[Ran]]]:
    """All commands of the page, run in their order in a folder of their own."""
    folder = tmp_path_factory.mktemp("tutorial")
    (folder / "docs").symlink_to(ROOT / "docs")
    commands = [line for block in re.findall(r"```sh\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.S) for line in block.splitlines() if line]
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield folder, [_run(command) for command in commands]
    finally:
        os.chdir(before)


def _run(command: str) -> Ran:
    program, *words = shlex.split(command)
    assert program == "vigie"
    with contextlib.redirect_stderr(io.StringIO()):
        result = CliRunner().invoke(app, words)
    return Ran(command, result.exit_code, result.stdout)


def shown(ran: list[Ran], start: str, number: int = 0) -> str:
    """What the n-th command that begins so printed."""
    return [r for r in ran if r.command.startswith(start)][number].shown


def test_every_command_of_the_tutorial_succeeds_and_shows_something(tutorial: tuple[Path, list[Ran]]) -> None:
    """Each ends with 0; each but the exports prints."""
    _, ran = tutorial
    assert [r.command for r in ran if r.status != 0] == []
    assert [r.command for r in ran if not r.shown and "export" not in r.command and "--quiet" not in r.command] == []


def test_forty_reports_become_one_crisis(tutorial: tuple[Path, list[Ran]]) -> None:
    """Told before, copies counted once, the meeting held two days later, the ban lifted, the ports still closed."""
    folder, ran = tutorial
    assert shown(ran, "vigie add").count("\n") == 26 and "told before" in shown(ran, "vigie add")
    assert re.search(r"detroits-03 +Harbour Post +Harbour Post", shown(ran, "vigie query event 1"))
    assert re.search(r"detroits-02 +Le Quai +Agence Bosphore", shown(ran, "vigie query event 1"))
    assert "2031-10-21" in shown(ran, "vigie query calendar", 0) and "due" in shown(ran, "vigie query calendar", 0)
    assert re.search(r"2031-10-23 +held", shown(ran, "vigie query calendar", 1))
    assert "scheduled → occurred" in shown(ran, "vigie query changes")
    assert "fruits et légumes" in shown(ran, "vigie query measures", 0)
    assert re.search(r"SANCTION.*RUS GOV +TUR GOV.*2031-10-23", shown(ran, "vigie query measures", 1))
    assert "tension" in shown(ran, "vigie query dossier") and "measures" not in shown(ran, "vigie query search")


def test_the_files_that_are_written_can_be_read(tutorial: tuple[Path, list[Ran]]) -> None:
    """Forty reports with their events, a calendar, a network, a table, a map."""
    folder, ran = tutorial
    records = [json.loads(line) for line in (folder / "crisis.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(records) == 40 and sum(len(r["events"]) for r in records) > 60
    calendar = Calendar.from_ical((folder / "crisis.ics").read_bytes())
    assert any("CONSULT" in str(event["summary"]) for event in calendar.walk("VEVENT"))
    network = ElementTree.parse(folder / "crisis.graphml")
    assert {"TUR", "RUS"} <= {node.get("id") for node in network.iter("{http://graphml.graphdrawing.org/xmlns}node")}
    assert (folder / "crisis.csv").read_text(encoding="utf-8").count("TUR") > 20
    places = json.loads((folder / "crisis.geojson").read_text(encoding="utf-8"))["features"]
    assert len(places) > 5 and all(p["geometry"]["type"] == "Point" for p in places)
    assert all(json.loads(line)["type"] == "SANCTION" for line in shown(ran, "vigie query events", 1).splitlines())

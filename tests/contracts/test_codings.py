"""What we keep of pages that are not ours: codes and places, no word of theirs."""

import json
from pathlib import Path

import pytest

from vigie.lexicon.entries import STATUSES
from vigie.lexicon.ontology import load_event_types, load_sectors

FILES = sorted((Path(__file__).resolve().parents[2] / "training" / "codings").glob("*.jsonl"))
FIELDS = {"type", "mode", "status", "actors", "recipients", "date", "place", "trigger", "counts"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_coding_holds_codes_and_places_alone(path: Path) -> None:
    """Types, modes, statuses and sectors are those of the ontology; of a trigger only where it stands is told."""
    types, sectors = load_event_types(), set(load_sectors())
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert rows and all(set(row) == {"page", "events"} for row in rows)
    for event in (event for row in rows for event in row["events"]):
        assert FIELDS - {"counts"} <= set(event) <= FIELDS
        assert event["status"] in STATUSES and set(event["mode"]) <= {mode.name for mode in types[event["type"]].modes}
        assert all(entity.split()[1] in sectors and len(entity.split()) == 2 for side in ("actors", "recipients") for entity in event[side])
        start, end = event["trigger"]
        assert 0 <= start < end and " " not in event["place"]


def test_a_page_is_coded_once() -> None:
    """No page is in two files: what the encoder learns from must be apart from what the forests do."""
    pages = [json.loads(line)["page"] for path in FILES for line in path.read_text(encoding="utf-8").splitlines()]
    assert len(FILES) > 1 and len(pages) == len(set(pages))

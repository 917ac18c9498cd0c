"""The learned choice: forests are walked as they are written, and what comes of them is sorted and bounded."""

import json
from pathlib import Path

import pytest

from vigie.errors import ModelError
from vigie.events.forest import load_ranker, read_forest
from vigie.pipeline import Reader

NODES = [[0, 0.5, 1, 2, 0.0], [0, 0.0, 1, 1, -2.0], [1, 0.0, 3, 4, 0.0], [0, 0.0, 3, 3, 1.0], [0, 0.0, 4, 4, 3.0], [0, 0.0, 5, 5, 0.5]]
FOREST = {"features": ["size", "named"], "nodes": NODES, "roots": [0, 5], "depth": 2}


def probability(margin: float) -> float:
    return 1 / (1 + 2.718281828459045**-margin)


def test_every_row_takes_its_own_way_down_every_tree() -> None:
    """Left at or below the threshold, right above; a feature that is not told is 0; unknown features are ignored."""
    rows = [{}, {"size": 0.5, "named": 9}, {"size": 1}, {"size": 1, "named": 0.1, "never seen": 4}]
    wanted = [probability(m) for m in (-1.5, -1.5, 1.5, 3.5)]
    assert read_forest(FOREST).scores(rows) == pytest.approx(wanted)
    assert read_forest(FOREST).scores([]) == []


def test_a_damaged_file_is_told(tmp_path: Path) -> None:
    """One line that says which file and what to do."""
    path = tmp_path / "ranker.json"
    path.write_text(json.dumps({"actor": FOREST, "recipient": {}, "keep": FOREST}), encoding="utf-8")
    for file in (path, tmp_path / "none.json"):
        with pytest.raises(ModelError, match="make it with training/ranker.py"):
            load_ranker(file)


def test_confidence_is_a_probability_above_the_threshold_and_one_word_is_one_event() -> None:
    """On a report with many candidates."""
    text = (
        "Le Chili et le Pérou ont signé lundi un accord de défense. La Bolivie a dénoncé une menace et rappelé son ambassadeur à Lima. "
        "Les deux pays ont appelé La Paz à négocier. Santiago a promis de livrer du blé à la Bolivie en mars."
    )
    events = Reader("fr").read(text, published="2023-09-16").events
    threshold = load_ranker().threshold
    assert len(events) > 2 and all(threshold <= e.confidence <= 1 for e in events)
    triggers = [e.evidence.span for e in events]
    assert len(set(triggers)) == len(triggers)

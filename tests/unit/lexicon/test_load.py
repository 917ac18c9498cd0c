"""YAML as people mean it, entries that are refused with a remedy."""

from pathlib import Path

import pytest

from vigie.errors import LexiconError
from vigie.lexicon.compile import load_entries
from vigie.lexicon.entries import read_entry
from vigie.lexicon.examples import parse_example
from vigie.lexicon.load import load_yaml
from vigie.lexicon.ontology import load_event_types, load_modes, load_unnamed


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "a.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_no_stays_a_word(tmp_path: Path) -> None:
    """Norwegian and Norway are no booleans."""
    assert load_yaml(write(tmp_path, "[no, on, yes, 2022-01-08]")) == ["no", "on", "yes", "2022-01-08"]


def test_a_key_given_twice_is_refused_with_its_line(tmp_path: Path) -> None:
    """The second of two equal keys must not win silently."""
    with pytest.raises(LexiconError, match="line 2"):
        load_yaml(write(tmp_path, "a: 1\na: 2"))


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        ({"verb": "nier", "code": "DENY"}, "event type"),
        ({"verb": "nier", "code": "REJECT/odd"}, "no mode"),
        ({"verb": "nier", "noun": "x", "code": "REJECT"}, "exactly one"),
        ({"verb": "nier", "code": "REJECT", "recipent": "obj"}, "unknown field"),
        ({"verb": "nier", "code": "REJECT", "when": {"obj": "@people"}}, "none of"),
        ({"verb": "nier", "code": "REJECT", "needs": "all"}, "needs"),
    ],
)
def test_a_wrong_entry_is_refused(raw: dict[str, object], says: str) -> None:
    """The message names what is wrong."""
    with pytest.raises(LexiconError, match=says):
        read_entry(raw, {}, load_modes(), "fr", "here")


def test_all_types_have_french_entries() -> None:
    """Each of the sixteen types can be found in French."""
    assert {e.type for e in load_entries("fr")} == set(load_event_types())
    assert len(load_event_types()) == 16
    assert set(load_unnamed()) <= set(load_event_types())


def test_every_example_can_be_parsed() -> None:
    """An example that cannot be read would never be run."""
    lines = [(e.id, line) for e in load_entries("fr") for line in e.examples]
    assert len(lines) > 200
    for where, line in lines:
        parse_example(line, where)

"""Event types: their traits, and what is wrong in a file."""

from pathlib import Path

import pytest

from vigie.errors import OntologyError
from vigie.lexicon.ontology import ONTOLOGY, TRAITS, load_event_types, read_event_type, types_with


def test_every_trait_is_some_types() -> None:
    """No trait without a type, and those that the coder once named in code are where they were."""
    assert all(types_with(trait) for trait in TRAITS)
    assert types_with("scene") == {"ASSAULT", "COERCE", "MOBILIZE", "PROTEST"} and types_with("civil") == {"PROTEST"}


def test_troops_sent_on_request_become_aid() -> None:
    """The answer to a request for help is data of the type."""
    answer = load_event_types()["MOBILIZE"].on_request
    assert answer is not None and (answer.asked, answer.mode, answer.becomes) == ("REQUEST", "assist", "AID")


def test_an_unknown_trait_is_refused(tmp_path: Path) -> None:
    """The message names the trait and those that there are."""
    text = (ONTOLOGY / "events" / "aid.yaml").read_text(encoding="utf-8").replace("traits: [", "traits: [dted, ")
    path = tmp_path / "aid.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(OntologyError, match="no such trait: dted"):
        read_event_type(path)

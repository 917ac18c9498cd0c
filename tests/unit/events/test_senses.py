"""Which senses of a word are looked at, and what stands in its slots."""

import pytest

from vigie.events.fillers import Cast
from vigie.events.slots import slots_of
from vigie.events.triggers import TriggerIndex, iter_senses
from vigie.lexicon.entries import read_entry
from vigie.lexicon.grammar import load_grammar, load_status_words
from vigie.lexicon.ontology import load_modes
from vigie.pipeline import Reader

READER = Reader("fr")
GRAMMAR = load_grammar("fr")


@pytest.mark.parametrize(
    ("field", "text", "missed"),
    [
        ("when", "Le Chili a rompu le pacte.", ["words"]),
        ("must", "Le Chili a rompu le pacte.", []),
        ("must", "Le Chili a rompu le jeûne.", [""]),
    ],
)
def test_must_is_never_forgiven(field: str, text: str, missed: list[str]) -> None:
    """A word that misses a condition of `when` is looked at with a mark, one that misses a condition of `must` is not."""
    reading = READER.read(text, published="2023-09-16", language="fr")
    entry = {"verb": "rompre", "code": "PROTEST", "actor": "subj", field: {"obj": ["jeûne"]}}
    index = TriggerIndex(read_entry(entry, {}, load_modes(), "fr", "here"))
    senses = iter_senses(reading.sentences[0], index, load_status_words("fr"), Cast(reading.mentions), GRAMMAR)
    assert [s.missed for s in senses] == missed


@pytest.mark.parametrize(
    ("text", "word", "slot"), [("Trois obus sont tombés en Tunisie.", "tombés", "subj"), ("Trois ponts sont détruits en Tunisie.", "détruits", "obj")]
)
def test_a_verb_with_etre_is_no_passive(text: str, word: str, slot: str) -> None:
    """Who comes, falls or enters does it; who is destroyed undergoes it."""
    sentence = READER.read(text, published="2023-09-16", language="fr").sentences[0]
    [token] = [t for t in sentence.tokens if t.text == word]
    assert {"subj", "obj"} & set(slots_of(sentence, token.index, GRAMMAR)) == {slot}


def test_an_aim_may_be_told_as_done() -> None:
    """Who marches to demand something demands it."""
    events = READER.read("Des Péruviens ont défilé pour exiger le départ de la présidente péruvienne.", published="2023-09-16", language="fr").events
    assert {"PROTEST", "REQUEST"} <= {e.type for e in events}


def test_a_verb_denied_is_a_refusal() -> None:
    """What somebody will not do is refused, and did not merely fail to happen."""
    events = READER.read("La Norvège ne signera pas le traité avec le Chili.", published="2023-09-16", language="fr").events
    assert [(e.type, e.status) for e in events if e.type == "REJECT"] == [("REJECT", "occurred")]

"""Particles that a parser takes for prepositions."""

import pytest

from vigie.events.fillers import Cast
from vigie.events.triggers import TriggerIndex, iter_senses
from vigie.lexicon.entries import Condition, EventEntry
from vigie.lexicon.grammar import load_grammar, load_status_words
from vigie.records import Sentence, Span, Token

CALLED_OFF = [("called", "call", "VERB", 0, "root"), ("off", "off", "ADP", 3, "case"), ("the", "the", "DET", 3, "det"), ("talks", "talk", "NOUN", 0, "obl")]
WALKED_OUT = [("walked", "walk", "VERB", 0, "root"), ("out", "out", "ADP", 3, "case"), ("of", "of", "ADP", 3, "case"), ("talks", "talk", "NOUN", 0, "obl")]
CALLED_AT_NOON = [("called", "call", "VERB", 0, "root"), ("again", "again", "ADV", 0, "advmod"), ("off", "off", "ADP", 3, "case"), ("Dover", "Dover", "PROPN", 0, "obl")]


def sentence(words: list[tuple[str, str, str, int, str]]) -> Sentence:
    tokens = tuple(Token(i, 10 * i, 10 * i + len(w[0]), w[0], w[1], w[2], "", w[3], w[4]) for i, w in enumerate(words))
    return Sentence(0, Span(0, 10 * len(tokens)), tokens)


def entry(lemma: str, particle: str, slot: str) -> EventEntry:
    asked = Condition(slot, frozenset({"talk"}), frozenset())
    return EventEntry("en.x", "verb", lemma, "REJECT", (), (("subj",),), (), when=(asked,), particle=particle)


@pytest.mark.parametrize(
    ("words", "wanted", "slot"),
    [(CALLED_OFF, entry("call", "off", "obj"), "obj"), (WALKED_OUT, entry("walk", "out", "of"), "of")],
)
def test_a_particle_read_as_preposition_is_a_particle(words: list[tuple[str, str, str, int, str]], wanted: EventEntry, slot: str) -> None:
    """"called off the talks" has the talks as object, "walked out of talks" has them behind `of`."""
    senses = list(iter_senses(sentence(words), TriggerIndex([wanted]), load_status_words("en"), Cast([]), load_grammar("en")))
    assert [s.missed for s in senses] == [""]
    assert senses[0].trigger.slots[slot] == [3]


def test_a_preposition_away_from_the_verb_is_no_particle() -> None:
    """"called again off Dover" is not called off."""
    senses = iter_senses(sentence(CALLED_AT_NOON), TriggerIndex([entry("call", "off", "obj")]), load_status_words("en"), Cast([]), load_grammar("en"))
    assert not list(senses)

"""Words that no entry tells of."""

from typing import Any

import pytest

import vigie.events.coding as coding
from vigie.events.hints import Hints, key_of
from vigie.events.unlisted import find_unlisted
from vigie.lexicon.ontology import load_event_types
from vigie.pipeline import Reader

TEXT = "Le Chili a condamné lundi le Pérou. Le ministre chilien a tancé son homologue péruvien et l'a condamné devant le Parlement."


def sure_of(word: str, kind: str, p: float) -> Any:
    """An encoder that knows one word alone."""

    def read(candidates: Any, report: Any, everywhere: Any) -> Hints:
        found = {(s.index, t.index): dict.fromkeys(load_event_types(), 0.01) | {kind: p} for s in report.sentences for t in s.tokens if t.text == word}
        assert found
        return Hints(found, {}, {})

    return read


@pytest.mark.parametrize(("p", "count"), [(0.9, 1), (0.1, 0)])
def test_a_word_that_the_encoder_finds_likely_becomes_a_candidate(monkeypatch: pytest.MonkeyPatch, p: float, count: int) -> None:
    """In the type that no entry gives it, with its subject and object around it; an unlikely one does not."""
    kept: list[Any] = []

    def spy(*arguments: Any) -> Any:
        kept.extend(find_unlisted(*arguments))
        return list(kept)

    monkeypatch.setattr(coding, "read_hints", sure_of("tancé", "PROTEST", p))
    monkeypatch.setattr(coding, "find_unlisted", spy)
    Reader("fr").read(TEXT, published="2023-09-16")
    assert len(kept) == count
    for candidate in kept:
        assert candidate.type == "PROTEST" and candidate.missed == "entry" and not candidate.is_coded
        assert candidate.trigger.entry.id == "fr.protest.verb.tancer.unlisted"
        assert candidate.trigger.token.text == "tancé" and key_of(candidate)[0] == 1


def test_an_entry_of_the_same_type_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the lexicon tells of a word in a type is not told again."""
    kept: list[Any] = []

    def spy(*arguments: Any) -> Any:
        kept.extend(find_unlisted(*arguments))
        return []

    monkeypatch.setattr(coding, "read_hints", sure_of("condamné", "ACCUSE", 0.9))
    monkeypatch.setattr(coding, "find_unlisted", spy)
    Reader("fr").read(TEXT, published="2023-09-16")
    assert kept == []


def test_what_is_asked_for_stays_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    """It names no act, however sure the encoder is."""
    kept: list[Any] = []

    def spy(*arguments: Any) -> Any:
        kept.extend(find_unlisted(*arguments))
        return []

    monkeypatch.setattr(coding, "read_hints", sure_of("retirer", "PROTEST", 0.9))
    monkeypatch.setattr(coding, "find_unlisted", spy)
    Reader("fr").read("Le Chili a appelé lundi le Pérou à retirer ses troupes.", published="2023-09-16")
    assert kept == []

"""What the encoder makes of a report: shares of options, passages, words beside the lexicon."""

import math
from types import SimpleNamespace
from typing import Any, cast

import pytest

import vigie.events.coding as coding
from vigie.events.candidates import Candidate
from vigie.events.hints import Hints, Way, key_of
from vigie.events.passages import Passage, distance, passages
from vigie.lexicon.ontology import load_event_types
from vigie.models.encoder import LONGEST, load_encoder
from vigie.pipeline import Reader

ODDS = {"FRA": 2.0, "MLI": -1.0, "---": -4.0}


def candidate(kind: str) -> Candidate:
    trigger = SimpleNamespace(token=SimpleNamespace(index=4))
    return cast("Candidate", SimpleNamespace(sentence=SimpleNamespace(index=1), trigger=trigger, type=kind))


def codes(*names: str) -> frozenset[str]:
    return frozenset(names)


def test_the_share_of_an_option_weighs_whom_it_names_and_whom_it_leaves_out() -> None:
    """Shares add up to 1; the likely code alone is likelier than beside an unlikely one; nobody is an option."""
    hints = Hints({}, {((1, 4), "ACCUSE"): (ODDS, ODDS)}, {})
    options = [codes("FRA"), codes("FRA", "MLI"), codes("MLI"), codes()]
    fits = hints.fit(candidate("ACCUSE"), "actor", options, None)
    shares = [f.share for f in fits]
    assert sum(shares) == pytest.approx(1)
    assert shares[0] > shares[1] > shares[2]
    assert fits[1].weakest == -1.0 and fits[0].strongest == -1.0
    assert fits[0].whole == pytest.approx(-math.log1p(math.exp(-2)) - math.log1p(math.exp(-1)) - math.log1p(math.exp(-4)))


def test_a_mutual_event_leaves_the_actor_out_when_the_recipient_is_asked_for() -> None:
    """Both of its sides hold everybody, so the other one's absence says nothing."""
    hints = Hints({}, {((1, 4), kind): (ODDS, ODDS) for kind in ("CONSULT", "ACCUSE")}, {})
    alone, mutual = (hints.fit(candidate(kind), "recipient", [codes("MLI")], codes("FRA"))[0].whole for kind in ("ACCUSE", "CONSULT"))
    assert mutual > alone


def test_an_option_shows_how_likely_it_stands_elsewhere() -> None:
    """On the other side, or as the place; of nobody neither is likely."""
    way = Way({}, {}, {}, ({}, {}), {"FRA": -3.0, "MLI": 2.5})
    hints = Hints({}, {((1, 4), "ACCUSE"): (ODDS, {"MLI": 1.5})}, {((1, 4), "ACCUSE"): way})
    france, mali, nobody = hints.fit(candidate("ACCUSE"), "actor", [codes("FRA"), codes("FRA", "MLI"), codes()], None)
    assert (mali.other, mali.place, france.place) == (1.5, 2.5, -3.0) and nobody.other < france.other < mali.other


def test_nothing_is_told_of_what_was_not_read() -> None:
    """No fit, no types."""
    hints = Hints({(1, 4): {"AID": 0.5}}, {}, {})
    assert hints.fit(candidate("AID"), "actor", [codes()], None) == [] and hints.types_of((0, 0)) == {} and hints.types_of((1, 4)) == {"AID": 0.5}


@pytest.mark.parametrize(
    ("word", "other", "number"),
    [((2, 5), (2, 5), 0), ((2, 5), (2, 4), 1), ((2, 5), (2, 1), 3), ((2, 5), (2, 6), 8), ((2, 5), (1, 9), 15), ((9, 0), (0, 0), 20), ((1, 0), (3, 0), 24)],
)
def test_distances_tell_before_from_after_and_sentences_from_words(word: Any, other: Any, number: int) -> None:
    """Words by powers of two, sentences one by one up to a bound."""
    assert distance(word, other) == number


def test_a_long_report_is_read_in_passages_of_whole_sentences(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each sentence is in one passage, none is longer than the encoder can read, none is much shorter than the others."""
    found: list[Passage] = []
    encoder = load_encoder()

    def look(candidates: Any, report: Any, everywhere: Any) -> Hints:
        found.extend(passages(candidates, report, encoder.pieces, encoder.features))
        return Hints({}, {}, {})

    monkeypatch.setattr(coding, "read_hints", look)
    filler = "Le temps est resté sec dans la vallée et les marchés ont ouvert à l'heure habituelle. "
    reading = Reader("fr").read("La Hongrie a condamné jeudi la Serbie. " + filler * 60, published="2023-09-16")
    assert len(found) > 2 and sorted(i for p in found for i in p.first) == [s.index for s in reading.sentences]
    sizes = [sum(map(len, p.words)) for p in found]
    assert max(sizes) <= LONGEST and min(sizes) > LONGEST / 2
    assert all(len(p.words) == len(p.known) for p in found)
    assert {place.codes for p in found for place in p.named} >= {("HUN",), ("SRB",)}
    assert found[0].values == ("", "2023-09-16", "2023-09-14") and [day.codes for day in found[0].days] == [("2023-09-14",)]


def test_the_encoder_tells_of_a_word_everything_that_an_event_has() -> None:
    """Shares of statuses and dates add up to 1; modes are those of the type; whoever is named has odds on both sides and as place."""
    reading = Reader("fr").read("La Hongrie a condamné jeudi la Serbie à Belgrade.", published="2023-09-16", language="fr")
    candidates, report = coding.gather(reading.article, reading.sentences, reading.dates, reading.mentions, reading.statements)
    told = next(c for c in candidates if c.trigger.token.text == "condamné" and c.type == "ACCUSE")
    way = report.hints.way(key_of(told), "ACCUSE")
    assert way is not None and sum(way.statuses.values()) == pytest.approx(1, abs=1e-4) and sum(way.days.values()) == pytest.approx(1, abs=1e-4)
    assert set(way.modes) == {m.name for m in load_event_types()["ACCUSE"].modes} and set(way.days) == {"", "2023-09-16", "2023-09-14"}
    actor, recipient = (hint.whole for hint in (report.hints.fit(told, side, [codes("HUN")], None)[0] for side in ("actor", "recipient")))
    assert actor > recipient and {"HUN", "SRB"} <= set(way.places) and {"GOV", "CVL"} <= set(way.sectors[0])


def test_hardly_likely_is_only_what_the_encoder_knows() -> None:
    """Not a type that was added after it was trained, nor a word that it did not read."""
    hints = Hints({(1, 4): {"AID": 0.001, "ACCUSE": 0.5}}, {}, {})
    assert [hints.is_hardly(candidate(kind)) for kind in ("AID", "ACCUSE", "BOYCOTT")] == [True, False, False]
    assert not Hints({}, {}, {}).is_hardly(candidate("AID"))

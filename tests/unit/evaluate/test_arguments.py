"""Participants of the events that gold and coding have in common."""

from vigie.evaluate.arguments import ArgumentScores, score_arguments
from vigie.evaluate.coding import CodedEvent, CodedReport, Entity

TEXT = "Ankara a condamné Athènes mardi. Le Caire a averti Tripoli. L'armée a tiré."
TURKEY, GREECE = Entity("TUR", "GOV"), Entity("GRC", "GOV")


def event(
    kind: str, actors: tuple[Entity, ...], recipients: tuple[Entity, ...] = (), trigger: str = "", place: str = "", span: tuple[int, int] | None = None
) -> CodedEvent:
    return CodedEvent(kind, actors, recipients, "occurred", "", frozenset(), place, trigger, (span,) if span else ())


def compare(gold: tuple[CodedEvent, ...], coded: tuple[CodedEvent, ...]) -> tuple[ArgumentScores, dict[str, tuple[int, int]]]:
    scores = score_arguments({"1": CodedReport("1", gold, text=TEXT)}, {"1": CodedReport("1", coded, text=TEXT)})
    return scores, {name: (right, of) for name, right, of in scores.shares}


def span_of(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def test_events_of_one_type_and_sentence_are_compared() -> None:
    """The trigger need not be the same words; another sentence is another event."""
    gold = (event("ACCUSE", (TURKEY,), (GREECE,), "a condamné"),)
    near = (event("ACCUSE", (TURKEY,), (TURKEY,), span=span_of("mardi")),)
    far = (event("ACCUSE", (TURKEY,), (GREECE,), span=span_of("averti")),)
    assert compare(gold, near)[0].paired == 1
    assert compare(gold, far)[0].paired == 0
    shares = compare(gold, near)[1]
    assert shares["actor"] == (1, 1)
    assert shares["recipient"] == (0, 1)


def test_a_sector_counts_where_the_code_is_right() -> None:
    """A wrong code has no sector to be right."""
    gold = (event("ACCUSE", (TURKEY,), (GREECE,), "a condamné"),)
    soldiers = (event("ACCUSE", (Entity("TUR", "MIL"),), (Entity("EGY", "GOV"),), span=span_of("a condamné")),)
    shares = compare(gold, soldiers)[1]
    assert shares["actor sector"] == (0, 1)
    assert shares["recipient sector"] == (0, 0)


def test_both_sides_of_a_mutual_event_are_one() -> None:
    """Who meets whom has no order."""
    gold = (event("CONSULT", (TURKEY, GREECE), (), "a condamné"),)
    turned = (event("CONSULT", (GREECE,), (TURKEY,), span=span_of("a condamné")),)
    shares = compare(gold, turned)[1]
    assert shares["actor"] == (1, 1)
    assert shares["recipient"] == (0, 0)


def test_the_nearest_of_several_is_taken() -> None:
    """Of two of one type in a sentence, the one at the trigger's own words."""
    gold = (event("ACCUSE", (TURKEY,), (GREECE,), "a condamné", "TUR"),)
    coded = (
        event("ACCUSE", (GREECE,), (TURKEY,), span=span_of("mardi")),
        event("ACCUSE", (TURKEY,), (GREECE,), place="TUR", span=span_of("condamné")),
    )
    shares = compare(gold, coded)[1]
    assert shares["actor"] == shares["recipient"] == shares["place country"] == (1, 1)


def test_a_side_that_only_one_has_is_wrong() -> None:
    """An invented recipient counts against the coding, a side that both leave empty is not compared."""
    gold = (event("ASSAULT", (), (), "a tiré"),)
    scores, shares = compare(gold, (event("ASSAULT", (), (GREECE,), span=span_of("tiré")),))
    assert shares["actor"] == (0, 0)
    assert shares["recipient"] == (0, 1)
    assert [(w.name, w.gold, w.coded) for w in scores.wrong] == [("recipient", "-", "GRC")]

"""How near a word comes to a list that it is not in."""

from vigie.lexicon.entries import Condition, EventEntry
from vigie.lexicon.likeness import Likeness


def entry(*words: str) -> EventEntry:
    """An entry that asks for one of some words as object."""
    return EventEntry("x.aid", "verb", "give", "AID", (), (), (), when=(Condition("obj", frozenset(words), frozenset()),))


ARMS, ARMS_AGAIN, FOOD = entry("gun", "tank", "shell"), entry("gun", "tank", "shell", "howitzer"), entry("rice", "flour", "oil")
ASKED = ARMS.when[0].lemmas


def test_a_word_is_like_those_it_stands_with_elsewhere() -> None:
    """A howitzer stands in another list with guns, tanks and shells."""
    assert round(Likeness([ARMS, ARMS_AGAIN, FOOD]).of("howitzer", ASKED), 2) == 0.87


def test_other_company_and_no_company_are_nothing() -> None:
    """Rice stands with flour; a teapot stands nowhere; lists of two words are idioms and count for nothing."""
    likeness = Likeness([ARMS, FOOD, entry("gun", "arquebus")])
    assert [likeness.of(word, ASKED) for word in ("rice", "teapot", "arquebus")] == [0.0, 0.0, 0.0]

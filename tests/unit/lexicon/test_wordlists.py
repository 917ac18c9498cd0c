"""Words of lists in a row of tokens."""

import pytest

from vigie.errors import LexiconError
from vigie.lexicon.wordlists import WordLists, read_lists
from vigie.records import Token


def tokens(*words: str) -> list[Token]:
    """Tokens from words, a lemma behind a slash."""
    found = []
    for index, word in enumerate(words):
        text, _, lemma = word.partition("/")
        found.append(Token(index, 0, 0, text, lemma or text.lower(), "X", "", index, "root"))
    return found


def found(lists: WordLists, *words: str) -> list[tuple[tuple[str, ...], int, int]]:
    return [(f.labels, f.first, f.last) for f in lists.find(tokens(*words))]


def test_a_word_is_found_by_form_or_lemma_whatever_the_case() -> None:
    """Inflected and capital words are one word; an accent makes another."""
    lists = WordLists({"army": ["armée"], "vote": ["élection"], "market": ["marché"]})
    assert found(lists, "Les", "Armées/armée", "ÉLECTION", "marche") == [(("army",), 1, 1), (("vote",), 2, 2)]


def test_a_verb_is_no_noun_of_the_same_form() -> None:
    """A verb counts by its lemma alone, but its form may open a phrase."""
    lists = WordLists({"court": ["juge"], "fire": ["ouvert le feu"]})
    verb = Token(0, 0, 0, "juge", "juger", "VERB", "", 0, "root")
    assert not list(lists.find([verb]))
    opened = [Token(0, 0, 0, "ouvert", "ouvrir", "VERB", "", 0, "root"), *tokens("x", "le", "feu")[1:]]
    assert [f.labels for f in lists.find(opened)] == [("fire",)]


def test_the_longest_phrase_wins_and_nothing_is_looked_for_inside_it() -> None:
    """A phrase hides the words that it is made of, across an apostrophe too."""
    lists = WordLists({"rights": ["droits de l'homme"], "man": ["homme"]})
    assert found(lists, "droits", "de", "l’", "homme") == [(("rights",), 0, 3)]
    assert found(lists, "l'", "homme") == [(("man",), 1, 1)]


def test_phrases_under_none_count_for_nothing() -> None:
    """They keep a word from being taken in another sense."""
    lists = WordLists({"none": ["course aux armes"], "arms": ["arme"]})
    assert found(lists, "course", "aux", "armes/arme", "armes/arme") == [(("arms",), 3, 3)]


def test_a_word_may_stand_for_several_labels() -> None:
    """All of them are told."""
    assert found(WordLists({"a": ["visa"], "b": ["visa"]}), "visa") == [(("a", "b"), 0, 0)]


def test_empty_lemmas_match_nothing() -> None:
    """Tokens of sentences without a parse have forms alone."""
    token = Token(0, 0, 0, "mot", "", "", "", 0, "root")
    assert not list(WordLists({"a": ["autre"]}).find([token]))


@pytest.mark.parametrize("raw", [["word"], {"strange": ["word"]}, {"army": "word"}, {"army": [1]}, {"army": [""]}])
def test_faulty_lists_are_refused(raw: object) -> None:
    """The message names the file."""
    with pytest.raises(LexiconError, match="here.yaml"):
        read_lists(raw, frozenset({"army"}), "here.yaml")

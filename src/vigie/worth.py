"""Which sentences are worth a parse: those that may tell of an event, a quotation or a relation, or name somebody.

A sentence is left unparsed only where no word of it can be of use to any stage, so that nothing changes in the output.
Limits: the lexicons hold most common verbs, so few sentences of a news report are left out (`benchmarks/speed.py` counts them).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from vigie.actors import pointing_words
from vigie.lexicon.compile import load_entries
from vigie.lexicon.nametrie import fold
from vigie.lexicon.other_news import load_other_news
from vigie.lexicon.relations import load_relations
from vigie.quotations import speech_words
from vigie.syntax import Draft, is_common_word, possible_lemmas

_MARKS = frozenset("«»“”„\"‘’'")


def is_worth(language: str) -> Callable[[Draft], bool]:
    """The test for the sentences of one language."""
    vocabulary = _vocabulary(language)

    def test(draft: Draft) -> bool:
        words = [draft.text[s.start - draft.span.start : s.end - draft.span.start] for s in draft.words]
        if any(w[0].isdigit() or w[0].isupper() and (i or not is_common_word(language, w)) for i, w in enumerate(words)):
            return True
        if any(w in _MARKS for w in words):
            return True
        return any(fold(lemma) in vocabulary for w in words for lemma in possible_lemmas(language, w))

    return test


@cache
def _vocabulary(language: str) -> frozenset[str]:
    """Every word that some stage looks for, folded."""
    events = {entry.lemma for entry in load_entries(language)}
    relations = {lemma for _, lemma in load_relations(language)}
    other = {word for words in load_other_news(language).values() for word in words}
    return frozenset(fold(w) for w in events | relations | other | speech_words(language) | pointing_words(language))

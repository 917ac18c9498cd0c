"""The words of a language's `other_news.yaml`: those that fill reports on other things than politics, by what these are about.

A match has attacks, defences and captains, a burglary has arrests; a page full of such words tells of no event. The choice of events is
told how many of them a report holds (`benchmarks/accuracy.py` counts what is coded in reports without events).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from vigie.errors import LexiconError
from vigie.lexicon.languages import language_file
from vigie.lexicon.load import load_yaml


@cache
def load_other_news(language: str) -> Mapping[str, frozenset[str]]:
    """Lemmas by what they are about; a language without the file has none.

    Raises:
        LexiconError: The file is wrong; says what and how to mend it.
    """
    path = language_file(language, "other_news.yaml")
    raw = load_yaml(path) if path.is_file() else {}
    if not isinstance(raw, dict):
        raise LexiconError(f"{path}: give 'kind: [words]', not {raw!r}")
    for kind, words in raw.items():
        if not isinstance(words, list) or not all(isinstance(w, str) and w.strip() for w in words):
            raise LexiconError(f"{path}: '{kind}' must be a list of words: quote what is no word")
    return {kind: frozenset(words) for kind, words in raw.items()}

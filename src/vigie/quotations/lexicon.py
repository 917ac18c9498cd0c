"""What a language says with: its marks, speech verbs and nouns, and words for sources (`quotation.yaml`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from vigie.errors import LexiconError
from vigie.lexicon.languages import language_file
from vigie.lexicon.load import load_yaml
from vigie.quotations.marks import Pairs

KINDS = (
    "say", "announce", "confirm", "deny", "doubt", "accuse", "praise", "ask", "promise", "refuse", "warn", "write",
)  # fmt: skip

Phrase = tuple[str, ...]
"""Lower-case words in a row."""

Phrases = Mapping[str, tuple[Phrase, ...]]
"""First word → the phrases that may begin with it, the longest first."""


@dataclass(frozen=True, slots=True)
class SpeechLexicon:
    """The words of `quotation.yaml`, ready to look up. Lemmas and words are lower case."""

    language: str
    pairs: Pairs
    verbs: dict[str, str]
    """Lemma to kind, one of `KINDS` (the first kind that lists it)."""
    verb_phrases: dict[Phrase, str]
    """Verbs of several words to kind: the first is a lemma, the others are words as they stand ("faire savoir")."""
    only_with_marks: frozenset[str]
    sources: Phrases
    own_sources: Phrases
    weak_sources: Phrases
    latter: Phrases
    nouns: frozenset[str]
    names: frozenset[str]
    impersonal: frozenset[str]
    complementizers: frozenset[str]
    relatives: frozenset[str]
    agents: frozenset[str]
    owners: frozenset[str]
    at: frozenset[str]
    addressees: frozenset[str]
    tells: frozenset[str]
    anonymous: frozenset[str]
    anonymity: Phrases
    of_no_country: frozenset[str]
    of_organisations: frozenset[str]
    rulers: frozenset[str]
    controllers: frozenset[str]
    topics: frozenset[str]
    endings: tuple[tuple[str, str], ...]
    """Ending of a form → ending of its lemma, for words of speech that a parser takes for something else."""

    def lemma_of(self, form: str) -> str:
        """The verb of speech whose form a word may be by its ending; empty when there is none."""
        found = (form.removesuffix(end) + whole for end, whole in self.endings if form.endswith(end) and len(form) > len(end) + 2)
        return next((lemma for lemma in found if lemma in self.verbs), "")


def words_of(phrase: str) -> Phrase:
    """A phrase as the words a tokenizer gives: elided words apart, apostrophes straight, lower case."""
    return tuple(phrase.lower().replace("’", "'").replace("'", "' ").split())


@lru_cache(maxsize=20_000)
def plain(word: str) -> str:
    """A word as the lexicon writes it: lower case, straight apostrophe."""
    return word.lower().replace("’", "'")


def _words(raw: Any, key: str, path: Path) -> list[str]:
    value = raw.get(key, [])
    if not isinstance(value, list) or not all(isinstance(x, str) for x in value):
        raise LexiconError(f"{path}: '{key}' must be a list of words: quote what is not a plain word")
    return value


def _phrases(raw: Any, key: str, path: Path) -> Phrases:
    """Phrases by each word that they may begin with; words of `owners` stand for one another."""
    owners = _set(raw, "owners", path)
    rows: dict[str, list[Phrase]] = {}
    for phrase in sorted({words_of(p) for p in _words(raw, key, path)}, key=lambda p: (-len(p), p)):
        for first in owners if phrase[0] in owners else (phrase[0],):
            rows.setdefault(first, []).append(phrase)
    return {first: tuple(found) for first, found in rows.items()}


def _set(raw: Any, key: str, path: Path) -> frozenset[str]:
    return frozenset(plain(w) for w in _words(raw, key, path))


def _endings(raw: Any, path: Path) -> tuple[tuple[str, str], ...]:
    value = raw.get("endings", {})
    if not isinstance(value, dict) or not all(isinstance(end, str) and isinstance(whole, str) for end, whole in value.items()):
        raise LexiconError(f"{path}: 'endings' must give the ending of a lemma for each ending of a form")
    return tuple(value.items())


def _pairs(raw: Any, path: Path) -> Pairs:
    marks = raw.get("marks")
    if not isinstance(marks, list) or not marks:
        raise LexiconError(f"{path}: 'marks' must list at least one pair such as {{open: \"«\", close: \"»\"}}")
    closers: dict[str, str] = {}
    for pair in marks:
        if not isinstance(pair, dict) or len(str(pair.get("open", ""))) != 1 or not pair.get("close"):
            raise LexiconError(f"{path}: {pair!r} is no pair of marks: give 'open' (one mark) and 'close'")
        closers[str(pair["open"])] = closers.get(str(pair["open"]), "") + str(pair["close"])
    return Pairs(closers)


def _verbs(raw: Any, path: Path) -> dict[str, str]:
    groups = raw.get("verbs")
    if not isinstance(groups, dict):
        raise LexiconError(f"{path}: 'verbs' must give lists of lemmas by kind ({', '.join(KINDS)})")
    unknown = sorted(set(groups) - set(KINDS))
    if unknown:
        raise LexiconError(f"{path}: '{unknown[0]}' is no kind of speech; kinds are {', '.join(KINDS)}")
    verbs: dict[str, str] = {}
    for kind in reversed(KINDS):
        for lemma in _words(groups, kind, path):
            verbs[plain(lemma)] = kind
    return verbs


def _verb_phrases(raw: Any, path: Path) -> dict[Phrase, str]:
    groups = raw.get("verb_phrases") or {}
    if not isinstance(groups, dict) or set(groups) - set(KINDS):
        raise LexiconError(f"{path}: 'verb_phrases' must give lists by kind ({', '.join(KINDS)})")
    return {words_of(phrase): kind for kind in KINDS for phrase in (_words(groups, kind, path) if kind in groups else ())}


def read_speech_file(path: Path, language: str) -> SpeechLexicon:
    """Read and check one `quotation.yaml`.

    Raises:
        LexiconError: Something in the file is wrong; says what and how to mend it.
    """
    raw = load_yaml(path)
    if not isinstance(raw, dict):
        raise LexiconError(f"{path}: must be a mapping with 'marks', 'verbs' and the word lists")
    return SpeechLexicon(
        language=language,
        pairs=_pairs(raw, path),
        verbs=_verbs(raw, path),
        verb_phrases=_verb_phrases(raw, path),
        only_with_marks=_set(raw, "only_with_marks", path),
        sources=_phrases(raw, "sources", path),
        own_sources=_phrases(raw, "own_sources", path),
        weak_sources=_phrases(raw, "weak_sources", path),
        latter=_phrases(raw, "latter", path),
        nouns=_set(raw, "nouns", path),
        names=_set(raw, "names", path),
        impersonal=_set(raw, "impersonal", path),
        complementizers=_set(raw, "complementizers", path),
        relatives=_set(raw, "relatives", path),
        agents=_set(raw, "agents", path),
        owners=_set(raw, "owners", path),
        at=_set(raw, "at", path),
        addressees=_set(raw, "addressees", path),
        tells=_set(raw, "tells", path),
        anonymous=_set(raw, "anonymous", path),
        anonymity=_phrases(raw, "anonymity", path),
        of_no_country=_set(raw, "of_no_country", path),
        of_organisations=_set(raw, "of_organisations", path),
        rulers=_set(raw, "rulers", path),
        controllers=_set(raw, "controllers", path),
        topics=_set(raw, "topics", path),
        endings=_endings(raw, path),
    )


@cache
def speech_lexicon(language: str) -> SpeechLexicon:
    """The speech words of an installed language."""
    return read_speech_file(language_file(language, "quotation.yaml"), language)


@cache
def speech_words(language: str) -> frozenset[str]:
    """Every word that may carry speech: verbs, nouns, and the words of sources ("selon")."""
    words = speech_lexicon(language)
    phrases = (words.sources, words.own_sources, words.weak_sources)
    return words.nouns | frozenset(words.verbs) | {p[0] for p in words.verb_phrases} | {first for rows in phrases for first in rows}

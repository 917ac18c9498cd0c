"""The rules by which a language's text is cut: `syntax/tokens.yaml` and `syntax/sentences.yaml`.

Words are written there in lower case with plain apostrophes; the rules apply whatever the case of the text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from vigie.errors import LexiconError
from vigie.lexicon.languages import language_file
from vigie.lexicon.load import load_yaml

_LISTS = (
    "elisions", "bound_prefixes", "enclitics", "careful_enclitics", "suffixes", "whole", "abbreviations", "ending_abbreviations",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class CuttingRules:
    """What a language says about words and the ends of sentences."""

    splits_hyphens: bool
    groups_numbers: bool
    splits_hours: bool
    elisions: frozenset[str]
    enclitics: tuple[str, ...]
    """Longest first."""
    careful_enclitics: frozenset[str]
    bound_prefixes: frozenset[str]
    suffixes: tuple[str, ...]
    splits: Mapping[str, tuple[str, ...]]
    whole: frozenset[str]
    abbreviations: frozenset[str]
    ending_abbreviations: frozenset[str]
    openers: frozenset[str]


@cache
def load_rules(language: str) -> CuttingRules:
    """The cutting rules of a language.

    Raises:
        LexiconError: A file is missing or holds something else than words.
    """
    path = language_file(language, "syntax/tokens.yaml")
    data = _mapping(path)
    lists = {name: _words(path, data, name) for name in _LISTS}
    opening = language_file(language, "syntax/sentences.yaml")
    splits = data.get("splits") or {}
    for word, parts in splits.items():
        if "".join(parts) != word:
            raise LexiconError(f"{path}: the parts of '{word}' under splits do not make up the word: correct them")
    return CuttingRules(
        splits_hyphens=data.get("hyphens") == "split",
        groups_numbers=bool(data.get("grouped_numbers")),
        splits_hours=bool(data.get("splits_hours")),
        bound_prefixes=frozenset(lists["bound_prefixes"]),
        elisions=frozenset(lists["elisions"]),
        enclitics=tuple(sorted(lists["enclitics"], key=lambda e: (-len(e), e))),
        careful_enclitics=frozenset(lists["careful_enclitics"]),
        suffixes=tuple(sorted(lists["suffixes"], key=lambda s: (-len(s), s))),
        splits={word: tuple(parts) for word, parts in splits.items()},
        whole=frozenset(lists["whole"]),
        abbreviations=frozenset(lists["abbreviations"]),
        ending_abbreviations=frozenset(lists["ending_abbreviations"]),
        openers=frozenset(_words(opening, _mapping(opening), "openers")),
    )


def _mapping(path: Path) -> dict[str, Any]:
    data = load_yaml(path)
    if not isinstance(data, dict):
        raise LexiconError(f"{path}: must be a table of names and lists")
    return data


def _words(path: Path, data: Mapping[str, Any], name: str) -> list[str]:
    words = data.get(name)
    if not isinstance(words, list) or any(not isinstance(w, str) for w in words):
        raise LexiconError(f"{path}: '{name}' must be a list of words (quote those that YAML takes for something else)")
    return [w.lower() for w in words]

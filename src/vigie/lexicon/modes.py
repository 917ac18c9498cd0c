"""How modes are told by words beside the trigger: the rules of `ontology/modes.yaml` and the words of a language's `modes.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from vigie.errors import LexiconError, OntologyError
from vigie.lexicon.languages import language_file
from vigie.lexicon.load import load_yaml
from vigie.lexicon.ontology import ONTOLOGY, load_modes, load_table
from vigie.lexicon.wordlists import WordLists, read_lists

WITHIN = ("clause", "content")
_FIELDS = {"within", "beside", "instead", "parties", "host", "rest"}


@dataclass(frozen=True, slots=True)
class ModeRule:
    """For one event type, where words that tell its mode stand, and what they do to a mode of the trigger."""

    within: str
    beside: Mapping[str, frozenset[str]]
    """For a mode of the trigger, those that may be added to it."""
    instead: Mapping[str, frozenset[str]]
    """For a mode of the trigger, those that may replace it."""
    parties: tuple[tuple[str, int], ...]
    """Modes that a number of participants makes."""
    host: str
    """The mode of two who are told apart, where it takes place in the country of one of them, or empty."""
    rest: str
    """The mode where nothing tells one, or empty."""


@cache
def load_mode_rules() -> Mapping[str, ModeRule]:
    """The rules by event type.

    Raises:
        OntologyError: The file is wrong; names the type.
    """
    path = ONTOLOGY / "modes.yaml"
    raw: dict[str, Any] = load_table(path)
    return {kind: _read_rule(row, load_modes().get(kind, frozenset()), f"{path}: {kind}") for kind, row in raw.items()}


def _read_rule(row: dict[str, Any], modes: frozenset[str], where: str) -> ModeRule:
    if not set(row) <= _FIELDS or row.get("within") not in WITHIN:
        raise OntologyError(f"{where}: give 'within: clause' or 'within: content', and of {', '.join(sorted(_FIELDS))} what is needed")
    beside, instead = row.get("beside", {}), row.get("instead", {})
    named = {*row.get("parties", {}), *(row[name] for name in ("host", "rest") if name in row), *(m for table in (beside, instead) for mode, found in table.items() for m in (mode, *found))}
    if not named <= modes:
        raise OntologyError(f"{where}: no such mode: {', '.join(sorted(named - modes))}")
    return ModeRule(row["within"], _table(beside), _table(instead), tuple(row.get("parties", {}).items()), row.get("host", ""), row.get("rest", ""))


def _table(raw: Mapping[str, list[str]]) -> Mapping[str, frozenset[str]]:
    return {mode: frozenset(found) for mode, found in raw.items()}


@cache
def load_mode_words(language: str) -> Mapping[str, WordLists]:
    """For each event type with a rule, the words that tell its modes; a language without the file has none.

    Raises:
        LexiconError: The file is wrong; names type and mode.
    """
    path = language_file(language, "modes.yaml")
    raw: dict[str, Any] = (load_yaml(path) or {}) if path.is_file() else {}
    for kind in raw:
        if kind not in load_mode_rules():
            raise LexiconError(f"{path}: '{kind}' has no rule in ontology/modes.yaml; those that have: {', '.join(load_mode_rules())}")
    return {kind: read_lists(lists, load_modes()[kind], f"{path}: {kind}") for kind, lists in raw.items()}

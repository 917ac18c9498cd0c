"""The contexts that events and reports can have, from `ontology/contexts.yaml`, and the words of a language's `contexts.yaml` that tell them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from vigie.errors import OntologyError
from vigie.lexicon.languages import language_file
from vigie.lexicon.load import load_yaml
from vigie.lexicon.ontology import ONTOLOGY, load_modes, load_sectors, load_table
from vigie.lexicon.wordlists import WordLists, read_lists

_NEEDED = {"label", "definition"}
_FIELDS = _NEEDED | {"codes", "sectors"}


@dataclass(frozen=True, slots=True)
class ContextKind:
    """One of the contexts: what an event is about."""

    name: str
    labels: tuple[tuple[str, str], ...]
    definition: str
    codes: frozenset[str]
    """Event types (`MOBILIZE`) and modes (`COERCE/cyber`) that are about it whatever the words."""
    sectors: frozenset[str]
    """Sectors of participants that make an event about it."""

    def label(self, language: str) -> str:
        """A word for people, in a language; the name itself where there is none."""
        return dict(self.labels).get(language, self.name)


@cache
def load_contexts() -> Mapping[str, ContextKind]:
    """The contexts by name, in the order of the file.

    Raises:
        OntologyError: The file is wrong; names the context.
    """
    path = ONTOLOGY / "contexts.yaml"
    raw: dict[str, Any] = load_table(path)
    return {name: _read_kind(name, row, path) for name, row in raw.items()}


def _read_kind(name: str, row: Any, path: Path) -> ContextKind:
    if not isinstance(row, dict) or not _NEEDED <= set(row) <= _FIELDS:
        raise OntologyError(f"{path}: context '{name}' needs a label and a definition, and may have codes and sectors")
    codes, sectors = frozenset(row.get("codes", ())), frozenset(row.get("sectors", ()))
    known = set(load_modes()) | {f"{kind}/{mode}" for kind, modes in load_modes().items() for mode in modes}
    odd = sorted((codes - known) | (sectors - set(load_sectors())))
    if odd:
        raise OntologyError(f"{path}: context '{name}': {odd[0]} is neither an event type, a mode nor a sector")
    return ContextKind(name, tuple(sorted(row["label"].items())), row["definition"], codes, sectors)


@cache
def load_context_words(language: str) -> WordLists:
    """The words that tell contexts in a language; a language without the file has none.

    Raises:
        LexiconError: The file is wrong; names the context.
    """
    path = language_file(language, "contexts.yaml")
    raw = load_yaml(path) if path.is_file() else None
    return read_lists(raw or {}, frozenset(load_contexts()), str(path))

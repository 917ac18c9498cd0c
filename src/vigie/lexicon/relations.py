"""Entries for the facts of the system (CODING.md §5): who is member of, leads, is allied with whom."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from vigie.errors import LexiconError
from vigie.lexicon.entries import POS, Slots, slot_frame
from vigie.lexicon.languages import language_file
from vigie.lexicon.load import load_yaml

KINDS = ("member_of", "leads", "ally_of")


@dataclass(frozen=True, slots=True)
class RelationEntry:
    """A word that states a relation, and the slots of its two sides."""

    id: str
    pos: str
    lemma: str
    kind: str
    subject: Slots
    object: Slots


@cache
def load_relations(language: str) -> dict[tuple[str, str], tuple[RelationEntry, ...]]:
    """Relation entries of an installed language, by part of speech and lemma.

    Raises:
        LexiconError: The file is wrong; names the entry.
    """
    path = language_file(language, "relations.yaml")
    found: dict[tuple[str, str], list[RelationEntry]] = {}
    for number, raw in enumerate(load_yaml(path) or [], start=1):
        where = f"{path} entry {number}"
        pos = [p for p in POS if p in raw]
        if len(pos) != 1 or raw.get("kind") not in KINDS:
            raise LexiconError(f"{where}: give one of {', '.join(POS)} and a kind of {', '.join(KINDS)}")
        lemmas = raw[pos[0]] if isinstance(raw[pos[0]], list) else [raw[pos[0]]]
        for lemma in lemmas:
            entry = RelationEntry(
                f"{language}.{raw['kind']}.{pos[0]}.{lemma}", pos[0], lemma, raw["kind"],
                slot_frame(raw.get("subject"), where), slot_frame(raw.get("object"), where),
            )  # fmt: skip
            found.setdefault((pos[0], lemma), []).append(entry)
    return {key: tuple(rows) for key, rows in found.items()}

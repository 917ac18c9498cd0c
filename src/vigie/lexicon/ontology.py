"""The event types and sectors: what can be coded, read from `vigie/ontology/`.

An event type is one file, `ontology/events/<type>.yaml`. Scores are PLOVER 2.0's conflict-cooperation scores; a mode that
has none of its own takes its type's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from vigie.errors import LexiconError, OntologyError
from vigie.lexicon.load import load_yaml

ONTOLOGY = Path(__file__).resolve().parent.parent / "ontology"
QUADS = (1, 2, 3, 4)
"""Verbal cooperation, material cooperation, verbal conflict, material conflict."""

_FIELDS = {"type", "label", "definition", "quad", "mutual", "traits", "score", "modes", "ambiguities"}
_OPTIONAL = {"on_request"}
TRAITS = {
    "scene": "Takes place where the report has set its scene, when its own sentence names no place.",
    "claim": "Told of an opponent, it is a claim.",
    "news": "A side tells it of itself as news: acts of force, moves and meetings.",
    "civil": "Done by civilians: a state that is named stands for its people; named in part, the rest is the report's country.",
    "dated": "With a day that is still to come it is scheduled; other acts are done when they are announced or decided.",
    "wish": "What stands in its complement is wanted, promised or refused, and not done.",
    "charge": "What stands in its complement is alleged.",
    "one_side": "Either side is enough to tell of it.",
}
"""What can be said of a type that the coder acts on."""


@dataclass(frozen=True, slots=True)
class Mode:
    """One way in which an act of a type is done."""

    name: str
    definition: str
    score: float


@dataclass(frozen=True, slots=True)
class Answer:
    """What an act becomes when its recipient has asked for it: asked by which type and mode, and the type it becomes."""

    asked: str
    mode: str
    becomes: str


@dataclass(frozen=True, slots=True)
class EventType:
    """One of the sixteen categories."""

    name: str
    labels: tuple[tuple[str, str], ...]
    definition: str
    quad: int
    is_mutual: bool
    """Whether participants are a set rather than an actor and a recipient."""
    score: float
    modes: tuple[Mode, ...]
    ambiguities: tuple[str, ...]
    traits: frozenset[str] = frozenset()
    """Of `TRAITS`."""
    on_request: Answer | None = None

    def has(self, trait: str) -> bool:
        """Whether it has one of `TRAITS`."""
        return trait in self.traits

    def label(self, language: str) -> str:
        """A word for people, in a language; the code itself where there is none."""
        return dict(self.labels).get(language, self.name)

    def score_of(self, modes: tuple[str, ...]) -> float:
        """The conflict-cooperation score of an act with these modes: the one farthest from zero."""
        scores = [mode.score for mode in self.modes if mode.name in modes]
        return max(scores, key=lambda value: (abs(value), value)) if scores else self.score


def read_event_type(path: Path) -> EventType:
    """Read and check one file.

    Raises:
        OntologyError: The file is wrong; names file and field.
    """
    data = load_table(path)
    if not isinstance(data, dict) or set(data) - _OPTIONAL != _FIELDS:
        odd = sorted((set(data) - _OPTIONAL) ^ _FIELDS) if isinstance(data, dict) else ["not a mapping"]
        raise OntologyError(f"{path}: missing or unknown field: {', '.join(odd)}")
    if data["type"] != path.stem.upper():
        raise OntologyError(f"{path}: type is '{data['type']}': name the file {str(data['type']).lower()}.yaml")
    if data["quad"] not in QUADS:
        raise OntologyError(f"{path}: quad is '{data['quad']}': give 1, 2, 3 or 4")
    odd = sorted(set(data["traits"]) - set(TRAITS))
    if odd:
        raise OntologyError(f"{path}: no such trait: {', '.join(odd)}; there are {', '.join(TRAITS)}")
    answer = data.get("on_request")
    if answer is not None and set(answer) != {"asked", "mode", "becomes"}:
        raise OntologyError(f"{path}: on_request needs asked, mode and becomes, and nothing else")
    return EventType(
        name=data["type"],
        labels=tuple(sorted(data["label"].items())),
        definition=data["definition"],
        quad=data["quad"],
        is_mutual=data["mutual"] is True,
        score=_number(data["score"], path, "score"),
        modes=tuple(_read_mode(name, row, path) for name, row in data["modes"].items()),
        ambiguities=tuple(data["ambiguities"]),
        traits=frozenset(data["traits"]),
        on_request=Answer(**answer) if answer else None,
    )


def load_table(path: Path) -> Any:
    """The data of an ontology file.

    Raises:
        OntologyError: It is no such YAML.
    """
    try:
        return load_yaml(path)
    except LexiconError as error:
        raise OntologyError(str(error)) from error


def _number(value: Any, path: Path, field: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not -10 <= value <= 10:
        raise OntologyError(f"{path}: {field} is '{value}': give a number from -10 to 10")
    return float(value)


def _read_mode(name: str, row: Any, path: Path) -> Mode:
    if not isinstance(row, dict) or set(row) != {"score", "definition"}:
        raise OntologyError(f"{path}: mode '{name}' needs a score and a definition, and nothing else")
    return Mode(name, row["definition"], _number(row["score"], path, f"mode '{name}' score"))


@cache
def load_event_types() -> Mapping[str, EventType]:
    """The event types by name, in alphabetical order.

    Raises:
        OntologyError: A file is wrong.
    """
    types = [read_event_type(path) for path in sorted((ONTOLOGY / "events").glob("*.yaml"))]
    if not types:
        raise OntologyError(f"{ONTOLOGY / 'events'}: no event type there: install vigie again")
    return {kind.name: kind for kind in types}


@cache
def types_with(trait: str) -> frozenset[str]:
    """The event types that have one of `TRAITS`."""
    return frozenset(kind.name for kind in load_event_types().values() if kind.has(trait))


def load_modes() -> Mapping[str, frozenset[str]]:
    """The modes that each event type knows."""
    return {name: frozenset(m.name for m in kind.modes) for name, kind in load_event_types().items()}


@cache
def load_sectors() -> Mapping[str, Mapping[str, str]]:
    """Sector codes with their explanations by language."""
    rows: dict[str, dict[str, str]] = load_table(ONTOLOGY / "sectors.yaml")
    return rows


@cache
def load_unnamed() -> Mapping[str, Mapping[str, str]]:
    """For an event type, whom a report means where it names no actor or no recipient."""
    rows: dict[str, dict[str, str]] = load_table(ONTOLOGY / "unnamed.yaml")
    for name, row in rows.items():
        if name not in load_event_types() or not set(row) <= {"actor", "recipient"} or not set(row.values()) <= {"home", "people"}:
            raise OntologyError(f"{ONTOLOGY / 'unnamed.yaml'}: '{name}' must be an event type with actor and recipient of home or people")
    return rows


@cache
def load_sector_shares() -> Mapping[str, Mapping[str, Mapping[str, Mapping[str, float]]]]:
    """For an event type and a side, the shares of sectors `within` one country with the other side and `abroad`."""
    path = ONTOLOGY / "sector_shares.yaml"
    rows: dict[str, dict[str, dict[str, dict[str, float]]]] = load_table(path)
    for name in load_event_types():
        row = rows.get(name, {})
        if set(row) != {"actor", "recipient"} or any(set(where) != {"within", "abroad"} for where in row.values()):
            raise OntologyError(f"{path}: '{name}' needs actor and recipient, each with shares within one country and abroad")
    return rows


@cache
def load_opposites() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    """For an event type and a side (`actor`, `recipient`), the sector that usually faces each sector within one country."""
    path = ONTOLOGY / "opposites.yaml"
    rows: dict[str, dict[str, dict[str, str]]] = load_table(path)
    for name in load_event_types():
        row = rows.get(name, {})
        if set(row) != {"actor", "recipient"} or not all("other" in sectors for sectors in row.values()):
            raise OntologyError(f"{path}: '{name}' needs actor and recipient, each with a sector for other")
    return rows

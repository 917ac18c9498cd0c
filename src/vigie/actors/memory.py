"""Who was spoken of, in order: the entities of a report and where each was last named.

A pronoun takes the candidate with the best score: near, subject, of its gender and number, and able to do what is said. Things
that are no actors compete too, so that "l'accord … il prévoit" stays unresolved.
Limits: no world knowledge; a pronoun that stands before its noun is not read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from vigie.actors.reference import Pronoun
from vigie.lexicon.nametrie import fold
from vigie.records import Actor

_REACH = 3
"""Sentences back that a pronoun may look."""
END = 1_000_000
"""Stands behind every token of a sentence."""
_FAR = 2.0
_LEAST = -4.5


@dataclass(slots=True)
class Entity:
    """Somebody (or some thing) that a report speaks of."""

    number: int
    kind: str
    """`country`, `organisation`, `group`, `person`, `body`, `people`, `pair` (two or more together) or `thing`."""
    actors: tuple[Actor, ...]
    gender: str = "any"
    is_plural: bool = False
    keys: set[str] = field(default_factory=set)

    @property
    def is_person(self) -> bool:
        """Whether it is one human being."""
        return self.kind == "person"


@dataclass(frozen=True, slots=True)
class Use:
    """One place where an entity was named."""

    entity: Entity
    sentence: int
    token: int
    salience: float
    gender: str
    is_plural: bool
    governor: int
    """Token that it depends on: two arguments of one verb are not the same."""
    is_quoted: bool


class Memory:
    """The entities of a report so far."""

    def __init__(self) -> None:
        self.entities: list[Entity] = []
        self.uses: list[Use] = []
        self._by_key: dict[str, Entity] = {}
        self._groups: list[tuple[int, tuple[Actor, ...]]] = []

    def entity(self, key: str, kind: str, actors: tuple[Actor, ...]) -> Entity:
        """The entity of a key, made when it is new."""
        found = self._by_key.get(key)
        if found is None:
            found = Entity(len(self.entities), kind, actors)
            self.entities.append(found)
            self.name(found, key)
        return found

    def name(self, entity: Entity, key: str) -> None:
        """Let a key stand for an entity from now on."""
        self._by_key[key] = entity
        entity.keys.add(key)

    def known(self, key: str) -> Entity | None:
        """The entity that a key stands for."""
        return self._by_key.get(key)

    def use(self, use: Use) -> None:
        """Note that an entity was named."""
        self.uses.append(use)

    def note_group(self, actors: tuple[Actor, ...], sentence: int) -> None:
        """Remember several who were named together in a sentence."""
        self._groups.append((sentence, actors))

    def group_of(self, size: int, since: int = 0) -> tuple[Actor, ...]:
        """The last who were named together, from a sentence on, and are so many; empty when there were none."""
        return next((g for at, g in reversed(self._groups) if at >= since and len({a.code for a in g}) == size), ())

    def recent(self, sentence: int, token: int, reach: int = _REACH) -> Iterator[Use]:
        """Uses before a token, the latest first."""
        for use in reversed(self.uses):
            if (use.sentence, use.token) >= (sentence, token):
                continue
            if sentence - use.sentence > reach:
                return
            yield use

    def antecedent(
        self, pronoun: Pronoun, sentence: int, token: int, bonus: Callable[[Use], float | None]
    ) -> Entity | None:
        """What a pronoun stands for, or None.

        Args:
            pronoun: What it asks for.
            sentence: Where it stands.
            token: Where it stands in the sentence.
            bonus: Adds to the score of a candidate, or returns None to refuse it.
        """
        best: Entity | None = None
        best_score = _LEAST
        for distance, use in enumerate(self.recent(sentence, token)):
            if not agrees(pronoun, use):
                continue
            extra = bonus(use)
            if extra is None:
                continue
            if pronoun.is_nearest:
                score = 5.0 - distance + extra
            else:
                score = use.salience + extra - _FAR * (sentence - use.sentence) - 0.1 * distance
            if score > best_score:
                best, best_score = use.entity, score
        return best


def short_key(word: str) -> str:
    """The key of a body by one word of its name, which is written with a capital: "la *Cour*"; of no body for other words."""
    return f"short:{fold(word)}" if word[:1].isupper() else ""


def agrees(pronoun: Pronoun, use: Use) -> bool:
    """Whether a use has the gender, number and nature that a pronoun asks for."""
    if pronoun.is_person and not use.entity.is_person:
        return False
    if pronoun.number == "plur":
        if not use.is_plural and len(use.entity.actors) < 2:
            return False
    elif use.is_plural:
        return False
    if pronoun.gender == "neut":
        return not use.entity.is_person
    return "any" in (pronoun.gender, use.gender) or pronoun.gender == use.gender

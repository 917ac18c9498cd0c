"""What a question is limited to: actors, dyad, type, status, place, days."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, func, or_, select

from vigie.errors import ConfigError
from vigie.lexicon.ontology import load_event_types
from vigie.store.days import read_days
from vigie.store.schema import occurrences, sides

STATUSES = ("occurred", "scheduled", "possible", "alleged", "negated")


@dataclass(frozen=True, slots=True)
class Filter:
    """Limits of a question; an empty field limits nothing.

    `actors` are codes of which each must take part; `dyad` two codes that stand on two sides, either way round; `since` and
    `until` days, months or years, both included, that an act must touch.
    """

    actors: tuple[str, ...] = ()
    dyad: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    place: str = ""
    since: str = ""
    until: str = ""

    def __post_init__(self) -> None:
        for kind in self.types:
            if kind not in load_event_types():
                raise ConfigError(f"'{kind}' is no event type: there is {', '.join(load_event_types())}")
        for status in self.statuses:
            if status not in STATUSES:
                raise ConfigError(f"'{status}' is no status: there is {', '.join(STATUSES)}")
        if self.dyad and len(self.dyad) != 2:
            raise ConfigError("a dyad is two codes, such as TUR,RUS")
        check_days(self.since, self.until)

    def conditions(self) -> list[ColumnElement[bool]]:
        """As conditions on `occurrences`."""
        found: list[ColumnElement[bool]] = [takes_part(code) for code in self.actors]
        if self.dyad:
            found.append(between(*self.dyad))
        if self.types:
            found.append(occurrences.c.type.in_(self.types))
        if self.statuses:
            found.append(occurrences.c.status.in_(self.statuses))
        if self.place:
            name = func.lower(occurrences.c.place) == self.place.lower()
            found.append(or_(occurrences.c.place_code == self.place.upper(), name))
        if self.since:
            found.append(or_(occurrences.c.day_to >= first_day(self.since), and_(occurrences.c.day_to.is_(None), occurrences.c.last_told >= first_day(self.since))))
        if self.until:
            found.append(or_(occurrences.c.day_from <= last_day(self.until), and_(occurrences.c.day_from.is_(None), occurrences.c.first_told <= last_day(self.until))))
        return found


def check_days(*values: str) -> None:
    """Refuse what is no day, month or year.

    Raises:
        ConfigError: Names it.
    """
    for value in values:
        if value and (read_days(value) is None or "/" in value):
            raise ConfigError(f"'{value}' is no date: give a day such as 2022-01-08, a month or a year")


def first_day(value: str) -> str:
    """The first day of a day, month or year."""
    days = read_days(value)
    return days.first if days else value


def last_day(value: str) -> str:
    """The last day of a day, month or year."""
    days = read_days(value)
    return days.last if days else value


def takes_part(code: str) -> ColumnElement[bool]:
    """Whether an actor is on any side."""
    return occurrences.c.id.in_(select(sides.c.occurrence_id).where(sides.c.code == code))


def between(one: str, other: str) -> ColumnElement[bool]:
    """Whether two actors face each other, or act together."""
    a, b = sides.alias(), sides.alias()
    pair = select(a.c.occurrence_id).join(b, a.c.occurrence_id == b.c.occurrence_id).where(a.c.code == one, b.c.code == other)
    return occurrences.c.id.in_(pair)

"""What a question is limited to: actors, dyad, type, status, place, days."""

from __future__ import annotations

from dataclasses import dataclass

from vigie.errors import ConfigError
from vigie.lexicon.ontology import load_event_types
from vigie.store.days import read_days

STATUSES = ("occurred", "scheduled", "possible", "alleged", "negated")


@dataclass(frozen=True, slots=True)
class Filter:
    """Limits of a question; an empty field limits nothing.

    `actors` are codes of which each must take part; `dyad` two codes that face each other or act together; `place` is a country's
    code (three capitals) or a name; `since` and `until` are days, months or years, both included, that an act must touch.
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

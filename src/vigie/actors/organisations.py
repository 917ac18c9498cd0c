"""Organisations of states: their codes, seats and members, day by day.

Facts that hold in every language lie in `gazetteer/organisations.tsv` and `gazetteer/members.tsv`; names lie with the languages.
Limits: members are listed for some forty organisations; a suspended member counts as one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from vigie.actors.knowledge import Period
from vigie.actors.tables import GAZETTEER, rows_of

COUNTED = ("EU", "NATO")
"""Organisations that are called by the number of their members, the likelier first: "les Vingt-Sept"."""
_COUNCIL = ("UN", 15, "1966-01-01")
"""The Security Council has fifteen members since that day."""


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation or body; bodies of one organisation share its code."""

    id: str
    code: str
    sector: str
    seat: str
    """City, empty where it has none."""
    country: str
    """Country of the seat."""

    @property
    def is_whole(self) -> bool:
        """Whether it is what its code names, and not a body of it."""
        return self.id == self.code


@dataclass(frozen=True, slots=True)
class Membership:
    """A member of an organisation between two days (`until` excluded, empty is open)."""

    organisation: str
    member: str
    since: str
    until: str

    def covers(self, day: str) -> bool:
        """Whether it is one on a day; an unknown day is today's."""
        if not day:
            return not self.until
        return self.since <= day and (not self.until or day < self.until)


@cache
def load_organisations() -> dict[str, Organisation]:
    """All organisations by id.

    Raises:
        LexiconError: The table is missing or wrong.
    """
    return {row[0]: Organisation(*row) for row in rows_of(GAZETTEER / "organisations.tsv", 5)}


@cache
def load_memberships() -> tuple[Membership, ...]:
    """Who belongs to what, since when.

    Raises:
        LexiconError: The table is missing or wrong.
    """
    found = []
    for code, when, members in rows_of(GAZETTEER / "members.tsv", 3):
        since, _, until = when.partition("..")
        found += [Membership(code, member, since, until) for member in members.split()]
    return tuple(found)


def members_of(organisation: str, day: str) -> frozenset[str]:
    """Codes of the members of an organisation on an ISO day; empty where the table has none.

    >>> len(members_of("NATO", "2022-06-01")), len(members_of("NATO", "2024-06-01"))
    (30, 32)
    """
    return frozenset(m.member for m in load_memberships() if m.organisation == organisation and m.covers(day))


def periods_of_size(number: int) -> tuple[Period, ...]:
    """When which organisation had so many members: who "les Vingt-Sept" are on a day."""
    found = [period for code in COUNTED for period in _periods(code, number)]
    code, size, since = _COUNCIL
    return (*found, *([Period(since, "", code, "IGO")] if size == number else ()))


def _periods(code: str, number: int) -> Iterator[Period]:
    """Days on which an organisation has a number of members, as periods between its changes."""
    own = [m for m in load_memberships() if m.organisation == code]
    days = sorted({m.since for m in own} | {m.until for m in own if m.until})
    for since, until in zip(days, [*days[1:], ""], strict=True):
        if sum(m.covers(since) for m in own) == number:
            yield Period(since, until, code, "IGO")

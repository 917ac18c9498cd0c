"""What an address asks for: every filter is in it, so that a page can be kept, sent and exported."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated

from fastapi import Path
from starlette.datastructures import QueryParams

from vigie.store.filters import Filter, check_days
from vigie.store.words import fold
from vigie.web.words import names_in

Number = Annotated[int, Path(ge=1, le=2**31 - 1)]
"""A number that the store may have given."""
Code = Annotated[str, Path(pattern=r"^[A-Za-z]{2,10}$")]
"""A country or an organisation."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as its form shows it again."""

    words: str = ""
    actors: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    place: str = ""
    since: str = ""
    until: str = ""
    cursor: str = ""

    @property
    def limits(self) -> Filter:
        """As the store takes it.

        Raises:
            ConfigError: Something is no such value.
        """
        return Filter(self.actors, (), self.types, self.statuses, self.place, self.since, self.until)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked."""
        return self == Asked(cursor=self.cursor)


def read_asked(query: QueryParams, language: str) -> Asked:
    """The question of an address; actors and places may be given by their names in a language."""
    actors = [code_of(part, language) for given in query.getlist("actor") for part in given.split(",") if part.strip()]
    place = query.get("place", "").strip()
    return Asked(
        query.get("q", "").strip(), tuple(dict.fromkeys(actors)), tuple(_chosen(query, "type", upper=True)), tuple(_chosen(query, "status")),
        _codes(language).get(fold(place), place), query.get("since", "").strip(), query.get("until", "").strip(), query.get("after", ""),
    )  # fmt: skip


def read_day(query: QueryParams, otherwise: str) -> str:
    """The day that an address asks for.

    Raises:
        ConfigError: It is no day.
    """
    day = query.get("on", "").strip()
    check_days(day)
    return day or otherwise


def code_of(given: str, language: str) -> str:
    """The code of an actor given by name or code."""
    given = given.strip()
    return _codes(language).get(fold(given)) or given.upper()


@cache
def _codes(language: str) -> Mapping[str, str]:
    return {fold(name): code for code, name in names_in(language).items()}


def _chosen(query: QueryParams, name: str, *, upper: bool = False) -> list[str]:
    values = [v.strip() for v in query.getlist(name) if v.strip()]
    return list(dict.fromkeys(v.upper() if upper else v for v in values))

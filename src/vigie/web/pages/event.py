"""An event (an occurrence): all mentions over all reports, independent sources, contradictions, history, how it was coded, corrections."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request
from sqlalchemy import Connection
from starlette.responses import Response

from vigie.errors import StoreError
from vigie.store.corrections import FIELDS, Correction, of_occurrence
from vigie.store.views.occurrences import (
    Contradiction,
    Occurrence,
    Telling,
    find_contradictions,
    list_tellings,
    load_occurrences,
    storyline_of,
)
from vigie.store.views.reports import Coded, list_coded
from vigie.web.asked import Number
from vigie.web.site import found, site_of

router = APIRouter()
_STORYLINE = 12


@dataclass(frozen=True, slots=True)
class Told:
    """A telling, with how it was coded where its report was opened."""

    telling: Telling
    coded: Coded | None


@dataclass(frozen=True, slots=True)
class EventPage:
    """What the page shows."""

    occurrence: Occurrence
    told: tuple[Told, ...]
    contradictions: tuple[Contradiction, ...]
    history: tuple[Telling, ...]
    """Tellings in which the status is another than before."""
    storyline: tuple[Occurrence, ...]
    corrections: tuple[Correction, ...]


def load_event(connection: Connection, number: int) -> EventPage | None:
    """All of the page, or nothing where there is no such occurrence."""
    occurrences = load_occurrences(connection, [number])
    if not occurrences:
        return None
    try:
        told = list_tellings(connection, number)
    except StoreError:
        return None
    coded = {c.id: c for c in list_coded(connection, number)}
    around = [n for n in storyline_of(connection, number, _STORYLINE) if n != number][:_STORYLINE]
    return EventPage(
        occurrences[0], tuple(Told(t, coded.get(t.event)) for t in told), tuple(find_contradictions(told)), tuple(_history(told)),
        tuple(load_occurrences(connection, around)), tuple(of_occurrence(connection, number)),
    )  # fmt: skip


@router.get("/events/{number}")
def event(request: Request, number: Number) -> Response:
    """The page."""
    site = site_of(request)
    page = found(site.ask(lambda c: load_event(c, number)))
    return site.page(request, "event.html", event=page, fields=FIELDS, problem="")


def _history(told: Sequence[Telling]) -> list[Telling]:
    kept: list[Telling] = []
    for telling in told:
        if not kept or kept[-1].status != telling.status:
            kept.append(telling)
    return kept

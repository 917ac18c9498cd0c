"""The addresses of the API."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, TypeVar

from fastapi import APIRouter, Depends, Query, Request
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter
from sqlalchemy import select
from starlette.exceptions import HTTPException
from starlette.responses import Response

from vigie.errors import ConfigError
from vigie.export import to_json_line
from vigie.lexicon.ontology import load_event_types
from vigie.store import corrections as store_corrections
from vigie.store import schema
from vigie.store.corrections import Correction
from vigie.store.filters import STATUSES, Filter, check_days, first_day, last_day
from vigie.store.schema import events
from vigie.store.views.browsing import Tied, leaf_of, list_tied
from vigie.store.views.calendar import last_told, list_appointments
from vigie.store.views.dossiers import list_changes
from vigie.store.views.facts import list_facts, list_statements
from vigie.store.views.measures import list_measures
from vigie.store.views.occurrences import find_contradictions, list_tellings, load_occurrences
from vigie.store.views.reports import cursor_of, list_reports, load_report, reports_of
from vigie.store.views.tension import index_of, parts_of
from vigie.store.views.today import PlaceActs, list_places
from vigie.web.api import models
from vigie.web.asked import Code, Number
from vigie.web.site import Site, answer, found, site_of

T = TypeVar("T")
_PROBLEMS: dict[int | str, dict[str, Any]] = {
    code: {"model": models.Problem, "description": about}
    for code, about in ((400, "Something asked for is no such value."), (401, "No account's token."), (403, "Not allowed here, or asked by another site."), (404, "There is no such thing."), (413, "Too large."), (414, "The address is too long."), (421, "Asked under another name."), (422, "A parameter has another form."), (429, "Too many questions."))
}  # fmt: skip
router = APIRouter(responses=_PROBLEMS)

Size = Annotated[int, Query(ge=1, le=500, description="How many rows at most.")]
After = Annotated[str, Query(max_length=40, pattern=r"^(\d{4}-\d{2}-\d{2}~\d{1,18}|~\d{1,18})?$", description="`next` of the answer before.")]
Offset = Annotated[str, Query(max_length=9, pattern=r"^[0-9]*$", description="`next` of the answer before.")]
Day = Annotated[str, Query(max_length=10, pattern=r"^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)?$", description="Day, month or year: 2022-01-08, 2022-01, 2022.")]
Text = Annotated[str, Query(max_length=300, pattern=r"^[^\x00]*$")]
Codes = Annotated[list[Annotated[str, Field(pattern=r"^([A-Za-z0-9]{2,10}|---)$")]], Query(max_length=10, description="Codes such as TUR; all must take part.")]
Types = Annotated[list[Annotated[str, Field(json_schema_extra={"enum": list(load_event_types())})]], Query(max_length=16, description="Event types.")]
States = Annotated[list[Annotated[str, Field(json_schema_extra={"enum": list(STATUSES)})]], Query(max_length=5, description="Statuses.")]


def limits_of(actor: Codes = [], type: Types = [], status: States = [], place: Text = "", since: Day = "", until: Day = "") -> Filter:  # noqa: A002, B006
    """The filter of a question."""
    return Filter(tuple(actor), (), tuple(type), tuple(status), place, since, until)


Limits = Annotated[Filter, Depends(limits_of)]


@router.get("/events", response_model=models.Acts)
def list_events(request: Request, limits: Limits, q: Text = "", after: After = "", size: Size = 50) -> Response:
    """Events, the latest first; `q` are words that a report that tells of them holds."""
    leaf = site_of(request).ask(lambda c: leaf_of(c, limits, q, after, size))
    return _json(request, models.Acts(tuple(map(models.act_of, leaf.rows)), leaf.next or None))


@router.get("/events/{number}", response_model=models.ActInFull)
def get_event(request: Request, number: Number) -> Response:
    """One event: what each report tells of it, where they contradict each other, what readers corrected."""
    site = site_of(request)
    rows = site.ask(lambda c: load_occurrences(c, [number]))
    act = found(rows[0] if rows else None)
    told = site.ask(lambda c: list_tellings(c, number))
    where = site.ask(lambda c: reports_of(c, [t.event for t in told]))
    said = site.ask(lambda c: store_corrections.of_occurrence(c, number))
    mentions = tuple(models.mention_of(t, where[t.event].id) for t in told)
    return _json(request, models.ActInFull(models.act_of(act), mentions, tuple(find_contradictions(told)), tuple(said)))


@router.get("/reports", response_model=models.Reports)
def list_all_reports(request: Request, q: Text = "", since: Day = "", until: Day = "", after: After = "", size: Size = 50) -> Response:
    """Reports, the latest first; with `q`, those that hold all words."""
    check_days(since, until)
    rows = site_of(request).ask(lambda c: list_reports(c, q, since, last_day(until) if until else "", after, size))
    return _json(request, models.Reports(tuple(rows), cursor_of(rows[-1].published, rows[-1].id) if len(rows) == size else None))


@router.get("/reports/{number}", responses={200: {"description": "The gold schema of the coding scheme, with evidence.", "content": {"application/json": {"schema": {"type": "object"}}}}})
def get_report(request: Request, number: Number) -> Response:
    """One report with all that was read of it, as `vigie export --format jsonl` writes it."""
    filed = found(site_of(request).ask(lambda c: load_report(c, number)))
    return answer(request, to_json_line(filed.reading).encode("utf-8", "replace"), "application/json")


@router.get("/changes", response_model=models.Changes)
def list_new(request: Request, since: Day, added: bool = False, after: Offset = "", size: Size = 50) -> Response:
    """What reports published since a day brought; with `added`, reports filed since then."""
    check_days(since)
    rows = site_of(request).remember(("changes", since, added), lambda c: list_changes(c, since, added=added))
    return _json(request, models.Changes(*_slice(rows, after, size)))


@router.get("/measures", response_model=models.Measures)
def list_in_force(request: Request, limits: Limits, on: Day = "", ended: bool = False, after: Offset = "", size: Size = 50) -> Response:
    """Measures in force on a day (else the last that reports tell of); with `ended`, also those that have ended."""
    site, day = site_of(request), _day(site_of(request), on)
    rows = site.remember(("measures", day, limits, ended), lambda c: list_measures(c, day, limits, all_of_them=ended))
    return _json(request, models.Measures(day, *_slice(rows, after, size)))


@router.get("/calendar", response_model=models.Appointments)
def list_scheduled(request: Request, limits: Limits, on: Day = "", after: Offset = "", size: Size = 50) -> Response:
    """What is scheduled and what became of it."""
    check_days(on)
    rows = site_of(request).remember(("calendar", limits, on), lambda c: list_appointments(c, on, limits))
    return _json(request, models.Appointments(*_slice(rows, after, size)))


@router.get("/statements", response_model=models.Statements)
def list_said(request: Request, speaker: Text = "", topic: Text = "", since: Day = "", until: Day = "", size: Size = 50) -> Response:
    """What a speaker (a code, or words of a name) said on a topic (words of the statement)."""
    check_days(since, until)
    return _json(request, models.Statements(tuple(site_of(request).ask(lambda c: list_statements(c, speaker, topic, since, until, size)))))


@router.get("/facts", response_model=models.Facts)
def list_relations(request: Request, on: Day = "", actor: Text = "") -> Response:
    """Alliances, memberships and offices on a day."""
    check_days(on)
    return _json(request, models.Facts(tuple(site_of(request).ask(lambda c: list_facts(c, on, (), actor)))))


@router.get("/dyads/{one}/{other}/tension", response_model=models.Index)
def get_tension(request: Request, one: Code, other: Code, since: Day = "", until: Day = "") -> Response:
    """The tension index of a dyad for each day, and what the last is made of."""
    check_days(since, until)
    site, one, other = site_of(request), one.upper(), other.upper()
    days = site.ask(lambda c: index_of(c, one, other, _first(since), _last(until)))
    parts = site.ask(lambda c: parts_of(c, one, other, days[-1].day)) if days else []
    return _json(request, models.Index(tuple(days), tuple(parts)))


@router.get("/network", response_model=list[Tied])
def get_network(request: Request, since: Day, until: Day, size: Size = 100) -> Response:
    """Who acted on whom between two days."""
    check_days(since, until)
    return _json(request, site_of(request).ask(lambda c: list_tied(c, since, until, size)))


@router.get("/places", response_model=list[PlaceActs])
def get_places(request: Request, since: Day, until: Day, size: Size = 100) -> Response:
    """Where acts took place between two days."""
    check_days(since, until)
    return _json(request, site_of(request).ask(lambda c: list_places(c, since, until, size)))


@router.get("/corrections", response_model=models.Corrections)
def list_all_corrections(request: Request, standing: bool = False, after: Annotated[int, Query(ge=0, le=2**31 - 1)] = 0, size: Size = 50) -> Response:
    """Corrections, the latest first; with `standing`, those that have not been withdrawn."""
    rows = site_of(request).ask(lambda c: store_corrections.list_corrections(c, standing=standing, before=after, most=size))
    return _json(request, models.Corrections(tuple(rows), str(rows[-1].id) if len(rows) == size else None))


class NewCorrection(BaseModel):
    """What is wrong with one telling of an event; `event` is the number of a mention."""

    model_config = ConfigDict(extra="forbid")
    event: Annotated[int, Field(ge=1, le=2**31 - 1)]
    field: Annotated[str, Field(max_length=20)] = store_corrections.WRONG
    value: Annotated[str, Field(max_length=store_corrections.LONGEST)] = ""
    reason: Annotated[str, Field(max_length=store_corrections.LONGEST)]
    author: Annotated[str, Field(max_length=100)] = ""


class Withdrawal(BaseModel):
    """Who withdraws a correction; an account's own name goes before it."""

    model_config = ConfigDict(extra="forbid")
    author: Annotated[str, Field(max_length=100)] = ""


_MAY_NOT: dict[int | str, dict[str, Any]] = {403: {"model": models.Problem, "description": "Corrections are not taken here, or the request came from another site."}}


@router.post("/corrections", status_code=201, response_model=Correction, responses=_MAY_NOT)
def make_correction(request: Request, new: NewCorrection) -> Response:
    """Keep a correction beside the coding."""
    site = _site_that_may(request)
    if site.ask(lambda c: c.execute(select(events.c.id).where(events.c.id == new.event)).first()) is None:
        raise HTTPException(404)
    values = (new.field, new.value, new.reason, site.reader_of(request) or new.author)
    number = site.store.correct(new.event, *(v.replace("\x00", " ").encode("utf-8", "replace").decode() for v in values))
    return _json(request, _correction(site, number), 201)


@router.post("/corrections/{number}/withdraw", response_model=Correction, responses=_MAY_NOT)
def withdraw_correction(request: Request, number: Number, by: Withdrawal) -> Response:
    """Withdraw a correction; it stays on record."""
    site = _site_that_may(request)
    _correction(site, number)
    site.store.withdraw(number, site.reader_of(request) or by.author.encode("utf-8", "replace").decode())
    return _json(request, _correction(site, number))


def _site_that_may(request: Request) -> Site:
    site = site_of(request)
    if site.settings.is_read_only:
        raise HTTPException(403, "corrections are not taken here")
    return site


def _correction(site: Site, number: int) -> Correction:
    rows = site.ask(lambda c: store_corrections.list_corrections(c, schema.corrections.c.id == number))
    return found(rows[0] if rows else None)


def _json(request: Request, value: object, status: int = 200) -> Response:
    return answer(request, TypeAdapter(type(value)).dump_json(value) if not isinstance(value, list) else TypeAdapter(list[Any]).dump_json(value), "application/json", status)


def _slice(rows: Sequence[T], after: str, size: int) -> tuple[tuple[T, ...], str | None]:
    """A page of rows that are counted by their place."""
    if after and not (after.isascii() and after.isdigit()):
        raise ConfigError("the place to go on from is not known: begin with the first page")
    start = int(after or 0)
    return tuple(rows[start : start + size]), str(start + size) if start + size < len(rows) else None


def _day(site: Site, given: str) -> str:
    check_days(given)
    return last_day(given) if given else site.ask(last_told)


def _first(value: str) -> str:
    return first_day(value) if value else ""


def _last(value: str) -> str:
    return last_day(value) if value else ""

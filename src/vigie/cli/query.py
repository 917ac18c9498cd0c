"""`vigie query`: questions to a store."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

import typer

from vigie.cli.rows import AS_CSV, AS_JSON, print_rows
from vigie.cli.stored import STORE, chosen_store
from vigie.errors import ConfigError
from vigie.export.ics import Entry, to_calendar
from vigie.store.days import LAST, read_days
from vigie.store.filters import Filter, check_days
from vigie.store.views.calendar import Appointment, list_appointments
from vigie.store.views.country import dossier_of_country
from vigie.store.views.dossiers import Dossier, dossier_of_actor, dossier_of_dyad, dossier_of_storyline, list_changes
from vigie.store.views.facts import list_deployments, list_facts, list_statements
from vigie.store.views.measures import list_measures
from vigie.store.views.occurrences import find_contradictions, list_occurrences, list_tellings
from vigie.store.views.search import search
from vigie.store.views.tension import index_of, parts_of
from vigie.store.views.today import page_of

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

app = typer.Typer(help="Ask a store: events, dossiers, today, measures, calendar, facts, statements, tension, changes.", no_args_is_help=True)

ACTOR: list[str] = typer.Option([], "--actor", help="Code that takes part, such as TUR; several must all take part.")
DYAD: str = typer.Option("", "--dyad", help="Two codes, such as TUR,RUS.")
TYPE: list[str] = typer.Option([], "--type", help="Event type, such as SANCTION; may be given again.")
STATUS: list[str] = typer.Option([], "--status", help="occurred, scheduled, possible, alleged or negated; may be given again.")
PLACE: str = typer.Option("", "--place", help="Name of a place, or a country's code (MLT).")
SINCE: str = typer.Option("", "--since", help="First day, month or year.")
UNTIL: str = typer.Option("", "--until", help="Last day, month or year.")
MOST: int = typer.Option(200, "--most", min=1, max=10_000, help="How many at most, the latest.")
BEFORE: int = typer.Option(0, "--before", help="Go on before this occurrence, the first of an earlier answer.")
DAY: str = typer.Option("", "--on", help="The day that is asked for; else the last that reports tell of.")
_UNSEEN = ("words", "first_told", "last_told")


@app.command()
def events(
    store: str = STORE, actor: list[str] = ACTOR, dyad: str = DYAD, kind: list[str] = TYPE, status: list[str] = STATUS, place: str = PLACE,
    since: str = SINCE, until: str = UNTIL, most: int = MOST, before: int = BEFORE, as_json: bool = AS_JSON, as_csv: bool = AS_CSV,
) -> None:  # fmt: skip
    """The timeline: each act once, however many reports tell of it."""
    limits = _filter(actor, dyad, kind, status, place, since, until)
    with chosen_store(store) as opened:
        rows = opened.view(lambda c: list_occurrences(c, limits, most, before=before))
    print_rows(rows, as_json=as_json, as_csv=as_csv, without=_UNSEEN[1:])


@app.command()
def event(number: int = typer.Argument(..., help="Number of an occurrence."), store: str = STORE, as_json: bool = AS_JSON, as_csv: bool = AS_CSV) -> None:
    """All that reports tell of one act, in order: its history, why each is counted to it, and where they contradict."""
    with chosen_store(store) as opened:
        told = opened.view(lambda c: list_tellings(c, number))
    print_rows(told, as_json=as_json, as_csv=as_csv)
    against = find_contradictions(told)
    if against and not as_json and not as_csv:
        print_rows(against, as_json=False, as_csv=False, title="contradictions")


@app.command()
def dossier(
    about: list[str] = typer.Argument(..., help="A code (TUR), two codes (TUR RUS), or the number of an occurrence for its storyline."),
    store: str = STORE, on: str = DAY, most: int = MOST, as_json: bool = AS_JSON,
) -> None:  # fmt: skip
    """All on an actor, a dyad or a storyline."""
    check_days(on)
    words = [word for given in about for word in given.replace("-", ",").split(",") if word]
    with chosen_store(store) as opened:
        if len(words) == 1 and words[0].isdigit():
            found = opened.view(lambda c: dossier_of_storyline(c, int(words[0])))
        elif len(words) == 1:
            found = opened.view(lambda c: dossier_of_actor(c, words[0], on, most))
        elif len(words) == 2:
            found = opened.view(lambda c: dossier_of_dyad(c, words[0], words[1], on, most))
        else:
            raise ConfigError("a dossier is on one code, two codes or the number of an occurrence")
    _print_dossier(found, as_json)


@app.command()
def country(
    code: str = typer.Argument(..., help="Code of a country, such as GEO."), store: str = STORE, on: str = DAY,
    most: int = typer.Option(100, "--most", min=1, max=10_000, help="How many at most of each part, the latest."), as_json: bool = AS_JSON,
) -> None:  # fmt: skip
    """All on a country: what happens in it, with whom it has to do, troops, and its dossier as an actor."""
    check_days(on)
    with chosen_store(store) as opened:
        found = opened.view(lambda c: dossier_of_country(c, code, on, most))
    if as_json:
        typer.echo(json.dumps(asdict(found), ensure_ascii=False))
        return
    _print_parts((("partners", found.partners), ("inside", found.inside), ("deployments", found.deployments)))
    _print_dossier(found.actor, as_json=False)


@app.command()
def today(store: str = STORE, on: str = DAY, most: int = typer.Option(20, "--most", min=1, max=10_000, help="How many at most of each part."), as_json: bool = AS_JSON) -> None:
    """What a day brought, dyads between which more passes than before, measures taken lately, and what is to come."""
    check_days(on)
    with chosen_store(store) as opened:
        found = opened.view(lambda c: page_of(c, on, most))
    if as_json:
        typer.echo(json.dumps(asdict(found), ensure_ascii=False))
        return
    parts = (("told", found.changes), ("rising", found.rising), ("measures of the last seven days", found.measures), ("to come", found.upcoming))
    _print_parts(tuple((f"{found.day}: {title}", rows) for title, rows in parts))


@app.command()
def measures(
    store: str = STORE, on: str = DAY, actor: list[str] = ACTOR, dyad: str = DYAD,
    ended: bool = typer.Option(False, "--ended", help="Also those that have ended."), most: int = MOST, before: int = BEFORE,
    as_json: bool = AS_JSON, as_csv: bool = AS_CSV,
) -> None:  # fmt: skip
    """Measures in force on a day: since when, by whom against whom, renewed, and what ended them."""
    check_days(on)
    limits = _filter(actor, dyad)
    with chosen_store(store) as opened:
        rows = opened.view(lambda c: list_measures(c, on, limits, all_of_them=ended, most=most, before=before))
    print_rows(rows, as_json=as_json, as_csv=as_csv)


@app.command()
def calendar(
    store: str = STORE, on: str = DAY, actor: list[str] = ACTOR, dyad: str = DYAD, kind: list[str] = TYPE, place: str = PLACE, since: str = SINCE,
    until: str = UNTIL, most: int = MOST, before: int = BEFORE, as_json: bool = AS_JSON, as_csv: bool = AS_CSV,
    as_ics: bool = typer.Option(False, "--ics", help="As iCalendar."),
) -> None:  # fmt: skip
    """What is scheduled, and what became of it."""
    check_days(on)
    limits = _filter(actor, dyad, kind, (), place, since, until)
    with chosen_store(store) as opened:
        rows = opened.view(lambda c: list_appointments(c, on, limits, most, before=before))
    if as_ics:
        sys.stdout.buffer.write(to_calendar([entry for a in rows if (entry := entry_of(a))]))
    else:
        print_rows(rows, as_json=as_json, as_csv=as_csv)


@app.command()
def facts(
    store: str = STORE, on: str = DAY, actor: str = typer.Option("", "--actor", help="Code that takes part."),
    kind: list[str] = typer.Option([], "--kind", help="ally_of, member_of, leads or holds_office; may be given again."),
    most: int = MOST, as_json: bool = AS_JSON, as_csv: bool = AS_CSV,
) -> None:  # fmt: skip
    """Alliances, memberships and offices on a day."""
    check_days(on)
    with chosen_store(store) as opened:
        rows = opened.view(lambda c: list_facts(c, on, tuple(kind), actor, most))
    print_rows(rows, as_json=as_json, as_csv=as_csv, without=("words",))


@app.command()
def deployments(
    store: str = STORE, actor: list[str] = ACTOR, place: str = PLACE, since: str = SINCE, until: str = UNTIL, most: int = MOST, before: int = BEFORE,
    as_json: bool = AS_JSON, as_csv: bool = AS_CSV,
) -> None:  # fmt: skip
    """Troops sent, massed or withdrawn, with their numbers."""
    limits = _filter(actor, "", (), (), place, since, until)
    with chosen_store(store) as opened:
        rows = opened.view(lambda c: list_deployments(c, limits, most, before=before))
    print_rows(rows, as_json=as_json, as_csv=as_csv)


@app.command()
def statements(
    speaker: str = typer.Argument("", help="A code (TUR) or words of a name."), store: str = STORE,
    topic: str = typer.Option("", "--topic", help="Words that the statement holds."), since: str = SINCE, until: str = UNTIL, most: int = MOST,
    as_json: bool = AS_JSON, as_csv: bool = AS_CSV,
) -> None:  # fmt: skip
    """What a speaker said, on a topic."""
    check_days(since, until)
    with chosen_store(store) as opened:
        rows = opened.view(lambda c: list_statements(c, speaker, topic, since, until, most))
    print_rows(rows, as_json=as_json, as_csv=as_csv)


@app.command()
def tension(
    one: str = typer.Argument(..., help="Code."), other: str = typer.Argument(..., help="Code."), store: str = STORE, since: str = SINCE, until: str = UNTIL,
    day: str = typer.Option("", "--of", help="Take the index of this day apart into its acts."), as_json: bool = AS_JSON, as_csv: bool = AS_CSV,
) -> None:  # fmt: skip
    """The tension index of a dyad for each day: negative for conflict."""
    check_days(since, until, day)
    with chosen_store(store) as opened:
        if day:
            print_rows(opened.view(lambda c: parts_of(c, one, other, day)), as_json=as_json, as_csv=as_csv)
        else:
            print_rows(opened.view(lambda c: index_of(c, one, other, since, until)), as_json=as_json, as_csv=as_csv)


@app.command()
def changes(
    since: str = typer.Argument(..., help="Day, such as 2022-01-08."), store: str = STORE,
    added: bool = typer.Option(False, "--added", help="By the day when reports were added, not when they were published."),
    most: int = MOST, as_json: bool = AS_JSON, as_csv: bool = AS_CSV,
) -> None:  # fmt: skip
    """What changed since a day: new acts, acts whose status is another, acts told again."""
    check_days(since)
    with chosen_store(store) as opened:
        rows = opened.view(lambda c: list_changes(c, since, added=added, most=most))
    print_rows(rows, as_json=as_json, as_csv=as_csv)


@app.command(name="search")
def find(words: list[str] = typer.Argument(..., help="Words that a report holds."), store: str = STORE, as_json: bool = AS_JSON, as_csv: bool = AS_CSV) -> None:
    """Reports that hold words."""
    with chosen_store(store) as opened:
        rows = opened.view(lambda c: search(c, " ".join(words)))
    print_rows(rows, as_json=as_json, as_csv=as_csv)


def _filter(
    actor: list[str], dyad: str, kind: list[str] | tuple[()] = (), status: list[str] | tuple[()] = (), place: str = "", since: str = "", until: str = ""
) -> Filter:
    pair = tuple(code for code in dyad.replace("-", ",").split(",") if code)
    return Filter(tuple(actor), pair, tuple(k.upper() for k in kind), tuple(status), place, since, until)


def entry_of(appointment: Appointment) -> Entry | None:
    """An appointment as an entry of a calendar; none where it has no day."""
    days = read_days(appointment.date)
    if days is None or days.last == LAST:
        return None
    who = ", ".join((*appointment.actors, *appointment.recipients))
    key = f"occurrence-{appointment.occurrence}"
    return Entry(key, days.first, days.last, f"{appointment.type} {who}", appointment.place, appointment.state, appointment.words)


def _print_dossier(found: Dossier, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps(asdict(found), ensure_ascii=False))
        return
    _print_parts((
        ("timeline", found.timeline), ("measures in force", found.measures), ("calendar", found.calendar), ("statements", found.statements),
        ("facts", found.facts), ("tension", found.tension),
    ))  # fmt: skip


def _print_parts(parts: Sequence[tuple[str, Sequence[DataclassInstance]]]) -> None:
    """The parts that hold something, each under its title."""
    if not any(rows for _, rows in parts):
        print_rows([], as_json=False, as_csv=False)
    for title, rows in parts:
        if rows:
            print_rows(rows, as_json=False, as_csv=False, title=title, without=_UNSEEN[1:])

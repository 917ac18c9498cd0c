"""`vigie evaluate`: coded reports beside gold."""

from __future__ import annotations

import json
from pathlib import Path

import typer

from vigie.errors import InputError
from vigie.evaluate import ArgumentScores, Evaluation, read_coding, score_arguments
from vigie.evaluate import evaluate as compare
from vigie.evaluate.scores import Score


def evaluate(
    gold: Path = typer.Argument(..., help="Gold reports, JSON Lines."),
    coded: Path = typer.Argument(..., help="Coded reports, JSON Lines."),
    as_json: bool = typer.Option(False, "--json", help="The figures as JSON."),
    by_type: bool = typer.Option(False, "--by-type", help="A row for each event type."),
    errors: bool = typer.Option(False, "--errors", help="Every missed and extra triple; with --arguments, every wrong argument."),
    arguments: bool = typer.Option(
        False, "--arguments", help="Actors, recipients, sectors and places of the events whose type and trigger sentence match."
    ),
) -> None:
    """Score coded reports against gold ones: triples, statements, attributes."""
    wanted = read_coding(gold)
    if not wanted:
        raise InputError(f"{gold}: there is no report in it: give a gold file")
    if arguments:
        _show_arguments(score_arguments(wanted, read_coding(coded)), as_json=as_json, errors=errors)
        return
    result = compare(wanted, read_coding(coded))
    typer.echo(_as_json(result) if as_json else _as_text(result))
    if by_type and not as_json:
        for name, score in result.types:
            typer.echo(f"  {name:10s} {_row(score)}")
    if errors and not as_json:
        for d in result.differences:
            mark = "missed" if d.is_missed else "extra "
            typer.echo(f"{d.report}  {mark}  {' '.join(d.unit):32s} {d.trigger!r}")


def _show_arguments(result: ArgumentScores, *, as_json: bool, errors: bool) -> None:
    if as_json:
        shares = {n: {"right": right, "of": of, "share": right / of if of else None} for n, right, of in result.shares}
        typer.echo(json.dumps({"gold": result.gold, "paired": result.paired, "arguments": shares}, indent=1))
        return
    typer.echo(f"{result.paired} of {result.gold} gold events have a coded one of their type in the sentence of their trigger")
    for name, right, of in result.shares:
        typer.echo(f"{name:18s} {f'{right / of:.3f}' if of else '  n/a'} of {of}")
    for a in result.wrong if errors else ():
        typer.echo(f"{a.report}  {a.name}  gold {a.gold}  coded {a.coded}  {a.trigger!r}")


def _row(score: Score) -> str:
    return (
        f"P {score.precision:.3f}  R {score.recall:.3f}  F1 {score.f1:.3f}  (gold {score.gold}, coded {score.coded})"
    )


def _as_text(result: Evaluation) -> str:
    lines = [f"{result.reports} reports, {result.missing} not coded"]
    for name, score in result.scores:
        interval = f"  [{score.low:.3f}, {score.high:.3f}]" if score.low is not None and score.high is not None else ""
        lines.append(f"{name:18s} {_row(score)}{interval}")
    for name, right, of in result.attributes:
        lines.append(f"{name:18s} {f'{right / of:.3f}' if of else '  n/a'} of {of}")
    return "\n".join(lines)


def _as_json(result: Evaluation) -> str:
    scores = {
        name: {"p": s.precision, "r": s.recall, "f1": s.f1, "gold": s.gold, "coded": s.coded, "low": s.low, "high": s.high}
        for name, s in result.scores
    }
    attributes = {n: {"right": r, "of": of, "share": r / of if of else None} for n, r, of in result.attributes}
    return json.dumps({"reports": result.reports, "missing": result.missing, **scores, "attributes": attributes}, indent=1)

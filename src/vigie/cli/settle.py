"""`vigie settle`: a person decides what is one act."""

from __future__ import annotations

import typer

from vigie.cli.stored import STORE, chosen_store

app = typer.Typer(help="Decide by hand what is one act; `vigie query event` shows events and why they were merged.", no_args_is_help=True)
EVENT: int = typer.Argument(..., help="Number of an event, as `vigie query event` shows it.")


@app.command()
def separate(event: int = EVENT, store: str = STORE) -> None:
    """Take an event out of its occurrence; it will not be merged with it again."""
    with chosen_store(store) as opened:
        typer.echo(f"event {event} is now occurrence {opened.separate(event)}")


@app.command()
def rejoin(event: int = EVENT, occurrence: int = typer.Argument(..., help="Number of the occurrence."), store: str = STORE) -> None:
    """Put an event into an occurrence."""
    with chosen_store(store) as opened:
        typer.echo(f"event {event} is now part of occurrence {opened.rejoin(event, occurrence)}")

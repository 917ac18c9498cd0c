"""What the commands over a store share: the option that names it, and opening it."""

from __future__ import annotations

import os

import typer

from vigie.store import DEFAULT, Store, open_store

VARIABLE = "VIGIE_STORE"

STORE: str = typer.Option("", "--store", help=f"Path or URL (postgresql://…) of the store; else {VARIABLE}, else {DEFAULT} in the working folder.")


def chosen_store(option: str, *, create: bool = False) -> Store:
    """The store that the user means."""
    return open_store(option or os.environ.get(VARIABLE, "") or DEFAULT, create=create)

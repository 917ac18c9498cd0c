"""`vigie`: the commands, and how errors become one line and an exit code.

Exit codes: 0 done, 1 some reports rejected (listed), 2 usage, configuration or data.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress

import typer

from vigie.cli import add, code, doctor, evaluate, explain, export, languages, lexicon, query, read, serve, settle, watch
from vigie.errors import ConfigError, InputError, VigieError
from vigie.records import VERSION

app = typer.Typer(
    name="vigie", help="Read news reports and keep the system of states that they describe.", no_args_is_help=True,
    add_completion=False, pretty_exceptions_enable=False,
)  # fmt: skip
app.command("read")(read.read)
app.command("code")(code.code)
app.command("add")(add.add)
app.command("watch")(watch.watch)
app.command("evaluate")(evaluate.evaluate)
app.command("explain")(explain.explain)
app.command("languages")(languages.languages)
app.command("doctor")(doctor.doctor)
app.command("export")(export.export)
app.command("serve")(serve.serve)
app.add_typer(query.app, name="query")
app.add_typer(settle.app, name="settle")
app.add_typer(lexicon.app, name="lexicon")


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"vigie {VERSION}")
        raise typer.Exit


@app.callback()
def _options(
    version: bool = typer.Option(False, "--version", help="Show the version.", callback=_show_version, is_eager=True),
) -> None:
    """Read news reports and keep the system of states that they describe."""


def main() -> None:
    """Run the command line; every foreseen error is one line on standard error."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        app()
    except InputError as error:
        _fail(error, 1)
    except VigieError as error:
        _fail(error, 2)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except OSError as error:  # standard output, mostly: files are told of where they are written
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is left in its buffer cannot be written either
        _fail(ConfigError(f"{error.filename or 'the output'}: {error.strerror or error}: make room, or write elsewhere"), 2)


def _fail(error: VigieError, status: int) -> None:
    print("vigie: " + str(error).replace("\n", " "), file=sys.stderr)
    sys.exit(status)

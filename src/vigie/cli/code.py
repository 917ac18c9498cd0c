"""`vigie code`: corpora in, coded reports out."""

from __future__ import annotations

import sys
from pathlib import Path

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from vigie.cli.results import Results
from vigie.cli.settings import MAX_SIZE, MODEL, chosen_limits, chosen_models
from vigie.errors import ConfigError
from vigie.export import to_json_line
from vigie.run import Overrides

FORMATS = ("jsonl",)


def code(
    corpora: list[str] = typer.Argument(..., help="Files or folders of text, HTML, JSON, ninjs, CSV, Parquet, WARC, RSS, Atom, NewsML-G2, packed or not; - for standard input."),
    out: Path = typer.Option(..., "-o", "--out", help="File to write."),
    kind: str = typer.Option("jsonl", "--format", help=f"One of {', '.join(FORMATS)}."),
    date: str = typer.Option("", "--date", help="Day of publication of all reports."),
    lang: str = typer.Option("", "--lang", help="Language of all reports."),
    model: list[str] = MODEL,
    max_size: str = MAX_SIZE,
    outlet: str = typer.Option("", "--outlet", help="Outlet of all reports."),
) -> None:
    """Code corpora: one line of JSON a report, in the gold schema with evidence."""
    if kind not in FORMATS:
        raise ConfigError(f"format '{kind}' is not known: choose {', '.join(FORMATS)}")
    results = Results(corpora, Overrides(date, lang, outlet), chosen_models(model), chosen_limits(max_size))
    partial = out.with_name(out.name + ".part")
    progress = Progress(
        SpinnerColumn(), TextColumn("{task.completed} reports, {task.speed:.1f}/s", justify="left"), TimeElapsedColumn(),
        console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty(),
    )  # fmt: skip
    try:
        with progress, partial.open("w", encoding="utf-8", newline="\n") as stream:
            task = progress.add_task("reports", total=None)
            for reading in results:
                stream.write(to_json_line(reading) + "\n")
                progress.advance(task)
        partial.replace(out)
    except OSError as error:
        raise ConfigError(f"{out}: {error.strerror or error}: choose another file for -o") from error
    print(f"{results.summary}: {out}", file=sys.stderr)
    raise typer.Exit(results.status)

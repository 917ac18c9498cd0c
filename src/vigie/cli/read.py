"""`vigie read`: one or a few reports, for a person."""

from __future__ import annotations

import sys
from pathlib import Path

import typer
from rich.console import Console

from vigie.cli.last import remember
from vigie.cli.page import to_page
from vigie.cli.results import Results
from vigie.cli.screen import show
from vigie.cli.settings import MAX_SIZE, MODEL, chosen_limits, chosen_models
from vigie.errors import ConfigError
from vigie.export import to_json_line
from vigie.records import Reading
from vigie.run import Overrides


def read(
    sources: list[str] = typer.Argument(..., help="Files or folders of reports in any format that is read, an address (https://…), or - for standard input."),
    as_json: bool = typer.Option(False, "--json", help="One JSON object a report."),
    html: Path | None = typer.Option(None, "--html", help="Write one page with the evidence highlighted."),
    date: str = typer.Option("", "--date", help="Day of publication, such as 2022-01-08."),
    lang: str = typer.Option("", "--lang", help="Language of the reports, such as fr."),
    model: list[str] = MODEL,
    max_size: str = MAX_SIZE,
    outlet: str = typer.Option("", "--outlet", help="Who published them."),
) -> None:
    """Read reports and show who did what to whom, when, where and according to whom."""
    results = Results(sources, Overrides(date, lang, outlet), chosen_models(model), chosen_limits(max_size))
    console = Console(highlight=False, soft_wrap=True)
    kept: list[Reading] = []
    for reading in results:
        if as_json:
            typer.echo(to_json_line(reading))
        elif html is None:
            show(reading, console)
        kept.append(reading)
    if html is not None and kept:
        try:
            html.write_text(to_page(kept), encoding="utf-8")
        except OSError as error:
            raise ConfigError(f"{html}: {error.strerror}: choose another file") from error
    remember(kept)
    if results.read + results.rejected > 1:
        print(results.summary, file=sys.stderr)
    raise typer.Exit(results.status)

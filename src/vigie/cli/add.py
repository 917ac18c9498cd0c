"""`vigie add`: reports into a store."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from vigie.cli.results import Results
from vigie.cli.settings import MODEL, chosen_models
from vigie.cli.stored import STORE, chosen_store
from vigie.records import Reading
from vigie.run import Overrides
from vigie.store import Added

_BATCH = 16
_SECONDS = 1.0
_ORDER = ("added", "recoded", "unchanged", "older")


def add(
    sources: list[str] = typer.Argument(..., help="Files or folders of reports, or - for standard input."),
    store: str = STORE,
    date: str = typer.Option("", "--date", help="Day of publication of all reports, such as 2022-01-08."),
    lang: str = typer.Option("", "--lang", help="Language of all reports, such as fr."),
    model: list[str] = MODEL,
    outlet: str = typer.Option("", "--outlet", help="Who published them."),
    quiet: bool = typer.Option(False, "--quiet", "-q", help="Tell only how many."),
) -> None:
    """Code reports and file them in a store; what it already holds is left as it is.

    A line for each report is written once the report is safe on the disk.
    """
    results = Results(sources, Overrides(date, lang, outlet), chosen_models(model))
    found: Counter[str] = Counter()
    progress = Progress(
        SpinnerColumn(), TextColumn("{task.completed} reports, {task.speed:.1f}/s", justify="left"), TimeElapsedColumn(),
        console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty(),
    )  # fmt: skip
    with chosen_store(store, create=True) as opened, progress:
        task = progress.add_task("reports", total=None)
        for batch in _batches(results):
            for added in opened.add_all(batch):
                found[added.outcome] += 1
                if not quiet:
                    typer.echo(_line(added))
            progress.advance(task, len(batch))
    told = ", ".join(f"{found[name]} {name}" for name in _ORDER if found[name] or name == "added")
    print(f"{told}, {results.rejected} rejected", file=sys.stderr)
    raise typer.Exit(results.status)


def _batches(results: Iterable[Reading]) -> Iterator[list[Reading]]:
    """Readings that are filed together: to be safe on the disk costs as much for one as for many. Those that come slowly do not wait for others."""
    waiting: list[Reading] = []
    begun = time.monotonic()
    for reading in results:
        waiting.append(reading)
        if len(waiting) == _BATCH or time.monotonic() - begun > _SECONDS:
            yield waiting
            waiting, begun = [], time.monotonic()
    if waiting:
        yield waiting


def _line(added: Added) -> str:
    title = " ".join(added.title.split())
    if added.outcome in ("unchanged", "older"):
        return f"{added.outcome}  {added.report}  {title}"
    return f"{added.outcome}  {added.report}  {title}  ({added.events} events, {added.merged} told before)"

"""`vigie code`: corpora in, coded reports out; any size, in any format of the table."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import typer

from vigie.cli.progress import RunProgress
from vigie.cli.results import tell, tell_left_out
from vigie.cli.settings import MAX_SIZE, MODEL, chosen_limits, chosen_models
from vigie.cli.sizes import memory_size
from vigie.errors import ConfigError
from vigie.export import FORMATS, Options, check_format, open_writer
from vigie.records import Page, Rejection
from vigie.run import ENGINES, Outcome, Overrides, Run, RunReport, Settings, iter_inputs, open_engine, report_of, write_report
from vigie.run.shards import SHARD_SIZE

_INTERRUPTED = 130
_FORMATS = "; ".join(f"{known.name}: {known.about}" for known in FORMATS) + "."
_CORPORA = "Files or folders of text, HTML, JSON, ninjs, CSV, Parquet, WARC, RSS, Atom, NewsML-G2, packed or not; - for standard input."
_MOST_TOLD = 100
"""Rejections that are told one by one; all of them are in the report of the run."""


def code(
    corpora: list[str] = typer.Argument(..., help=_CORPORA),
    out: Path = typer.Option(..., "-o", "--out", help="File to write."),
    kind: str = typer.Option("jsonl", "--format", help=_FORMATS),
    date: str = typer.Option("", "--date", help="Day of publication of all reports."),
    lang: str = typer.Option("", "--lang", help="Language of all reports."),
    model: list[str] = MODEL,
    max_size: str = MAX_SIZE,
    outlet: str = typer.Option("", "--outlet", help="Outlet of all reports."),
    jobs: int = typer.Option(0, "--jobs", min=0, help="How many reports are coded at a time; as many as there are processors when 0."),
    engine: str = typer.Option("local", "--engine", help=f"What runs the work: {', '.join(ENGINES)}."),
    address: str = typer.Option("", "--address", help="Where a cluster of the engine listens; one is started on this machine when empty."),
    timeout: float = typer.Option(120.0, "--timeout", min=0.1, help="Seconds after which a report is given up; after two attempts it is set aside."),
    limit_memory: str = typer.Option("", "--limit-memory", help="Most memory of one process, such as 2GB; what needs more is set aside."),
    spreadsheet_safe: bool = typer.Option(False, "--spreadsheet-safe", help="Put ' before cells that a spreadsheet would run as a formula (CSV, TSV)."),
    shard_size: int = typer.Option(SHARD_SIZE, "--shard-size", min=1, help="How many reports make a shard, the unit of work."),
    keep: bool = typer.Option(False, "--keep", help="Keep OUT.work, so that the same corpora can be written in another format without coding them again."),
) -> None:
    """Code corpora: one line of JSON a report, or a table.

    A run that was stopped goes on when the same command is given again. Beside OUT, OUT.run.json and OUT.run.html tell what was done.
    """
    check_format(kind, out)
    started = time.monotonic()
    slots = jobs or _processors()
    overrides = Overrides(date, lang, outlet)
    settings = Settings(lang, tuple(sorted(chosen_models(model).items())), timeout, memory_bytes=memory_size(limit_memory))
    work = out.with_name(out.name + ".work")
    os.environ.setdefault("OMP_NUM_THREADS", "1")  # a process is the unit of work, and sums come out the same on any machine
    try:
        outcome = _coded(Run(work, settings, shard_size), iter_inputs(corpora, overrides, chosen_limits(max_size)), engine, slots, address)
        with open_writer(kind, out, Options(spreadsheet_safe)) as writer:
            for line in _lines(outcome):
                writer.write(line)
        report = report_of(outcome, corpora, out, kind, engine, slots, writer.rows, writer.left_out, time.monotonic() - started)
        write_report(report, out)
    except OSError as error:
        raise ConfigError(f"{error.filename or out}: {error.strerror or error}: choose another file for -o, or make room") from error
    if not keep:
        shutil.rmtree(work, ignore_errors=True)
    _say(report, out)
    raise typer.Exit(1 if report.rejected or report.set_aside else 0)


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _coded(run: Run, inputs: Iterator[Page | Rejection], name: str, jobs: int, address: str) -> Outcome:
    """Run the work to its end; Ctrl-C leaves what is done for the next time."""
    engine = open_engine(name, jobs, address)
    try:
        with RunProgress() as progress:
            run.tell = progress.tell
            return run.code(inputs, engine)
    except KeyboardInterrupt:
        print(f"vigie: stopped; what is coded is kept in {run.folder}: give the same command again to go on", file=sys.stderr)
        raise typer.Exit(_INTERRUPTED) from None
    finally:
        engine.close()


def _lines(outcome: Outcome) -> Iterator[bytes]:
    for path in outcome.files():
        with path.open("rb") as stream:
            yield from stream


def _say(report: RunReport, out: Path) -> None:
    """Each rejection, what the format left out, and the balance."""
    for rejection in report.rejections[:_MOST_TOLD]:
        tell(rejection)
    if len(report.rejections) > _MOST_TOLD:
        print(f"vigie: and {len(report.rejections) - _MOST_TOLD} more: see {out}.run.html", file=sys.stderr)
    tell_left_out(report.format, report.left_out)
    aside = f", {report.set_aside} set aside" if report.set_aside else ""
    print(f"{report.read} reports read, {report.rejected} rejected{aside}: {out}", file=sys.stderr)

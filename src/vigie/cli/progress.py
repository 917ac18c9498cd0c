"""How far a run is, on standard error: a moving line on a terminal, a line now and then in a log."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, SpinnerColumn, TextColumn
from rich.progress import Progress as Display

from vigie.run import Progress

_EVERY_SECONDS = 30.0


class RunProgress:
    """Shows the progress that a run tells."""

    def __init__(self) -> None:
        self._display = Display(
            SpinnerColumn(), BarColumn(), TextColumn("{task.description}"), console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()
        )
        self._task = self._display.add_task("starting", total=None)
        self._last = time.monotonic()

    def __enter__(self) -> Self:
        self._display.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._display.stop()

    def tell(self, progress: Progress) -> None:
        """Show how far the run is."""
        words = to_words(progress)
        total = progress.known if progress.is_all_known else None
        self._display.update(self._task, completed=progress.done, total=total, description=words)
        if not sys.stderr.isatty() and time.monotonic() - self._last > _EVERY_SECONDS:
            self._last = time.monotonic()
            print(words, file=sys.stderr)


def to_words(progress: Progress) -> str:
    """`1,250 of 3,000 reports, 18.4/s, 1:35 left`."""
    of = f" of {progress.known:,}{'' if progress.is_all_known else '+'}" if progress.known else ""
    left = progress.seconds_left
    rest = f", {_clock(left)} left" if left is not None else ""
    return f"{progress.done:,}{of} reports, {progress.rate:.1f}/s{rest}"


def _clock(seconds: float) -> str:
    hours, minutes = divmod(round(seconds) // 60, 60)
    return f"{hours}:{minutes:02d}:{round(seconds) % 60:02d}" if hours else f"{minutes}:{round(seconds) % 60:02d}"

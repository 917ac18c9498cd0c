"""Read sources in this process, one report at a time.

A fault of ours in one report is a rejection of that report (`failure`), with the place in the code; the run goes on.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from vigie.errors import ConfigError, DataError
from vigie.inputs import Limits, iter_pages
from vigie.pipeline import Reader
from vigie.records import Page, Reading, Rejection

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Overrides:
    """What the user says of every report, in place of what is detected."""

    published: str = ""
    language: str = ""
    outlet: str = ""

    def __post_init__(self) -> None:
        if self.published:
            try:
                datetime.fromisoformat(self.published)
            except ValueError:
                raise ConfigError(f"'{self.published}' is no date: give a day such as 2022-01-08") from None

    def apply(self, page: Page) -> Page:
        """The page with what the user says of it."""
        return replace(
            page,
            published=self.published or page.published,
            language=self.language or page.language,
            outlet=self.outlet or page.outlet,
        )


def iter_results(sources: Sequence[str], reader: Reader, overrides: Overrides, limits: Limits | None = None) -> Iterator[Reading | Rejection]:
    """What comes of every page of every source, in order."""
    for source in sources:
        for page in iter_pages(source, limits=limits):
            yield page if isinstance(page, Rejection) else read_safely(reader, overrides.apply(page))


def read_safely(reader: Reader, page: Page) -> Reading | Rejection:
    """Read a page; our own failure becomes a rejection that says where in the code it happened."""
    return safely(page, lambda: reader.read_page(page))


def safely(page: Page, work: Callable[[], T]) -> T | Rejection:
    """What some work on a page gives; our own failure becomes a rejection that says where in the code it happened."""
    try:
        return work()
    except DataError:
        raise
    except Exception as error:  # the one place where a run survives a bug of ours
        last = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{last.filename.rpartition('vigie/')[2]}:{last.lineno}"
        detail = f"{type(error).__name__} in {where} ({error}): please report it with this text".replace("\n", " ")
        return Rejection(page.id, page.origin, "pipeline", "failure", detail)

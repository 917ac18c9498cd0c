"""The one function that every engine runs: code a shard, however often it is asked to.

It leaves one file under a fixed name, by a rename, and then a done mark. It goes on where an attempt that died had come
to, so no report is coded twice, and a report that killed two attempts is passed over and listed.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import BinaryIO, Protocol

from vigie.errors import RunError
from vigie.export import to_json_line
from vigie.records import VERSION, Page, Reading, Rejection
from vigie.run.guard import limit_memory, place_in, time_limit
from vigie.run.ledger import ATTEMPTS, Ledger
from vigie.run.local import safely
from vigie.run.shards import Done, ShardFiles

READER = "vigie.pipeline:Reader"


class PageReader(Protocol):
    """What codes a page."""

    def read_page(self, page: Page) -> Reading | Rejection:
        """Everything that a page says, or why it cannot be read."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How reports are coded, the same for all shards of a run."""

    language: str = ""
    models: tuple[tuple[str, str], ...] = ()
    timeout_seconds: float = 120.0
    loading_seconds: float = 60.0
    """What the first report of a process may take beyond that, since models are loaded for it."""
    memory_bytes: int = 0
    """Most memory of one process; 0 for no limit."""
    reader: str = READER
    """`module:Class` of what codes a page, made with language and models."""
    version: str = VERSION


@dataclass(frozen=True, slots=True)
class ShardTask:
    """One shard to be coded, as it is sent to a worker."""

    folder: str
    number: int
    digest: str
    settings: Settings


def code_shard(task: ShardTask) -> int:
    """Code a shard unless it is done.

    Returns:
        Its number.

    Raises:
        RunError: This worker has another version of Vigie.
        OSError: The work folder cannot be read or written.
    """
    if task.settings.version != VERSION:
        raise RunError(f"a worker has vigie {VERSION}, the run wants {task.settings.version}: install the same version everywhere")
    files = ShardFiles(Path(task.folder), task.number)
    with files.locked():
        if files.done(task.digest) is None:
            limit_memory(task.settings.memory_bytes)
            files.finish(_code(files, task))
    return task.number


def _code(files: ShardFiles, task: ShardTask) -> Done:
    started, coding = time.perf_counter(), 0.0
    ledger = Ledger(files.path("log"), files.path("part"), task.digest)
    with files.path("part").open("ab") as part:
        part.truncate(ledger.size)
        part.seek(ledger.size)
        for position, given in enumerate(files.read_inputs()):
            if ledger.is_settled(position):
                continue
            if isinstance(given, Rejection):
                ledger.reject(position, given)
            elif ledger.is_spent(position):
                ledger.reject(position, _quarantined(given, files, task.settings))
            else:
                coding += _code_page(position, given, ledger, part, files, task.settings)
    ledger.close()
    rejections = tuple(ledger.rejections[p] for p in sorted(ledger.rejections))
    return Done(task.digest, ledger.readings, rejections, coding, time.perf_counter() - started)


def _code_page(position: int, page: Page, ledger: Ledger, part: BinaryIO, files: ShardFiles, settings: Settings) -> float:
    """Code one page under guard and note what came of it; seconds that it took."""
    ledger.begin(position)
    started = time.perf_counter()
    is_first = _reader.cache_info().currsize == 0
    with time_limit(settings.timeout_seconds + settings.loading_seconds * is_first, files.path("trace")):
        coded = safely(page, lambda: _coded(page, settings))
    if isinstance(coded, Rejection):
        ledger.reject(position, coded)
    else:
        part.write(coded)
        part.flush()
        ledger.read(position, part.tell())
    return time.perf_counter() - started


def _coded(page: Page, settings: Settings) -> bytes | Rejection:
    """The line of a page, as its file will hold it."""
    result = _reader(settings.reader, settings.language, settings.models).read_page(page)
    return result if isinstance(result, Rejection) else f"{to_json_line(result)}\n".encode()


@cache
def _reader(name: str, language: str, models: tuple[tuple[str, str], ...]) -> PageReader:
    """The reader of this process, kept from shard to shard."""
    module, _, kind = name.partition(":")
    made: PageReader = getattr(import_module(module), kind)(language, dict(models))
    return made


def _quarantined(page: Page, files: ShardFiles, settings: Settings) -> Rejection:
    place = place_in(files.path("trace"))
    what = f"took longer than {settings.timeout_seconds:g} s, last in {place}" if place else "its process died"
    detail = f"{what} ({ATTEMPTS} attempts): set aside; please report it with this text"
    return Rejection(page.id, page.origin, "run", "quarantined", detail)

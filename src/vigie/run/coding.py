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
            files.finish(_Attempt(files, task).code())
    return task.number


class _Attempt:
    """One attempt at a shard."""

    def __init__(self, files: ShardFiles, task: ShardTask) -> None:
        self._files, self._task, self._settings = files, task, task.settings
        self._is_first = _reader.cache_info().currsize == 0
        self._reader = _reader(task.settings.reader, task.settings.language, task.settings.models)
        self._ledger = Ledger(files.path("log"), files.path("part"), task.digest)
        self._coding_seconds = self._coding_cpu_seconds = 0.0

    def code(self) -> Done:
        """Code what is not settled yet."""
        began, started = time.time(), time.perf_counter()
        with self._files.path("part").open("ab") as part:
            part.truncate(self._ledger.size)
            part.seek(self._ledger.size)
            for position, given in enumerate(self._files.read_inputs()):
                if self._ledger.is_settled(position):
                    continue
                if isinstance(given, Rejection):
                    self._ledger.reject(position, given)
                elif self._ledger.is_spent(position):
                    self._ledger.reject(position, self._quarantined(given))
                else:
                    self._try_page(position, given, part)
        self._ledger.close()
        rejections = tuple(self._ledger.rejections[p] for p in sorted(self._ledger.rejections))
        return Done(
            self._task.digest, self._ledger.readings, rejections, self._coding_seconds, self._coding_cpu_seconds, began, time.perf_counter() - started
        )

    def _try_page(self, position: int, page: Page, part: BinaryIO) -> None:
        """Code one page; what stops the run (bad data, a full disk) is not held against it."""
        self._ledger.begin(position)
        try:
            self._code_page(position, page, part)
        except BaseException:
            self._ledger.take_back(position)
            raise

    def _code_page(self, position: int, page: Page, part: BinaryIO) -> None:
        """Code one page under guard and note what came of it."""
        started, cpu = time.perf_counter(), time.process_time()
        allowed = self._settings.timeout_seconds + self._settings.loading_seconds * self._is_first
        with time_limit(allowed, self._files.path("trace")):
            coded = safely(page, lambda: self._line(page))
        self._coding_seconds += time.perf_counter() - started
        self._coding_cpu_seconds += time.process_time() - cpu
        self._is_first = False
        if isinstance(coded, Rejection):
            self._ledger.reject(position, coded)
            return
        part.write(coded)
        part.flush()
        self._ledger.read(position, part.tell())

    def _line(self, page: Page) -> bytes | Rejection:
        """The line of a page, as its file will hold it."""
        result = self._reader.read_page(page)
        return result if isinstance(result, Rejection) else f"{to_json_line(result)}\n".encode()

    def _quarantined(self, page: Page) -> Rejection:
        place = place_in(self._files.path("trace"))
        what = f"took longer than {self._settings.timeout_seconds:g} s, last in {place}" if place else "its process died"
        detail = f"{what} ({ATTEMPTS} attempts): set aside; please report it with this text"
        return Rejection(page.id, page.origin, "run", "quarantined", detail)


@cache
def _reader(name: str, language: str, models: tuple[tuple[str, str], ...]) -> PageReader:
    """The reader of this process, kept from shard to shard."""
    module, _, kind = name.partition(":")
    made: PageReader = getattr(import_module(module), kind)(language, dict(models))
    return made


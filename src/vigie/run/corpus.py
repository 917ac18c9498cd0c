"""The driver: pages in, shards to an engine, until every one of them is done.

Which shards are missing is seen from the done marks alone, so a run that was killed is started again by the same command. A shard whose
worker died is given out again; one whose workers keep dying before they read anything stops the run.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, field, replace
from pathlib import Path

from vigie.errors import ConfigError, RunError, VigieError
from vigie.inputs import Limits, iter_pages
from vigie.records import Page
from vigie.run.coding import Settings, ShardTask
from vigie.run.engines import Engine
from vigie.run.ledger import settled_in
from vigie.run.local import Overrides
from vigie.run.locks import hold
from vigie.run.shards import SHARD_SIZE, Done, Input, ShardFiles, digest_of, iter_shards, to_bytes
from vigie.run.versions import code_digest

_AHEAD = 2
"""Shards that are given out for each slot, so that none waits for the driver."""
_HOPELESS = 3
"""Deaths with nothing noted by any worker between them, for each shard that is given out: those that wait for a dead worker come back with its own."""
_TICK_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is."""

    done: int
    """Reports that are read or rejected."""
    taken_over: int
    """Of these, those that an earlier run had done."""
    known: int
    """Reports found so far in the corpora."""
    is_all_known: bool
    seconds: float

    @property
    def rate(self) -> float:
        """Reports a second in this run."""
        return (self.done - self.taken_over) / self.seconds if self.seconds else 0.0

    @property
    def seconds_left(self) -> float | None:
        """Time that the rest will take, once it is known how much that is."""
        return (self.known - self.done) / self.rate if self.is_all_known and self.rate else None


@dataclass(slots=True)
class _Shard:
    files: ShardFiles
    task: ShardTask
    size: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run left: its shards in order."""

    folder: Path
    shards: tuple[Done, ...]
    sizes: tuple[int, ...]
    taken_over: int
    seconds: float
    given_again: int
    """How often a shard was given out again since its worker, or the one it waited for, had died (Dask itself does so a few times first)."""

    def files(self) -> Iterator[Path]:
        """The files of coded reports, in the order of the corpora."""
        return (ShardFiles(self.folder, number).path("jsonl") for number in range(len(self.shards)))


@dataclass(slots=True)
class Run:
    """One run over corpora, in its work folder."""

    folder: Path
    settings: Settings
    shard_size: int = SHARD_SIZE
    tell: Callable[[Progress], None] = lambda progress: None
    _shards: list[_Shard] = field(default_factory=list)
    _done: dict[int, Done] = field(default_factory=dict)
    _taken_over: int = 0
    _given_again: int = 0
    _in_vain: int = 0
    _noted: int = -1
    _started: float = 0.0
    _told: float = 0.0

    def code(self, inputs: Iterable[Input], engine: Engine) -> Outcome:
        """Code all that is missing.

        Raises:
            RunError: Workers die before they read anything.
            ConfigError: Another run is at work in the folder, or the folder cannot be made.
        """
        self._started = time.perf_counter()
        with _Alone(self.folder):
            self._go(iter_shards(inputs, self.shard_size), engine)
        shards = tuple(self._done[n] for n in range(len(self._shards)))
        return Outcome(
            self.folder, shards, tuple(s.size for s in self._shards), self._taken_over, time.perf_counter() - self._started, self._given_again
        )

    def _go(self, cut: Iterator[list[Input]], engine: Engine) -> None:
        waiting: list[_Shard] = []
        running: dict[Future[int], _Shard] = {}
        is_all_known = False
        while waiting or running or not is_all_known:
            if not is_all_known:
                inputs = next(cut, None)
                is_all_known = inputs is None
                if inputs is not None:
                    waiting.extend(self._add(inputs))
            while waiting and len(running) < _AHEAD * engine.slots:
                running[engine.submit(waiting[0].task)] = waiting[0]
                del waiting[0]
            if running:
                over, _ = wait(running, timeout=_TICK_SECONDS if is_all_known else 0, return_when=FIRST_COMPLETED)
                for future in over:
                    shard = running.pop(future)
                    if not self._settle(future, shard, engine):
                        waiting.insert(0, shard)
                        self._count_death([*running.values(), *waiting], engine)
            self._tell(running.values(), is_all_known)

    def _add(self, inputs: list[Input]) -> list[_Shard]:
        """Spool a shard and return it, unless it is done."""
        data = to_bytes(inputs)
        files = ShardFiles(self.folder, len(self._shards))
        digest = digest_of(data, _key(self.settings))
        shard = _Shard(files, ShardTask(str(self.folder.absolute()), files.number, digest, self.settings), len(inputs))
        self._shards.append(shard)
        if done := files.done(digest):
            self._done[files.number] = done
            self._taken_over += shard.size
            return []
        files.write_inputs(data)
        return [shard]

    def _settle(self, future: Future[int], shard: _Shard, engine: Engine) -> bool:
        """Whether a shard is done; if not, it is to be given out again."""
        error = future.exception()
        if error is None:
            done = shard.files.done(shard.task.digest)
            if done is None:
                raise RunError(f"{shard.files.path('done')}: a worker left no mark there: the work folder must be one that all workers share")
            self._done[shard.files.number] = done
            return True
        if isinstance(error, VigieError):
            raise error
        if not isinstance(error, engine.deaths):
            raise RunError(f"{type(error).__name__}: {error}: what is coded so far is kept; mend it and give the same command again") from error
        return False

    def _count_death(self, open_shards: Iterable[_Shard], engine: Engine) -> None:
        """Go on after a death as long as something is noted between deaths.

        Raises:
            RunError: Nothing is.
        """
        self._given_again += 1
        noted = len(self._done) + sum(_size(s.files.path("log")) for s in open_shards)
        self._in_vain = self._in_vain + 1 if noted == self._noted else 1
        self._noted = noted
        if self._in_vain >= _HOPELESS * _AHEAD * engine.slots:
            raise RunError("workers die before they read anything: raise --limit-memory if you set it, or try vigie doctor")

    def _tell(self, running: Iterable[_Shard], is_all_known: bool) -> None:
        """Tell how far the run is, now and then: it costs a look into the logs of all shards at work."""
        now = time.perf_counter()
        if now - self._told >= _TICK_SECONDS:
            self._told = now
            self.tell(self._progress(running, is_all_known))

    def _progress(self, running: Iterable[_Shard], is_all_known: bool) -> Progress:
        done = sum(self._shards[n].size for n in self._done) + sum(settled_in(s.files.path("log")) for s in running)
        known = sum(s.size for s in self._shards)
        return Progress(done, self._taken_over, known, is_all_known, time.perf_counter() - self._started)


class _Alone:
    """The work folder, held by one run."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __enter__(self) -> None:
        try:
            self._folder.mkdir(exist_ok=True)
            self._lock = (self._folder / "lock").open("ab")
            hold(self._lock, is_waiting=False)
        except BlockingIOError:
            raise ConfigError(f"{self._folder}: another run is at work there: wait for it, or choose another -o") from None
        except OSError as error:
            raise ConfigError(f"{self._folder}: {error.strerror or error}: choose another file for -o") from error

    def __exit__(self, *_: object) -> None:
        self._lock.close()


def iter_inputs(sources: Sequence[str], overrides: Overrides, limits: Limits | None = None) -> Iterator[Input]:
    """The pages and rejections of all sources, in order, with what the user says of them."""
    for source in sources:
        for page in iter_pages(source, limits=limits):
            yield overrides.apply(page) if isinstance(page, Page) else page


def _key(settings: Settings) -> str:
    """What a done mark depends on beside the pages: not on limits, which change no reading."""
    same = replace(settings, timeout_seconds=0, loading_seconds=0, memory_bytes=0)
    return f"{same} {code_digest()}"


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0

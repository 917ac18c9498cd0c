"""Shards on this machine: one pool of a single process for each slot, so that a death breaks nothing but its own slot."""

from __future__ import annotations

import multiprocessing
import os
import signal
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass, field

from vigie.run.coding import ShardTask, code_shard
from vigie.run.guard import watch_parent


@dataclass(slots=True)
class _Slot:
    pool: ProcessPoolExecutor
    pid: Future[int]
    tasks: list[Future[int]] = field(default_factory=list)

    def load(self) -> int:
        return sum(not t.done() for t in self.tasks)


class LocalEngine:
    """Our own pools; nothing listens, and workers end when this process ends."""

    deaths: tuple[type[BaseException], ...] = (BrokenProcessPool,)

    def __init__(self, jobs: int, address: str = "") -> None:
        self.slots = jobs
        self._slots: list[_Slot] = []

    def submit(self, task: ShardTask) -> Future[int]:
        """Give the shard to the slot with the least to do; slots start when there is work for them."""
        slot = min(self._slots, key=_Slot.load, default=None)
        if slot is None or slot.load() and len(self._slots) < self.slots:
            slot = _open_slot()
            self._slots.append(slot)
        try:
            future = slot.pool.submit(code_shard, task)
        except BrokenProcessPool:
            self._slots.remove(slot)
            slot.pool.shutdown(wait=False)
            return self.submit(task)
        slot.tasks = [t for t in slot.tasks if not t.done()] + [future]
        return future

    def close(self) -> None:
        """Kill the workers: one at work leaves a shard that can be gone on with, an idle one has nothing left to do."""
        for slot in self._slots:
            with suppress(OSError, BrokenProcessPool):
                os.kill(slot.pid.result(), signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
            slot.pool.shutdown(cancel_futures=True)
        self._slots.clear()


def _open_slot() -> _Slot:
    pool = ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"), initializer=_begin, initargs=(os.getpid(),))
    return _Slot(pool, pool.submit(os.getpid))


def _begin(parent: int) -> None:
    """What a worker does first: it leaves Ctrl-C to the driver, and ends when the driver does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    watch_parent(parent)

"""Shards by Dask: a cluster of processes on loopback, or one that is already there.

On a cluster the work folder must be on a disk that all its machines share.
"""

from __future__ import annotations

import logging
from concurrent.futures import Future
from itertools import count

from distributed import Client, LocalCluster
from distributed import Future as DaskFuture
from distributed.client import FutureCancelledError
from distributed.scheduler import KilledWorker

from vigie.errors import ConfigError
from vigie.run.coding import ShardTask, code_shard


class DaskEngine:
    """A client; its own cluster has no dashboard and listens on 127.0.0.1 alone."""

    deaths: tuple[type[BaseException], ...] = (KilledWorker, FutureCancelledError)

    def __init__(self, jobs: int, address: str = "") -> None:
        self._cluster = None if address else _open_cluster(jobs)
        try:
            self._client = Client(address or self._cluster, set_as_default=False, timeout="30s")
        except (OSError, ValueError) as error:
            raise ConfigError(f"no Dask scheduler answers at '{address}' ({error}): give one such as tcp://127.0.0.1:8786") from error
        threads = self._client.nthreads()
        self.slots = jobs if self._cluster else max(1, sum(threads.values()))
        self._keys = count()

    def submit(self, task: ShardTask) -> Future[int]:
        """Have the shard coded; Dask itself tries again when a worker dies, a few times."""
        outer: Future[int] = Future()
        inner = self._client.submit(code_shard, task, key=f"code-{task.number}-{next(self._keys)}", pure=False)
        inner.add_done_callback(lambda done: _hand_over(done, outer))
        return outer

    def close(self) -> None:
        """Leave the cluster; one of our own is ended."""
        self._client.close()
        if self._cluster is not None:
            self._cluster.close()


def _open_cluster(jobs: int) -> LocalCluster:
    return LocalCluster(
        n_workers=jobs, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address=None,
        memory_limit=0, silence_logs=logging.CRITICAL,
    )  # fmt: skip


def _hand_over(done: DaskFuture, outer: Future[int]) -> None:
    """Give Dask's outcome to a future that the driver can wait for."""
    try:
        outer.set_result(done.result())
    except Exception as error:  # whatever it is, the driver is told
        outer.set_exception(error)

"""Shards by Ray Core, as thin as can be: one task a shard, no retries of its own.

Ray reports its use over the network and listens on every interface unless its environment says otherwise before it is imported. On a
cluster the work folder must be on a disk that all its machines share.
"""

from __future__ import annotations

import logging
import os
from concurrent.futures import Future

from vigie.errors import ConfigError
from vigie.run.coding import ShardTask, code_shard


class RayEngine:
    """A connection to Ray; one that is started here has no dashboard and listens on 127.0.0.1 alone."""

    def __init__(self, jobs: int, address: str = "") -> None:
        os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
        if not address:
            os.environ["RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER"] = "0"  # the one switch that keeps it on loopback, on Linux too (seen with 2.60)
        import ray
        from ray.exceptions import RayTaskError, WorkerCrashedError

        self._ray, self._wrapping = ray, RayTaskError
        self.deaths: tuple[type[BaseException], ...] = (WorkerCrashedError,)
        quiet = {"log_to_driver": False, "logging_level": logging.CRITICAL}
        try:
            if address:
                ray.init(address, **quiet)
            else:
                ray.init(num_cpus=jobs, include_dashboard=False, _node_ip_address="127.0.0.1", **quiet)
        except (ConnectionError, ValueError) as error:
            raise ConfigError(f"no Ray cluster answers at '{address}' ({error})") from error
        self.slots = max(1, int(ray.cluster_resources().get("CPU", jobs))) if address else jobs
        self._code = ray.remote(num_cpus=1, max_retries=0)(code_shard)

    def submit(self, task: ShardTask) -> Future[int]:
        """Have the shard coded."""
        outer: Future[int] = Future()
        self._code.remote(task).future().add_done_callback(lambda done: self._hand_over(done, outer))
        return outer

    def _hand_over(self, done: Future[int], outer: Future[int]) -> None:
        """Give Ray's outcome on, with our own error in place of its wrapping."""
        error = done.exception()
        if error is None:
            outer.set_result(done.result())
        else:
            outer.set_exception(error.cause if isinstance(error, self._wrapping) else error)

    def close(self) -> None:
        """Leave the cluster; one of our own is ended."""
        self._ray.shutdown()

"""Shards by Spark, as thin as can be: one job of one element a shard, several jobs at a time.

On a cluster the work folder must be on a disk that all its machines share.
"""

from __future__ import annotations

import os
import sys
from concurrent.futures import Future, ThreadPoolExecutor

from py4j.protocol import Py4JError
from pyspark import SparkConf, SparkContext

from vigie.errors import ConfigError
from vigie.run.coding import ShardTask, code_shard


class SparkEngine:
    """A context; one that is started here has no user interface and binds to 127.0.0.1."""

    deaths: tuple[type[BaseException], ...] = (Py4JError,)

    def __init__(self, jobs: int, address: str = "") -> None:
        conf = SparkConf().setAppName("vigie").setMaster(address or f"local[{jobs}]").set("spark.ui.enabled", "false")
        conf = conf.set("spark.log.level", "OFF").set("spark.ui.showConsoleProgress", "false").set("spark.python.worker.faulthandler.enabled", "false")
        if not address:
            os.environ["PYSPARK_PYTHON"] = sys.executable  # workers run what this process runs, not whatever Python is first in the path
            conf = conf.set("spark.driver.bindAddress", "127.0.0.1").set("spark.driver.host", "127.0.0.1")
        try:
            self._context = SparkContext(conf=conf)
        except (Py4JError, RuntimeError) as error:
            raise ConfigError(f"Spark does not start ({str(error).partition(chr(10))[0]}): it needs Java, and an address such as spark://host:7077") from error
        self.slots = jobs
        self._threads = ThreadPoolExecutor(jobs, thread_name_prefix="vigie-spark")

    def submit(self, task: ShardTask) -> Future[int]:
        """Have the shard coded."""
        return self._threads.submit(self._run, task)

    def _run(self, task: ShardTask) -> int:
        found: list[int] = self._context.parallelize([task], 1).map(code_shard).collect()
        return found[0]

    def close(self) -> None:
        """End the context with what runs in it."""
        self._context.cancelAllJobs()
        self._threads.shutdown(cancel_futures=True)
        self._context.stop()

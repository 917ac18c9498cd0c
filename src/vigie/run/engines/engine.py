"""The table of engines, and what the driver asks of one.

An engine only runs `code_shard` for the tasks that it is given and says when one is over or its worker died; which shards are missing,
and what is tried again, is the driver's affair.
"""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Future
from importlib import import_module
from typing import Protocol

from vigie.errors import ConfigError
from vigie.run.coding import ShardTask


class Engine(Protocol):
    """Runs shards."""

    slots: int
    """How many shards it runs at a time."""
    deaths: tuple[type[BaseException], ...]
    """What a future holds when the worker of its task died."""

    def submit(self, task: ShardTask) -> Future[int]:
        """Have a shard coded; may be called for a shard again."""

    def close(self) -> None:
        """End its processes, also those at work."""


ENGINES: Mapping[str, str] = {
    "dask": "vigie.run.engines.dask:DaskEngine",
    "local": "vigie.run.engines.local:LocalEngine",
    "ray": "vigie.run.engines.ray:RayEngine",
    "spark": "vigie.run.engines.spark:SparkEngine",
}
"""Each is made with how many slots are wanted and the address of a cluster, or none; imported on use."""


def open_engine(name: str, jobs: int, address: str = "") -> Engine:
    """Start an engine on this machine, or connect to a cluster.

    Args:
        name: One of `ENGINES`.
        jobs: How many shards are to be coded at a time.
        address: Where a cluster listens; empty to start the engine here, on loopback alone.

    Raises:
        ConfigError: It is not known, not installed, or cannot be reached.
    """
    if name not in ENGINES:
        raise ConfigError(f"engine '{name}' is not known: choose {', '.join(ENGINES)}")
    if address and name == "local":
        raise ConfigError("the local engine has no address: choose --engine dask, ray or spark")
    module, _, kind = ENGINES[name].partition(":")
    try:
        made: Engine = getattr(import_module(module), kind)(jobs, address)
    except ImportError as error:
        raise ConfigError(f"engine '{name}' is not installed ({error}): pip install 'vigie[{name}]'") from error
    return made

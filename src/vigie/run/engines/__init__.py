"""What runs shards: our own pool on this machine, or an engine that is already there. One table."""

from vigie.run.engines.engine import ENGINES, Engine, open_engine

__all__ = ["ENGINES", "Engine", "open_engine"]

"""Many reports: one after the other in this process, or shards of them in many. Nothing disappears: pages in = readings + rejections."""

from vigie.run.coding import Settings, code_shard
from vigie.run.corpus import Outcome, Progress, Run, iter_inputs
from vigie.run.engines import ENGINES, open_engine
from vigie.run.local import Overrides, iter_results, read_safely
from vigie.run.report import RunReport, report_of, write_report

__all__ = [
    "ENGINES", "Outcome", "Overrides", "Progress", "Run", "RunReport", "Settings", "code_shard", "iter_inputs", "iter_results", "open_engine", "read_safely",
    "report_of", "write_report",
]  # fmt: skip

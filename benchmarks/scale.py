"""Reports per second of runs: `python benchmarks/scale.py [--reports N] [--engines local dask] [--jobs 1 2] [--json FILE]`.

The reports of `benchmarks/reports` are repeated until there are N. For each engine and number of processes it prints

- seconds from the call to the first report (processes start, libraries are imported);
- reports per second after that, and of the whole run;
- reports per processor second of coding: what a free processor would do in a second, also where others use the machine;
- the share of time spent outside coding after that: what is left of processes × time when the reading of reports, loading of models
  included, is taken away. It holds the cutting of shards, logs, files, marks, the engine, and the waiting of processes for work at the end;
- the share of all processor time, of driver and workers, from call to end, that was not coding: unlike the former it does not change when others use
  the machine, but it counts starting, which a longer run spreads out.

A plain loop in one process stands at the head, for comparison.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

from vigie.export import to_json_line
from vigie.pipeline import Reader
from vigie.records import Reading
from vigie.run import Overrides, Run, Settings, iter_inputs, iter_results, open_engine

REPORTS = Path(__file__).resolve().parent / "reports"
_SHARD_SIZE = 50
"""Smaller than in use, so that a short run has as many shards for a process as a long one has in an hour."""


def write_corpus(path: Path, count: int) -> int:
    """So many reports, with their number in the text, so that none is like another; the words in them."""
    rows = [json.loads(line) for file in sorted(REPORTS.glob("*.jsonl")) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    words = 0
    with path.open("w", encoding="utf-8") as stream:
        for n in range(count):
            row = rows[n % len(rows)]
            words += len(row["text"].split())
            stream.write(json.dumps({"id": f"{row['id']}-{n}", "published": row.get("published"), "lang": row["lang"], "text": f"{row['text']}\n\n{n}"}) + "\n")
    return words


def cpu_seconds() -> float:
    """Processor time of this process and of those that it started and that are over."""
    usages = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def measure_run(corpus: Path, work: Path, name: str, jobs: int, count: int) -> dict[str, float | str]:
    """One run."""
    before, called, clock = cpu_seconds(), time.time(), time.perf_counter()
    engine = open_engine(name, jobs)
    try:
        outcome = Run(work, Settings(), _SHARD_SIZE).code(iter_inputs([str(corpus)], Overrides()), engine)
        seconds = time.perf_counter() - clock
    finally:
        engine.close()
    starting = min(s.began for s in outcome.shards) - called
    coding = sum(s.coding_seconds for s in outcome.shards)
    coding_cpu = sum(s.coding_cpu_seconds for s in outcome.shards)
    return {
        "engine": name,
        "processes": jobs,
        "to the first report (s)": starting,
        "reports/s after that": count / (seconds - starting),
        "reports/s of the run": count / seconds,
        "reports per CPU second of coding": count / coding_cpu,
        "outside coding (% of time)": 100 * (1 - coding / (jobs * (seconds - starting))),
        "outside coding (% of CPU, with start)": 100 * (1 - coding_cpu / (cpu_seconds() - before)),
    }


def measure_loop(corpus: Path, count: int) -> dict[str, float | str]:
    """The same reports in this process, without files."""
    start, cpu = time.perf_counter(), time.process_time()
    read = sum(bool(to_json_line(r)) for r in iter_results([str(corpus)], Reader(), Overrides()) if isinstance(r, Reading))
    seconds = time.perf_counter() - start
    assert read == count, f"{read} of {count} reports were read"
    return {"engine": "plain loop", "processes": 1, "reports/s of the run": count / seconds, "reports per CPU second of coding": count / (time.process_time() - cpu)}


def show(rows: Sequence[dict[str, float | str]]) -> None:
    """A table, one column a run."""
    for name in dict.fromkeys(name for row in rows[::-1] for name in row):
        cells = (row.get(name, "") for row in rows)
        print(f"{name:38s}" + "".join(f"{cell:>12.1f}" if isinstance(cell, float) else f"{cell!s:>12s}" for cell in cells))


def main() -> None:
    """Measure, print, and write the JSON where one is asked for."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--reports", type=int, default=400)
    options.add_argument("--engines", nargs="+", default=["local", "dask"])
    options.add_argument("--jobs", nargs="+", type=int, default=[1, 2])
    options.add_argument("--json", type=Path, help="file for the figures")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "corpus.jsonl"
        words = write_corpus(corpus, chosen.reports)
        print(f"{chosen.reports} reports of {words / chosen.reports:.0f} words")
        rows = [measure_loop(corpus, chosen.reports)]
        for name in chosen.engines:
            for jobs in chosen.jobs:
                rows.append(measure_run(corpus, Path(folder) / f"{name}-{jobs}", name, jobs, chosen.reports))
    show(rows)
    if chosen.json:
        chosen.json.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

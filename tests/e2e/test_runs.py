"""Runs over many reports, some of which kill or hang whoever reads them: nothing is lost, nothing is left behind."""

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

ROOT = Path(__file__).parents[2]
REPORTS = 80
BAD = {3: "raise", 30: "kill", 60: "hang"}
TIMEOUT_SECONDS = 5
PATIENCE_SECONDS = 150


def write_corpus(path: Path, orders: dict[int, str], pause: float, count: int = REPORTS) -> None:
    """Reports `r0`, `r1`, …, each with an order for `tests.faulty`."""
    texts = (orders.get(n, f"slow {pause}") + f" Le Mali a accusé lundi le Burundi, dépêche numéro {n}." for n in range(count))
    path.write_text("".join(json.dumps({"id": f"r{n}", "text": text}) + "\n" for n, text in enumerate(texts)), encoding="utf-8")


@contextmanager
def driver(folder: Path, engine: str, jobs: int = 2, *more: str, reader: str = "tests.faulty:FaultyReader") -> Iterator[subprocess.Popen[bytes]]:
    """A run as a process of its own; whatever becomes of the test, none of its processes stays."""
    words = [str(folder / "corpus.jsonl"), str(folder / "work"), engine, str(jobs), str(TIMEOUT_SECONDS), reader, *more]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "VIGIE_TEST_BEGUN": str(folder / "begun")}
    with subprocess.Popen(
        [sys.executable, str(ROOT / "tests" / "drive.py"), *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, start_new_session=True
    ) as process:
        try:
            yield process
        finally:
            for one in family(process.pid):
                one.kill()


def family(pid: int) -> list[psutil.Process]:
    """A process and all that it started."""
    try:
        parent = psutil.Process(pid)
        return [parent, *parent.children(recursive=True)]
    except psutil.NoSuchProcess:
        return []


def begun(folder: Path) -> list[list[str]]:
    """Report and process of each reading that was begun."""
    path = folder / "begun"
    return [line.split() for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []


def is_passed(folder: Path, name: str, killed: str) -> bool:
    """Whether another process has read a report after the one that was killed over it, and gone on: a second death would count against it."""
    readings = [row for row in begun(folder) if row[1] != killed]
    again = next((i for i, row in enumerate(readings) if row[0] == name), len(readings))
    return any(row[1] == readings[again][1] for row in readings[again + 1 :])


def wait_until(is_so: Callable[[], bool], process: subprocess.Popen[bytes]) -> None:
    """Wait for something to happen in a run."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        assert process.poll() is None, process.communicate()[1].decode()
        assert time.monotonic() < end, "nothing happened"
        time.sleep(0.02)


def listening(processes: list[psutil.Process]) -> set[str]:
    """Addresses at which processes listen."""
    found = set()
    for process in processes:
        try:
            found |= {c.laddr.ip for c in process.net_connections("inet") if c.status == psutil.CONN_LISTEN}
        except (psutil.NoSuchProcess, psutil.ZombieProcess):
            continue
    return found


def are_gone(processes: list[psutil.Process]) -> bool:
    """Whether processes end by themselves, soon."""
    return not psutil.wait_procs([p for p in processes if p.is_running()], timeout=15)[1]


@pytest.mark.parametrize("engine", ["local", "dask"])
def test_deaths_and_hangs_cost_nothing_but_the_reports_that_caused_them(engine: str, tmp_path: Path) -> None:
    """A worker is killed, then the driver, and the run is started again: all others are coded once, three are named, nothing stays."""
    write_corpus(tmp_path / "corpus.jsonl", BAD, 0.08)
    addresses: set[str] = set()
    with driver(tmp_path, engine) as first:
        wait_until(lambda: len(begun(tmp_path)) >= 10, first)
        victim, killed = begun(tmp_path)[-1]
        os.kill(int(killed), signal.SIGKILL)
        wait_until(lambda: len(begun(tmp_path)) >= 30 and is_passed(tmp_path, victim, killed), first)
        processes = family(first.pid)
        addresses |= listening(processes)
        first.kill()
        assert are_gone(processes)
    before = len(begun(tmp_path))
    assert before < REPORTS

    with driver(tmp_path, engine) as second:
        wait_until(lambda: len(begun(tmp_path)) > before, second)
        processes = family(second.pid)
        addresses |= listening(processes)
        shown, complaints = second.communicate(timeout=PATIENCE_SECONDS)
        assert second.returncode == 0, complaints.decode()
        assert are_gone(processes)

    told, _, coded = shown.decode().partition("--\n")
    assert [line.split()[:2] for line in told.splitlines()] == [["r3", "failure"], ["r30", "quarantined"], ["r60", "quarantined"]]
    assert "died" in told.splitlines()[1] and f"took longer than {TIMEOUT_SECONDS} s" in told.splitlines()[2]
    assert [json.loads(line)["id"] for line in coded.splitlines()] == [f"r{n}" for n in range(REPORTS) if n not in BAD]
    times = Counter(name for name, _ in begun(tmp_path))
    again = {name for name, count in times.items() if count > 1}
    assert {"r30", "r60"} <= again and len(again - {"r30", "r60"}) <= 3, "only what was being read at a death is read again"
    assert addresses <= {"127.0.0.1"} and (engine == "dask" or not addresses)


def test_the_bytes_do_not_depend_on_jobs_or_engine(tmp_path: Path) -> None:
    """One, two and four processes, local or Dask, with and without an earlier run: the same reports in the same order."""
    outputs = set()
    for number, (engine, jobs) in enumerate([("local", 1), ("local", 2), ("local", 4), ("dask", 2)]):
        folder = tmp_path / str(number)
        folder.mkdir()
        write_corpus(folder / "corpus.jsonl", {5: "raise"}, 0.0, 60)
        with driver(folder, engine, jobs) as run:
            shown, complaints = run.communicate(timeout=PATIENCE_SECONDS)
            assert run.returncode == 0, complaints.decode()
            outputs.add(shown)
    assert len(outputs) == 1


def test_a_report_that_wants_too_much_memory_is_set_aside(tmp_path: Path) -> None:
    """What asks for more than the limit fails alone."""
    write_corpus(tmp_path / "corpus.jsonl", {1: "grab"}, 0.0, 4)
    with driver(tmp_path, "local", 1, "2000000000") as run:
        shown, complaints = run.communicate(timeout=PATIENCE_SECONDS)
    told, _, coded = shown.decode().partition("--\n")
    assert told.startswith("r1 failure MemoryError"), complaints.decode()
    assert len(coded.splitlines()) == 3


def test_many_deaths_in_one_shard_do_not_stop_those_that_wait_behind_it(tmp_path: Path) -> None:
    """Three reports of one shard kill the only worker six times, while the next shard waits for it."""
    write_corpus(tmp_path / "corpus.jsonl", {1: "kill", 2: "kill", 3: "kill"}, 0.0, 60)
    with driver(tmp_path, "local", 1) as run:
        shown, complaints = run.communicate(timeout=PATIENCE_SECONDS)
    told, _, coded = shown.decode().partition("--\n")
    assert [line.split()[:2] for line in told.splitlines()] == [[f"r{n}", "quarantined"] for n in (1, 2, 3)], complaints.decode()
    assert len(coded.splitlines()) == 57


def test_workers_that_cannot_start_stop_the_run(tmp_path: Path) -> None:
    """Where no worker lives long enough to read, the run says so instead of trying for ever."""
    write_corpus(tmp_path / "corpus.jsonl", {}, 0.0, 4)
    with driver(tmp_path, "local", 1, reader="tests.faulty:DeadReader") as run:
        _, complaints = run.communicate(timeout=PATIENCE_SECONDS)
    assert run.returncode != 0 and b"RunError: workers die before they read anything" in complaints

"""What a machine can do wrong: each gives one line that says what and where, and nothing that was safe is lost."""

import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from vigie.errors import ModelError, StoreError
from vigie.models import registry
from vigie.pipeline import Reader
from vigie.store import open_store

EXAMPLES = Path(__file__).parents[2] / "examples"
REPORT = EXAMPLES / "2022-06-05-bamako.txt"
MAIN = "from vigie.cli import main; main()"
NOBODY = ("setpriv", "--reuid=54321", "--regid=54321", "--clear-groups")
"""Runs a command as a user who owns nothing and has no home; needs root."""


def vigie(
    *words: str, before: Callable[[], None] | None = None, user: tuple[str, ...] = (), out: str = "", cwd: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """Run a command with limits, as another user, in another environment."""
    with open(out, "wb") if out else tempfile.TemporaryFile() as stream:
        run = subprocess.run(
            [*user, sys.executable, "-c", MAIN, *words], stdout=stream, stderr=subprocess.PIPE, check=False, preexec_fn=before, cwd=cwd,
            env={**os.environ, **environment},
        )
        if not out:
            stream.seek(0)
            run.stdout = stream.read()
    return run


def is_one_line(run: subprocess.CompletedProcess[bytes], *words: str) -> bool:
    """Whether a command failed with one line of ours that holds the words."""
    lines = run.stderr.decode().strip().splitlines()
    return run.returncode == 2 and len(lines) == 1 and lines[0].startswith("vigie: ") and all(w in lines[0] for w in words)


def room_for(size: int) -> Callable[[], None]:
    """A disk on which no file may grow beyond some bytes."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that other users can enter."""
    folder = Path(tempfile.mkdtemp(prefix="vigie-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def test_a_full_disk_behind_standard_output() -> None:
    """What is printed cannot be written: one line."""
    assert is_one_line(vigie("read", "--json", str(REPORT), out="/dev/full"), "No space left", "make room")


def test_a_full_disk_under_a_run(tmp_path: Path) -> None:
    """The run stops with one line; with room again, the same command gives every report."""
    out = tmp_path / "out.jsonl"
    words = ("code", str(EXAMPLES), "-o", str(out), "--jobs", "1", "--lang", "fr")
    stopped = vigie(*words, before=room_for(24_000))
    assert stopped.returncode == 2 and b"Traceback" not in stopped.stderr and b"too large" in stopped.stderr
    done = vigie(*words)
    assert done.returncode == 0 and len(out.read_bytes().splitlines()) == len(list(EXAMPLES.glob("*.txt")))


def test_a_full_disk_under_a_store(filed: Path) -> None:
    """What does not fit is not filed by halves, and what was filed stays."""
    full = vigie("add", str(EXAMPLES), "--store", str(filed), "--lang", "fr", before=room_for(filed.stat().st_size))
    assert is_one_line(full, str(filed))
    reports, codings, events, _ = counts(filed)
    assert 1 <= reports == codings < len(list(EXAMPLES.glob("*.txt"))) and events > 0


def counts(store: Path) -> list[int]:
    """How many rows the main tables of a store have."""
    with sqlite3.connect(store) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return [connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in ("reports", "codings", "events", "occurrences")]


def test_no_room_to_unpack_the_tables_of_languages() -> None:
    """A temporary folder that takes nothing is told once, not held against each report."""
    run = vigie("read", str(EXAMPLES), before=room_for(10_000))
    assert is_one_line(run, "temporary folder", "TMPDIR")


@pytest.mark.skipif(os.geteuid() != 0 or not shutil.which("setpriv"), reason="only root can become another user, by setpriv")
def test_no_home_no_locale_and_a_folder_that_is_read_only(open_folder: Path) -> None:
    """A user without a home in locale C reads accents and leaves no file called ~; where nothing may be written, one line says so."""
    report = open_folder / "bamako.txt"
    report.write_bytes(REPORT.read_bytes())
    bare = {"HOME": "", "LC_ALL": "C", "LANG": "", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "XDG_CACHE_HOME": ""}
    free = open_folder / "free"
    free.mkdir()
    free.chmod(0o777)
    run = vigie("read", str(report), user=NOBODY, cwd=free, **bare)
    assert run.returncode == 0 and "armé un groupe rebelle" in run.stdout.decode("utf-8") and list(free.iterdir()) == []
    for words in (["code", str(report), "-o", str(open_folder / "x.jsonl")], ["add", str(report), "--store", str(open_folder / "x.db")]):
        assert is_one_line(vigie(*words, user=NOBODY, cwd=open_folder, **bare), str(open_folder))


def test_without_a_network_an_address_is_one_rejection_and_reading_needs_none(tmp_path: Path) -> None:
    """An address that does not answer is told; a report is read where every connection is refused."""
    run = vigie("read", "http://127.0.0.1:9/report")
    assert run.returncode == 1 and run.stderr.count(b"\n") == 1 and b"save the page" in run.stderr
    code = "import sys\ndef no(name, _):\n    if name in ('socket.connect', 'socket.bind', 'socket.getaddrinfo'): raise AssertionError(name)\n"
    code += "sys.addaudithook(no)\nfrom vigie.pipeline import Reader\n"
    code += "print(len(Reader().read('Le Mali a condamné mardi la Turquie.', language='fr', published='2022-01-05').events))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout == b"1\n"


@pytest.mark.parametrize(("at", "byte"), [(40, b"\x00"), (-10, b"\xff")])
def test_altered_weights_are_refused_by_their_hash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int, byte: bytes) -> None:
    """One wrong byte, and not a byte is unpacked."""
    folder = tmp_path / "fr"
    shutil.copytree(registry.WEIGHTS / "fr", folder)
    data = bytearray((folder / "network.xz").read_bytes())
    data[at] = byte[0] if data[at] != byte[0] else 1
    (folder / "network.xz").write_bytes(data)
    monkeypatch.setattr(registry, "WEIGHTS", tmp_path)
    with pytest.raises(ModelError, match="not the file that its card describes: reinstall"):
        registry.load_model.__wrapped__("fr")


@pytest.fixture
def filed(tmp_path: Path) -> Path:
    """A store with one report."""
    path = tmp_path / "store.db"
    store = open_store(str(path), create=True)
    store.add(Reader("fr").read(REPORT.read_text(encoding="utf-8"), published="2022-06-05"))
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


def test_a_corrupt_page_of_a_store_is_told_and_left_alone(filed: Path) -> None:
    """Whatever is asked of it, one line names the store; nothing is written into it."""
    data = bytearray(filed.read_bytes())
    for at in range(8192, len(data), 4096):
        data[at : at + 300] = b"\xa5" * 300
    filed.write_bytes(data)
    for words in (["query", "events"], ["add", str(REPORT)], ["export", "-o", str(filed.with_name("out.jsonl"))]):
        assert is_one_line(vigie(*words, "--store", str(filed)), str(filed), "malformed")
    assert filed.read_bytes() == bytes(data)


def test_a_store_of_a_newer_version_is_left_alone(filed: Path) -> None:
    """It is not read by guess, and the line says what to do."""
    with sqlite3.connect(filed) as connection:
        connection.execute("UPDATE alembic_version SET version_num = 'later'")
    with pytest.raises(StoreError, match="newer version of vigie: install that version"):
        open_store(str(filed))
    with sqlite3.connect(filed) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == ("later",)


def test_a_migration_that_was_interrupted_is_done_again(tmp_path: Path) -> None:
    """A process that dies before the tables are committed leaves none; the next one makes them."""
    path = tmp_path / "store.db"
    code = "import os, alembic.command as c\nupgrade = c.upgrade\nc.upgrade = lambda *a: (upgrade(*a), os._exit(9))\n"
    code += f"from vigie.store import open_store\nopen_store({str(path)!r}, create=True)"
    assert subprocess.run([sys.executable, "-c", code], check=False, capture_output=True).returncode == 9
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
    assert open_store(str(path), create=True).add(Reader("fr").read(REPORT.read_text(encoding="utf-8"))).outcome == "added"


def test_a_clock_set_back_loses_nothing(filed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A report that is added twenty years earlier is filed and merged as any other."""
    monkeypatch.setattr("vigie.store.store._now", lambda: "2002-01-01T00:00:00.000000+00:00")
    store, reader = open_store(str(filed)), Reader("fr")
    text = (EXAMPLES / "2023-03-12-ankara-athenes.txt").read_text(encoding="utf-8")
    assert store.add(reader.read(text, published="2023-03-12")).outcome == "added"
    assert store.add(reader.read(text, published="2023-03-12")).outcome == "unchanged"
    assert counts(filed)[:2] == [2, 2] and counts(filed)[2] > 2

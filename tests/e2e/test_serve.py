"""`vigie serve` and corrections as gold, as a user runs them."""

import json
import re
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from served import fill
from typer.testing import CliRunner

from vigie.cli.app import app

VIGIE = str(Path(sys.executable).with_name("vigie"))


@pytest.fixture
def store(tmp_path: Path) -> str:
    """The quarrel in a file."""
    fill(str(tmp_path / "store.db")).close()
    return str(tmp_path / "store.db")


def failed(*words: str) -> str:
    """The one line with which a command fails."""
    ran = subprocess.run([VIGIE, *words], capture_output=True, text=True, timeout=120)
    assert ran.returncode == 2 and ran.stderr.count("\n") == 1, ran.stderr
    return ran.stderr


def test_it_serves_until_it_is_stopped(store: str) -> None:
    """It tells its address, answers there, and ends when asked to; an address that is taken is told in one line."""
    server = subprocess.Popen([VIGIE, "serve", "--store", store, "--port", "0"], stderr=subprocess.PIPE, text=True)
    try:
        assert server.stderr is not None
        address = re.match(r"(http://127\.0\.0\.1:(\d+))/", server.stderr.readline())
        assert address
        with urllib.request.urlopen(f"{address[1]}/api/v1/events", timeout=60) as answer:
            assert len(json.load(answer)["rows"]) == 4 and "server" not in {name.lower() for name in answer.headers}
        assert "cannot be listened on" in failed("serve", "--store", store, "--port", address[2])
    finally:
        server.terminate()
    assert server.wait(timeout=60) in (0, -15)


def test_it_does_not_serve_what_it_should_not(store: str, tmp_path: Path) -> None:
    """Beyond this machine without accounts, or a store that is not there."""
    assert "--add-account" in failed("serve", "--store", store, "--host", "0.0.0.0", "--accounts", str(tmp_path / "none.json"))
    assert "there is no store at" in failed("serve", "--store", str(tmp_path / "other.db"))


def test_an_account_is_added_on_the_command_line(tmp_path: Path) -> None:
    """Its token is shown once; the file holds hashes."""
    path = tmp_path / "accounts.json"
    ran = CliRunner().invoke(app, ["serve", "--add-account", "Ada", "--accounts", str(path)], input="corne de brume\ncorne de brume\n")
    assert ran.exit_code == 0 and "shown only now" in ran.stdout and "argon2id" in path.read_text()


def test_corrections_become_gold(store: str, tmp_path: Path) -> None:
    """`vigie export --format corrections` writes what `vigie evaluate` takes: the report of which an event is wrong, without it."""
    from vigie.store import open_store

    with open_store(store) as opened:
        opened.correct(1, "wrong", "", "only announced", "Ada")
    gold, coded = tmp_path / "gold.jsonl", tmp_path / "coded.jsonl"
    run = CliRunner()
    assert run.invoke(app, ["export", "--store", store, "--format", "corrections", "-o", str(gold)]).exit_code == 0
    assert run.invoke(app, ["export", "--store", store, "-o", str(coded)]).exit_code == 0
    scored = run.invoke(app, ["evaluate", str(gold), str(coded), "--json"])
    assert scored.exit_code == 0 and [json.loads(line)["events"] for line in gold.read_text(encoding="utf-8").splitlines()] == [[]]
    assert json.loads(scored.stdout)["triple"]["gold"] == 0 and json.loads(scored.stdout)["triple"]["coded"] >= 1


def test_it_says_what_to_install() -> None:
    """Where the extra is missing, its name is in the message; nothing else of the command line needs it."""
    code = "import sys; sys.modules['fastapi'] = None; from vigie.cli.app import main; sys.argv = ['vigie', 'serve']; main()"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120)
    assert ran.returncode == 2 and "pip install 'vigie[web]'" in ran.stderr and ran.stderr.count("\n") == 1

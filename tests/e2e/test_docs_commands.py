"""Every command in the documentation, as it stands there: `console` blocks are run, with the `python` blocks of their page; others show code."""

import contextlib
import io
import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from vigie.cli.app import app

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
_BLOCK = re.compile(r"^```(console|python)\n(.*?)^```", re.S | re.M)
WITH_CODE = [page for page in PAGES if "```console" in page.read_text(encoding="utf-8")]


@pytest.mark.parametrize("page", WITH_CODE, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_what_a_page_says_works(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands end with 0 and say nothing on standard error but their summary; programs run and print."""
    for name in ("docs", "examples"):
        (tmp_path / name).symlink_to(ROOT / name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for kind, block in _BLOCK.findall(page.read_text(encoding="utf-8")):
        if kind == "python":
            printed = io.StringIO()
            with contextlib.redirect_stdout(printed):
                exec(compile(block, str(page), "exec"), {"__name__": "__main__"})
            assert printed.getvalue() or "print" not in block
        for line in block.splitlines() if kind == "console" else ():
            if line.startswith("$ "):
                _run(line[2:])


def _run(command: str) -> None:
    program, *words = shlex.split(command, comments=True)
    assert program == "vigie", f"'{command}': only vigie is run here; write other programs into another kind of block"
    result = CliRunner().invoke(app, words)
    assert result.exit_code == 0, f"{command}: {result.output} {result.exception}"
    assert result.stdout or {"-o", "--html", "--quiet"} & set(words), f"{command}: shows nothing"


def test_the_pages_name_commands_that_there_are() -> None:
    """Each `vigie WORD` in any page is a command."""
    known = {c.name for c in app.registered_commands} | {g.name for g in app.registered_groups}
    text = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    named = set(re.findall(r"(?m)(?:`|^|\$ )vigie ([a-z]+)\b", text))
    assert {"read", "code", "doctor"} <= named and sorted(named - known) == []

"""What pip installs is whole: the wheel and the source archive hold all data, and work without this checkout."""

import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
_BUILD = "import sys, setuptools.build_meta as b; print(getattr(b, 'build_' + sys.argv[1])(sys.argv[2]))"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A wheel and a source archive, built from a copy of what git would hand out."""
    copy, out = tmp_path_factory.mktemp("copy"), tmp_path_factory.mktemp("dist")
    for name in ("pyproject.toml", "README.md", "LICENSE", "NOTICE"):
        shutil.copy(ROOT / name, copy)
    shutil.copytree(ROOT / "src", copy / "src", ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    for kind in ("wheel", "sdist"):
        subprocess.run([sys.executable, "-c", _BUILD, kind, str(out)], cwd=copy, check=True, capture_output=True)
    return {"wheel": next(out.glob("*.whl")), "sdist": next(out.glob("*.tar.gz"))}


def data_files() -> set[str]:
    """Everything below src/vigie that is no cache."""
    found = (p for p in (ROOT / "src" / "vigie").rglob("*") if p.is_file() and "__pycache__" not in p.parts)
    return {p.relative_to(ROOT / "src").as_posix() for p in found}


def test_both_archives_hold_every_file(built: dict[str, Path]) -> None:
    """Code, lexicons, tables, weights, migrations, licence and notice."""
    wheel = set(zipfile.ZipFile(built["wheel"]).namelist())
    assert sorted(data_files() - wheel) == []
    assert any(n.endswith("/NOTICE") for n in wheel) and any(n.endswith("/LICENSE") for n in wheel)
    with tarfile.open(built["sdist"]) as archive:
        sdist = {name.partition("/")[2] for name in archive.getnames()}
    assert sorted({f"src/{n}" for n in data_files()} - sdist) == [] and {"NOTICE", "LICENSE", "pyproject.toml"} <= sdist


def test_an_installation_needs_no_checkout(built: dict[str, Path], tmp_path: Path) -> None:
    """From the wheel alone, in another folder and another home, every check of `vigie doctor` passes."""
    site, home = tmp_path / "site", tmp_path / "home"
    home.mkdir()
    zipfile.ZipFile(built["wheel"]).extractall(site)
    environment = {**os.environ, "PYTHONPATH": str(site), "HOME": str(home), "XDG_CACHE_HOME": ""}
    code = "import sys, vigie; assert vigie.__file__.startswith(sys.argv.pop(1)), vigie.__file__; from vigie.cli import main; main()"
    run = subprocess.run([sys.executable, "-c", code, str(site), "doctor"], cwd=home, env=environment, capture_output=True, check=False)
    assert run.returncode == 0 and b"all well" in run.stdout, run.stdout + run.stderr

"""`vigie doctor`: is everything here that a reading needs?"""

from __future__ import annotations

import platform
import sys
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version

import typer

from vigie import __version__
from vigie.errors import VigieError
from vigie.lexicon.compile import load_entries
from vigie.lexicon.languages import installed_languages
from vigie.lexicon.ontology import load_event_types
from vigie.models import installed_models, load_model
from vigie.pipeline import Reader

_PACKAGES = ("spacy", "numpy", "PyYAML", "py3langid", "charset-normalizer", "typer", "rich")


def doctor() -> None:
    """Check Python, packages, ontology, lexicons and weights; exit code 2 when something is wrong."""
    typer.echo(f"vigie {__version__}, Python {platform.python_version()} on {platform.system()} {platform.machine()}")
    checks: list[tuple[str, Callable[[], str]]] = [("python", _python)]
    checks += [(name, lambda n=name: version(n)) for name in _PACKAGES]
    checks.append(("ontology", lambda: f"{len(load_event_types())} event types"))
    with_weights = {card.language for card in installed_models()}
    for language in installed_languages():
        checks.append((f"lexicon {language}", lambda code=language: f"{len(load_entries(code))} event entries"))
        if language in with_weights:
            checks.append((f"weights {language}", lambda code=language: load_model(code).version))
            checks.append((f"reading {language}", lambda code=language: _reads(code)))
        else:
            checks.append((f"weights {language}", lambda: "none: reports in this language are rejected"))
    bad = [name for name, check in checks if not _run(name, check)]
    if bad:
        typer.echo(f"wrong: {', '.join(bad)}")
        raise typer.Exit(2)
    typer.echo("all well")


def _run(name: str, check: Callable[[], str]) -> bool:
    try:
        typer.echo(f"  ok    {name}: {check()}")
        return True
    except (VigieError, PackageNotFoundError) as error:
        typer.echo(f"  WRONG {name}: {error}")
        return False


def _python() -> str:
    if sys.version_info < (3, 11):
        raise VigieError("Python 3.11 or newer is needed")
    return platform.python_version()


def _reads(language: str) -> str:
    reading = Reader(language).read("1 2 abc.", language=language)
    return f"{len(reading.sentences)} sentence"

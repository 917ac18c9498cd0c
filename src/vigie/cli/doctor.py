"""`vigie doctor`: is everything here that a reading needs?"""

from __future__ import annotations

import platform
from collections.abc import Callable
from functools import partial
from importlib.metadata import PackageNotFoundError, version

import typer

from vigie.errors import VigieError
from vigie.lexicon.compile import load_entries
from vigie.lexicon.languages import installed_languages
from vigie.lexicon.ontology import load_event_types
from vigie.models import installed_models, load_model
from vigie.pipeline import Reader
from vigie.records import VERSION

_PACKAGES = ("spacy", "numpy", "PyYAML", "py3langid", "charset-normalizer", "typer", "rich")


def doctor() -> None:
    """Check Python, packages, ontology, lexicons and weights; exit code 2 when something is wrong."""
    typer.echo(f"vigie {VERSION}, Python {platform.python_version()} on {platform.system()} {platform.machine()}")
    checks: list[tuple[str, Callable[[], str]]] = [("python", _python)]
    checks += [(name, partial(version, name)) for name in _PACKAGES]
    checks.append(("ontology", _ontology))
    with_weights = {card.language for card in installed_models()}
    for language in installed_languages():
        checks.append((f"lexicon {language}", partial(_lexicon, language)))
        checks.append((f"weights {language}", partial(_weights, language) if language in with_weights else _no_weights))
        if language in with_weights:
            checks.append((f"reading {language}", partial(_reads, language)))
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
    return platform.python_version()


def _ontology() -> str:
    return f"{len(load_event_types())} event types"


def _lexicon(language: str) -> str:
    return f"{len(load_entries(language))} event entries"


def _weights(language: str) -> str:
    return load_model(language).version


def _no_weights() -> str:
    return "none: reports in this language are rejected"


def _reads(language: str) -> str:
    reading = Reader(language).read("1 2 abc.", language=language)
    return f"{len(reading.sentences)} sentence"

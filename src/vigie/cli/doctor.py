"""`vigie doctor`: is everything here that a reading needs, and what cannot be done without what is missing?

A line is `ok`, `WRONG` (something that every reading needs, with the remedy), or `less` (all else works; says what does not and why).
"""

from __future__ import annotations

import os
import platform
import re
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from importlib.metadata import PackageNotFoundError, requires, version

import typer

from vigie.cli.last import last_file
from vigie.cli.settings import FILE, VARIABLE, chosen_models
from vigie.errors import ConfigError, VigieError
from vigie.events.forest import load_ranker
from vigie.events.timing import load_weights
from vigie.lexicon.compile import load_entries
from vigie.lexicon.languages import installed_languages
from vigie.lexicon.ontology import load_event_types
from vigie.models import installed_models, load_model
from vigie.models.encoder import load_encoder
from vigie.pipeline import Reader
from vigie.records import VERSION

_EXTRAS = {
    "parquet": ("pyarrow", "Parquet is neither read nor written"),
    "zst": ("zstandard", "files packed by Zstandard are not read"),
    "postgresql": ("psycopg", "a store is an SQLite file"),
    "web": ("fastapi", "no `vigie serve`"),
    "dask": ("distributed", "no --engine dask"),
    "ray": ("ray", "no --engine ray"),
    "spark": ("pyspark", "no --engine spark"),
}


def doctor() -> None:
    """Check Python, packages, ontology, lexicons, weights and folders; exit code 2 when something is wrong that every reading needs."""
    typer.echo(f"vigie {VERSION}, Python {platform.python_version()} on {platform.system()} {platform.machine()}")
    checks: list[tuple[str, Callable[[], str]]] = [(name, partial(_package, name)) for name in _needed()]
    checks += [("temporary folder", _temporary), ("configuration", _configuration), ("ontology", _ontology), ("choice of readings", _choice)]
    with_weights = {card.language for card in installed_models()}
    for language in installed_languages():
        checks.append((f"lexicon {language}", partial(_lexicon, language)))
        if language in with_weights:
            checks += [(f"weights {language}", partial(_weights, language)), (f"reading {language}", partial(_reads, language))]
    bad = [name for name, check in checks if not _run(name, check)]
    less = list(_lacking(with_weights))
    for name, what in less:
        typer.echo(f"  less  {name}: {what}")
    if bad:
        typer.echo(f"wrong: {', '.join(bad)}")
        raise typer.Exit(2)
    typer.echo("all well" + (f"; without {', '.join(name for name, _ in less)}" if less else ""))


def _run(name: str, check: Callable[[], str]) -> bool:
    try:
        typer.echo(f"  ok    {name}: {check()}")
        return True
    except (VigieError, OSError) as error:
        typer.echo(f"  WRONG {name}: {error}")
        return False


def _needed() -> list[str]:
    """The packages that an installation must have, as it says of itself."""
    try:
        stated = requires("vigie") or []
    except PackageNotFoundError:  # run from a folder that pip did not install
        stated = []
    return list(dict.fromkeys(match[0] for line in stated if "extra ==" not in line and (match := re.match(r"[\w.-]+", line))))


def _package(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        raise ConfigError(f"is not installed: pip install {name}, or install vigie again") from None


def _lacking(with_weights: set[str]) -> Iterator[tuple[str, str]]:
    """What is missing that a reading can do without: name, and what cannot be done."""
    for extra, (package, what) in _EXTRAS.items():
        try:
            version(package)
        except PackageNotFoundError:
            yield extra, f"{what}: pip install 'vigie[{extra}]'"
    for language in installed_languages():
        if language not in with_weights:
            yield f"weights {language}", "none: its reports are rejected unless --model names a parser (docs/howto/add-a-language.md)"
    last = last_file()
    folder = next((p for p in (last.parents if last else ()) if p.is_dir()), None)
    if folder is None or not os.access(folder, os.W_OK):
        yield "cache", f"{last or 'no home folder'} cannot be written: `vigie explain` must be given a coded file; or set XDG_CACHE_HOME"


def _temporary() -> str:
    """The tables of languages are unpacked there."""
    with tempfile.TemporaryFile() as file:
        file.write(bytes(4096))
    return tempfile.gettempdir()


def _configuration() -> str:
    chosen = chosen_models(())
    where = os.environ.get(VARIABLE) or (FILE if os.path.isfile(FILE) else "no file")
    return f"{where}, {', '.join(f'{k}={v}' for k, v in sorted(chosen.items())) or 'embedded parsers'}"


def _choice() -> str:
    load_ranker()
    load_encoder()
    load_weights()
    return "participants, events, dates"


def _ontology() -> str:
    return f"{len(load_event_types())} event types"


def _lexicon(language: str) -> str:
    return f"{len(load_entries(language))} event entries"


def _weights(language: str) -> str:
    return load_model(language).version


def _reads(language: str) -> str:
    reading = Reader(language).read("1 2 abc.", language=language)
    return f"{len(reading.sentences)} sentence"

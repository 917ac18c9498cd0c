"""Which parsers to read with: `--model` first, then a configuration file.

    # vigie.toml
    [models]
    fr = "spacy:fr_core_news_md"      # or conllu:FILE, or embedded

The file is the one that `VIGIE_CONFIG` names, else `vigie.toml` in the working folder, else there is none.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterable
from pathlib import Path

import typer

from vigie.cli.sizes import byte_count
from vigie.errors import ConfigError
from vigie.inputs import Limits
from vigie.models import named_model

VARIABLE = "VIGIE_CONFIG"
FILE = "vigie.toml"
_KNOWN = frozenset({"models"})

MODEL: list[str] = typer.Option(
    [], "--model", help="Parser in place of ours: LANGUAGE=NAME or NAME, an installed spaCy pipeline with Universal Dependencies."
)

MAX_SIZE: str = typer.Option(
    "20MB", "--max-size", help="Largest report, line, feed or record that is read (20MB, 2GB); a packed file may unpack to ten times that, or 200 times its size."
)


def chosen_limits(size: str) -> Limits:
    """How much is read, from what `--max-size` gave.

    Raises:
        ConfigError: It is no size.
    """
    count = byte_count(size)
    if not count:
        raise ConfigError(f"--max-size '{size}' is no size: give one such as 20MB or 2GB")
    return Limits.of(count)


def chosen_models(options: Iterable[str]) -> dict[str, str]:
    """For each language for which the user chose a parser, its source.

    Args:
        options: What `--model` gave: `fr=spacy:NAME`, `fr=NAME` or `NAME`, whose language the pipeline tells.

    Raises:
        ConfigError: The configuration file cannot be used; says which and why.
        ModelError: A named pipeline is not installed.
    """
    named = os.environ.get(VARIABLE, "")
    path = Path(named or FILE)
    models = configured_models(path) if named or path.is_file() else {}
    for option in options:
        language, equals, source = option.partition("=")
        if not equals:
            language, source = named_model(option)
        models[language] = source if ":" in source or source == "embedded" else f"spacy:{source}"
    return models


def configured_models(path: Path) -> dict[str, str]:
    """The sources that a configuration file gives.

    Raises:
        ConfigError: The file cannot be used; says which and why.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}: mend {VARIABLE} or the file") from error
    except ValueError as error:
        raise ConfigError(f"{path}: not TOML ({error})") from error
    unknown = sorted(set(data) - _KNOWN)
    if unknown:
        raise ConfigError(f"{path}: '{unknown[0]}' is no setting: there is [models]")
    models = data.get("models", {})
    if not isinstance(models, dict) or not all(isinstance(v, str) for v in models.values()):
        raise ConfigError(f"{path}: [models] must give a source for each language, such as fr = \"spacy:fr_core_news_md\"")
    return dict(models)

"""Which languages are installed, and where their files lie.

A language is a folder of data under `vigie/languages/`; a folder whose name begins with `_` is a template.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from vigie.errors import LexiconError

LANGUAGES = Path(__file__).resolve().parent.parent / "languages"


@cache
def installed_languages() -> tuple[str, ...]:
    """BCP 47 codes of the languages that can be read, sorted."""
    return tuple(sorted(p.parent.name for p in LANGUAGES.glob("[a-z]*/language.yaml")))


def language_file(language: str, name: str) -> Path:
    """The path of one data file of a language.

    Raises:
        LexiconError: The language is not installed.
    """
    if language not in installed_languages():
        raise LexiconError(f"language '{language}' is not installed; installed: {', '.join(installed_languages())}")
    return LANGUAGES / language / name

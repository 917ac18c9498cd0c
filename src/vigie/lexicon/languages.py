"""Which languages are installed, and where their files lie.

A language is a folder of data under `vigie/languages/`, or under a folder that the environment variable
`VIGIE_LANGUAGES` names (several, separated as in PATH); a folder whose name begins with `_` is a template.
A language of one's own may not take the code of an installed one.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from vigie.errors import LexiconError

LANGUAGES = Path(__file__).resolve().parent.parent / "languages"
FOLDERS_VARIABLE = "VIGIE_LANGUAGES"


@cache
def _folders() -> Mapping[str, Path]:
    named = [Path(p) for p in os.environ.get(FOLDERS_VARIABLE, "").split(os.pathsep) if p]
    found: dict[str, Path] = {}
    for root in (LANGUAGES, *named):
        if not root.is_dir():
            raise LexiconError(f"{FOLDERS_VARIABLE}: there is no folder {root}: name one that holds folders of languages")
        for file in sorted(root.glob("[a-z]*/language.yaml")):
            code = file.parent.name
            if code in found:
                raise LexiconError(f"{file.parent}: language '{code}' is in {found[code]} already: give the folder another code")
            found[code] = file.parent
    return found


def installed_languages() -> tuple[str, ...]:
    """BCP 47 codes of the languages that can be read, sorted."""
    return tuple(sorted(_folders()))


def event_scores(language: str) -> tuple[tuple[str, tuple[tuple[str, float], ...]], ...]:
    """What `benchmarks/accuracy.py` recorded of a language, in per cent: (what was measured, ((`triple`, 33.5), …))."""
    path = language_file(language, "scores.json")
    if not path.is_file():
        return ()
    return tuple((title, tuple(scores.items())) for title, scores in json.loads(path.read_text(encoding="utf-8")).items())


def language_file(language: str, name: str) -> Path:
    """The path of one data file of a language.

    Raises:
        LexiconError: The language is not installed.
    """
    if language not in _folders():
        raise LexiconError(f"language '{language}' is not installed; installed: {', '.join(installed_languages())}")
    return _folders()[language] / name

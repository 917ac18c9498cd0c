"""Which models are here, and how one is opened.

Embedded weights lie in `vigie/weights/<language>/`, `network.xz` beside its `card.json`; the card's hash is
checked before a byte of the weights is unpacked. Other parsers of Universal Dependencies are named by a
source: `spacy:fr_core_news_md` (an installed pipeline) or `conllu:path/to/file.conllu`.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from vigie.errors import ModelError
from vigie.models.card import ModelCard, read_card
from vigie.models.parser import Parser

WEIGHTS = Path(__file__).resolve().parent.parent / "weights"
EMBEDDED = "embedded"

_HASH_SHOWN = 12


@cache
def installed_models() -> tuple[ModelCard, ...]:
    """Cards of the embedded models, sorted by language."""
    return tuple(read_card(path) for path in sorted(WEIGHTS.glob("*/card.json")))


@cache
def load_model(language: str, source: str = EMBEDDED) -> Parser:
    """Open the parser of a language; a second call gives the same one.

    Args:
        language: BCP 47 code.
        source: `embedded`, `spacy:<package or folder>` or `conllu:<file>`.

    Raises:
        ModelError: There is no such model, or its weights are missing or altered; says what to do.
    """
    kind, _, name = source.partition(":")
    if kind == EMBEDDED:
        return _load_embedded(language, WEIGHTS / language)
    if kind == "spacy":
        from vigie.models.installed import InstalledParser

        return InstalledParser(language, name)
    if kind == "conllu":
        from vigie.models.conllu import ConlluParser

        return ConlluParser(language, Path(name))
    raise ModelError(f"'{source}' names no parser: use embedded, spacy:PACKAGE or conllu:FILE")


def named_model(name: str) -> tuple[str, str]:
    """The language of an installed spaCy pipeline (package or folder), and its source.

    Raises:
        ModelError: There is no such pipeline.
    """
    import spacy

    try:
        language = str(spacy.info(name, silent=True)["lang"])
    except (OSError, SystemExit, KeyError) as error:
        raise ModelError(f"spaCy pipeline '{name}' is not installed: install it with pip, or give LANGUAGE=spacy:FOLDER") from error
    return language, f"spacy:{name}"


def _load_embedded(language: str, folder: Path) -> Parser:
    from vigie.models.network import NetworkParser  # spaCy takes a second to import

    path = folder / "network.xz"
    if not path.is_file():
        have = ", ".join(card.language for card in installed_models()) or "none"
        raise ModelError(f"no weights for language '{language}' (there are: {have}): reinstall vigie")
    card = read_card(folder / "card.json")
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != card.sha256:
        raise ModelError(f"{path} is not the file that its card describes: reinstall vigie")
    return NetworkParser(language, f"{language}-{card.version}+{card.sha256[:_HASH_SHOWN]}", data)

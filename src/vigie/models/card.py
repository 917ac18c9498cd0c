"""The card of a model: what it is, what it was made from, how good it is, under which licence it comes."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vigie.errors import ModelError


@dataclass(frozen=True, slots=True)
class Source:
    """Data that weights were trained from."""

    name: str
    licence: str
    use: str
    """`train`, or what part of it."""


@dataclass(frozen=True, slots=True)
class ModelCard:
    """What `vigie languages` shows of a model, and what its loading is checked against."""

    language: str
    version: str
    sha256: str
    bytes: int
    licence: str
    sources: tuple[Source, ...]
    scores: tuple[tuple[str, tuple[tuple[str, float], ...]], ...]
    """For each test set, in per cent: (`Sequoia test`, ((`LAS`, 84.6), …))."""
    training: tuple[tuple[str, str], ...] = ()
    """How it was made: command, seed, versions."""


def read_card(path: Path) -> ModelCard:
    """The card in a file.

    Raises:
        ModelError: It is missing or is not a card.
    """
    try:
        fields: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return ModelCard(
            language=fields["language"],
            version=fields["version"],
            sha256=fields["sha256"],
            bytes=fields["bytes"],
            licence=fields["licence"],
            sources=tuple(Source(**source) for source in fields["sources"]),
            scores=tuple((test, tuple(scores.items())) for test, scores in fields["scores"].items()),
            training=tuple(fields.get("training", {}).items()),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(f"{path}: no model card ({error}): reinstall vigie, or train with training/") from error


def card_json(card: ModelCard) -> str:
    """The card as the text of its file."""
    fields = {
        "language": card.language,
        "version": card.version,
        "sha256": card.sha256,
        "bytes": card.bytes,
        "licence": card.licence,
        "sources": [{"name": s.name, "licence": s.licence, "use": s.use} for s in card.sources],
        "scores": {test: dict(scores) for test, scores in card.scores},
        "training": dict(card.training),
    }
    return json.dumps(fields, ensure_ascii=False, indent=2) + "\n"

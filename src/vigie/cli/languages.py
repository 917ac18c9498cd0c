"""`vigie languages`: what is installed, with its model card."""

from __future__ import annotations

import typer

from vigie.lexicon.compile import load_entries
from vigie.lexicon.languages import event_scores, installed_languages
from vigie.models import installed_models


def languages() -> None:
    """Show the installed languages: weights, training data and licences, scores, number of entries."""
    cards = {card.language: card for card in installed_models()}
    for language in installed_languages():
        card = cards.get(language)
        typer.echo(f"{language}: {len(load_entries(language))} event entries")
        if card is None:
            typer.echo("  no weights yet: reports in this language are rejected")
            continue
        typer.echo(f"  model {card.language}-{card.version}, {card.bytes / 1e6:.1f} MB, sha256 {card.sha256[:12]}")
        typer.echo(f"  licence {card.licence}")
        for source in card.sources:
            typer.echo(f"  trained on {source.name} ({source.licence})")
        for name, scores in (*card.scores, *event_scores(language)):
            typer.echo(f"  {name}: " + ", ".join(f"{n} {v:.1f}" for n, v in scores))

"""`vigie lexicon`: check the lexicons, look words up."""

from __future__ import annotations

import typer

from vigie.errors import ConfigError
from vigie.evaluate.examples import run_examples
from vigie.lexicon.compile import load_entries
from vigie.lexicon.languages import installed_languages
from vigie.pipeline import Reader
from vigie.records import Event

app = typer.Typer(help="Check the lexicons and look words up.", no_args_is_help=True)
_DAY = "2023-09-16"


def _languages(language: str) -> tuple[str, ...]:
    if language and language not in installed_languages():
        raise ConfigError(f"language '{language}' is not installed: choose {', '.join(installed_languages())}")
    return (language,) if language else installed_languages()


@app.command("check")
def check(
    language: str = typer.Argument("", help="Language; all when none is given."),
    kind: str = typer.Option("", "--type", help="Only entries of this event type."),
) -> None:
    """Load every entry and run its examples; exit code 1 when an example fails."""
    failed = 0
    for code in _languages(language):
        reader = Reader(code)

        def events_of(text: str, reader: Reader = reader, code: str = code) -> tuple[Event, ...]:
            return reader.read(text, published=_DAY, language=code).events

        total = right = 0
        for outcome in run_examples((e for e in load_entries(code) if kind in ("", e.type)), events_of):
            total += 1
            right += outcome.is_right
            if not outcome.is_right:
                said = "; ".join(
                    f"{e.type} {','.join(a.code for a in e.actors)} > {','.join(a.code for a in e.recipients)} {e.status}"
                    for e in outcome.events
                )
                typer.echo(f"{outcome.entry.id}: {outcome.example.text}: got {said or 'nothing'}")
        typer.echo(f"{code}: {len(load_entries(code))} entries, {right} of {total} examples right")
        failed += total - right
    raise typer.Exit(1 if failed else 0)


@app.command("search")
def search(
    word: str = typer.Argument(..., help="A lemma, such as condamner."),
    language: str = typer.Option("", "--lang", help="Language; all when none is given."),
) -> None:
    """Show what a word codes."""
    found = [e for code in _languages(language) for e in load_entries(code) if e.lemma == word]
    for entry in found:
        modes = "/" + "+".join(entry.modes) if entry.modes else ""
        actor = ", ".join("+".join(a) for a in entry.actor) or "–"
        recipient = ", ".join("+".join(a) for a in entry.recipient) or "–"
        typer.echo(f"{entry.id}  {entry.type}{modes}  actor: {actor}  recipient: {recipient}")
    if not found:
        raise ConfigError(f"no entry for '{word}': add one as docs/howto/add-a-word.md tells")

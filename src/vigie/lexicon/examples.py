"""The examples of the lexicons, as expectations.

    "Paris a condamné le coup d'État au Niger. => ACCUSE/disapprove FRA > NER"
    "L'accusé a été condamné à dix ans de prison. => not ACCUSE"
    "Le match a été annulé. => none"
"""

from __future__ import annotations

from dataclasses import dataclass

from vigie.errors import LexiconError
from vigie.lexicon.entries import STATUSES


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence and what it must (or must not) be coded as."""

    text: str
    type: str
    """Event type, or empty for "nothing at all"."""
    modes: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    status: str = "occurred"
    is_counter: bool = False


def _codes(text: str) -> tuple[str, ...]:
    return tuple(c.strip() for c in text.split(",") if c.strip() and c.strip() != "-")


def parse_example(line: str, where: str) -> Example:
    """Read one example line.

    Raises:
        LexiconError: The line is not `text => TYPE ACTORS > RECIPIENTS [status]`.
    """
    text, arrow, wanted = line.rpartition("=>")
    text, wanted = text.strip(), wanted.strip()
    if not arrow or not text:
        raise LexiconError(f"{where}: example {line!r} has no '=> TYPE ACTORS > RECIPIENTS'")
    if wanted == "none":
        return Example(text, "", is_counter=True)
    if wanted.startswith("not "):
        return Example(text, wanted[4:].strip().partition("/")[0], is_counter=True)
    left, _, right = wanted.partition(">")
    code, _, actors = left.strip().partition(" ")
    kind, _, modes = code.partition("/")
    words = right.split()
    status = words.pop() if words and words[-1] in STATUSES else "occurred"
    if not kind.isupper():
        raise LexiconError(f"{where}: example {line!r}: '{code}' is no event type")
    return Example(
        text, kind, tuple(m for m in modes.split("+") if m), _codes(actors), _codes(" ".join(words)), status
    )

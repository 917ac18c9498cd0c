"""A language's event entries, ready to use."""

from __future__ import annotations

from functools import cache

from vigie.lexicon.entries import EventEntry, read_event_files
from vigie.lexicon.languages import language_file
from vigie.lexicon.ontology import load_modes


@cache
def load_entries(language: str) -> tuple[EventEntry, ...]:
    """The event entries of an installed language, in the order of its files.

    Raises:
        LexiconError: A file is wrong; names file and entry.
    """
    return read_event_files(language_file(language, "events"), language, load_modes())

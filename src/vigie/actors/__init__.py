"""Actors: who is spoken of, and who that is."""

from vigie.actors.compile import pointing_words
from vigie.actors.finding import find_mentions

__all__ = ["find_mentions", "pointing_words"]

"""Who said what: quotations between marks, reported speech, and their speakers."""

from vigie.quotations.lexicon import speech_words
from vigie.quotations.reported import find_attributions
from vigie.quotations.statements import find_quotations

__all__ = ["find_attributions", "find_quotations", "speech_words"]

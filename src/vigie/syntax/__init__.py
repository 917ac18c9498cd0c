"""Article → sentences, words, dependency trees."""

from vigie.syntax.reading import draft_sentences, parse_sentences, read_sentences
from vigie.syntax.segments import Draft

__all__ = ["Draft", "draft_sentences", "parse_sentences", "read_sentences"]

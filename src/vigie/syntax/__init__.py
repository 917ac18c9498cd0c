"""Article → sentences, words, dependency trees."""

from vigie.syntax.lemmas import is_common_word, possible_lemmas
from vigie.syntax.reading import draft_sentences, parse_sentences, read_sentences
from vigie.syntax.segments import Draft

__all__ = ["Draft", "draft_sentences", "is_common_word", "parse_sentences", "possible_lemmas", "read_sentences"]

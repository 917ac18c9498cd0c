"""Any installed spaCy pipeline in place of ours, as long as it speaks Universal Dependencies.

Its own lemmas and names are taken. Limits: a pipeline that was trained on split contractions (`du` as two
words) is given them whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

import spacy
from spacy.tokens import Doc

from vigie.errors import ModelError
from vigie.models.network import plain_word, read_document
from vigie.models.parser import Annotation, Tree

_FOREIGN = frozenset({"dobj", "pobj", "nsubjpass", "prep"})
"""Relations of other schemes, by which a pipeline without UD labels is known."""

_NAMES = {"PERSON": "PER", "PER": "PER", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC", "ORG": "ORG", "MISC": "MISC"}


class InstalledParser:
    """A spaCy package or folder as a parser."""

    def __init__(self, language: str, name: str) -> None:
        try:
            self._nlp = spacy.load(name)
        except (OSError, ImportError) as error:
            raise ModelError(f"spaCy pipeline '{name}' cannot be loaded ({error}): install it with pip") from error
        if "parser" not in self._nlp.pipe_names:
            raise ModelError(f"spaCy pipeline '{name}' has no parser: choose one that has")
        foreign = _FOREIGN.intersection(cast("Any", self._nlp.get_pipe("parser")).labels)
        if foreign:
            raise ModelError(
                f"spaCy pipeline '{name}' does not use Universal Dependencies (it has '{min(foreign)}'): choose one that does"
            )
        self._language = language
        self._version = f"spacy-{self._nlp.meta['lang']}_{self._nlp.meta['name']}-{self._nlp.meta['version']}"

    @property
    def language(self) -> str:
        """BCP 47 code."""
        return self._language

    @property
    def version(self) -> str:
        """Name and version of the package."""
        return self._version

    def parse(self, sentences: Sequence[Sequence[str]]) -> list[Tree]:
        """One tree per sentence, one annotation per word, in order."""
        return [self._parse_one(words) if words else () for words in sentences]

    def _parse_one(self, words: Sequence[str]) -> Tree:
        starts = [i == 0 for i in range(len(words))]
        doc = Doc(self._nlp.vocab, words=[plain_word(w) or "_" for w in words], sent_starts=starts)
        for _, component in self._nlp.pipeline:
            doc = cast("Any", component)(doc)
        return tuple(_with_our_names(word) for word in read_document(doc, with_lemmas=True))


def _with_our_names(word: Annotation) -> Annotation:
    name = _NAMES.get(word.name, "")
    return Annotation(word.upos, word.morph, word.head, word.deprel, name, bool(name) and word.name_start, word.lemma)

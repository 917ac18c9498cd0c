"""What a parser is to the rest of the house: words in, annotated words out.

A parser never sees a report, only sentences cut into words by the syntax stage, so that any other source
of Universal Dependencies trees can stand in its place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Annotation:
    """What is known of one word in its sentence.

    `lemma` is empty where the parser does not give one; the syntax stage then makes it by its tables.
    """

    upos: str
    morph: str
    head: int
    """Index of the head in the sentence; its own index for the root."""
    deprel: str
    name: str = ""
    name_start: bool = False
    lemma: str = ""


Tree = tuple[Annotation, ...]


class Parser(Protocol):
    """Annotates sentences; the tree of a sentence depends on its own words only."""

    @property
    def language(self) -> str:
        """BCP 47 code."""

    @property
    def version(self) -> str:
        """What made the trees, for identifiers and messages: `fr-1.0.0+3f2a…`."""

    def parse(self, sentences: Sequence[Sequence[str]]) -> list[Tree]:
        """One tree per sentence, one annotation per word, in order."""

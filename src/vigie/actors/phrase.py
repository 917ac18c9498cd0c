"""A role with what is said of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from vigie.actors.knowledge import Knowledge, Known, RoleNoun
from vigie.actors.names import NameRun
from vigie.lexicon.nametrie import fold
from vigie.records import Sentence, Token

MEASURE_STEPS = 4
"""How far above a noun the words that measure it may stand."""


@dataclass(slots=True)
class Phrase:
    """A role with what is said of it."""

    sent: Sentence
    role: RoleNoun
    noun: int
    """Token of the noun (of the last word that varies, where the role has several)."""
    start: int
    end: int
    owners: list[Known] = field(default_factory=list)
    """Countries and organisations that it belongs to, in order of the text."""
    person: NameRun | None = None
    master: NameRun | None = None
    """The person whose it is: "un porte-parole de *Nadia Roux*"."""
    people: tuple[NameRun, ...] = ()
    """Persons whom it describes together: "two senators, *Thom Tillis and Lisa Murkowski*"."""
    is_former: bool = False
    is_plural: bool = False
    determiner: str = ""
    """`definite`, `indefinite`, `possessive`, `demonstrative`, `negative` or empty."""
    possessor: int = -1
    """Token of a possessive."""
    inner: Phrase | None = None
    """The role that it belongs to: "le porte-parole de *l'armée turque*"."""
    where: str = ""
    """Country of a place behind it: "des manifestants à Bagdad"."""
    city: str = ""
    """Country of a city that it belongs to: "un tribunal de Moscou"."""
    owner_noun: int = -1
    """Token of a noun that owns it and only points back: "*the alliance*'s secretary-general"."""
    is_foreign: bool = False
    """Whether it is only said to be of other countries: "foreign reporters"."""
    is_appositive: bool = False
    """Whether it explains a name before it: "Hulusi Akar, ministre turc de la Défense"."""


def carriers(sent: Sentence, noun: int, knowledge: Knowledge) -> list[int]:
    """Tokens above a noun that only measure it: `dizaines` and `milliers` in "des dizaines de milliers de militaires"."""
    measures = knowledge.grammar.measures | knowledge.reference.number_nouns
    found: list[int] = []
    token: Token = sent.tokens[noun]
    for _ in range(MEASURE_STEPS):
        head = sent.tokens[token.head]
        if head.index == token.index or token.relation not in ("nmod", "obl", "amod", "flat") or head.index > token.index:
            break
        if head.lemma.lower() not in measures and head.upos != "NUM":
            break
        found.append(head.index)
        token = head
    return found


def folded_lemma(token: Token) -> str:
    """The lemma of a token without accents and case."""
    return fold(token.lemma or token.text)

"""A language's reference.yaml, with types: the words that point back to somebody."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from vigie.errors import LexiconError
from vigie.lexicon.languages import language_file
from vigie.lexicon.load import load_yaml


@dataclass(frozen=True, slots=True)
class Pronoun:
    """What a pronoun or possessive asks of the one it stands for."""

    gender: str
    """`masc`, `fem`, `neut` (a thing, country or organisation) or `any`."""
    number: str
    """`sing` or `plur`."""
    is_person: bool = False
    """Whether only a person can be meant."""
    is_nearest: bool = False
    """Whether it takes the last one named ("ce dernier") and not the subject."""


@dataclass(frozen=True, slots=True)
class Vague:
    """Somebody that no code fits: "la communauté internationale"."""

    words: str
    sector: str


@dataclass(frozen=True, slots=True)
class Reference:
    """The words of reference of one language; all in lower case."""

    pronouns: dict[str, Pronoun]
    possessives: dict[str, Pronoun]
    relatives: frozenset[str]
    whose: frozenset[str]
    """Relative pronouns of possession."""
    definite: frozenset[str]
    demonstratives: frozenset[str]
    indefinite: frozenset[str]
    negative: frozenset[str]
    country_nouns: frozenset[str]
    organisation_nouns: frozenset[str]
    group_nouns: frozenset[str]
    capital_nouns: frozenset[str]
    counterparts: frozenset[str]
    others: frozenset[str]
    """Nouns for another country than whose it is: "son *voisin*"."""
    person_nouns: frozenset[str]
    followers: frozenset[str]
    """Nouns of people who are of the kind of whom they follow: "ses *partisans*"."""
    crowds: frozenset[str]
    """Nouns of people that are many in the singular: "la foule"."""
    foreign: frozenset[str]
    """Adjectives by which somebody belongs to other countries, none of them named: "des journalistes *étrangers*"."""
    many_nations: frozenset[str]
    """Bodies of several countries, which have none where nobody is said to lead them: "la *coalition*"."""
    led: frozenset[str]
    """Words for leading between a body and who leads it: "conduite par", "-led"."""
    two: frozenset[str]
    number_nouns: frozenset[str]
    pair_of_countries: frozenset[str]
    pair_of_people: frozenset[str]
    pair_of_any: frozenset[str]
    pair_without_number: frozenset[str]
    members: frozenset[str]
    keeps_sector: frozenset[str]
    former: frozenset[str]
    prefixes: frozenset[str]
    between: frozenset[str]
    particles: frozenset[str]
    careful_particles: frozenset[str]
    """Particles that are also common words: they join a name only where the model sees one person."""
    genitive_marks: frozenset[str]
    """Marks between an owner and what is owned."""
    pronoun_prefixes: frozenset[str]
    """What stands glued before a pronoun for its sound."""
    definite_pairs: frozenset[str]
    """Words for two that need no article."""
    joiners: frozenset[str]
    belonging: frozenset[str]
    """Prepositions between a post and whose it is, beside the genitive: "a spokesman *for* the army"."""
    partitives: frozenset[str]
    """Words by which one of several is taken: "l'un des", with spaces between all tokens."""
    moving: frozenset[str]
    """Verbs whose object belongs to their subject: "déployer des soldats"."""
    motion: frozenset[str]
    impersonal: frozenset[str]
    numbers: dict[str, int]
    """Numbers above two by which a group is taken up: "les *quatre* pays"."""
    blocs: dict[str, tuple[str, str]]
    """Adjective of a bloc → code and sector."""
    collectives: dict[int, tuple[str, ...]]
    """Number of members → what an organisation of so many is called: "les Vingt-Sept"."""
    vague: tuple[Vague, ...]
    sector_words: dict[str, str]
    """Word beside a role that tells its sector → sector: "dirigeant *syndical*"."""
    heading: frozenset[str]
    """Verbs whose subject is at the head of what they govern."""
    offices: dict[str, tuple[str, ...]]
    """Office of gazetteer/leaders.tsv → what its holder is called: "chef de l'État" for a president."""
    governments_behind: dict[str, frozenset[str]]
    """Preposition → words behind which a capital is its government."""


_TABLES = ("pronouns", "nearest", "possessives", "numbers", "blocs", "collectives", "vague", "offices", "sector_words", "governments_behind")


def _pronouns(raw: dict[str, Any], path: Path, *, is_nearest: bool = False) -> dict[str, Pronoun]:
    try:
        return {form: Pronoun(**features, is_nearest=is_nearest) for form, features in raw.items()}
    except TypeError as error:
        raise LexiconError(f"{path}: a pronoun has gender, number and is_person, nothing else ({error})") from error


@cache
def load_reference(language: str) -> Reference:
    """The words of reference of an installed language.

    Raises:
        LexiconError: A list is missing or unknown.
    """
    path = language_file(language, "reference.yaml")
    raw: dict[str, Any] = load_yaml(path)
    lists = {name: words for name, words in raw.items() if name not in _TABLES}
    try:
        return Reference(
            pronouns=_pronouns(raw["pronouns"], path) | _pronouns(raw["nearest"], path, is_nearest=True),
            possessives=_pronouns(raw["possessives"], path),
            numbers=dict(raw["numbers"]),
            blocs={word: (row["code"], row["sector"]) for row in raw["blocs"] for word in row["words"]},
            collectives={int(number): tuple(words) for number, words in raw["collectives"].items()},
            vague=tuple(Vague(words, row["sector"]) for row in raw["vague"] for words in row["words"]),
            sector_words={word: sector for sector, words in raw["sector_words"].items() for word in words},
            offices={office: tuple(words) for office, words in raw["offices"].items()},
            governments_behind={p: frozenset(words) for p, words in raw["governments_behind"].items()},
            **{name: frozenset(words) for name, words in lists.items()},
        )
    except (KeyError, TypeError) as error:
        raise LexiconError(f"{path}: a list is missing or unknown: {error}; compare with another language's file") from error

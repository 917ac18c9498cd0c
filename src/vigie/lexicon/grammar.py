"""What a language's grammar.yaml and status.yaml tell the event coder, with types.

The coder knows Universal Dependencies; these tables give it the words that a language uses for them: which
preposition marks a passive's agent, which verbs make what they govern possible, denied or planned.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

from vigie.errors import LexiconError
from vigie.lexicon.languages import language_file
from vigie.lexicon.load import load_yaml


@dataclass(frozen=True, slots=True)
class Grammar:
    """Closed-class words of a language, by what they do."""

    genitive: str
    bare_genitive: frozenset[str]
    """Forms of the genitive preposition that also stand as an article."""
    dative: str
    agent: frozenset[str]
    locative: frozenset[str]
    between: frozenset[str]
    origin: frozenset[str]
    """Prepositions that say whose somebody is, beside the genitive ("ministers *from* France")."""
    prepositions: dict[str, str]
    complex_prepositions: dict[str, str]
    reflexives: frozenset[str]
    reflexives_by_person: frozenset[str]
    clitics: dict[str, str]
    dative_pronouns: frozenset[str]
    possessives: frozenset[str]
    relative_subject: frozenset[str]
    relative_object: frozenset[str]
    relative_genitive: frozenset[str]
    first_person: frozenset[str]
    complementizers: frozenset[str]
    charges: frozenset[str]
    """Before a gerund that tells what the governing verb's object has done: "accuse X *of* bombing"."""
    charges_perfect: frozenset[str]
    """Before a perfect infinitive that does: "remercier X *pour* avoir évacué"."""
    subject_control: frozenset[str]
    """Verbs whose own subject does what their infinitive says, though they have an object: "promise"."""
    negators: frozenset[str]
    paired_negators: frozenset[str]
    """Negators that deny only beside a weak one ("ne … plus")."""
    negative_determiners: frozenset[str]
    negative_pronouns: frozenset[str]
    limiting_adverbs: frozenset[str]
    """Behind a negation they deny that something is all ("not *only*")."""
    weak_negators: frozenset[str]
    measures: frozenset[str]
    never_passive: frozenset[str]
    """Verbs whose compound tenses look like a passive and are none."""
    slot_classes: dict[str, str]
    """Preposition → what it means for the learned choice of participants, the same in every language."""


@dataclass(frozen=True, slots=True)
class Operator:
    """A verb, noun or adjective that changes the status of what it governs."""

    lemma: str
    effect: str
    """`possible`, `scheduled`, `negated`, `alleged`, `occurred` or `drop`."""


@dataclass(frozen=True, slots=True)
class Support:
    """A verb that carries an event noun and passes its own arguments on.

    `noun` is the slot where the event noun stands, `subject` what the verb's subject is to the event.
    """

    lemma: str
    noun: str
    subject: str
    status: str = ""
    reflexive: bool = False


@dataclass(frozen=True, slots=True)
class StatusWords:
    """The words that decide the status of an event, and the verbs that carry event nouns."""

    operators: dict[str, str]
    marks: dict[str, str]
    adverbs: dict[str, str]
    adjectives: dict[str, str]
    future_auxiliaries: frozenset[str]
    """Verbs that make a future of the infinitive behind them in the present tense ("is *to* meet")."""
    reported_future: frozenset[str]
    """Auxiliaries that tell what is planned in the reported speech of the past ("said it *would* …")."""
    hearsay: frozenset[str]
    """Verbs in whose passive an act is only told ("is *said* to have armed")."""
    predicates: dict[str, str]
    """Words said of an event noun, by effect ("is under *consideration*")."""
    occasions: frozenset[str]
    """Verbs whose tense and negation are those of the event that is their subject ("the talks will *begin*")."""
    presupposing: frozenset[str]
    """Support verbs whose negation leaves the event as it is ("the attack has not been *claimed*")."""
    support: dict[str, tuple[Support, ...]]


def _typed(kind: type[Any], raw: dict[str, Any], path: Path) -> Any:
    wanted = {f.name: str(f.type) for f in fields(kind)}
    for name in raw:
        if name not in wanted:
            raise LexiconError(f"{path}: unknown key '{name}'; known: {', '.join(sorted(wanted))}")
    values = {}
    for name, annotation in wanted.items():
        if name not in raw:
            raise LexiconError(f"{path}: key '{name}' is missing")
        values[name] = frozenset(raw[name]) if annotation.startswith("frozenset") else raw[name]
    return kind(**values)


@cache
def load_grammar(language: str) -> Grammar:
    """The closed-class words of an installed language."""
    path = language_file(language, "grammar.yaml")
    grammar: Grammar = _typed(Grammar, load_yaml(path), path)
    return grammar


@cache
def load_status_words(language: str) -> StatusWords:
    """The words of an installed language that decide the status of an event."""
    path = language_file(language, "status.yaml")
    raw = load_yaml(path)
    support: dict[str, list[Support]] = {}
    for row in raw.pop("support", []):
        lemmas = row.pop("verb")
        for lemma in [lemmas] if isinstance(lemmas, str) else lemmas:
            support.setdefault(lemma, []).append(Support(lemma=lemma, **row))
    by_effect: dict[str, str] = {}
    for effect, words in (raw.pop("operators", None) or {}).items():
        by_effect.update(dict.fromkeys(words, effect))
    tables = {
        name: {word: effect for effect, words in (raw.pop(name, None) or {}).items() for word in words}
        for name in ("marks", "adverbs", "adjectives", "predicates")
    }
    rest: dict[str, Any] = tables
    for name in ("future_auxiliaries", "reported_future", "hearsay", "occasions", "presupposing"):
        rest[name] = frozenset(raw.pop(name, None) or [])
    return StatusWords(
        operators=by_effect,
        support={lemma: tuple(found) for lemma, found in support.items()},
        **rest,
    )

"""Which words of a sentence may tell of an event, and in which sense.

A trigger is a token whose lemma has entries in the event lexicon. Of the entries whose conditions are met the one with most
conditions comes first, so an idiom wins over the plain word; entries that miss conditions are kept as further candidates.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from vigie.events.assertion import negation_of
from vigie.events.clauses import VERBAL, clause_subjects, has_reflexive, is_participle, is_passive
from vigie.events.fillers import ARMED, PERSON_KINDS, STATE_KINDS, Cast, actors_of, expand, phrase_lemmas
from vigie.events.slots import Slots, slots_of
from vigie.lexicon.entries import ANY_LEMMA, Condition, EventEntry
from vigie.lexicon.grammar import Grammar, StatusWords, Support
from vigie.lexicon.likeness import Likeness
from vigie.lexicon.ontology import load_event_types
from vigie.records import Sentence, Token

_TWO = 2
POS_OF = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adj"}
"""The lexicon's part of speech for that of the parser."""


class TriggerIndex:
    """Event entries by part of speech and lemma, the most specific first."""

    def __init__(self, entries: Iterable[EventEntry]) -> None:
        rows: dict[tuple[str, str], list[EventEntry]] = defaultdict(list)
        for entry in entries:
            rows[(entry.pos, entry.lemma)].append(entry)
        self._rows = {key: tuple(sorted(found, key=lambda e: -e.weight)) for key, found in rows.items()}
        self.likeness = Likeness(entry for found in self._rows.values() for entry in found)
        self.lemmas = frozenset(lemma for _, lemma in self._rows)

    def senses(self, token: Token) -> tuple[EventEntry, ...]:
        """The entries that a token may be a case of, before any condition is looked at."""
        pos = POS_OF.get(token.upos, "")
        found = self._rows.get((pos, token.lemma), ()) + self._rows.get((pos, ANY_LEMMA), ())
        if pos == "adj" and is_participle(token):
            found += self._rows.get(("verb", token.lemma), ())
        if pos == "noun" and not found and token.upos == "PROPN":
            found = self._rows.get(("noun", token.lemma.lower()), ())
        return found


@dataclass(frozen=True, slots=True)
class Trigger:
    """A token, the sense in which it is read, and what stands around it."""

    sentence: Sentence
    token: Token
    entry: EventEntry
    slots: Slots
    carrier: int = -1
    """Index of the support verb that carries an event noun, or -1."""


def _fits_kind(kind: str, cast: Cast, sent: Sentence, index: int, grammar: Grammar) -> bool:
    if kind == "@any":
        return True
    mentions = cast.at(sent, index)
    if kind == "@place":
        return any(m.kind in ("place", "country", "capital") or m.place for m in mentions)
    if kind == "@person":
        token = sent.tokens[index]
        return any(m.kind in PERSON_KINDS for m in mentions) or token.name == "PER" or token.upos == "PRON"
    if kind == "@state":
        return any(m.kind in STATE_KINDS and m.actors for m in mentions)
    actors = actors_of(cast, sent, index, grammar)
    if kind == "@armed":
        return any(a.sector in ARMED for a in actors)
    return bool(actors)


def meets(condition: Condition, slots: Slots, cast: Cast, sent: Sentence, grammar: Grammar) -> bool:
    """Whether a slot holds what a condition asks for."""
    fillers = slots.get(condition.slot, [])
    if "@several" in condition.kinds and len({a.code for i in fillers for a in actors_of(cast, sent, i, grammar)}) > 1:
        return True
    if "@none" in condition.kinds and not fillers:
        return True
    for index in fillers:
        if condition.lemmas and not condition.lemmas.isdisjoint(phrase_lemmas(sent, index, grammar)):
            return True
        if any(_fits_kind(kind, cast, sent, index, grammar) for kind in sorted(condition.kinds - {"@none", "@several"})):
            return True
    return False


def _negation_fits(wanted: str, found: str) -> bool:
    return not wanted or found == "willed" or found == wanted


def _marks_fit(entry: EventEntry, sent: Sentence, token: Token, grammar: Grammar) -> bool:
    if entry.reflexive and not has_reflexive(sent, token.index, grammar):
        return False
    if entry.clitic and not any(t.text.lower() == entry.clitic for t in sent.dependents(token.index)):
        return False
    if entry.voice:
        return is_passive(sent, token.index) == (entry.voice == "passive")
    return True


def _beside_particle(entry: EventEntry, sent: Sentence, token: Token, slots: Slots) -> Slots | None:
    """A word's slots if the entry's particle stands beside it, else None.

    Where a parser took the particle for a preposition ("called *off the talks*"), what it hung on it is the object.
    """
    if not entry.particle or any(
        t.text.lower() == entry.particle for t in sent.dependents(token.index, "compound", "advmod", "obl", "case")
    ):
        return slots
    fillers = slots.get(entry.particle, [])
    cases = [sent.dependents(i, "case") for i in fillers]
    if any(len(row) == _TWO for row in cases):  # "walked *out of the talks*": the second preposition is the phrase's own
        second = next(row[1].lemma for row in cases if len(row) == _TWO)
        return {**slots, second: [*slots.get(second, []), *fillers], entry.particle: []}
    is_adjacent = any(c.index == token.index + 1 for row in cases for c in row)
    if not is_adjacent or "obj" in slots or not any(c.slot == "obj" for c in entry.when):
        return None
    return {**slots, "obj": fillers, entry.particle: []}


def support_of(sent: Sentence, token: Token, verbs: dict[str, tuple[Support, ...]], grammar: Grammar) -> tuple[int, Support] | None:
    """The support verb that carries an event noun, with its entry: "*mener* une attaque", "l'appel *lancé* par Paris"."""
    for child in sent.dependents(token.index, "acl"):
        if child.upos in VERBAL or is_participle(child):
            for support in verbs.get(child.lemma, ()):
                if support.noun == "obj" and (is_participle(child) or child.deprel == "acl:relcl"):
                    return child.index, support
    head = sent.tokens[token.head]
    if head.index == token.index or head.upos not in VERBAL or head.lemma not in verbs:
        return None
    slots = slots_of(sent, head.index, grammar)
    for support in verbs[head.lemma]:
        if support.reflexive and not has_reflexive(sent, head.index, grammar):
            continue
        if token.index in slots.get(support.noun, ()):
            return head.index, support
    return None


def _carried(trigger_slots: Slots, sent: Sentence, carrier: int, support: Support, noun: int, grammar: Grammar) -> Slots:
    """An event noun's slots with what its support verb passes on."""
    outer = slots_of(sent, carrier, grammar)
    merged: Slots = {slot: list(fillers) for slot, fillers in trigger_slots.items()}
    target = {"actor": "subj", "recipient": "obj"}.get(support.subject, "")
    for slot, fillers in outer.items():
        if slot in ("comp", "inf", "pred"):
            continue
        name = slot
        if slot == "subj":
            name = target
        elif slot == "obj":
            name = "obj" if support.noun != "obj" else ""
        if not name:
            continue
        row = merged.setdefault(name, [])
        row.extend(i for i in fillers if i != noun and i not in row)
    return merged


def slots_around(sent: Sentence, token: Token, pos: str, words: StatusWords, grammar: Grammar) -> tuple[Slots, int]:
    """A word's slots, and the index of the support verb that carries it, or -1."""
    slots = slots_of(sent, token.index, grammar)
    carried = support_of(sent, token, words.support, grammar) if pos == "noun" else None
    if carried is None:
        return slots, -1
    return _carried(slots, sent, carried[0], carried[1], token.index, grammar), carried[0]


@dataclass(frozen=True, slots=True)
class Miss:
    """The one condition of an entry that is not met."""

    kind: str
    """`who` where somebody was not found, `words` where none of the words asked for was, `entry` where the lexicon has none."""
    slot: str
    asked: int
    """How many words would do."""
    is_filled: bool
    """Whether something else stands there."""
    likeness: float
    """How like that is to what is asked for, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Sense:
    """A sense in which a word may tell of an event."""

    trigger: Trigger
    miss: Miss | None
    """The condition of the entry that is not met, if one is not."""
    is_first: bool
    """Whether the rules alone take this one: the most specific of all whose conditions are met."""
    types: int
    """How many event types the word's entries code."""

    @property
    def missed(self) -> str:
        """The kind of the condition that is not met; empty when all are."""
        return self.miss.kind if self.miss else ""


_MISSED = ("", "who", "words")
"""What an entry may miss, from what a parser often loses to what makes the sense unlikely."""


def _misses(
    entry: EventEntry, slots: Slots, cast: Cast, sent: Sentence, grammar: Grammar, likeness: Likeness
) -> tuple[Miss, ...] | None:
    """The condition that an entry misses, if one; None when it misses several or is ruled out."""
    if not all(meets(c, slots, cast, sent, grammar) for c in entry.must):
        return None
    missed = [c for c in entry.when if not meets(c, slots, cast, sent, grammar)]
    if len(missed) >= _TWO or any(meets(c, slots, cast, sent, grammar) for c in entry.unless):
        return None
    return tuple(_miss(c, slots, sent, grammar, likeness) for c in missed)


def _miss(condition: Condition, slots: Slots, sent: Sentence, grammar: Grammar, likeness: Likeness) -> Miss:
    fillers = slots.get(condition.slot, [])
    if not condition.lemmas:
        return Miss("who", condition.slot, 0, bool(fillers), 0.0)
    words = (word for index in fillers for word in phrase_lemmas(sent, index, grammar))
    like = max((likeness.of(word, condition.lemmas) for word in words), default=0.0)
    return Miss("words", condition.slot, len(condition.lemmas), bool(fillers), like)


def iter_senses(
    sent: Sentence, index: TriggerIndex, words: StatusWords, cast: Cast, grammar: Grammar
) -> Iterator[Sense]:
    """The senses of every word of a parsed sentence with entries, in order of the text.

    For each event type that the word's entries code: the most specific entry whose conditions are met, else of those that miss one
    condition rather one that asks for somebody than one that asks for words, the one that comes nearest, the plainest.
    """
    for token in sent.tokens:
        entries = index.senses(token)
        if any(e.negated for e in entries):
            negation = negation_of(sent, token, words, grammar)
            entries = tuple(e for e in entries if _negation_fits(e.negated, negation))
        if not entries or token.relation in ("aux", "cop"):
            continue
        slots, carrier = slots_around(sent, token, entries[0].pos, words, grammar)
        best: dict[str, tuple[tuple[float, ...], EventEntry, Slots, tuple[Miss, ...]]] = {}
        first = ""
        for entry in entries:
            seen = _beside_particle(entry, sent, token, slots) if _marks_fit(entry, sent, token, grammar) else None
            misses = None if seen is None else _misses(entry, seen, cast, sent, grammar, index.likeness)
            if seen is None or misses is None:
                continue
            kind = misses[0].kind if misses else ""
            rank = (_MISSED.index(kind), -misses[0].likeness, entry.weight) if misses else (0, 0.0, -entry.weight)
            if entry.type not in best or rank < best[entry.type][0]:
                best[entry.type] = (rank, entry, seen, misses)
            first = first or ("" if misses else entry.id)
        types = len({e.type for e in entries})
        for _, entry, told, misses in best.values():
            miss = misses[0] if misses else None
            if first and miss and miss.kind == "words":
                continue
            if entry.pos == "noun" and carrier < 0 and "subj" not in told and load_event_types()[entry.type].is_mutual:
                told = {**told, "subj": expand(sent, clause_subjects(sent, token.index, grammar))}
            yield Sense(Trigger(sent, token, entry, told, carrier), miss, entry.id == first, types)

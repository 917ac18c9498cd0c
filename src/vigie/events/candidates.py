"""Every way in which the words of a report may be read as events, before it is decided which are meant.

A word with entries in the lexicon gives a candidate for each event type that they code: the most specific entry whose conditions are
met, or the plainest that misses a single one (the parser may have lost what it asks for). `ranking` decides which are events, and
between whom; at most one of a word. Words that
name what is asked, promised, refused or threatened are no candidates ("appelle la Russie à *retirer* ses troupes").
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from vigie.events.assertion import Assertion, assert_status
from vigie.events.attribution import speaker_of
from vigie.events.circumstances import place_of
from vigie.events.clauses import is_charge
from vigie.events.fillers import Cast
from vigie.events.participants import Role, is_enough, participants_of
from vigie.events.triggers import Miss, Sense, Trigger, TriggerIndex, iter_senses
from vigie.events.unnamed import Focus, Told, complete
from vigie.lexicon.grammar import Grammar, StatusWords
from vigie.records import EventPlace, Quotation, Sentence


@dataclass(frozen=True, slots=True)
class Candidate:
    """How one word may be read: its sense, and what the rules make of everything around it."""

    trigger: Trigger
    miss: Miss | None
    """The condition of the entry that is not met, if one is not."""
    is_first: bool
    """Whether the rules alone take it among the word's senses."""
    types: int
    """How many event types the word's entries code."""
    assertion: Assertion
    actor: Role
    recipient: Role
    """Participants by the entry's frame."""
    whole_actor: Role
    whole_recipient: Role
    """The same, with whom the report means where one side is not named."""
    is_enough: bool
    place: EventPlace | None
    statement: Quotation | None
    """The statement whose words hold the trigger."""

    @property
    def type(self) -> str:
        """Event type."""
        return self.trigger.entry.type

    @property
    def is_met(self) -> bool:
        """Whether all conditions of the entry are met."""
        return self.miss is None

    @property
    def missed(self) -> str:
        """The kind of the condition that is not met; empty when all are."""
        return self.miss.kind if self.miss else ""

    @property
    def sentence(self) -> Sentence:
        """Where it stands."""
        return self.trigger.sentence

    @property
    def is_coded(self) -> bool:
        """Whether the rules alone would code it."""
        return self.is_first and self.is_enough


def find_candidates(
    text: str, sentences: Sequence[Sentence], index: TriggerIndex, words: StatusWords, cast: Cast, grammar: Grammar,
    statements: Sequence[Quotation], focus: Focus, is_worth: Callable[[Sense], bool] | None = None,
) -> list[Candidate]:
    """The candidates of a report, in order of the text: all, or those of senses that are worth a look."""
    found: list[Candidate] = []
    history: list[Told] = []
    for sent in sentences:
        if not sent.is_parsed:
            continue
        senses = list(iter_senses(sent, index, words, cast, grammar))
        silenced = silenced_by([s.trigger for s in senses if s.is_first], grammar)
        first = len(found)
        for sense in senses:
            if is_worth is not None and not is_worth(sense) or sense.trigger.token.index in silenced:
                continue
            candidate = build_candidate(sense, text, words, cast, grammar, statements, focus, history)
            if candidate is None:
                continue
            found.append(candidate)
            if candidate.is_coded:
                history.append(Told(sent.index, candidate.whole_actor.actors, candidate.whole_recipient.actors))
        found[first:] = _as_governed(found[first:])
    return found


def build_candidate(
    sense: Sense, text: str, words: StatusWords, cast: Cast, grammar: Grammar, statements: Sequence[Quotation], focus: Focus,
    history: Sequence[Told] = (),
) -> Candidate | None:
    """What the rules make of a word in one sense; None where its sentence says that nothing of the kind is meant."""
    trigger = sense.trigger
    sent, entry = trigger.sentence, trigger.entry
    assertion = assert_status(sent, trigger.token.index, words, grammar, trigger.carrier)
    if assertion.status == "drop":
        return None
    actor, recipient = participants_of(trigger, cast, grammar, focus.country)
    place = place_of(trigger, text, cast, grammar, frozenset((*actor.heads, *recipient.heads)))
    whole = complete(entry.type, actor, recipient, place, focus, sent.index, history, bool(entry.recipient), grammar.between)
    return Candidate(
        trigger, sense.miss, sense.is_first, sense.types, assertion, actor, recipient, *whole, is_enough(trigger, actor, recipient), place,
        speaker_of(trigger.token.span, statements),
    )  # fmt: skip


def _as_governed(candidates: Sequence[Candidate]) -> list[Candidate]:
    """What only tells how a verb's act is done: it has the verb's status, "*aurait été tué* par un *drone*" is hearsay all of it.

    A word whose own conditions are not met is no act beside that verb: "a attaqué la ville *avec des drones*".
    """
    verbs = {(c.trigger.token.index, c.type): c for c in candidates if c.trigger.token.upos == "VERB"}
    found = []
    for candidate in candidates:
        token = candidate.trigger.token
        above = verbs.get((token.head, candidate.type))
        if above is not None and token.upos == "NOUN" and token.relation == "obl":
            if above.is_met and not candidate.is_met:
                continue
            if candidate.assertion.status == "occurred":
                candidate = replace(candidate, assertion=above.assertion)
        found.append(candidate)
    return found


def silenced_by(triggers: Sequence[Trigger], grammar: Grammar) -> set[int]:
    """Tokens inside the complement of a request, promise, refusal or threat: they name what is asked, not what is done.

    What somebody is thanked or blamed for having done was done.
    """
    silenced: set[int] = set()
    for trigger in triggers:
        if trigger.entry.comp != "drop":
            continue
        for head in trigger.slots.get("comp", ()):
            if is_charge(trigger.sentence, trigger.sentence.tokens[head], grammar) and trigger.sentence.dependents(head, "aux"):
                continue
            silenced.update(trigger.sentence.subtree(head))
    return silenced

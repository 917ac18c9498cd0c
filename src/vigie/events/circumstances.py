"""When, where and how many: which expression of the sentence belongs to which event.

A date belongs to the word that it depends on: the event's trigger, the verb that carries it, or the verb of its clause.
A date on a verb of speech above the event is not the event's.
"""

from __future__ import annotations

from collections.abc import Sequence

from vigie.events.clauses import VERBAL, preposition_of
from vigie.events.fillers import Cast
from vigie.events.triggers import Trigger
from vigie.lexicon.grammar import Grammar
from vigie.records import DateExpression, EventPlace, Quantity, Sentence, Span, Token

_OUTSIDE = 2
"""Rank of a place elsewhere in the sentence: taken where the event's own clause names none."""
_CLAUSE_ENDS = frozenset({"ccomp", "advcl", "acl:relcl", "parataxis", "root", "csubj", "acl", "conj", "xcomp"})


def token_at(sent: Sentence, span: Span) -> int:
    """The head of the words in a span: the one whose own head lies outside it."""
    inside = [t for t in sent.tokens if t.start < span.end and span.start < t.end]
    for token in inside:
        if token.head == token.index or all(token.head != other.index for other in inside):
            return token.index
    return inside[0].index if inside else -1


def _holders(sent: Sentence, token: Token, carrier: int) -> list[int]:
    """Words whose dates, places and numbers are the event's: the trigger, its carrier, the verb of its clause."""
    found = [token.index]
    if carrier >= 0:
        found.append(carrier)
    here = token
    while here.head != here.index and here.index not in found[1:]:
        if here.upos in VERBAL and here.deprel in _CLAUSE_ENDS and here.relation not in ("xcomp", "conj"):
            break
        if here.relation in ("advcl", "acl", "ccomp", "parataxis"):
            break
        here = sent.tokens[here.head]
        if here.upos in VERBAL and here.index not in found:
            found.append(here.index)
        if len(found) > 4:
            break
    return found


def _attachment(sent: Sentence, index: int, holders: Sequence[int]) -> int:
    """How many steps up from a word the first holder is, or -1 when a clause boundary comes first."""
    here, steps = sent.tokens[index], 0
    while steps < 6:
        if here.index in holders:
            return steps
        if here.head == here.index or here.upos in VERBAL and here.deprel in _CLAUSE_ENDS:
            return -1
        here, steps = sent.tokens[here.head], steps + 1
    return -1


def attachments(
    sent: Sentence, token: Token, carrier: int, dates: Sequence[DateExpression]
) -> dict[Span, tuple[int, int]]:
    """The expressions that depend on an event's word, its carrier or the verb of its clause.

    Returns:
        For the span of each that does: which of the three holds it (0 is the word itself), and how many steps below it stands.
    """
    holders = _holders(sent, token, carrier)
    found: dict[Span, tuple[int, int]] = {}
    for date in dates:
        index = token_at(sent, date.span)
        steps = _attachment(sent, index, holders) if index >= 0 else -1
        if steps < 0:
            continue
        path = sent.tokens[index]
        for _ in range(steps):
            path = sent.tokens[path.head]
        found[date.span] = (holders.index(path.index), steps)
    return found


def place_of(trigger: Trigger, text: str, cast: Cast, grammar: Grammar, used: frozenset[int]) -> EventPlace | None:
    """Where the event takes place: a place name behind a locative preposition in the event's clause.

    `used` are the heads of its participants, which are no places.
    """
    sent = trigger.sentence
    holders = _holders(sent, trigger.token, trigger.carrier)
    best: tuple[int, int, int] | None = None
    chosen = None
    for token in sent.tokens:
        if token.index in used:
            continue
        for mention in cast.at(sent, token.index):
            if not mention.place:
                continue
            steps = _attachment(sent, token.index, holders)
            located = preposition_of(sent, token.index, grammar) in grammar.locative
            if steps < 0 and not located or steps >= 0 and not (located or mention.kind == "place"):
                continue
            rank = (_OUTSIDE if steps < 0 else 0 if located else 1, steps, abs(token.start - trigger.token.start))
            if best is None or rank < best:
                best = rank
                chosen = EventPlace(mention.span.of(text), mention.place, mention.span)
    return chosen


def counts_of(trigger: Trigger, quantities: Sequence[Quantity], used: frozenset[int]) -> tuple[tuple[str, float, float], ...]:
    """The numbers that the entry says are counts, from the phrases in their slots."""
    sent = trigger.sentence
    found: dict[str, tuple[float, float]] = {}
    for slot, name in trigger.entry.counts:
        for head in trigger.slots.get(slot, ()):
            span = sent.span_of(head)
            for quantity in quantities:
                inside = span.covers(quantity.span)
                close = quantity.span.start <= sent.tokens[head].end
                if inside and close and bool(quantity.currency) == (name == "money"):
                    found.setdefault(name, (quantity.low, quantity.high))
                    break
    return tuple((name, low, high) for name, (low, high) in found.items())

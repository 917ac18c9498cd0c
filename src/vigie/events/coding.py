"""From sentences to events: the stage in one screen.

For every parsed sentence: triggers, their participants, status, attribution, date, place and counts; then one record for each
distinct event of the report. Everything a decision rests on is kept in `Event.reasons` and `Event.spans`.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import TypeVar

from vigie.events.assertion import Assertion, assert_status
from vigie.events.attribution import first_person_mentions, is_claim, same_side, speaker_of
from vigie.events.circumstances import counts_of, date_of, place_of
from vigie.events.fillers import Cast
from vigie.events.merging import merge_events
from vigie.events.participants import Role, is_enough, participants_of
from vigie.events.triggers import Trigger, TriggerIndex, find_triggers
from vigie.events.unnamed import Focus, Told, complete, focus_of
from vigie.lexicon.compile import load_entries
from vigie.lexicon.grammar import Grammar, load_grammar, load_status_words
from vigie.lexicon.ontology import load_event_types
from vigie.records import (
    Article,
    DateExpression,
    Event,
    Evidence,
    Mention,
    Quantity,
    Quotation,
    Sentence,
    Span,
)

_Located = TypeVar("_Located", DateExpression, Quantity)


@cache
def trigger_index(language: str) -> TriggerIndex:
    """The event entries of a language, ready for look-up."""
    return TriggerIndex(load_entries(language))


def find_events(
    article: Article,
    sentences: Sequence[Sentence],
    dates: Sequence[DateExpression],
    quantities: Sequence[Quantity],
    mentions: Sequence[Mention],
    statements: Sequence[Quotation],
) -> tuple[Event, ...]:
    """Code the events of an article.

    Args:
        article: The article.
        sentences: Its sentences; those without a parse give nothing.
        dates: All its date expressions.
        quantities: All its quantities.
        mentions: Who and where its phrases stand for.
        statements: What is quoted or reported, by whom (direct, partial and indirect).

    Returns:
        One record for each distinct event, in order of the text.
    """
    grammar, words = load_grammar(article.language), load_status_words(article.language)
    speakers = first_person_mentions(sentences, statements, grammar.first_person)
    cast = Cast([*speakers, *mentions])
    dates_in = _by_sentence(dates, sentences)
    quantities_in = _by_sentence(quantities, sentences)
    coded: list[Event] = []
    history: list[Told] = []
    focus = focus_of(article, sentences, mentions)
    for sent in sentences:
        if not sent.is_parsed:
            continue
        triggers = find_triggers(sent, trigger_index(article.language), words.support, cast, grammar)
        silenced = _silenced(triggers)
        for trigger in triggers:
            assertion = assert_status(sent, trigger.token.index, words, grammar, trigger.carrier)
            if assertion.status == "drop" or trigger.token.index in silenced:
                continue
            event = _code(article, trigger, assertion, cast, grammar, statements, dates_in[sent.index], quantities_in[sent.index], focus, history)
            if event is not None:
                event = _on_request(event, coded)
                coded.append(event)
                history.append(Told(sent.index, event.actors, event.recipients))
    return tuple(replace(e, id=_event_id(article, e)) for e in merge_events(coded, [b.span for b in article.blocks if b.role in ("title", "standfirst")]))


def _dateline_day(article: Article, trigger: Trigger, status: str) -> str:
    """The dateline's day, for a verbal act that the main clause of the report tells without a date (CODING.md §2)."""
    token = trigger.token
    if article.dateline is None or status != "occurred" or load_event_types()[trigger.entry.type].quad not in (1, 3):
        return ""
    return article.dateline.day if token.upos == "VERB" and token.relation in ("root", "conj", "parataxis") else ""


def _on_request(event: Event, before: Sequence[Event]) -> Event:
    """Troops sent to the one who asked for help are AID (CODING.md §3)."""
    asked = {a.code for e in before if e.type == "REQUEST" and "assist" in e.modes for a in e.actors}
    if event.type != "MOBILIZE" or not {a.code for a in event.recipients} & asked:
        return event
    return replace(event, type="AID", modes=(), reasons=(*event.reasons, "sent to whom had asked for help"))


def _silenced(triggers: Sequence[Trigger]) -> set[int]:
    """Tokens inside the complement of a request, promise, refusal or threat: they name what is asked, not what is done."""
    silenced: set[int] = set()
    for trigger in triggers:
        if trigger.entry.comp != "drop":
            continue
        for head in trigger.slots.get("comp", ()):
            silenced.update(trigger.sentence.subtree(head))
    return silenced


def _code(
    article: Article,
    trigger: Trigger,
    assertion: Assertion,
    cast: Cast,
    grammar: Grammar,
    statements: Sequence[Quotation],
    dates: Sequence[DateExpression],
    quantities: Sequence[Quantity],
    focus: Focus,
    history: Sequence[Told],
) -> Event | None:
    actor, recipient = participants_of(trigger, cast, grammar, focus.country)
    if not is_enough(trigger, actor, recipient):
        return None
    entry, sent = trigger.entry, trigger.sentence
    used = frozenset((*actor.heads, *recipient.heads))
    place = place_of(trigger, article.text, cast, grammar, used)
    actor, recipient = complete(entry.type, actor, recipient, place, focus, sent.index, history, bool(entry.recipient), grammar.between)
    if not actor.actors and not recipient.actors:
        return None
    date = date_of(trigger, dates)
    statement = speaker_of(trigger.token.span, statements)
    speaker = statement.speaker if statement else None
    if speaker and any(same_side(speaker, a) for a in actor.actors):
        speaker = None
    status = entry.status or assertion.status
    if status == "occurred" and speaker and is_claim(entry.type, speaker, actor.actors, recipient.actors):
        status = "alleged"
    report_day = _dateline_day(article, trigger, status) if date is None else ""
    spans = _role_spans(sent, "actor", actor) + _role_spans(sent, "recipient", recipient)
    evidence = _evidence(article, trigger)
    return Event(
        type=entry.type,
        modes=entry.modes,
        status=status,
        actors=actor.actors,
        recipients=recipient.actors,
        evidence=evidence,
        date=date.value if date else report_day,
        date_span=date.span if date else None,
        date_reason=date.reason if date else "the report's dateline" if report_day else "",
        place=place,
        according_to=speaker,
        counts=counts_of(trigger, quantities, used),
        spans=spans,
        reasons=(
            f"entry {entry.id}",
            f"actor from {actor.slot or 'nothing'}",
            f"recipient from {recipient.slot or 'nothing'}",
            f"status {status}: {assertion.reason or 'asserted'}",
        ),
    )


def _evidence(article: Article, trigger: Trigger) -> Evidence:
    """The words of the trigger: the word itself with its auxiliaries, and the support verb that carries it."""
    sent = trigger.sentence
    parts = [trigger.token.index]
    if trigger.carrier >= 0:
        parts.append(trigger.carrier)
    for index in list(parts):
        parts.extend(t.index for t in sent.dependents(index, "aux") if t.index < index)
    first, last = min(parts), max(parts)
    span = Span(sent.tokens[first].start, sent.tokens[last].end)
    return Evidence(span, span.of(article.text), trigger.entry.id)


def _role_spans(sent: Sentence, name: str, role: Role) -> tuple[tuple[str, Span], ...]:
    return tuple((name, sent.span_of(head)) for head in role.heads)


def _by_sentence(items: Sequence[_Located], sentences: Sequence[Sentence]) -> dict[int, list[_Located]]:
    found: dict[int, list[_Located]] = defaultdict(list)
    ordered = iter(sorted(items, key=lambda x: x.span))
    item = next(ordered, None)
    for sent in sentences:
        while item is not None and item.span.start < sent.span.end:
            if item.span.start >= sent.span.start:
                found[sent.index].append(item)
            item = next(ordered, None)
    return found


def _event_id(article: Article, event: Event) -> str:
    parts = (
        article.id, event.type, str(event.evidence.span.start), str(event.evidence.span.end), event.evidence.entry,
        "|".join(f"{a.code}:{a.sector}:{a.name}" for a in event.actors),
        "|".join(f"{a.code}:{a.sector}:{a.name}" for a in event.recipients),
        hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest(),
    )  # fmt: skip
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]

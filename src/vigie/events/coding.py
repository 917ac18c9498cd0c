"""From sentences to events: the stage in one screen.

Candidates by the lexicon and the grammar; of these the events and their participants, by learned weights; status, attribution,
date, place and counts; then one record for each distinct event of the report. Everything a decision rests on is kept in
`Event.reasons` and `Event.spans`.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache, partial

from vigie.events.assertion import Assertion, is_open
from vigie.events.attribution import first_person_mentions, is_claim, is_own_word, without_source
from vigie.events.candidates import Candidate, find_candidates
from vigie.events.circumstances import counts_of, place_of
from vigie.events.encoding import read_hints
from vigie.events.fillers import Cast
from vigie.events.forest import load_ranker
from vigie.events.hints import key_of
from vigie.events.keeping import Choice
from vigie.events.likely import likely_modes, likely_place, likely_sectors, likely_status
from vigie.events.merging import merge_events
from vigie.events.modes import modes_of
from vigie.events.participants import Role
from vigie.events.ranking import choose, confidences, echoes, is_worth, select
from vigie.events.report import Report
from vigie.events.scenes import set_scenes
from vigie.events.sides import sides_of
from vigie.events.timing import HEADINGS, Calendar, Moment, Told, is_to_come, moments_of, placed
from vigie.events.triggers import Sense, Trigger, TriggerIndex
from vigie.events.unlisted import find_unlisted
from vigie.events.unnamed import focus_of
from vigie.lexicon.compile import load_entries
from vigie.lexicon.grammar import load_grammar, load_status_words
from vigie.lexicon.ontology import load_event_types
from vigie.lexicon.other_news import load_other_news
from vigie.records import (
    Actor,
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

_MISSES = {"": "", "entry": ": the lexicon has none for this word, the encoder takes it so"}


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
    weights = load_ranker()
    candidates, report = gather(article, sentences, dates, mentions, statements, partial(is_worth, weights=weights))
    quantities_in = _by_sentence(quantities, sentences)
    choices = choose(candidates, report, weights)
    scores = confidences(choices, report, weights)
    kept = select(choices, scores, weights.threshold)

    def code(rows: Sequence[tuple[Choice, float]]) -> list[Event]:
        moments = moments_of([_told(choice, report) for choice, _ in rows], report.calendar)
        return [
            _code(article, choice, confidence, report, moment, quantities_in[choice.candidate.sentence.index])
            for (choice, confidence), moment in zip(rows, moments, strict=True)
        ]

    coded: list[Event] = []
    for event in code(kept):
        coded.append(_on_request(event, coded))
    again = code(echoes(choices, scores, kept))
    merged = merge_events(coded, [b.span for b in article.blocks if b.role in HEADINGS], again)
    digest = hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest()
    return tuple(replace(e, id=_event_id(article.id, digest, e)) for e in set_scenes(merged, mentions, article.text))


def gather(
    article: Article, sentences: Sequence[Sentence], dates: Sequence[DateExpression], mentions: Sequence[Mention], statements: Sequence[Quotation],
    worth: Callable[[Sense], bool] | None = None, *, with_hints: bool = True, everywhere: Sequence[str] = (),
) -> tuple[list[Candidate], Report]:
    """The candidates of an article (all, or those of senses that are worth a look), and what the choice among them may look at.

    `everywhere` is what the encoder is told of every word: nothing, but in training.
    """
    grammar, words = load_grammar(article.language), load_status_words(article.language)
    speakers = first_person_mentions(sentences, statements, grammar.first_person)
    cast = Cast([*speakers, *mentions])
    focus = focus_of(article, sentences, mentions)
    index = trigger_index(article.language)
    candidates = find_candidates(article.text, sentences, index, words, cast, grammar, statements, focus, worth)
    headings = frozenset(i for i, b in enumerate(article.blocks) if b.role in HEADINGS)
    calendar = Calendar(article, sentences, dates)
    report = Report(candidates, sentences, mentions, cast, grammar, focus, calendar, headings, load_other_news(article.language))
    if not with_hints:
        return candidates, report
    report.hints = read_hints(candidates, report, everywhere)
    unlisted = find_unlisted(article.text, candidates, report, words, statements, article.language)
    return [c for c in (*candidates, *unlisted) if not report.hints.is_hardly(c)], report


def _status(candidate: Candidate) -> str:
    """The status that the entry or the sentence gives an event."""
    return candidate.trigger.entry.status or candidate.assertion.status


def _told(choice: Choice, report: Report) -> Told:
    """What the date of an event is looked for by."""
    trigger = choice.candidate.trigger
    way = report.hints.way(key_of(choice.candidate), trigger.entry.type)
    return Told(trigger.sentence, trigger.token, trigger.entry.type, _status(choice.candidate), trigger.carrier, way.days if way else {})


def _on_request(event: Event, before: Sequence[Event]) -> Event:
    """What an act becomes when its recipient has asked for it: troops sent to the one who asked are AID (CODING.md §3)."""
    answer = load_event_types()[event.type].on_request
    if answer is None:
        return event
    asked = {a.code for e in before if e.type == answer.asked and answer.mode in e.modes for a in e.actors}
    if not {a.code for a in event.recipients} & asked:
        return event
    return replace(event, type=answer.becomes, modes=(), reasons=(*event.reasons, "sent to whom had asked for help"))


def _code(
    article: Article, choice: Choice, confidence: float, report: Report, moment: Moment, quantities: Sequence[Quantity]
) -> Event:
    candidate, (actor, recipient) = choice.candidate, sides_of(choice, report)
    trigger, assertion, sent = candidate.trigger, candidate.assertion, candidate.sentence
    entry = trigger.entry
    used = frozenset((*actor.heads, *recipient.heads))
    way = report.hints.way(key_of(candidate), entry.type)
    place = likely_place(place_of(trigger, article.text, report.cast, report.grammar, used), way, sent.index, report, article.text)
    speaker = candidate.statement.speaker if candidate.statement else None
    actors = without_source(actor.actors, candidate.statement)
    teller, status = speaker, _status(candidate)
    if candidate.statement and speaker and is_own_word(candidate.statement, speaker, entry.type, actors):
        speaker = None
    if status == "occurred" and load_event_types()[entry.type].has("dated") and is_to_come(moment.value, article.published):
        word = trigger.token.index if trigger.carrier < 0 else trigger.carrier
        if is_open(sent, word):
            status, assertion = "scheduled", Assertion("scheduled", "its day is still to come")
    if status == "occurred" and speaker and is_claim(entry.type, speaker, actors, recipient.actors):
        status = "alleged"
    if not entry.status and (likely := likely_status(status, way)) != status:
        status, assertion = likely, Assertion(likely, "likelier in this context")
    manner = modes_of(trigger, article.language, actors, recipient.actors, place.code if place else "")
    modes, mode_reason = likely_modes(manner, way), manner.reason
    if modes != manner.modes:
        mode_reason = f"mode {modes[0] if modes else 'none'}: likelier in this context"
    acting, undergoing = way.sectors if way else ({}, {})
    return Event(
        type=entry.type,
        modes=modes,
        status=status,
        actors=likely_sectors(_distinct(actors), acting),
        recipients=likely_sectors(_distinct(recipient.actors), undergoing),
        evidence=_evidence(article, trigger),
        date=moment.value,
        date_span=moment.date.span if moment.date else None,
        date_reason=moment.reason,
        place=place,
        according_to=speaker,
        attributions=((teller, status),) if teller and (speaker or status == "negated") else (),
        counts=counts_of(trigger, quantities, used),
        spans=_role_spans(sent, "actor", actor) + _role_spans(sent, "recipient", recipient),
        confidence=confidence,
        reasons=(
            f"entry {entry.id}" + _MISSES.get(candidate.missed, ", but one of its conditions is not met"),
            f"actor from {actor.slot or 'nothing'} (sure to {choice.actor_score:.2f})",
            f"recipient from {recipient.slot or 'nothing'} (sure to {choice.recipient_score:.2f})",
            f"status {status}: {assertion.reason or 'asserted'}",
            *([f"according to {speaker.name or speaker.code}: {candidate.statement.kind} speech, {candidate.statement.reason}"] if speaker and candidate.statement else ()),
            *([mode_reason] if mode_reason else ()),
        ),
    )


def _distinct(actors: Sequence[Actor]) -> tuple[Actor, ...]:
    """A side without those that add nothing: of one code, the unnamed and those of unknown sector beside others."""
    best: dict[str, Actor] = {}
    for actor in actors:
        known = best.get(actor.code)
        if known is None or known.sector == "UNK" and actor.sector != "UNK":
            best[actor.code] = actor
    return tuple(a for a in actors if a is best[a.code] or a.code == "---" or a.name and best[a.code].name and a.sector != "UNK")


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


def _by_sentence(items: Sequence[Quantity], sentences: Sequence[Sentence]) -> dict[int, list[Quantity]]:
    found: dict[int, list[Quantity]] = defaultdict(list)
    for sent, item in placed(items, sentences):
        found[sent.index].append(item)
    return found


def _event_id(report: str, digest: str, event: Event) -> str:
    parts = (
        report, event.type, str(event.evidence.span.start), str(event.evidence.span.end), event.evidence.entry,
        "|".join(f"{a.code}:{a.sector}:{a.name}" for a in event.actors),
        "|".join(f"{a.code}:{a.sector}:{a.name}" for a in event.recipients),
        digest,
    )  # fmt: skip
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]

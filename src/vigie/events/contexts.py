"""What events and the whole report are about: PLOVER's contexts, each with the words that it rests on.

An event has the contexts of the words in the sentences that tell it, of its type and mode, and of its participants' sectors. A report
has those that several of its sentences tell; a sentence of the title or standfirst counts double. Limits: a word counts wherever it stands in
the sentence, so of two events of one sentence both have its contexts.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from vigie.lexicon.contexts import load_context_words, load_contexts
from vigie.records import Article, Context, Event, Evidence, Sentence, Span

_HEADINGS = frozenset({"title", "standfirst"})
_ENOUGH = 2
"""Sentences that a report's context needs."""

Told = Mapping[str, Sequence[Evidence]]


def code_contexts(article: Article, sentences: Sequence[Sentence], events: Sequence[Event]) -> tuple[tuple[Event, ...], tuple[Context, ...]]:
    """Tell what each event and the report are about.

    Args:
        article: The article.
        sentences: All its sentences.
        events: Its events.

    Returns:
        The events with their contexts, and the contexts of the report, the one that most sentences tell first.
    """
    told = [_words(article, sent) for sent in sentences]
    starts = [sent.span.start for sent in sentences]
    coded = [replace(e, contexts=_of_event(e, [told[i] for i in _sentences_of(e, starts)])) for e in events]
    return tuple(coded), _of_report(article, sentences, told)


def _sentences_of(event: Event, starts: Sequence[int]) -> list[int]:
    """Positions of the sentences that tell an event, in order."""
    return sorted({bisect_right(starts, e.span.start) - 1 for e in (event.evidence, *event.mentions)})


def _words(article: Article, sent: Sentence) -> Told:
    """For each context, the words of a sentence that tell it."""
    found: dict[str, list[Evidence]] = {}
    for words in load_context_words(article.language).find(sent.tokens):
        span = Span(sent.tokens[words.first].start, sent.tokens[words.last].end)
        for name in words.labels:
            found.setdefault(name, []).append(Evidence(span, span.of(article.text), f"context.{name}", "words"))
    return found


def _of_event(event: Event, here: Sequence[Told]) -> tuple[Context, ...]:
    found = {name: [*_by_code(event, name), *(e for words in here for e in words.get(name, ()))] for name in load_contexts()}
    return tuple(Context(name, tuple(evidence)) for name, evidence in found.items() if evidence)


def _by_code(event: Event, name: str) -> Iterator[Evidence]:
    """What in an event's coding tells a context, as evidence on its trigger."""
    kind = load_contexts()[name]
    sides = [a.sector for a in (*event.actors, *event.recipients)]
    codes = [event.type, *(f"{event.type}/{mode}" for mode in event.modes)]
    for reason in [c for c in codes if c in kind.codes] + sorted(kind.sectors.intersection(sides)):
        yield Evidence(event.evidence.span, event.evidence.text, f"context.{name}", reason)


def _of_report(article: Article, sentences: Sequence[Sentence], told: Sequence[Told]) -> tuple[Context, ...]:
    weights: dict[str, int] = {}
    evidence: dict[str, list[Evidence]] = {}
    for sent, words in zip(sentences, told, strict=True):
        for name, found in words.items():
            weights[name] = weights.get(name, 0) + (2 if article.blocks[sent.block].role in _HEADINGS else 1)
            evidence.setdefault(name, []).extend(found)
    order = sorted(weights, key=lambda name: (-weights[name], name))
    return tuple(Context(name, tuple(evidence[name])) for name in order if weights[name] >= _ENOUGH)

"""Find the time expressions of an article and place them on the calendar.

Sentence by sentence: the language's phrases are matched, each match is read in its context (the report's day,
the last day that the text named, the direction of its verb). An expression that cannot be placed keeps an
empty value; an hour by itself is one of the day that the text speaks of; words such as "now" are left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from vigie.dates import periods
from vigie.dates.readings import Context, Found, innermost, read
from vigie.dates.tense import Direction, TenseWords, depth_of, find_direction
from vigie.lexicon.languages import language_file
from vigie.lexicon.load import load_yaml
from vigie.lexicon.phrases import Match, Phrasebook, Words, cut_words
from vigie.records import OF_THE_DAY, Article, DateExpression, Sentence, Span

_NO_DAY = 99
_DATED = ("date", "time")


@dataclass(frozen=True, slots=True)
class Grammar:
    """All that a language knows about time."""

    phrases: Phrasebook
    tense: TenseWords
    reach: dict[str, int]


@dataclass(frozen=True, slots=True)
class Placed:
    """One expression with all that is known of it (`find_dates` gives the public part)."""

    span: Span
    found: Found
    reason: str
    names_year: bool = False


@cache
def load_grammar(language: str) -> Grammar:
    """The time grammar of a language, compiled once."""
    path = language_file(language, "dates.yaml")
    data = load_yaml(path)
    return Grammar(Phrasebook(data, str(path)), TenseWords.load(data.get("tense") or {}), data.get("reach") or {})


def find_dates(article: Article, sentences: Sequence[Sentence]) -> tuple[DateExpression, ...]:
    """The dates, durations and sets of an article, in order.

    Args:
        article: Its `published` day, or else the day of its dateline, is what relative dates are counted from.
        sentences: With or without a parse; without one, a bare weekday looks back.
    """
    return tuple(
        DateExpression(
            p.span,
            p.found.period.label if p.found.period and p.found.kind in _DATED else "",
            p.reason,
            "date" if p.found.kind in _DATED else p.found.kind,
        )
        for p in iter_placed(article, sentences)
        if p.found.kind in ("duration", "set") or (p.found.kind in _DATED and p.found.period is not None)
    )


def report_day(article: Article) -> date | None:
    """The civil day that a report counts from."""
    for text in (article.published, article.dateline.day if article.dateline else ""):
        if text:
            try:
                return date.fromisoformat(text[:10])
            except ValueError:
                continue
    return None


def iter_placed(article: Article, sentences: Sequence[Sentence]) -> Iterator[Placed]:
    """Every expression of an article, hours and vague words included."""
    grammar = load_grammar(article.language)
    context = Context(report=report_day(article), reach=grammar.reach)
    for sentence in sentences:
        words = cut_words(article.text, sentence.span.start, sentence.span.end)
        matches = grammar.phrases.find(words)
        if not matches:
            continue
        context = replace(context, year=None, sentence_day=None, sentence_depth=_NO_DAY)
        for match in matches:
            for placed in _place(match, words, sentence, context, grammar):
                if _is_counted(sentence, placed):
                    continue
                yield placed
                context = _remember(context, placed, depth_of(sentence, placed.span))


def _place(
    match: Match, words: Words, sentence: Sentence, context: Context, grammar: Grammar
) -> Iterator[Placed]:
    """Read one match; a pair that is no range is read as two."""
    start = match.start + match.rule.settings.get("drop", 0)
    span = Span(words.starts[start], words.ends[match.end - 1])
    if innermost(match).rule.settings.get("bare") and not _stands_alone(sentence, span):
        return
    direction = find_direction(sentence, span, grammar.tense) if sentence.is_parsed else Direction()
    here = replace(context, direction=direction.side, is_weak=direction.is_weak, is_first=match.start == 0)
    found = read(match, here)
    if found.skipped:
        return
    if found.timex == "SPLIT":
        for part in (match.captures["low"], match.captures["high"]):
            yield from _place(part, words, sentence, context, grammar)
        return
    yield Placed(span, found, _reason(match, found, direction, context), "year" in match.captures)


def _reason(match: Match, found: Found, direction: Direction, context: Context) -> str:
    """How it was read, in a few words: `weekday, past: 'a appelé'`."""
    names = [match.rule.id]
    inner = match.captures.get("date") or match.captures.get("when")
    while isinstance(inner, Match):
        names.append(inner.rule.id)
        inner = inner.captures.get("date") or inner.captures.get("when")
    said = " of ".join(n for n in names if n != "as it stands") or match.rule.id
    if found.leans and direction.side:
        return f"{said}, {direction.side}: '{direction.because}'"
    if found.leans:
        return f"{said}, no verb says when: the side nearest to a wire's habit"
    if found.kind == "time":
        return f"{said}, {OF_THE_DAY}"
    if match.rule.settings.get("from") == "text":
        said_before = context.reference({**match.rule.settings, "unit": match.captures.get("unit", "day")})
        return f"{said}, counted from {said_before.label if said_before else 'the report'}"
    return f"{said}, {found.timex}" if found.kind in ("duration", "set") and found.timex else said


def _stands_alone(sentence: Sentence, span: Span) -> bool:
    """Whether a day's number is a phrase of its own (`dès le 5`), not the number of a noun; not known without a parse."""
    inside = [t for t in sentence.tokens if t.start < span.end and span.start < t.end]
    if not sentence.is_parsed or not inside:
        return False
    last = inside[-1]
    own = {t.index for t in inside}
    tops = [t for t in inside if t.head not in own or t.head == t.index]
    follower = sentence.tokens[last.index + 1] if last.index + 1 < len(sentence.tokens) else None
    noun = follower is not None and follower.upos in ("NOUN", "PROPN", "ADJ", "NUM", "SYM")
    return not noun and all(t.relation in ("obl", "nmod", "advmod", "obj") and t.head not in own for t in tops) and len(tops) == 1


def _is_counted(sentence: Sentence, placed: Placed) -> bool:
    """Whether a bare year is a number of things in the tree (`2014 soldats`)."""
    period = placed.found.period
    if not sentence.is_parsed or period is None or period.precision != periods.YEAR:
        return False
    for token in sentence.tokens:
        if token.start == placed.span.start and token.end == placed.span.end:
            head = sentence.tokens[token.head]
            return token.deprel == "nummod" and head.index > token.index and head.upos == "NOUN"
    return False


def _remember(context: Context, placed: Placed, depth: int) -> Context:
    """What later expressions may refer to: of the days of a sentence, the one nearest to its main verb."""
    period = placed.found.period
    if placed.found.kind != "date" or period is None or period.first is None or period.last is None:
        return context
    length = (period.last - period.first).days
    if length == 0:
        context = replace(context, sentence_day=period)
    if placed.names_year:
        far = context.report is None or abs(period.first.year - context.report.year) > 1
        context = replace(context, year=period.first.year if far else context.year)
    if length > 366:
        return context
    if context.report is not None and period.first > context.report and context.text is not None:
        return context
    if length > 6 or depth > context.sentence_depth:
        return replace(context, text=period)
    return replace(context, text=period, text_day=period, sentence_depth=depth)

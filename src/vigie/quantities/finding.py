"""Find numbers of things and sums of money in an article, with bounds and what is counted.

Figures with a language's separators are read first, then its phrases are matched. Numbers in a date, an hour,
an age, a percentage or a name (`F-16`, `article 5`) are not quantities. What is counted comes from the parse,
or else is the next word that is not in the language's list of words to pass over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from vigie.lexicon.languages import language_file
from vigie.lexicon.load import load_yaml
from vigie.lexicon.phrases import Match, Phrasebook, Words, cut_words
from vigie.quantities.readings import Amount, read
from vigie.records import Article, Quantity, Sentence, Span, Token


@dataclass(frozen=True, slots=True)
class Grammar:
    """All that a language knows about numbers."""

    phrases: Phrasebook
    figure: re.Pattern[str]
    decimals: frozenset[str]
    passed_over: frozenset[str]


@cache
def load_grammar(language: str) -> Grammar:
    """The grammar of quantities of a language, compiled once."""
    path = language_file(language, "quantities.yaml")
    data = load_yaml(path)
    marks = data["figures"]
    group = "[" + re.escape("".join(marks["group"])) + "]"
    decimal = "[" + re.escape("".join(marks["decimal"])) + "]"
    figure = re.compile(rf"(?<![0-9])(?:[0-9]{{1,3}}(?:{group}[0-9]{{3}})+(?![0-9])|[0-9]+)(?:{decimal}[0-9]+)?")
    return Grammar(
        Phrasebook(data, str(path)), figure, frozenset(marks["decimal"]), frozenset(data.get("tail", {}).get("of", []))
    )


def find_quantities(article: Article, sentences: Sequence[Sentence]) -> tuple[Quantity, ...]:
    """The quantities of an article, in order.

    Args:
        article: Its text and language.
        sentences: With or without a parse; without one, what is counted is the next word.
    """
    grammar = load_grammar(article.language)
    return tuple(q for sentence in sentences for q in _in_sentence(article.text, sentence, grammar))


def _in_sentence(text: str, sentence: Sentence, grammar: Grammar) -> Iterator[Quantity]:
    words = cut_words(text, sentence.span.start, sentence.span.end)
    figures = dict(_figures(text, sentence.span, words, grammar))
    for match in grammar.phrases.find(words, figures):
        amount = read(match)
        if amount is None:
            continue
        span = Span(words.starts[match.start], words.ends[match.end - 1])
        if _is_part_of_name(text, span):
            continue
        if amount.one:
            counted: Span | None = Span(words.starts[match.end - 1], words.ends[match.end - 1])
            span = Span(words.starts[match.start], words.ends[match.start])
        else:
            counted = None if amount.currency else _whole_word(text, _counted(sentence, span, words, match, grammar))
        if amount.bare and counted is None or _may_be_year(amount) and not _is_counting(sentence, span):
            continue
        yield Quantity(span, float(amount.low), float(amount.high), counted, amount.currency, _reason(match))


def _figures(
    text: str, span: Span, words: Words, grammar: Grammar
) -> Iterator[tuple[int, tuple[str, int, float]]]:
    """The numbers in figures: first word to class, end and value."""
    places = {start: i for i, start in enumerate(words.starts)}
    ends = {end: i + 1 for i, end in enumerate(words.ends)}
    for found in grammar.figure.finditer(text, span.start, span.end):
        first, last = places.get(found.start()), ends.get(found.end())
        if first is None or last is None or len(found[0]) > 20:
            continue
        whole, fraction = _split(found[0], grammar.decimals)
        digits = "".join(c for c in whole if c.isdigit())
        yield first, ("<figure>", last, float(f"{digits}.{fraction or 0}"))


def _split(figure: str, decimals: frozenset[str]) -> tuple[str, str]:
    """Whole part and decimals."""
    for mark in decimals:
        whole, found, fraction = figure.rpartition(mark)
        if found:
            return whole, fraction
    return figure, ""


def _is_part_of_name(text: str, span: Span) -> bool:
    """Whether a number is glued to letters: `F-16`, `G20`, `Covid-19`, `5G`."""
    if not text[span.start].isdigit():
        return False
    before = text[span.start - 1] if span.start else " "
    if before.isalpha() or before == "_" or (before in "-‑–." and span.start > 1 and text[span.start - 2].isalnum()):
        return True
    after = text[span.end] if span.end < len(text) else " "
    return text[span.end - 1].isdigit() and after.isalpha()


def _may_be_year(amount: Amount) -> bool:
    return amount.bare and amount.low == amount.high and 1800 <= amount.low <= 2100


def _number_token(sentence: Sentence, span: Span) -> Token | None:
    """The token of a quantity that hangs on something outside it."""
    inside = [t for t in sentence.tokens if t.start < span.end and span.start < t.end]
    indices = {t.index for t in inside}
    outer = [t for t in inside if t.head not in indices or t.head == t.index]
    return outer[-1] if outer else None


def _is_counting(sentence: Sentence, span: Span) -> bool:
    if not sentence.is_parsed:
        return False
    token = _number_token(sentence, span)
    return token is not None and token.relation == "nummod" and token.head > token.index


def _counted(sentence: Sentence, span: Span, words: Words, match: Match, grammar: Grammar) -> Span | None:
    """The counted noun: head of the number, or complement of a number that is itself a noun."""
    if sentence.is_parsed:
        token = _number_token(sentence, span)
        if token is not None and token.relation in ("nummod", "det", "amod"):
            head = sentence.tokens[token.head]
            if head.start >= span.end and head.upos in ("NOUN", "PROPN", "ADJ", "SYM", "X"):
                return head.span
        if token is not None:
            for child in sentence.dependents(token.index, "nmod", "obl", "compound"):
                if child.start >= span.end and child.upos in ("NOUN", "PROPN", "ADJ"):
                    return child.span
    return _next_word(words, match.end, grammar)


def _whole_word(text: str, span: Span | None) -> Span | None:
    """A word with what hyphens join to it (`passers-by`)."""
    while span is not None and text[span.end : span.end + 1] == "-" and text[span.end + 1 : span.end + 2].isalpha():
        end = span.end + 1
        while end < len(text) and text[end].isalpha():
            end += 1
        span = Span(span.start, end)
    return span


def _next_word(words: Words, at: int, grammar: Grammar) -> Span | None:
    limit = at + 5
    while at < len(words.plain) and at < limit and words.plain[at] in grammar.passed_over:
        at += 1
    if at >= len(words.plain) or at >= limit or not words.plain[at][0].isalpha():
        return None
    return Span(words.starts[at], words.ends[at])


def _reason(match: Match) -> str:
    """The rules that read it, outermost first."""
    names = [match.rule.id]
    inner = match.captures.get("amount") or match.captures.get("number")
    while isinstance(inner, Match):
        names.append(inner.rule.id)
        inner = inner.captures.get("amount") or inner.captures.get("number")
    return " of ".join(n for n in names if n != "as it stands") or match.rule.id

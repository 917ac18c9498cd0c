"""Readings made by hand for the tests of the store: no parser is needed, and a line says what is told."""

from __future__ import annotations

import hashlib

from vigie.records import Actor, Article, Block, Event, EventPlace, Evidence, Page, Quotation, Reading, Relation, Span


def actors(words: str) -> tuple[Actor, ...]:
    """`TUR,NATO/IGO,RUS/MIL:Ivan Petrov` as actors; a state without a sector is GOV."""
    found = []
    for word in filter(None, words.split(",")):
        head, _, name = word.partition(":")
        code, _, sector = head.partition("/")
        found.append(Actor(code, sector or "GOV", name))
    return tuple(found)


def reading(
    text: str, *told: tuple[str, ...], published: str = "2031-05-06", outlet: str = "", url: str = "", language: str = "fr", name: str = "",
    statements: tuple[Quotation, ...] = (), relations: tuple[Relation, ...] = (), title: str = "",
) -> Reading:
    """A reading of one paragraph.

    Args:
        text: The report.
        told: Events: type/modes, status, actors, recipients, date, trigger, then any of `killed=3-5` and `@Place/CODE`.
    """  # fmt: skip
    blocks = (Block(Span(0, len(text)), "paragraph"),)
    page = Page(text=text, id=name, outlet=outlet, url=url)
    article = Article(text, language, blocks, id=name, title=title or text[:40], published=published, outlet=outlet, url=url, page=page)
    return Reading(article, (), (), (), (), statements, tuple(_event(text, t, name) for t in told), relations)


def _event(text: str, told: tuple[str, ...], name: str) -> Event:
    kind, status, doers, receivers, date, trigger, *more = told
    type_, _, modes = kind.partition("/")
    start = text.index(trigger)
    place, counts = None, []
    for word in more:
        if word.startswith("@"):
            where, _, code = word[1:].partition("/")
            place = EventPlace(where, code)
        else:
            what, _, bounds = word.partition("=")
            low, _, high = bounds.partition("-")
            counts.append((what, float(low), float(high or low)))
    span = Span(start, start + len(trigger))
    key = hashlib.sha256(f"{name}{text}{kind}{start}".encode()).hexdigest()[:16]
    evidence = Evidence(span, trigger, f"xx.{type_.lower()}.verb.{trigger}.1")
    return Event(
        type_, tuple(filter(None, modes.split("+"))), status, actors(doers), actors(receivers), evidence, date, place=place,
        counts=tuple(counts), confidence=0.8, id=key,
    )  # fmt: skip

"""Who is meant where a sentence does not say: the report's country, or the other side's own.

`ontology/unnamed.yaml` tells for which types and why. Every actor that comes from here says so in its reason. Limits: one
country a report.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from vigie.events.participants import Role
from vigie.lexicon.ontology import load_event_types, load_unnamed
from vigie.records import Actor, Article, EventPlace, Mention, Sentence

_OFFICIAL = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "IGO", "SPY"})
_WEIGHTS = {"title": 3.0, "standfirst": 2.0}
_FIRST = 2.0
_REACH = 2
"""Sentences back in which an unnamed opponent may have been named."""
_RIVAL = 0.5
_BODIES = frozenset({"IGO", "NGO"})


@dataclass(frozen=True, slots=True)
class Focus:
    """The countries that a report is about."""

    country: str = ""
    """The one most often named, title and first paragraph counting more; empty when none is."""
    rival: str = ""
    """The second, where it is named at least half as often."""

    def other(self, code: str) -> str:
        """The country that an official of `code` deals with."""
        return self.rival if code == self.country else self.country


def focus_of(article: Article, sentences: Sequence[Sentence], mentions: Iterable[Mention]) -> Focus:
    """The countries that a report is about."""
    read = [i for i, b in enumerate(article.blocks) if b.role == "paragraph"]
    weights = {i: _WEIGHTS.get(b.role, 1.0) for i, b in enumerate(article.blocks)}
    weights.update(dict.fromkeys(read[:1], _FIRST))
    block_of = {s.index: s.block for s in sentences}
    counts: dict[str, float] = defaultdict(float)
    for mention in mentions:
        codes = {a.code for a in mention.actors if a.sector not in _BODIES} or {mention.place}
        for code in codes - {"", "---"}:
            counts[code] += weights.get(block_of.get(mention.sentence, -1), 1.0)
    ranked = sorted(counts.items(), key=lambda item: -item[1])[:2]
    if not ranked:
        return Focus()
    rival = ranked[1][0] if len(ranked) > 1 and ranked[1][1] >= _RIVAL * ranked[0][1] else ""
    return Focus(ranked[0][0], rival)


@dataclass(frozen=True, slots=True)
class Told:
    """Who did something to whom, in which sentence: what was told before."""

    sentence: int
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]


def opponent(actor: Role, sentence: int, history: Sequence[Told]) -> Role:
    """Whom an act is about that names nobody: whoever the same actor has just acted on, or whoever has just acted on him."""
    codes = {a.code for a in actor.actors} - {"---"}
    for told in reversed(history):
        if sentence - told.sentence > _REACH:
            break
        mine, theirs = {a.code for a in told.actors}, {a.code for a in told.recipients}
        if told.sentence == sentence and mine == codes and theirs and not theirs & codes:
            return Role(tuple(replace(a, reason="not named: as in the same sentence") for a in told.recipients), (), "unnamed")
        if codes and codes <= theirs and mine and not mine & codes and "---" not in mine:
            return Role(tuple(replace(a, reason="not named: answers what was told before") for a in told.actors), (), "unnamed")
    return Role()


def complete(
    kind: str, actor: Role, recipient: Role, place: EventPlace | None, focus: Focus, sentence: int, history: Sequence[Told],
    takes_recipient: bool, between: frozenset[str],
) -> tuple[Role, Role]:
    """Both sides of an act, with whom the report means where one is not named."""
    rules = dict(load_unnamed().get(kind, {}))
    is_mutual = len({a.code for a in actor.actors}) > 1 and ("+" in actor.slot or actor.slot in between)
    if not takes_recipient or is_mutual:
        rules.pop("recipient", None)
    where = place.code if place else focus.country
    if not actor.actors and not recipient.actors and not where:
        return actor, recipient
    if rules.get("recipient") == "home" and not recipient.actors and actor.actors:
        recipient = opponent(actor, sentence, history)
    if not recipient.actors:
        recipient = _recipient(rules.get("recipient", ""), actor, where, focus)
    if not actor.actors:
        actor = _actor(rules.get("actor", ""), recipient, where)
    if load_event_types()[kind].has("civil") and actor.actors and not recipient.actors:
        recipient = _recipient(rules.get("recipient", ""), actor, where, focus)
    return actor, recipient


def _recipient(rule: str, actor: Role, where: str, focus: Focus) -> Role:
    if rule == "people":
        code = where if where not in ("", "---") else _code(actor)
        return _side(code, "CVL", "where it happens")
    if rule == "home" and actor.actors:
        first = actor.actors[0]
        code = focus.other(first.code) if first.sector in _OFFICIAL | {"ELI"} else first.code
        code = code or first.code
        if code == "---" or first.sector == "IGO":
            code = focus.country
        sector = "CVL" if first.sector in _OFFICIAL and code == first.code else "GOV"
        return _side(code, sector, "the report names no other side")
    return Role()


def _actor(rule: str, recipient: Role, where: str) -> Role:
    if rule == "people":
        return _side(_code(recipient) or where, "CVL", "where it happens")
    if rule == "home":
        return _side(_code(recipient), "JUD", "the other side's own country")
    return Role()


def _code(role: Role) -> str:
    return role.actors[0].code if role.actors else ""


def _side(code: str, sector: str, reason: str) -> Role:
    return Role((Actor(code, sector, "", f"not named: {reason}"),), (), "unnamed") if code and code != "---" else Role()

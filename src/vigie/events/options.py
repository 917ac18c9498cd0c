"""Who may be meant as actor or recipient of a candidate, and what speaks for each.

An option is a set of codes: what the entry's frame yields, anybody named in the sentence or just before, the countries that the
report is about, the speaker, or nobody. What speaks for it is told by named features; their weights are learned (`training/ranker.py`).
No feature names a language or a country.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from vigie.events.candidates import Candidate
from vigie.events.clauses import is_passive, preposition_of
from vigie.events.participants import Role
from vigie.events.report import RANKS, Around, Report
from vigie.events.unnamed import Focus
from vigie.lexicon.entries import Slots as Frame
from vigie.lexicon.grammar import Grammar
from vigie.records import FOCUS, Actor, Codes, Mention, Sentence, codes_of

Features = dict[str, float]

OFFICIAL = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "IGO", "SPY"})
_BACK = 2
"""Sentences back in which an option may have been named."""
_MOST = 4
_FAR = 9


class Tally(dict[str, float]):
    """Features while they are gathered: one that is not told is 0."""

    def __missing__(self, name: str) -> float:
        return 0.0


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to "who?"."""

    codes: Codes
    role: Role
    features: Features


def slot_class(slot: str, grammar: Grammar) -> str:
    """The kind of a slot, the same in every language."""
    if slot in ("subj", "obj", "adj", "poss", "comp", "pred"):
        return slot
    if not slot:
        return "none"
    named = {grammar.genitive: "genitive", grammar.dative: "dative"}
    if slot in named:
        return named[slot]
    for name, words in (("agent", grammar.agent), ("between", grammar.between), ("locative", grammar.locative)):
        if slot in words:
            return name
    return grammar.slot_classes.get(slot, "other")


def _place_in(frame: Frame, slot: str) -> int:
    """The rank of the alternative of a frame that holds a slot, or -1."""
    for rank, alternative in enumerate(frame):
        if any(s.partition(".")[0] == slot for s in alternative):
            return min(rank, 3)
    return -1


def _path(sent: Sentence, here: int, trigger: int) -> tuple[int, int, str]:
    """Steps up from the trigger and down to a word, and the relation where the way down begins."""
    above = [trigger, *sent.ancestors(trigger)]
    way = [here, *sent.ancestors(here)]
    for steps, index in enumerate(way):
        if index in above:
            return above.index(index), steps, sent.tokens[way[steps - 1]].relation if steps else "self"
    return _FAR, _FAR, "none"


class _Pool:
    """The options of one role while they are gathered."""

    def __init__(self) -> None:
        self.roles: dict[Codes, Role] = {}
        self.features: dict[Codes, Tally] = {}
        self.is_in_slot = False
        """Whether somebody stands in a slot of the role's frame."""

    def add(self, role: Role, codes: Codes | None = None) -> Tally:
        """The features of the option that a role gives; the first role stands for it."""
        codes = codes_of(role.actors) if codes is None else codes
        self.roles.setdefault(codes, role)
        return self.features.setdefault(codes, Tally())


def options_of(candidate: Candidate, side: str, report: Report, chosen: Codes | None = None) -> list[Option]:
    """The options for one side of a candidate.

    Args:
        candidate: The candidate.
        side: `actor` or `recipient`.
        report: What is known of the whole report.
        chosen: The actor's codes, when the recipient is asked for.
    """
    pool = _Pool()
    _add_from_frame(pool, candidate, side, report.grammar)
    _add_named(pool, candidate, side, report)
    pool.add(Role())["nobody"] = 1
    for code, name in ((report.focus.country, "focus"), (report.focus.rival, "rival")):
        if code:
            pool.add(Role((Actor(code, "GOV", "", f"the report's {name}"),), (), name))[name] = 1
    if report.focus.rival:
        both = tuple(Actor(c, "GOV", "", "the report's two sides") for c in (report.focus.country, report.focus.rival))
        pool.add(Role(both, (), "both sides"))["both sides"] = 1
    if candidate.statement is not None and candidate.statement.speaker is not None:
        features = pool.add(Role((candidate.statement.speaker,), (), "speaker"))
        features["speaker"] = 1
        features[f"speaker of {candidate.statement.kind}"] = 1
    _add_shared(pool, candidate, side, report, chosen)
    _add_hints(pool, candidate, side, report, chosen)
    return [Option(codes, pool.roles[codes], dict(features)) for codes, features in pool.features.items()]


def _add_from_frame(pool: _Pool, candidate: Candidate, side: str, grammar: Grammar) -> None:
    own, other = (candidate.actor, candidate.recipient) if side == "actor" else (candidate.recipient, candidate.actor)
    for name, role in (("frame", own), ("other frame", other)):
        if not role.actors:
            continue
        features = pool.add(role)
        features[name] = 1
        slot = role.slot.split("+")[0].partition(".")[0]
        features[f"{name} {'lost' if ',' in role.slot else slot_class(slot, grammar)}"] = 1
        features[f"{name} joint"] = float("+" in role.slot)
        features[f"{name} without words"] = float(not role.heads)
        features[f"{name} by focus"] = float(_is_weak(role.actors))
        features[f"{name} a place"] = float(role.is_place)
    whole = candidate.whole_actor if side == "actor" else candidate.whole_recipient
    if whole.actors and whole.slot == "unnamed":
        features = pool.add(whole)
        features["unnamed"] = 1
        features[whole.actors[0].reason] = 1


def _add_named(pool: _Pool, candidate: Candidate, side: str, report: Report) -> None:
    sent, trigger = candidate.sentence, candidate.trigger
    entry = trigger.entry
    frame, other = (entry.actor, entry.recipient) if side == "actor" else (entry.recipient, entry.actor)
    slot_of: dict[int, str] = {}
    for slot, heads in trigger.slots.items():
        for head in heads:
            slot_of.setdefault(head, slot)
    for mention in report.places_in(sent.index):
        slot, depth = _slot_above(sent, mention.head, trigger.token.index, slot_of)
        if _place_in(frame, slot) >= 0:
            where = Actor(mention.place, "GOV", "", f"the country of '{sent.tokens[mention.head].text}'")
            features = pool.add(Role((where,), (mention.head,), slot))
            features["a place"] = 1
            features[f"a place in slot {slot_class(slot, report.grammar)} {depth}"] = 1
    nearest: dict[Codes, tuple[tuple[int, int], Mention, str]] = {}
    for named in report.named(sent.index):
        mention = named.mention
        slot, depth = _slot_above(sent, mention.head, trigger.token.index, slot_of)
        near = (depth, abs(mention.head - trigger.token.index))
        place = [f"slot {slot_class(slot, report.grammar)} {depth}"]
        if slot and (rank := _place_in(frame, slot)) >= 0:
            place.append(f"in frame {rank} {depth}")
            pool.is_in_slot = True
        if slot and (rank := _place_in(other, slot)) >= 0:
            place.append(f"in other frame {rank} {depth}")
        if mention.head == trigger.token.index:
            place.append("is trigger")
        roles = [(named.codes, Role(mention.actors, (mention.head,), slot or "sentence"))]
        if named.group_codes != named.codes:
            roles.append((named.group_codes, Role(named.group, named.heads, slot or "sentence")))
        for codes, role in roles:
            features = pool.add(role, codes)
            if role.heads != (mention.head,):
                features["coordinated"] = 1
            features["named"] += 1
            for name in place:
                features[name] = 1
            if codes not in nearest or near < nearest[codes][0]:
                nearest[codes] = (near, mention, slot)
                if not features["frame"] and not features["other frame"]:
                    pool.roles[codes] = role
    quote = candidate.statement.parts if candidate.statement is not None else ()
    before = [m.head for _, m, _ in nearest.values() if m.head < trigger.token.index]
    after = [m.head for _, m, _ in nearest.values() if m.head > trigger.token.index]
    for codes, (_, mention, _) in nearest.items():
        features = pool.features[codes]
        _describe(features, sent, mention, trigger.token.index, report.grammar)
        features["last before"] = float(mention.head == max(before, default=-1))
        features["first after"] = float(mention.head == min(after, default=-1))
        features["outside the quotation"] = float(bool(quote) and not any(p.covers(mention.span) for p in quote))
    for back in range(1, _BACK + 1):
        for named in report.named(sent.index - back):
            features = pool.add(named.before, named.codes)
            features[f"before {back}"] = 1
            if named.relation == "nsubj":
                features[f"subject before {back}"] = 1


def _slot_above(sent: Sentence, here: int, trigger: int, slot_of: Mapping[int, str]) -> tuple[str, int]:
    """The trigger's slot in whose phrase a word stands, and how deep in it (0 to 2); empty when in none."""
    for steps in range(len(sent.tokens)):
        if here in slot_of and here != trigger:
            return slot_of[here], min(steps, 2)
        above = sent.tokens[here].head
        if here in (trigger, above):
            break
        here = above
    return "", 0


def _describe(features: Tally, sent: Sentence, mention: Mention, trigger: int, grammar: Grammar) -> None:
    up, down, relation = _path(sent, mention.head, trigger)
    sector = mention.actors[0].sector
    features[f"kind {mention.kind}"] = 1
    features[f"sector {'official' if sector in OFFICIAL else sector}"] = 1
    features[f"deprel {sent.tokens[mention.head].relation}"] = 1
    features[f"up {min(up, _MOST)}"] = 1
    features[f"down {min(down, _MOST)}"] = 1
    features[f"way {relation}"] = 1
    features["stands before" if mention.head < trigger else "stands after"] = 1
    features[f"distance {min(abs(mention.head - trigger) // 4, 5)}"] = 1
    between = [sent.tokens[i] for i in sent.ancestors(mention.head)[: max(0, down - 1)]]
    features[f"clauses down {min(sum(t.upos == 'VERB' for t in between), 2)}"] = 1
    head = sent.tokens[mention.head]
    features["main subject"] = float(head.relation == "nsubj" and sent.tokens[head.head].head == head.head)
    features[f"preposition {slot_class(preposition_of(sent, mention.head, grammar), grammar)}"] = 1


def _is_weak(actors: Iterable[Actor]) -> bool:
    return any(FOCUS in a.reason for a in actors)


def _add_shared(pool: _Pool, candidate: Candidate, side: str, report: Report, chosen: Codes | None) -> None:
    """What holds for every option: how often the report names it, what it does elsewhere, what kind of event this is."""
    sent, trigger = candidate.sentence, candidate.trigger
    told = report.around(sent.index, trigger.token.index)
    recent = [c for c in report.latest(sent.index, trigger.token.index) if chosen is None or c not in chosen]
    recency = {code: min(rank, RANKS) for rank, code in enumerate(recent)}
    has_frame = any(f["frame"] for f in pool.features.values())
    named = [codes for codes, f in pool.features.items() if f["named"]]
    has_named = bool(named)
    common: dict[str, float] = {
        "passive": float(is_passive(sent, trigger.token.index)),
        "conditions met": float(candidate.is_met),
        f"pos {trigger.entry.pos}": 1,
        f"type {candidate.type}": 1,
        "heading": float(sent.block in report.headings),
        "carried": float(trigger.carrier >= 0),
        "has subject": float("subj" in trigger.slots),
        "somebody framed": float(has_frame),
        "somebody in the other frame": float(any(f["other frame"] for f in pool.features.values())),
        "somebody in a frame slot": float(pool.is_in_slot),
        "options named": min(len(named), 5),
        "takes recipient": float(bool(trigger.entry.recipient)),
    }
    for codes, features in pool.features.items():
        features.update(common)
        features[f"size {min(len(codes), 3)}"] = 1
        features["vague"] = float("---" in codes)
        features["named"] = min(features["named"], 3)
        features["only one named"] = float(named == [codes])
        if codes:
            features["in a heading"] = float(codes <= report.titled)
            features["share"] = sum(report.counts[c] for c in codes) / report.total
            features["events as actor"] = min(told.actors[codes], _MOST)
            features["events as recipient"] = min(told.recipients[codes], _MOST)
            features["actor here"], features["recipient here"] = float(codes in told.here[0]), float(codes in told.here[1])
            features["actor just before"] = float(codes in told.just_before[0])
            features["recipient just before"] = float(codes in told.just_before[1])
            if len(codes) == 1:
                features[f"rank {report.ranks.get(next(iter(codes)), RANKS)}"] = 1
            features["recency"] = min(recency.get(c, RANKS + 1) for c in codes)
            features["by focus"] = float(_is_weak(pool.roles[codes].actors))
            features["where it happens"] = float(candidate.place is not None and codes == {candidate.place.code})
        else:
            features["nobody though framed" if has_frame else "nobody framed"] = 1
            if side == "actor":
                features["nobody named"] = float(not has_named)
            elif not trigger.entry.recipient:
                features["nobody wanted"] = 1
        if chosen is not None:
            _compare(features, codes, chosen, told, report.focus)
            features["pair of a heading"] = float((chosen, codes) in report.heading_pairs)
            features["reversed pair of a heading"] = float((codes, chosen) in report.heading_pairs)


def _add_hints(pool: _Pool, candidate: Candidate, side: str, report: Report, chosen: Codes | None) -> None:
    """What the encoder thinks of each option."""
    for features, fit in zip(pool.features.values(), report.hints.fit(candidate, side, list(pool.features), chosen), strict=False):
        features["context share"] = fit.share
        features["context whole"] = fit.whole
        features["context weakest inside"] = fit.weakest
        features["context strongest outside"] = fit.strongest
        features["context other side"] = fit.other
        features["context place"] = fit.place


def _compare(features: Tally, codes: Codes, chosen: Codes, told: Around, focus: Focus) -> None:
    """A recipient beside the actor that was chosen."""
    features["no actor"] = float(not chosen)
    if not codes:
        features[f"nobody for actors {min(len(chosen), 2)}"] = 1
        features["pairs of actor"] = min(sum(n for (a, r), n in told.pairs.items() if a == chosen and r), _MOST)
        return
    if codes == chosen:
        features["is actor"] = 1
    elif codes & chosen:
        features["overlaps actor"] = 1
    if chosen and codes == {focus.rival}:
        features["rival of actor"] = 1
    features["pairs"] = min(told.pairs[chosen, codes], _MOST)
    features["pairs reversed"] = min(told.pairs[codes, chosen], _MOST)

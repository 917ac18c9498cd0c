"""Whose sector is meant where a side of an act stands in no slot of its word.

The choice of participants names codes. Where the code was only found somewhere in the sentence or before it, any of its mentions
may be the one: "le journal accuse la police …, selon le ministre". Here the sector is weighed: how often it stands on this side of
such acts (`ontology/sector_shares.yaml`), and how near a mention of it is. Limits: countries only; a side in a slot keeps its mention.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from vigie.events.candidates import Candidate
from vigie.events.participants import Role
from vigie.events.report import Report
from vigie.lexicon.ontology import load_sector_shares
from vigie.records import Actor, Mention

_LOOSE = frozenset({"sentence", "sentence before"})
_BODIES = frozenset({"IGO", "NGO"})
_INDIRECT = frozenset({"adjective", "possessive"})
_NEAR, _INDIRECT_NEAR, _FAR = 16.0, 0.3, 0.05
_RARE = 0.002
_SAME = 0.3
"""How much likelier two sides of one country differ in sector."""


def weighed(role: Role, side: str, candidate: Candidate, other: Role, report: Report) -> Role:
    """A side that stands in no slot, with the sector that is likeliest meant, by the mention of it or without one."""
    if role.slot not in _LOOSE or len({a.code for a in role.actors}) != 1:
        return role
    (code,) = {a.code for a in role.actors}
    if code == "---" or any(a.sector in _BODIES for a in role.actors):
        return role
    here = [
        n.mention for n in report.named(candidate.sentence.index)
        if n.codes == {code} and len(n.mention.actors) == 1 and n.mention.head not in other.heads
    ]
    if any(m.actors[0].sector in _BODIES for m in here):
        return role
    sector = _likeliest(here, side, candidate, other, code)
    return role if sector == role.actors[0].sector else _of_sector(sector, role, here, candidate)


def _likeliest(here: Iterable[Mention], side: str, candidate: Candidate, other: Role, code: str) -> str:
    faced = {a.sector for a in other.actors if a.code == code}
    shares = load_sector_shares()[candidate.type][side]["within" if faced else "abroad"]
    trigger = candidate.trigger.token.index
    near: dict[str, float] = {}
    for mention in here:
        sector = mention.actors[0].sector
        weight = (_INDIRECT_NEAR if mention.kind in _INDIRECT else 1.0) / (1 + _FAR * abs(mention.head - trigger))
        near[sector] = max(near.get(sector, 0.0), weight)

    def worth(sector: str) -> tuple[float, str]:
        value = (shares.get(sector, 0.0) + _RARE) * (1 + _NEAR * near.get(sector, 0.0))
        return value * (_SAME if sector in faced else 1.0), sector

    return max({*shares, *near}, key=worth)


def _of_sector(sector: str, role: Role, here: Iterable[Mention], candidate: Candidate) -> Role:
    trigger = candidate.trigger.token.index
    found = [m for m in here if m.actors[0].sector == sector]
    if found:
        nearest = min(found, key=lambda m: (m.kind in _INDIRECT, abs(m.head - trigger), m.head))
        return Role(nearest.actors, (nearest.head,), role.slot)
    first = role.actors[0]
    if first.sector == "UNK":
        return replace(role, actors=tuple(replace(a, sector=sector) for a in role.actors))
    return Role((Actor(first.code, sector, "", "not named: whose sector such acts mostly have"),), (), role.slot)

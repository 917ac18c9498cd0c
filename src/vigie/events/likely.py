"""Where the encoder overrules what the rules say of an event's status, mode, sectors and place.

The rules read the tree and give a reason; the encoder sees the whole passage but can give none. It prevails only where it is sure enough: by how
much was chosen on coded reports that it had not seen (`benchmarks/accuracy.py`).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from vigie.events.hints import Way
from vigie.events.modes import Manner, Modes
from vigie.events.report import Report
from vigie.records import Actor, EventPlace, Mention

_TRUST = {"occurred": 1.0, "negated": 7.0, "status": 4.0, "sector": 2.0, "words": 9.0, "entry": 5.0, "parties": 3.0}
"""What the rules' answer counts beside the encoder's, as log-odds. That nothing tells another status counts little, a negation and words beside the trigger most."""
_ENOUGH, _HARDLY = 0.5, 0.1
"""Probability from which on a mode is added where the rules tell none or takes the place of theirs, and of the likeliest one, below which none is told where only the parties tell one."""
_TINY = 1e-6
_SURE, _MARGIN, _UNSEEN = 0.0, 2.0, -9.0
"""Of places, in log-odds: from where on one is taken, by how much it must be likelier than the one that the rules find, of one that is not seen."""


def likely_status(told: str, way: Way | None) -> str:
    """The status of an event that the rules say is `told`."""
    return _likeliest(way.statuses, told, _TRUST.get(told, _TRUST["status"])) if way else told


def likely_modes(manner: Manner, way: Way | None) -> Modes:
    """The modes of an event for which the rules tell some."""
    told = manner.modes
    if way is None or not way.modes or len(told) > 1:
        return told
    if not told:
        best = max(sorted(way.modes), key=way.modes.__getitem__)
        return (best,) if way.modes[best] >= _ENOUGH else ()
    if manner.source == "parties" and max(way.modes.values()) < _HARDLY:
        return ()
    likely = {mode: share for mode, share in way.modes.items() if share >= _ENOUGH or mode == told[0]}
    return (_likeliest(likely, told[0], _TRUST[manner.source]),)


def likely_sectors(actors: Sequence[Actor], sectors: Mapping[str, float]) -> tuple[Actor, ...]:
    """The one actor of a side with the sector that he acts in."""
    if len(actors) != 1 or not sectors:
        return tuple(actors)
    actor = actors[0]
    best = _likeliest(sectors, actor.sector, _TRUST["sector"])
    if best == actor.sector:
        return (actor,)
    return (replace(actor, sector=best, reason=f"{actor.reason}; {best} in this context"),)


def likely_place(told: EventPlace | None, way: Way | None, sentence: int, report: Report, text: str) -> EventPlace | None:
    """The place of an event that the rules find at `told` or nowhere, named as near to its sentence as can be."""
    if way is None or not way.places:
        return told
    best = max(sorted(way.places), key=way.places.__getitem__)
    if way.places[best] < _SURE or told and way.places.get(told.code, _UNSEEN) > way.places[best] - _MARGIN:
        return told
    named = min(_places_named(best, report), key=lambda m: (abs(m.sentence - sentence), not m.place, m.span), default=None)
    return EventPlace(named.span.of(text), best, named.span) if named else told


def _places_named(code: str, report: Report) -> Iterator[Mention]:
    """Where the report names a country, or a place in it."""
    for sent in report.sentences:
        yield from (m for m in report.places_in(sent.index) if m.place == code)
        yield from (n.mention for n in report.named(sent.index) if n.mention.place == code or n.codes == {code} and n.mention.kind == "country")


def _likeliest(shares: Mapping[str, float], told: str, trust: float) -> str:
    """The likeliest of several, where what is told has a start."""
    return max(sorted({*shares, told}), key=lambda x: math.log(max(shares.get(x, 0.0), _TINY)) + (trust if x == told else 0.0))

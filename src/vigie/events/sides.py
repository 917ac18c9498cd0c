"""Both sides of one country: which mention is the actor and which the recipient.

The ranker chooses codes. Where both sides have one code, one mention can stand for both: "la justice a condamné l'ex-ministre" would
make justice condemn itself. Here each side gets its own mention: the shared one goes to the side whose slot it stands in, the
other side takes another mention of the code in the sentence, or is somebody unnamed whose sector the kind of act tells.
Limits: one sentence; the unnamed side's sector is the most frequent one (`ontology/opposites.yaml`).
"""

from __future__ import annotations

from dataclasses import replace

from vigie.events.candidates import Candidate
from vigie.events.clauses import is_passive
from vigie.events.keeping import Choice
from vigie.events.participants import Role
from vigie.events.report import Report
from vigie.events.sectors import weighed
from vigie.lexicon.ontology import load_event_types, load_opposites
from vigie.records import Actor

_NOT_ALONE = frozenset({"adjective", "possessive"})


def sides_of(choice: Choice, report: Report) -> tuple[Role, Role]:
    """Actor and recipient of a choice, told apart where one mention stands for both, their sectors weighed where neither has a slot."""
    actor, recipient = _told_apart(choice, report)
    actor = weighed(actor, "actor", choice.candidate, recipient, report)
    return actor, weighed(recipient, "recipient", choice.candidate, actor, report)


def _told_apart(choice: Choice, report: Report) -> tuple[Role, Role]:
    actor, recipient = choice.actor.role, choice.recipient.role
    kind = choice.candidate.type
    if load_event_types()[kind].has("civil"):
        actor = replace(actor, actors=tuple(_protester(a) for a in actor.actors))
    if load_event_types()[kind].is_mutual or not actor.actors or not recipient.actors:
        return actor, recipient
    if choice.actor.codes != choice.recipient.codes or len(choice.actor.codes) != 1:
        return actor, recipient
    if not _are_one(actor, recipient):
        return actor, recipient
    if _is_recipient(choice.candidate, actor):
        return _other(choice, report, "actor", recipient), recipient
    return actor, _other(choice, report, "recipient", actor)


def _protester(actor: Actor) -> Actor:
    """Whoever protests is no government: a state that is named stands for its people (CODING.md: demonstrations by civilians)."""
    return replace(actor, sector="CVL", reason=f"{actor.reason}, its people") if actor.sector == "GOV" and not actor.name else actor


def _are_one(actor: Role, recipient: Role) -> bool:
    if actor.heads and recipient.heads:
        return bool(set(actor.heads) & set(recipient.heads))
    return {(a.code, a.sector, a.name) for a in actor.actors} == {(a.code, a.sector, a.name) for a in recipient.actors}


def _is_recipient(candidate: Candidate, shared: Role) -> bool:
    """Whether the shared mention stands where the recipient does: in its slot, or as the subject of a passive."""
    heads = set(shared.heads)
    if heads & set(candidate.actor.heads):
        return False
    if heads & set(candidate.recipient.heads):
        return True
    trigger = candidate.trigger
    return is_passive(trigger.sentence, trigger.token.index) and bool(heads & set(trigger.slots.get("subj", ())))


def _other(choice: Choice, report: Report, side: str, known: Role) -> Role:
    """The side that the shared mention is not: another mention of the code in the sentence, or somebody unnamed."""
    candidate = choice.candidate
    (code,) = choice.actor.codes
    framed = candidate.actor if side == "actor" else candidate.recipient
    if framed.actors and not _are_one(framed, known) and {a.code for a in framed.actors} == {code}:
        return framed
    taken = set(known.heads)
    spoken = {(a.code, a.sector, a.name) for a in known.actors}
    trigger = candidate.trigger.token.index
    found = [
        named.mention for named in report.named(candidate.sentence.index)
        if named.codes == {code} and named.mention.head not in taken and named.mention.kind not in _NOT_ALONE
        and not {(a.code, a.sector, a.name) for a in named.mention.actors} & spoken
    ]
    if found:
        nearest = min(found, key=lambda m: (abs(m.head - trigger), m.head))
        return Role(nearest.actors, (nearest.head,), "sentence")
    sectors = load_opposites()[candidate.type][side]
    sector = sectors.get(known.actors[0].sector, sectors["other"])
    return Role((Actor(code, sector, "", f"not named: who usually faces {known.actors[0].sector} here"),), (), "unnamed")

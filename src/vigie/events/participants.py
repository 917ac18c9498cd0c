"""Actor and recipient of a trigger, by the frame of its entry."""

from __future__ import annotations

from dataclasses import dataclass, replace

from vigie.events.clauses import VERBAL, is_passive, preposition_of
from vigie.events.fillers import Cast, actors_of, unique
from vigie.events.slots import slots_of
from vigie.events.triggers import Trigger
from vigie.lexicon.entries import Slots as Frame
from vigie.lexicon.grammar import Grammar
from vigie.lexicon.ontology import load_event_types
from vigie.records import FOCUS, Actor, Sentence

_INSIDE = 2
"""Steps down from a filler to a place that says where it is: "visé *une raffinerie à Riazan*"."""
_OPEN = frozenset({"nsubj", "root", "dislocated", "parataxis", "obl", "vocative", "nmod"})


@dataclass(frozen=True, slots=True)
class Role:
    """Who fills a role, the heads of the phrases that say so, and the slot they stood in."""

    actors: tuple[Actor, ...] = ()
    heads: tuple[int, ...] = ()
    slot: str = ""
    is_place: bool = False
    """Whether a place stands for the actors: those of its country."""

    def __bool__(self) -> bool:
        return bool(self.actors)


def _fill_slot(trigger: Trigger, slot: str, cast: Cast, grammar: Grammar, taken: frozenset[int]) -> Role:
    sent = trigger.sentence
    base, _, inner = slot.partition(".")
    heads = trigger.slots.get(base, [])
    if inner:
        heads = [i for h in heads for i in slots_of(sent, h, grammar).get(inner, ())]
    actors: list[Actor] = []
    used: list[int] = []
    for head in heads:
        if head in taken or sent.tokens[head].text.lower() in grammar.negative_pronouns and not sent.dependents(head, "det"):
            continue
        found = actors_of(cast, sent, head, grammar, taken)
        if found:
            actors.extend(found)
            used.append(head)
    return Role(unique(actors), tuple(used), slot)


def fill_role(trigger: Trigger, frame: Frame, cast: Cast, grammar: Grammar, taken: frozenset[int]) -> Role:
    """The first alternative of a frame that yields an actor.

    Args:
        trigger: The trigger with its slots.
        frame: Alternatives in order; slots joined in one alternative are filled together.
        cast: The article's mentions.
        grammar: The language's closed-class words.
        taken: Heads already used by another role.
    """
    for alternative in frame:
        parts = [_fill_slot(trigger, slot, cast, grammar, taken) for slot in alternative]
        actors = unique(a for part in parts for a in part.actors)
        if actors:
            heads = tuple(h for part in parts for h in part.heads)
            return Role(actors, heads, "+".join(alternative))
    return Role()


def _side_of_place(trigger: Trigger, frame: Frame, cast: Cast, grammar: Grammar, taken: frozenset[int]) -> Role:
    """Where a frame's slot holds a place alone, the side of its country: "bombardé *Kharkiv*", "la visite *à Hanoï*".

    Beside something that is nobody the place of the clause counts: "frappé un dépôt *à Riazan*".
    """
    sent, slots = trigger.sentence, trigger.slots
    for slot in (slot for alternative in frame for slot in alternative):
        heads = [h for h in slots.get(slot, ()) if h not in taken]
        around = [h for name in sorted(grammar.locative) for h in slots.get(name, ())] if slot == "obj" and heads else []
        for group in (heads, around):
            found = {h: _place_in(sent, h, cast) for h in group}
            used = tuple(h for h, place in found.items() if place[0])
            if used:
                return Role(unique(Actor(found[h][0], "GOV", "", f"the country of '{found[h][1]}'") for h in used), used, slot, is_place=True)
    return Role()


def _place_in(sent: Sentence, head: int, cast: Cast, depth: int = 0) -> tuple[str, str]:
    """Code and name of the place that a phrase names, or that stands in it."""
    for mention in cast.at(sent, head):
        if mention.place and not mention.actors:
            return mention.place, sent.tokens[head].text
    if depth < _INSIDE:
        for child in sent.dependents(head, "nmod", "obl", "appos"):
            code, name = _place_in(sent, child.index, cast, depth + 1)
            if code:
                return code, name
    return "", ""


def _lost_subject(trigger: Trigger, cast: Cast, grammar: Grammar) -> Role:
    """Where the tree lost the subject of a finite active verb: the first phrase of the sentence that acts and has no preposition."""
    sent, token = trigger.sentence, trigger.token
    is_wanted = any("subj" in alternative for alternative in trigger.entry.actor)
    if not is_wanted or "subj" in trigger.slots or token.upos not in VERBAL or is_passive(sent, token.index):
        return Role()
    if token.feat("VerbForm") != "Fin" and not any(a.feat("VerbForm") == "Fin" for a in sent.dependents(token.index, "aux")):
        return Role()
    for other in sent.tokens[: token.index]:
        if other.upos in ("NOUN", "PROPN", "PRON") and not preposition_of(sent, other.index, grammar) and other.relation in _OPEN:
            found = actors_of(cast, sent, other.index, grammar, frozenset({token.index}))
            if found:
                return Role(found, (other.index,), "subj, lost in the tree")
    return Role()


def _somebody(trigger: Trigger, frame: Frame, cast: Cast, taken: frozenset[int], focus: str, grammar: Grammar) -> Role:
    """A person of whom nothing is known, by a pronoun or a name: somebody of the country that the report is about."""
    for alternative in frame:
        for slot in alternative:
            for head in trigger.slots.get(slot, ()):
                token = trigger.sentence.tokens[head]
                is_human = token.name == "PER" or token.upos == "PROPN" and not token.name or token.upos == "PRON" and token.feat("PronType") in ("Prs", "Dem", "Ind", "")
                is_human = is_human and token.text.lower() not in grammar.negative_pronouns
                is_human = is_human and not any(m.place for m in cast.at(trigger.sentence, head))
                if focus and is_human and head not in taken and slot in ("subj", "obj"):
                    return Role((Actor(focus, "UNK", "", f"'{token.text}', {FOCUS}"),), (head,), slot)
    return Role()


def participants_of(trigger: Trigger, cast: Cast, grammar: Grammar, focus: str = "") -> tuple[Role, Role]:
    """Actor and recipient of a trigger; whoever is actor is not recipient too."""
    own = frozenset({trigger.token.index})
    actor = (
        fill_role(trigger, trigger.entry.actor, cast, grammar, own)
        or _lost_subject(trigger, cast, grammar)
        or _somebody(trigger, trigger.entry.actor, cast, own, focus, grammar)
    )
    taken = own | frozenset(actor.heads)
    recipient = (
        fill_role(trigger, trigger.entry.recipient, cast, grammar, taken)
        or _side_of_place(trigger, trigger.entry.recipient, cast, grammar, taken)
        or _somebody(trigger, trigger.entry.recipient, cast, taken, focus, grammar)
    )
    named = {(a.code, a.name, a.sector) for a in actor.actors}
    kept = tuple(r for r in recipient.actors if (r.code, r.name, r.sector) not in named)
    if kept != recipient.actors:
        recipient = replace(recipient, actors=kept) if kept else Role()
    return actor, recipient


def is_enough(trigger: Trigger, actor: Role, recipient: Role) -> bool:
    """Whether the participants that the entry needs are there."""
    have = (bool(actor.actors), bool(recipient.actors))
    if trigger.entry.needs == "both" and len({a.code for a in actor.actors}) > 1 and load_event_types()[trigger.entry.type].is_mutual:
        return True
    return {
        "actor": have[0],
        "recipient": have[1],
        "both": all(have),
        "either": any(have),
        "nobody": True,
    }[trigger.entry.needs]

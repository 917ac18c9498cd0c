"""How an act is done: the mode of its entry, or of the words that stand beside the trigger ("attaqué *à l'arme blanche*").

An entry's own mode stands, but for what `ontology/modes.yaml` allows to be added or made more precise. Of several words the one nearest
behind the trigger tells the mode, else the nearest before it. Limits: the words are looked for in the trigger's clause, so a weapon named
in the next sentence is not seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from vigie.events.clauses import VERBAL
from vigie.events.triggers import Trigger
from vigie.lexicon.modes import ModeRule, load_mode_rules, load_mode_words
from vigie.records import Actor, Sentence, codes_of

_SUBORDINATE = frozenset({"ccomp", "advcl", "acl:relcl", "parataxis", "csubj"})
_SUBJECTS = ("nsubj", "csubj", "expl")
_ORGANISATION = "IGO"

Modes = tuple[str, ...]


class Manner(NamedTuple):
    """The modes of an event."""

    modes: Modes
    reason: str = ""
    """What tells them, where the entry does not."""
    source: str = "entry"
    """`entry`, `words` beside the trigger, or `parties`: who takes part, or nothing else."""


def modes_of(trigger: Trigger, language: str, actors: Sequence[Actor], recipients: Sequence[Actor], place: str = "") -> Manner:
    """The modes of an event and, where its entry does not tell them, what does.

    Args:
        trigger: The event's trigger.
        language: Code of the report's language.
        actors: Its actors.
        recipients: Its recipients.
        place: Code of the country where it takes place, or empty.
    """
    own = trigger.entry.modes
    rule = load_mode_rules().get(trigger.entry.type)
    if rule is None or own and not any(m in rule.beside or m in rule.instead for m in own):
        return Manner(own)
    told, words = _told(trigger, rule, language)
    reason = f"mode {told}: « {words} »"
    if told and not own:
        return Manner((told,), reason, "words")
    if any(told in rule.instead.get(m, ()) for m in own):
        kept = [m for m in own if told not in (m, *rule.instead.get(m, ()))]
        return Manner((*kept, told), reason, "words")
    if told not in own and any(told in rule.beside.get(m, ()) for m in own):
        return Manner((*own, told), reason, "words")
    for mode, number in () if own else rule.parties:
        if _is_party(number, actors, recipients):
            return Manner((mode,), f"mode {mode}: who takes part", "parties")
    if rule.host and not own and len(codes_of((*actors, *recipients))) == 2 and place in codes_of((*actors, *recipients)):
        return Manner((rule.host,), f"mode {rule.host}: one receives the other", "parties")
    if rule.rest and not own:
        return Manner((rule.rest,), f"mode {rule.rest}: nothing tells another", "parties")
    return Manner(own)


def _is_party(number: int, actors: Sequence[Actor], recipients: Sequence[Actor]) -> bool:
    """Whether so many take part, or an organisation of states alone."""
    codes = codes_of((*actors, *recipients)) - {"---"}
    return len(codes) >= number or len(codes) == 1 and all(a.sector == _ORGANISATION for a in (*actors, *recipients))


def _told(trigger: Trigger, rule: ModeRule, language: str) -> tuple[str, str]:
    """The mode that the words tell, with the words; empty when none does."""
    lists = load_mode_words(language).get(trigger.entry.type)
    if lists is None:
        return "", ""
    sent, here = trigger.sentence, trigger.token.index
    region = _content(sent, _heads(trigger)) if rule.within == "content" else _clause(sent, here)
    found = list(lists.find([sent.tokens[i] for i in sorted(region)]))
    if not found:
        return "", ""
    best = min(found, key=lambda f: (f.last < here, abs(f.first - here)))
    return best.labels[0], " ".join(t.text for t in sent.tokens[best.first : best.last + 1])


def _heads(trigger: Trigger) -> list[int]:
    """The trigger and the verb that carries it."""
    return [trigger.token.index] if trigger.carrier < 0 else [trigger.token.index, trigger.carrier]


def _content(sent: Sentence, heads: Iterable[int]) -> set[int]:
    """What hangs on the trigger and the verb that carries it, without subjects and what is joined to them."""
    found: set[int] = set()
    for head in heads:
        found.add(head)
        for child in sent.dependents(head):
            if child.relation not in _SUBJECTS and not (child.relation in ("conj", "parataxis") and child.upos in VERBAL):
                found.update(sent.subtree(child.index))
    return found


def _clause(sent: Sentence, index: int) -> set[int]:
    """The smallest clause around a word, without the clauses that hang on it."""
    top = sent.tokens[index]
    while top.head != top.index and not (top.upos in VERBAL and (top.deprel in _SUBORDINATE or top.relation == "conj")):
        top = sent.tokens[top.head]
    found, todo = {top.index}, [top.index]
    while todo:
        for child in sent.dependents(todo.pop()):
            if child.deprel in _SUBORDINATE or child.relation == "conj" and child.upos in VERBAL:
                continue
            found.add(child.index)
            todo.append(child.index)
    return found

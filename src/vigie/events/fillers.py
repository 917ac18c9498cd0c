"""From a phrase to the actors that it stands for.

A filler is often no actor itself: "condamné *l'attaque* de la Russie", "salué *la décision* de Paris". The phrase is then
searched for whoever owns or did the thing: adjective, possessive, genitive, agent, apposition, in that order.
Limits: three levels deep; a phrase that only says where (a locative preposition) owns nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from vigie.events.clauses import conjuncts, preposition_of
from vigie.events.slots import slots_of
from vigie.lexicon.grammar import Grammar
from vigie.records import Actor, Mention, Sentence, Span

_DEPTH = 3
ARMED = frozenset({"MIL", "REB", "PRM", "UAF", "COP", "PRE", "SPY"})
STATE_KINDS = frozenset({"country", "capital", "seat", "people", "adjective", "organisation"})
PERSON_KINDS = frozenset({"person", "role", "pronoun", "people", "group"})


class Cast:
    """The mentions of an article, found by the token that heads them."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self._by_head: dict[tuple[int, int], list[Mention]] = defaultdict(list)
        for mention in mentions:
            self._by_head[(mention.sentence, mention.head)].append(mention)

    def at(self, sent: Sentence, index: int) -> list[Mention]:
        """Mentions headed by a token, those that resolve to actors first."""
        found = self._by_head.get((sent.index, index), [])
        return sorted(found, key=lambda m: (not m.actors, m.kind == "place"))

    def within(self, sent: Sentence, span: Span) -> list[Mention]:
        """Mentions whose head token lies in a range of characters."""
        return [
            mention
            for token in sent.tokens
            if span.start <= token.start < span.end
            for mention in self._by_head.get((sent.index, token.index), [])
        ]


def unique(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    """Actors without repetition, in order; one without a name gives way to the same with one."""
    kept: dict[tuple[str, str, str], Actor] = {}
    for actor in actors:
        kept.setdefault((actor.code, actor.sector, actor.name.casefold()), actor)
    return tuple(kept.values())


def direct_actors(cast: Cast, sent: Sentence, index: int) -> tuple[Actor, ...]:
    """The actors that a phrase names or describes itself."""
    for mention in cast.at(sent, index):
        if mention.actors:
            return mention.actors
    return ()


def actors_of(
    cast: Cast, sent: Sentence, index: int, grammar: Grammar, taken: frozenset[int] = frozenset(), depth: int = 0
) -> tuple[Actor, ...]:
    """The actors that the phrase headed by a token stands for; empty when it stands for none.

    Args:
        cast: The article's mentions.
        sent: The sentence.
        index: The head of the phrase.
        grammar: The language's closed-class words.
        taken: Tokens already used as another participant, which own nothing here.
        depth: How deep the search already is.
    """
    if index in taken or depth > _DEPTH:
        return ()
    found = direct_actors(cast, sent, index)
    if found:
        return found
    token = sent.tokens[index]
    if token.upos == "PRON" or token.upos == "PROPN" and any(m.place for m in cast.at(sent, index)):
        return ()
    slots = slots_of(sent, index, grammar)
    if token.lemma in grammar.measures or token.upos in ("NUM",):
        order: tuple[str, ...] = (grammar.genitive,)
    else:
        order = ("adj", "poss", *sorted(grammar.agent), grammar.genitive, *sorted(grammar.between))
    for slot in order:
        owners = [
            actor
            for filler in slots.get(slot, ())
            if filler != index
            for actor in actors_of(cast, sent, filler, grammar, taken, depth + 1)
        ]
        if owners:
            return unique(owners)
    for child in sent.dependents(index, "appos", "flat"):
        owners = list(actors_of(cast, sent, child.index, grammar, taken, depth + 1))
        if owners:
            return unique(owners)
    return ()


def phrase_lemmas(sent: Sentence, index: int, grammar: Grammar) -> set[str]:
    """The lemmas that a phrase may be recognised by: its head, what the head measures, and fixed parts."""
    token = sent.tokens[index]
    lemmas = {token.lemma, token.lemma.lower(), token.text.lower()}
    if token.lemma in grammar.measures or token.upos == "NUM":
        for child in sent.dependents(index, "nmod", "obl"):
            if preposition_of(sent, child.index, grammar) == grammar.genitive:
                lemmas |= {child.lemma, child.text.lower()}
    for child in sent.dependents(index, "compound", "flat", "fixed"):
        lemmas |= {child.lemma, child.text.lower()}
    return lemmas


def expand(sent: Sentence, fillers: Iterable[int]) -> list[int]:
    """Fillers with what is coordinated to them."""
    found: list[int] = []
    for filler in fillers:
        for index in conjuncts(sent, filler):
            if index not in found:
                found.append(index)
    return found

"""Facts of the system that a report states in passing: membership, leadership, alliance, office.

Offices come from the phrases that name a person by one ("le ministre turc de la Défense Hulusi Akar"); the others from
relations.yaml, by the same slots as events.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace

from vigie.events.assertion import is_negated
from vigie.events.clauses import conjuncts
from vigie.events.fillers import Cast, actors_of, direct_actors
from vigie.events.slots import Slots, slots_of
from vigie.lexicon.entries import Slots as Frame
from vigie.lexicon.grammar import Grammar, load_grammar
from vigie.lexicon.relations import RelationEntry, load_relations
from vigie.records import Actor, Article, Evidence, Mention, Relation, Sentence, Span, Token

_POS_OF = {"VERB": "verb", "NOUN": "noun", "ADJ": "adj"}


def find_relations(
    article: Article, sentences: Sequence[Sentence], mentions: Sequence[Mention]
) -> tuple[Relation, ...]:
    """The relations that an article states, each once, in order of the text."""
    grammar, cast = load_grammar(article.language), Cast(mentions)
    entries = load_relations(article.language)
    found: dict[tuple[str, ...], Relation] = {}
    whole = hashlib.sha256(f"{article.id}\x1f{article.text}".encode("utf-8", "surrogatepass"))
    for sent in sentences:
        if not sent.is_parsed:
            continue
        for relation in (*_stated(article, sent, entries, cast, grammar), *_offices(article, sent, cast)):
            key = (
                relation.kind, relation.subject.code, relation.subject.name,
                relation.object.code, relation.object.name.casefold(),
            )  # fmt: skip
            if key not in found:
                found[key] = replace(relation, id=_relation_id(whole, key))
    return tuple(found.values())


def _stated(
    article: Article,
    sent: Sentence,
    entries: dict[tuple[str, str], tuple[RelationEntry, ...]],
    cast: Cast,
    grammar: Grammar,
) -> Iterator[Relation]:
    for token in sent.tokens:
        rows = entries.get((_POS_OF.get(token.upos, ""), token.lemma), ())
        if not rows or is_negated(sent, token, grammar):
            continue
        slots = _with_apposition(sent, token, slots_of(sent, token.index, grammar))
        for entry in rows:
            subjects = _first(sent, slots, entry.subject, cast, grammar)
            objects = _first(sent, slots, entry.object, cast, grammar)
            words = Span(min(token.start, sent.span_of(token.index).start), sent.span_of(token.index).end)
            for subject in subjects:
                for target in objects:
                    if (subject.code, subject.name) != (target.code, target.name):
                        yield Relation(entry.kind, subject, target, Evidence(words, words.of(article.text), entry.id))


def _with_apposition(sent: Sentence, token: Token, slots: Slots) -> Slots:
    """Adds the slot `appos`: the names in apposition to a noun, or the noun to which it stands in apposition."""
    partners = [t.index for t in sent.dependents(token.index, "appos", "flat") if t.upos in ("PROPN", "NOUN")]
    if token.relation == "appos":
        partners.append(token.head)
    return {**slots, "appos": partners} if partners else slots


def _first(sent: Sentence, slots: Slots, frame: Frame, cast: Cast, grammar: Grammar) -> tuple[Actor, ...]:
    for alternative in frame:
        for slot in alternative:
            for head in slots.get(slot, ()):
                for index in conjuncts(sent, head):
                    actors = direct_actors(cast, sent, index) or actors_of(cast, sent, index, grammar)
                    if actors:
                        return actors
    return ()


def _offices(article: Article, sent: Sentence, cast: Cast) -> Iterator[Relation]:
    for token in sent.tokens:
        for mention in cast.at(sent, token.index):
            if mention.kind != "role" or not mention.office or len(mention.actors) != 1 or not mention.actors[0].name:
                continue
            actor = mention.actors[0]
            office = Actor(actor.code, "", mention.office)
            evidence = Evidence(mention.span, mention.span.of(article.text), "mechanism:office")
            yield Relation("holds_office", actor, office, evidence)


def _relation_id(whole: hashlib._Hash, key: tuple[str, ...]) -> str:
    """An id of the report, whose digest is begun, and of what the relation states."""
    digest = whole.copy()
    digest.update("".join(f"\x1f{part}" for part in key).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:16]

"""Who a speaker is, where the mention itself does not tell: by a name told elsewhere, by its own phrase, by its paragraph.

A mention whose country is unknown or only the report's (`FOCUS`) is asked three questions, in this order: does the report say
of this name who it is ("Lindqvist said", where "Swedish trade envoy Karin Lindqvist" stood before)? Does the phrase around it name
somebody ("Dana Whitfield, porte-parole du Pentagone")? Does the paragraph speak of one government that is not the
report's ("Lima a protesté mardi. Puis la ministre …")?
Limits: two people with one surname are nobody; a paragraph that names the report's country changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from vigie.lexicon.nametrie import fold
from vigie.records import FOCUS, Actor, Mention, Sentence, Span, Token

NOBODY = "---"
WORDS = "words"
"""Reason of a speaker of whom there are only the words of the report."""
_MAY_BE_PEOPLE = frozenset({"PER", "LOC", ""})
"""Labels of a surname: the model often takes one alone for a place."""
_PEOPLE = frozenset({"person", "role"})
_STATES = frozenset({"country", "capital", "seat"})
_POINTERS = frozenset({"pronoun", "possessive", "place"})
_INSIDE = frozenset({"amod", "nmod", "compound", "flat", "appos", "fixed"})
_ACTING = frozenset({"nsubj", "nsubj:pass", "obl:agent"})
_OPENING = 4
"""Words of a sentence in which a place counts as its opening."""


def is_sure(actor: Actor) -> bool:
    """Whether an actor's country is told and not only that of the report."""
    return actor.code != NOBODY and FOCUS not in actor.reason


class Identities:
    """What one report tells of those who speak in it.

    Args:
        sentences: By index.
        mentions: Of each sentence.
    """

    def __init__(self, sentences: Mapping[int, Sentence], mentions: Mapping[int, Sequence[Mention]]) -> None:
        self._sentences = sentences
        self._mentions = mentions
        self._by_surname = self._surnames()
        self._states: dict[int, list[tuple[int, str]]] = {}
        self._chains: dict[int, list[Mention]] = {}
        self._told_by_chain: dict[tuple[int, Actor], Actor | None] = {}
        self._state_of_chain: dict[tuple[int, str], str] = {}
        known = (a.code for row in mentions.values() for m in row for a in m.actors if FOCUS in a.reason and a.code != NOBODY)
        self._focus = next(known, "")
        for index in sorted(mentions):
            for mention in mentions[index]:
                self._note_state(mention)
                if mention.chain >= 0 and mention.kind in _PEOPLE:
                    self._chains.setdefault(mention.chain, []).append(mention)

    def better(self, sentence: Sentence, token: Token, span: Span, actor: Actor, chain: int = -1) -> Actor:
        """A surer actor for the speaker whose words are `span`, headed by `token`; the same when nothing tells more.

        `chain` is the coreference chain that the words belong to, or -1: what stands beside another mention of it counts too.
        """
        if is_sure(actor):
            return actor
        found = self._by_name(sentence, token, span) or self._by_phrase(sentence, token, span, actor) or self._by_chain(chain, actor)
        if found is not None:
            return found
        if actor.code == NOBODY and actor.reason == WORDS and token.upos == "PROPN" and token.name in _MAY_BE_PEOPLE and self._focus:
            return Actor(self._focus, actor.sector, actor.name, f"name of whom the report tells no country, {FOCUS}")
        if FOCUS not in actor.reason:
            return actor
        code = self._by_paragraph(sentence, span, actor.code) or self._by_paragraphs(chain, actor.code)
        return Actor(code, actor.sector, actor.name, "government of the paragraph") if code else actor

    def _by_chain(self, chain: int, actor: Actor) -> Actor | None:
        """The same by the first other mention of the chain that tells it; a chain is gone through once for each actor asked about."""
        key = (chain, actor)
        if key not in self._told_by_chain:
            where = ((self._sentences[m.sentence], self._sentences[m.sentence].tokens[m.head], m.span) for m in self._chains.get(chain, ()))
            found = (self._by_name(*place) or self._by_phrase(*place, actor) for place in where)
            self._told_by_chain[key] = next((f for f in found if f is not None), None)
        return self._told_by_chain[key]

    def _by_paragraphs(self, chain: int, focus: str) -> str:
        """The government of the first paragraph of a chain's mentions that speaks of one."""
        key = (chain, focus)
        if key not in self._state_of_chain:
            codes = (self._by_paragraph(self._sentences[m.sentence], m.span, focus) for m in self._chains.get(chain, ()))
            self._state_of_chain[key] = next(filter(None, codes), "")
        return self._state_of_chain[key]

    # ------------------------------------------------------------------ names

    def _surnames(self) -> dict[str, Actor | None]:
        """Last word of each name that the report resolves → who that is; None where two bear it."""
        found: dict[str, Actor | None] = {}
        for mentions in self._mentions.values():
            for mention in mentions:
                if mention.kind not in _PEOPLE or len(mention.actors) != 1:
                    continue
                actor = mention.actors[0]
                if not actor.name or not actor.name[:1].isupper() or not is_sure(actor):
                    continue
                word = fold(actor.name.split()[-1])
                other = found.get(word, actor)
                found[word] = actor if other is not None and other.code == actor.code else None
        return found

    def _by_name(self, sentence: Sentence, token: Token, span: Span) -> Actor | None:
        if token.upos == "PRON":
            return None
        here = [token, *(t for t in sentence.tokens if span.covers(t.span) and t.index != token.index)]
        below = [t for t in sentence.dependents(token.index, "nmod", "flat", "appos") if not sentence.dependents(t.index, "case")]
        for word in (*here, *below):
            if word.text[:1].isupper():
                found = self._by_surname.get(fold(word.text))
                if found is not None:
                    return Actor(found.code, found.sector, found.name, f"named elsewhere: {found.name}")
        return None

    # ------------------------------------------------------------------ the phrase around

    def _by_phrase(self, sentence: Sentence, token: Token, span: Span, actor: Actor) -> Actor | None:
        """Somebody known whose mention hangs on the speaker's, or stands in an apposition beside it."""
        if token.upos == "PRON":
            return None
        below = set(self._noun_phrase(sentence, token))
        around = [
            m for m in self._mentions.get(sentence.index, ())
            if m.kind not in _POINTERS and len({a.code for a in m.actors}) == 1 and is_sure(m.actors[0])
            and (m.head in below or _is_apposed(sentence, span, m.span))
        ]
        for mention in sorted(around, key=lambda m: (m.kind not in _PEOPLE, m.span)):
            other = mention.actors[0]
            sector = other.sector if mention.kind in _PEOPLE or actor.sector == "UNK" else actor.sector
            return Actor(other.code, sector, actor.name or other.name, f"named beside: {other.name or other.code}")
        return None

    @staticmethod
    def _noun_phrase(sentence: Sentence, token: Token) -> list[int]:
        kept, todo = [token.index], [token.index]
        while todo:
            for child in sentence.dependents(todo.pop(), *_INSIDE):
                kept.append(child.index)
                todo.append(child.index)
        return kept

    # ------------------------------------------------------------------ the paragraph

    def _note_state(self, mention: Mention) -> None:
        """Keep the governments that act in a paragraph, and the country of the place that opens a sentence."""
        sentence = self._sentences.get(mention.sentence)
        if sentence is None or not sentence.is_parsed:
            return
        code = mention.actors[0].code if mention.actors else mention.place
        token = sentence.tokens[mention.head]
        acts = bool(mention.actors) and mention.kind in _STATES and token.deprel in _ACTING
        opens = mention.kind in _STATES | {"place"} and mention.head < _OPENING
        row = self._states.setdefault(sentence.block, [])
        if code and code != NOBODY and mention.kind not in {"pronoun", "possessive"} and all(is_sure(a) for a in mention.actors):
            row.append((mention.span.start, code if acts or opens else f"-{code}"))

    def _by_paragraph(self, sentence: Sentence, span: Span, focus: str) -> str:
        row = [code for start, code in self._states.get(sentence.block, ()) if start < span.start]
        acting = [code for code in row if not code.startswith("-")]
        if not acting or focus in {code.removeprefix("-") for code in row}:
            return ""
        return acting[-1]


def _is_apposed(sentence: Sentence, one: Span, other: Span) -> bool:
    """Whether two phrases stand side by side, with nothing or one comma between them, and no verb."""
    first, second = sorted((one, other))
    gap = [t for t in sentence.tokens if first.end <= t.start and t.end <= second.start]
    return len(gap) <= 2 and all(t.text in {",", "(", "-", "–"} or t.upos == "DET" for t in gap) and first.end <= second.start

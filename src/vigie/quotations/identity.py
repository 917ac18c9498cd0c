"""Who a speaker is, where the mention itself does not tell: by a name told elsewhere, by its own phrase, by its paragraph.

A mention whose country is unknown or only the report's (`FOCUS`) is asked, in this order: does the report say of this name who it is
("Lindqvist said", where "Swedish trade envoy Karin Lindqvist" stood before)? Does the phrase around it name somebody ("Dana Whitfield,
porte-parole du Pentagone", "Ana Ruiz, qui dirige la mission")? Is it a post of organisations ("la commissaire"), and which was named
before? Does an official's paragraph speak of one government that is not the report's ("Lima a protesté mardi. Puis la ministre …")?
Who speaks without any country is of the report's country: reports leave out what goes without saying.
Limits: two people with one surname are nobody; a paragraph that names the report's country changes nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from vigie.lexicon.nametrie import fold
from vigie.quotations.lexicon import SpeechLexicon, plain
from vigie.records import FOCUS, Actor, Mention, Sentence, Span, Token

NOBODY = "---"
WORDS = "words"
"""Reason of a speaker of whom there are only the words of the report."""
SOURCE = "source without a name"
_PEOPLE = frozenset({"person", "role"})
_STATES = frozenset({"country", "capital", "seat"})
_POINTERS = frozenset({"pronoun", "possessive", "place"})
_INSIDE = frozenset({"amod", "nmod", "compound", "flat", "appos", "fixed"})
_ACTING = frozenset({"nsubj", "nsubj:pass", "obl:agent"})
_OFFICIAL = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY"})
_ORGANISED = frozenset({"NGO", "IGO", "REB", "PRM", "JRN"})
"""Sectors of those who may be of no country."""
_ALPHA_3 = 3
_ABROAD = frozenset({"MIL", "GOV"})
_PREFIX = 3
"""Letters of a particle joined to a surname: *al*-Masri."""
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
        words: The language's words of speech.
    """

    def __init__(self, sentences: Mapping[int, Sentence], mentions: Mapping[int, Sequence[Mention]], words: SpeechLexicon) -> None:
        self._sentences = sentences
        self._mentions = mentions
        self._words = words
        self._by_surname = self._surnames()
        self._states: dict[int, list[tuple[int, str]]] = {}
        self._chains: dict[int, list[Mention]] = {}
        self._told_by_chain: dict[tuple[int, Actor], Actor | None] = {}
        self._focus_of_chain: dict[int, frozenset[str]] = {}
        self._state_of_chain: dict[tuple[int, str], str] = {}
        told = [(a.code, a.reason) for row in mentions.values() for m in row for a in (*m.actors, *_places(m))]
        self._focus = next((code for code, reason in told if FOCUS in reason and code != NOBODY), "") or _commonest(told)
        for index in sorted(mentions):
            for mention in mentions[index]:
                self._note_state(mention)
                if mention.chain >= 0 and mention.kind in _PEOPLE:
                    self._chains.setdefault(mention.chain, []).append(mention)

    def better(self, sentence: Sentence, token: Token, span: Span, actor: Actor, chain: int = -1) -> Actor:
        """A surer actor for the speaker whose words are `span`, headed by `token`; the same when nothing tells more.

        `chain` is the coreference chain that the words belong to, or -1: what stands beside another mention of it counts too.
        """
        if self._words.of_no_country & {plain(token.lemma)} and FOCUS in actor.reason and actor.sector in _ABROAD:
            return Actor(NOBODY, actor.sector, actor.name or span_text(sentence, span), f"'{token.text}' of no country")
        if is_sure(actor) and not self._is_told_by_focus(chain, actor):
            return self._office_before(sentence, span, actor)
        if actor.code == NOBODY and actor.sector in _ORGANISED and actor.reason != WORDS:
            return actor
        found = self._by_words(sentence, token, span, actor) or self._by_chain(chain, actor)
        if found is not None:
            return found
        if actor.code == NOBODY:
            return self._by_report(sentence, token, span, actor)
        if actor.sector not in _OFFICIAL:
            return actor
        code = self._by_paragraph(sentence, span, actor.code) or self._by_paragraphs(chain, actor.code)
        return Actor(code, actor.sector, actor.name, "government of the paragraph") if code else actor

    def _by_words(self, sentence: Sentence, token: Token, span: Span, actor: Actor) -> Actor | None:
        """The same by what stands in and around the words themselves."""
        return (
            self._by_name(sentence, token, span)
            or self._by_phrase(sentence, token, span, actor)
            or self._by_clause(sentence, token, actor)
            or self._by_post(sentence, token, span, actor)
        )

    def _by_chain(self, chain: int, actor: Actor) -> Actor | None:
        """The same by the first other mention of the chain that tells it; a chain is gone through once for each actor asked about."""
        key = (chain, actor)
        if key not in self._told_by_chain:
            where = ((self._sentences[m.sentence], self._sentences[m.sentence].tokens[m.head], m.span) for m in self._chains.get(chain, ()))
            found = (self._by_words(*place, actor) for place in where)
            self._told_by_chain[key] = next((f for f in found if f is not None), None)
        return self._told_by_chain[key]

    def _by_paragraphs(self, chain: int, focus: str) -> str:
        """The government of the first paragraph of a chain's mentions that speaks of one."""
        key = (chain, focus)
        if key not in self._state_of_chain:
            codes = (self._by_paragraph(self._sentences[m.sentence], m.span, focus) for m in self._chains.get(chain, ()))
            self._state_of_chain[key] = next(filter(None, codes), "")
        return self._state_of_chain[key]

    def _is_told_by_focus(self, chain: int, actor: Actor) -> bool:
        """Whether a pronoun's actor is one of whom the report tells no country, so that its country is only the report's."""
        if "pronoun" not in actor.reason:
            return False
        if chain not in self._focus_of_chain:
            told = (a.code for m in self._chains.get(chain, ()) for a in m.actors if FOCUS in a.reason)
            self._focus_of_chain[chain] = frozenset(told)
        return actor.code in self._focus_of_chain[chain]

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
                for word in _surname_forms(actor.name):
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
            and (m.head in below or m.kind != "person" and _is_apposed(sentence, span, m.span) and not sentence.dependents(m.head, "case"))
        ]
        for mention in sorted(around, key=lambda m: (m.kind not in _PEOPLE, m.span)):
            other = mention.actors[0]
            sector = other.sector if mention.kind in _PEOPLE or actor.sector == "UNK" else actor.sector
            return Actor(other.code, sector, actor.name or other.name, f"named beside: {other.name or other.code}")
        return None

    def _by_clause(self, sentence: Sentence, token: Token, actor: Actor) -> Actor | None:
        """Whom a relative clause says that somebody leads or serves: "Ana Ruiz, qui *dirige la mission*", "who was *their envoy*"."""
        for clause in sentence.dependents(token.index, "acl"):
            is_copular = bool(sentence.dependents(clause.index, "cop"))
            if clause.index < token.index or not is_copular and plain(clause.lemma) not in self._words.rulers:
                continue
            told = set(sentence.subtree(clause.index) if is_copular else (i for t in sentence.dependents(clause.index, "obj") for i in sentence.subtree(t.index)))
            for mention in self._mentions.get(sentence.index, ()):
                if mention.head in told and sentence.tokens[mention.head].upos != "PRON" and len(mention.actors) == 1 and is_sure(mention.actors[0]):
                    other = mention.actors[0]
                    return Actor(other.code, other.sector, actor.name, f"by what is said of him: {mention.span}")
        return None

    def _by_post(self, sentence: Sentence, token: Token, span: Span, actor: Actor) -> Actor | None:
        """The organisation named last before a post that organisations have: "*la commissaire* Ana Ruiz"."""
        words = [plain(t.lemma) for t in sentence.tokens if span.covers(t.span) or t.head == token.index and t.relation in _INSIDE]
        if not self._words.of_organisations & {*words, *(" ".join(pair) for pair in pairwise(words))}:
            return None
        before = [
            m for row in self._mentions.values() for m in row
            if m.span.end <= span.start and m.kind in {"organisation", "adjective"} and m.actors and m.actors[0].sector == "IGO"
        ]
        if not before:
            return None
        other = max(before, key=lambda m: m.span.start).actors[0]
        return Actor(other.code, other.sector, actor.name, f"post of the organisation named before: {other.code}")

    def _office_before(self, sentence: Sentence, span: Span, actor: Actor) -> Actor:
        """Who somebody told of by nationality is by the office right before it: "*le directeur de l'agence*, la Chilienne Ana Ruiz"."""
        if not actor.reason.startswith("people"):
            return actor
        for mention in self._mentions.get(sentence.index, ()):
            if mention.kind == "role" and mention.span.end <= span.start and len(mention.actors) == 1 and _is_apposed(sentence, mention.span, span):
                other = mention.actors[0]
                if other.sector == "IGO" and is_sure(other):
                    return Actor(other.code, other.sector, actor.name, f"office beside: {other.code}")
                return Actor(actor.code, other.sector, actor.name, actor.reason)
        return actor

    def _by_report(self, sentence: Sentence, token: Token, span: Span, actor: Actor) -> Actor:
        """The country of the place in a phrase, else the report's, for somebody who is not known to be of none."""
        if plain(token.lemma) in self._words.of_no_country or token.upos == "PRON":
            return actor
        below = set(sentence.subtree(token.index))
        placed = (m.place for m in self._mentions.get(sentence.index, ()) if m.place and not m.actors and m.head in below and m.span.start <= span.end + 3)
        code = next(placed, "")
        if code:
            return Actor(code, actor.sector, actor.name, f"place in '{actor.name}'")
        if not self._focus:
            return actor
        return Actor(self._focus, actor.sector, actor.name, f"{actor.reason} of whom no country is told, {FOCUS}")

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


def span_text(sentence: Sentence, span: Span) -> str:
    """The words of a span of a sentence, with one space between."""
    return " ".join(t.text for t in sentence.tokens if span.covers(t.span))


def _places(mention: Mention) -> tuple[Actor, ...]:
    return (Actor(mention.place, "", "", "place"),) if mention.place and not mention.actors else ()


def _commonest(told: Sequence[tuple[str, str]]) -> str:
    """The country that most mentions tell; of several, the one told first."""
    counts = Counter(code for code, _ in told if len(code) == _ALPHA_3 and code.isalpha())
    return counts.most_common(1)[0][0] if counts else ""


def _surname_forms(name: str) -> tuple[str, ...]:
    """How a surname is told again: al-Masri, Masri."""
    word = fold(name.split()[-1])
    particle, mark, rest = word.replace("‐", "-").replace("‑", "-").partition("-")
    return (word, rest) if mark and len(particle) <= _PREFIX < len(rest) else (word,)


def _is_apposed(sentence: Sentence, one: Span, other: Span) -> bool:
    """Whether two phrases stand side by side, with nothing or one comma between them, and no verb."""
    first, second = sorted((one, other))
    gap = [t for t in sentence.tokens if first.end <= t.start and t.end <= second.start]
    return len(gap) <= 2 and all(t.text in {",", "(", "-", "–"} or t.upos == "DET" for t in gap) and first.end <= second.start

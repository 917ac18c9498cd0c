"""Who is the subject of a word of speech, and which actor that is.

Two steps: from the cue's token to the token that carries its speaker (by the tree: subject, agent of a passive,
antecedent of a relative, subject of the governing verb of a participle or infinitive), and from there to a mention
and its actor. What no mention covers keeps the words of the report, so that nothing is lost.

Limits: a wrong attachment of a relative clause gives the wrong antecedent.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from vigie.quotations.identity import NOBODY, SOURCE, WORDS, Identities
from vigie.quotations.lexicon import SpeechLexicon, plain
from vigie.quotations.marks import Quoted
from vigie.records import Actor, Mention, Sentence, Span, Token

_DEPTH = 8
_NEVER = 1 << 60
_NAMED = frozenset({"person", "role", "country", "capital", "seat", "organisation", "group"})
_STATES = frozenset({"country", "capital", "organisation"})
_UPWARD = frozenset({"xcomp", "advcl", "ccomp", "acl", "conj", "parataxis", "obl", "nmod", "csubj"})


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who speaks: the words, and who that is."""

    span: Span
    actor: Actor
    is_resolved: bool = True
    """False for a pronoun that nothing resolved: whoever spoke before is meant."""


class Speakers:
    """Finds speakers in the sentences of one article."""

    def __init__(
        self,
        text: str,
        sentences: Sequence[Sentence],
        mentions: Sequence[Mention],
        words: SpeechLexicon,
        quoted: Sequence[Quoted] = (),
    ):
        self.text = text
        self.words = words
        self._quoted = sorted(q.outer for q in quoted)
        self.sentences = {s.index: s for s in sentences}
        self.mentions: dict[int, list[Mention]] = {}
        for mention in mentions:
            if mention.kind not in {"place", "possessive"} or mention.actors:
                self.mentions.setdefault(mention.sentence, []).append(mention)
        self._all: dict[int, list[Mention]] = {}
        for mention in mentions:
            self._all.setdefault(mention.sentence, []).append(mention)
        self._identities = Identities(self.sentences, self._all, words)

    def is_quoted(self, token: Token) -> bool:
        """Whether a word stands between quotation marks."""
        at = bisect_right(self._quoted, (token.start, _NEVER)) - 1
        return at >= 0 and token.start < self._quoted[at].end

    # ------------------------------------------------------------------ token of the speaker

    def subject_of(self, sentence: Sentence, index: int, depth: int = 0) -> Token | None:
        """The token that carries the subject of a verb, or None; a verb outside quotations has its subject outside as well."""
        if depth > _DEPTH:
            return None
        token = sentence.tokens[index]
        is_inside = self.is_quoted(token)
        agent = self._agent(sentence, index)
        if agent is not None and self.is_quoted(agent) == is_inside:
            return agent
        caused = [t for t in sentence.dependents(index, "obl", "iobj", "obj") if sentence.dependents(index, "nsubj:caus")]
        if caused:
            return caused[0]
        subjects = [
            t for t in sentence.dependents(index, "nsubj") if t.deprel != "nsubj:pass" and (is_inside or not self.is_quoted(t))
        ]
        if subjects:
            return self._antecedent(sentence, self._best_subject(subjects), token)
        passive = sentence.dependents(index, "nsubj:pass")
        if passive and not self._is_reflexive(sentence, index):
            return None
        if passive:
            return self._antecedent(sentence, passive[0], token)
        head = sentence.tokens[token.head]
        if self._is_past_participle(sentence, index) and token.relation in {"acl", "amod", "advcl"}:
            if token.relation != "acl" or not sentence.dependents(index, "obj"):
                return None
            # a past tense that was taken for a participle
            above = sentence.tokens[head.head]
            inside = bool(sentence.dependents(head.index, "case")) and above.upos in {"VERB", "AUX"}
            return self.subject_of(sentence, above.index, depth + 1) if inside else head
        if token.head == index or self.is_quoted(head) and not is_inside:
            return None
        if token.relation == "acl" and head.upos in {"NOUN", "PROPN", "PRON"}:
            is_clause = token.deprel == "acl" and token.feat("VerbForm") == "Fin" and bool(sentence.dependents(head.index, "case"))
            above = sentence.tokens[head.head]
            return self.subject_of(sentence, above.index, depth + 1) if is_clause and above.upos == "VERB" else head
        controlled = self._controlled(sentence, token, head)
        if controlled is not None:
            return controlled
        if token.relation in _UPWARD and head.upos in {"VERB", "AUX", "ADJ", "NOUN"}:
            return self.subject_of(sentence, head.index, depth + 1)
        return None

    def _controlled(self, sentence: Sentence, token: Token, head: Token) -> Token | None:
        """Whoever is made to speak: "ont conduit *le conseil* à exprimer …"."""
        if token.feat("VerbForm") != "Inf" or plain(head.lemma) not in self.words.controllers:
            return None
        return next((t for t in sentence.dependents(head.index, "obj", "iobj") if not self.is_quoted(t)), None)

    def _best_subject(self, subjects: list[Token]) -> Token:
        """Of several, the last that is a noun: parsers leave earlier ones from a quotation or an apposition."""
        named = [t for t in subjects if t.upos != "PRON"]
        return (named or subjects)[-1]

    def _agent(self, sentence: Sentence, index: int) -> Token | None:
        for token in sentence.dependents(index, "obl"):
            cases = {plain(t.text) for t in sentence.dependents(token.index, "case")}
            is_finite = sentence.tokens[index].feat("VerbForm") == "Fin" and not sentence.dependents(index, "aux:pass")
            if token.deprel == "obl:agent" and not is_finite or (cases & self.words.agents and self._is_past_participle(sentence, index)):
                return token
        return None

    def _is_past_participle(self, sentence: Sentence, index: int) -> bool:
        token = sentence.tokens[index]
        if token.feat("VerbForm") != "Part" or token.feat("Tense") == "Pres":
            return False
        return not any(t.deprel in {"aux", "aux:tense"} for t in sentence.dependents(index)) or bool(
            sentence.dependents(index, "aux:pass")
        )

    def _is_reflexive(self, sentence: Sentence, index: int) -> bool:
        return any(t.feat("Reflex") == "Yes" or t.deprel.startswith("expl") for t in sentence.dependents(index))

    def _antecedent(self, sentence: Sentence, subject: Token, verb: Token) -> Token:
        """The noun that a relative pronoun stands for; other subjects are themselves."""
        if plain(subject.text) not in self.words.relatives or subject.upos != "PRON":
            return subject
        clause = verb
        for _ in range(_DEPTH):
            head = sentence.tokens[clause.head]
            if clause.relation == "acl" and head.index < subject.index:
                return head
            if clause.head == clause.index:
                break
            clause = head
        earlier = [m for m in self.mentions.get(sentence.index, []) if m.span.end <= subject.start]
        return sentence.tokens[max(earlier, key=lambda m: m.span.end).head] if earlier else subject

    # ------------------------------------------------------------------ from token to actor

    def mention_at(self, sentence: Sentence, token: Token) -> Mention | None:
        """The mention that a token belongs to: the one it heads, else the shortest that covers it."""
        found = self.mentions.get(sentence.index, [])
        headed = [m for m in found if m.head == token.index]
        if headed:
            return max(headed, key=lambda m: (bool(m.actors), m.span.end - m.span.start))
        covering = [m for m in found if m.span.covers(token.span)]
        return min(covering, key=lambda m: (not m.actors, m.kind == "possessive", m.span.end - m.span.start)) if covering else None

    def whole(self, sentence: Sentence, subject: Token | None) -> Token | None:
        """The head of the person's post that a subject stands in, where the tree has only a part of it: "the envoy for *Nepal* Carl Munro said"."""
        posts = [
            m for m in self.mentions.get(sentence.index, ())
            if subject is not None and m.kind == "role" and m.actors and m.actors[0].name and m.span.covers(subject.span) and m.head < subject.index
        ]
        own = [m for m in posts if subject is not None and any(o.head == subject.index and o.kind in _STATES for o in self.mentions[sentence.index])]
        return sentence.tokens[own[0].head] if own else subject

    def resolve(self, sentence: Sentence, token: Token) -> Speaker:
        """Who a token stands for."""
        latter = self._latter(sentence, token)
        if latter is not None:
            return latter
        mention = self.mention_at(sentence, token)
        if mention is not None and len({a.code for a in mention.actors}) > 2 and mention.kind == "role":
            name = " ".join(mention.span.of(self.text).split())
            return Speaker(mention.span, Actor(NOBODY, mention.actors[0].sector, name, "several states"))
        if mention is not None and mention.actors:
            return Speaker(mention.span, self._identities.better(sentence, token, mention.span, mention.actors[0], mention.chain))
        span = mention.span if mention is not None else self.phrase(sentence, token)
        name = " ".join(span.of(self.text).split())
        if token.upos == "PRON" or token.feat("PronType") == "Prs":
            return Speaker(span, Actor(NOBODY, "UNK", name, "pronoun"), is_resolved=False)
        inner = self._inner(sentence, token, span)
        if inner is None and plain(token.lemma) in self.words.nouns | self.words.anonymous and self._is_definite(sentence, token):
            return Speaker(span, Actor(NOBODY, "UNK", name, "told before"), is_resolved=False)
        reason = SOURCE if plain(token.lemma) in self.words.nouns | self.words.anonymous else WORDS
        if inner is not None:
            return Speaker(span, self._identities.better(sentence, token, span, Actor(inner.code, inner.sector, name, "named inside")))
        return Speaker(span, self._identities.better(sentence, token, span, Actor(NOBODY, "UNK", name, reason)))

    def resolve_place(self, sentence: Sentence, token: Token) -> Speaker:
        """The government of a place that speaks: "dit-on à *Rabat*"."""
        for mention in self._all.get(sentence.index, ()):
            if mention.head == token.index and mention.place and not mention.actors:
                return Speaker(mention.span, Actor(mention.place, "GOV", "", f"government at '{mention.span.of(self.text)}'"))
        return self.resolve(sentence, token)

    def _latter(self, sentence: Sentence, token: Token) -> Speaker | None:
        """Who "ce dernier" is: the last one named before it, in its sentence or the one before."""
        first = sentence.tokens[token.index - 1] if token.index else token
        for place in (token, first):
            for phrase in self.words.latter.get(plain(place.text), ()):
                here = sentence.tokens[place.index : place.index + len(phrase)]
                if tuple(plain(t.text) for t in here) == phrase and token in here:
                    return self._last_named(sentence, Span(here[0].start, here[-1].end))
        return None

    def _last_named(self, sentence: Sentence, span: Span) -> Speaker | None:
        for index in (sentence.index, sentence.index - 1):
            named = [
                m for m in self.mentions.get(index, [])
                if m.span.end <= span.start and m.kind in _NAMED and len({a.code for a in m.actors}) == 1
            ]
            people = [m for m in named if m.kind in {"person", "role"}] or named
            if people:
                return Speaker(span, max(people, key=lambda m: (m.span.start, m.span.end)).actors[0])
        return None

    def _is_definite(self, sentence: Sentence, token: Token) -> bool:
        """Whether a noun of speech has an article and nothing of its own that tells whose it is: "le texte", "cette même source"."""
        return bool(sentence.dependents(token.index, "det")) and not [
            t for t in sentence.dependents(token.index, "nmod", "appos") if t.index > token.index
        ] and all(t.feat("Definite") != "Ind" for t in sentence.dependents(token.index, "det"))

    def _inner(self, sentence: Sentence, token: Token, span: Span) -> Actor | None:
        """The actor named inside a longer phrase ("un porte-parole de l'armée")."""
        below = set(sentence.subtree(token.index))
        inside = [
            m for m in self.mentions.get(sentence.index, [])
            if m.actors and m.head in below and m.kind != "pronoun" and m.span.start < span.end + 40
        ]
        named = [m for m in inside if m.kind != "possessive"] or inside
        return named[0].actors[0] if named else None

    def phrase(self, sentence: Sentence, token: Token) -> Span:
        """The noun phrase of a token, cut at commas and relative clauses."""
        kept = {token.index}
        todo = [token.index]
        while todo:
            for child in sentence.dependents(todo.pop()):
                if child.relation in {"det", "amod", "nmod", "flat", "nummod", "case", "compound", "fixed"}:
                    kept.add(child.index)
                    todo.append(child.index)
        case = {t.index for t in sentence.dependents(token.index, "case")}
        start = end = token.index
        while start - 1 in kept and start - 1 not in case:
            start -= 1
        while end + 1 in kept:
            end += 1
        return Span(sentence.tokens[start].start, sentence.tokens[end].end)

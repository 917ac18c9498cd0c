"""What the choices of one report share: who is named where and how often, and what the rules alone would code."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vigie.events.candidates import Candidate
from vigie.events.clauses import conjuncts
from vigie.events.fillers import Cast
from vigie.events.hints import Hints
from vigie.events.participants import Role
from vigie.events.timing import Calendar
from vigie.events.unnamed import Focus
from vigie.lexicon.grammar import Grammar
from vigie.records import Actor, Codes, Mention, Sentence, codes_of, lists

RANKS = 4
"""Countries of a report that are told apart by how often it names them."""
_CONTENT = frozenset({"NOUN", "PROPN", "ADJ", "VERB"})
_PER = 100
_LISTED = frozenset({"country", "capital", "seat", "organisation", "group", "person", "role"})


@dataclass(frozen=True, slots=True)
class Named:
    """A mention as the options of a sentence see it."""

    mention: Mention
    codes: Codes
    group: tuple[Actor, ...]
    """The mention's actors with those coordinated to it or listed after it."""
    group_codes: Codes
    heads: tuple[int, ...]
    relation: str
    """The relation of its head to the tree above."""
    before: Role
    """What it stands for in later sentences."""


@dataclass(frozen=True, slots=True)
class Naming:
    """A place in the report where a code is named."""

    sentence: int
    head: int
    is_place: bool
    """Whether only a place is named, and nobody who acts."""
    is_modifier: bool
    """Whether it is an adjective, which tells of the noun that it hangs on."""
    refers_back: bool
    """Whether it only takes up who was named before: a pronoun, a possessive and what it belongs to."""


def _naming(mention: Mention) -> Naming:
    refers = mention.kind in ("pronoun", "possessive") or any(a.reason.startswith("possessive") for a in mention.actors)
    return Naming(mention.sentence, mention.head, not mention.actors, mention.kind == "adjective", refers)


@dataclass(frozen=True, slots=True)
class Around:
    """What the rules alone would code in the report, beside the word in question: counts of sides, and sides near the word."""

    actors: Counter[Codes]
    recipients: Counter[Codes]
    pairs: Counter[tuple[Codes, Codes]]
    here: tuple[frozenset[Codes], frozenset[Codes]]
    """Actors and recipients in the word's sentence."""
    just_before: tuple[frozenset[Codes], frozenset[Codes]]
    """Actors and recipients in the sentence before or earlier in the word's own."""


class Report:
    """The report around a candidate."""

    def __init__(
        self, candidates: Sequence[Candidate], sentences: Sequence[Sentence], mentions: Sequence[Mention], cast: Cast,
        grammar: Grammar, focus: Focus, calendar: Calendar, headings: frozenset[int], other_news: Mapping[str, frozenset[str]] | None = None,
    ) -> None:
        self.cast, self.grammar, self.focus, self.calendar, self.headings = cast, grammar, focus, calendar, headings
        self.namings: dict[str, list[Naming]] = defaultdict(list)
        for mention in mentions:
            for code in {a.code for a in mention.actors} or {mention.place}:
                self.namings[code].append(_naming(mention))
        self.sentences = tuple(sentences)
        self.hints = Hints({}, {}, {})
        self._sentences = {s.index: s for s in sentences}
        self.about = _about(sentences, other_news or {})
        acting = [m for m in mentions if m.actors]
        self._lists = _listed(acting, self._sentences)
        self.counts: Counter[str] = Counter()
        self.titled: set[str] = set()
        self._named: dict[int, list[Named]] = defaultdict(list)
        for mention in acting:
            codes = codes_of(mention.actors)
            self.counts.update(sorted(codes))
            if self.is_heading(mention.sentence):
                self.titled |= codes
            self._named[mention.sentence].append(self._name(mention, codes, cast))
        self._places: dict[int, list[Mention]] = defaultdict(list)
        for mention in mentions:
            if mention.place and not mention.actors:
                self._places[mention.sentence].append(mention)
        self._order = sorted({(m.sentence, m.head, a.code) for m in acting for a in m.actors})
        self.total = sum(self.counts.values()) or 1
        self.ranks = {code: rank for rank, (code, _) in enumerate(self.counts.most_common(RANKS))}
        self._told = [
            (c.sentence.index, c.trigger.token.index, codes_of(c.actor.actors), codes_of(c.recipient.actors))
            for c in candidates
            if c.is_coded
        ]
        self.heading_pairs = frozenset((a, r) for index, _, a, r in self._told if self.is_heading(index))
        self._seen: dict[tuple[int, int], Around] = {}

    def _name(self, mention: Mention, codes: Codes, cast: Cast) -> Named:
        sent = self._sentences[mention.sentence]
        actors, heads = list(mention.actors), [mention.head]
        if sent.is_parsed:
            for head in conjuncts(sent, mention.head)[1:]:
                others = cast.at(sent, head)
                if others and others[0].actors:
                    actors.extend(others[0].actors)
                    heads.append(head)
        for other in self._lists.get((mention.sentence, mention.head), ()):
            if other.head not in heads:
                actors.extend(other.actors)
                heads.append(other.head)
        relation = sent.tokens[mention.head].relation if sent.is_parsed else ""
        group = tuple(dict.fromkeys(actors))
        return Named(mention, codes, group, codes_of(group), tuple(heads), relation, Role(mention.actors, (), "sentence before"))

    def sentence(self, index: int) -> Sentence:
        """The sentence of a number."""
        return self._sentences[index]

    def named(self, sentence: int) -> Sequence[Named]:
        """Those named in a sentence."""
        return self._named.get(sentence, ())

    def places_in(self, sentence: int) -> Sequence[Mention]:
        """What is only a place in a sentence."""
        return self._places.get(sentence, ())

    def latest(self, sentence: int, token: int) -> list[str]:
        """Codes named up to a sentence's token, the last one first."""
        before = bisect_left(self._order, (sentence, token, ""))
        return list(dict.fromkeys(code for _, _, code in reversed(self._order[:before])))

    def is_heading(self, sentence: int) -> bool:
        """Whether a sentence is of the title or standfirst."""
        return self._sentences[sentence].block in self.headings

    def around(self, sentence: int, token: int) -> Around:
        """What the rules would code elsewhere, as seen from a word."""
        known = self._seen.get((sentence, token))
        if known is None:
            known = self._seen[sentence, token] = self._look_around(sentence, token)
        return known

    def _look_around(self, sentence: int, token: int) -> Around:
        others = [t for t in self._told if t[0] != sentence or t[1] != token]
        here = [t for t in others if t[0] == sentence]
        near = [t for t in others if t[0] == sentence - 1 or t[0] == sentence and t[1] < token]
        return Around(
            Counter(t[2] for t in others), Counter(t[3] for t in others), Counter((t[2], t[3]) for t in others),
            (frozenset(t[2] for t in here), frozenset(t[3] for t in here)),
            (frozenset(t[2] for t in near), frozenset(t[3] for t in near)),
        )  # fmt: skip


def _about(sentences: Sequence[Sentence], other_news: Mapping[str, frozenset[str]]) -> dict[str, float]:
    """How many of 100 words of a report tell of other things than politics, by kind, and the most of one kind (`about else`)."""
    total = sum(len(s.tokens) for s in sentences) or 1
    words = Counter(t.lemma.lower() for s in sentences if s.is_parsed for t in s.tokens if t.upos in _CONTENT)
    found = {f"about {kind}": _PER * sum(words[w] for w in lemmas) / total for kind, lemmas in other_news.items()}
    return {**found, "about else": max(found.values(), default=0.0)}


def _listed(mentions: Sequence[Mention], sentences: Mapping[int, Sentence]) -> dict[tuple[int, int], list[Mention]]:
    """For a mention that opens a list, the whole list."""
    by_sentence: dict[int, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.kind in _LISTED:
            by_sentence[mention.sentence].append(mention)
    return {
        (index, group[0].head): group for index, named in by_sentence.items() for group in lists(sentences[index], named)
    }

"""Nouns that point back: "le pays", "les deux camps", "les quatre", "l'organisation", "son voisin"."""

from __future__ import annotations

from collections.abc import Sequence

from vigie.actors.knowledge import NOBODY, Knowledge
from vigie.actors.memory import END, Entity, Memory
from vigie.actors.position import preposition
from vigie.records import Actor, Sentence, Token

_NOUN_REACH = 12
"""Sentences back that a noun such as "l'organisation" may look."""
_OBJECTS = frozenset({"obj", "iobj", "obl"})
_CLEAR = 1.5
"""How much oftener than the third the second must be named for both to be what the report is about."""
_OFTEN = 3
_FOCUS = 3.0
"""How much likelier "le pays" is the country that the report is about."""
_OF_STATES = frozenset({"IGO", "NGO"})
_STATES = frozenset({"country"})
_BODIES = frozenset({"organisation", "group", "body"})


class Nouns:
    """Finds what the pointing nouns of one report stand for."""

    def __init__(self, knowledge: Knowledge, memory: Memory, focus: str) -> None:
        self.know = knowledge
        self.ref = knowledge.reference
        self.memory = memory
        self.focus = focus
        """Code of the country that the report is about."""

    def _named_beside(self, sent: Sentence, token: Token) -> set[int]:
        """Numbers of the entities named in the subject of the verb whose object a noun is."""
        inside = {i for t in sent.dependents(token.head, "nsubj") if t.index != token.index for i in sent.subtree(t.index)}
        return {u.entity.number for u in self.memory.recent(sent.index, END, 0) if u.token in inside}

    def determiner_of(self, sent: Sentence, index: int) -> tuple[str, int]:
        """Kind and token of a noun's determiner."""
        noun = sent.tokens[index]
        near = [t for t in sent.dependents(index, "det", "nmod:poss") if t.index < index]
        if index > 0 and not near:
            near = [sent.tokens[index - 1]]
        for token in near:
            form = token.text.lower().replace("’", "'")
            if form in self.know.grammar.possessives:
                return "possessive", token.index
            if form in self.ref.demonstratives and noun.index > token.index:
                return "demonstrative", token.index
            if form in self.ref.indefinite and token.upos == "DET":
                return "indefinite", token.index
            if form in self.ref.definite:
                return "definite", token.index
        return "", -1

    def is_bare(self, sent: Sentence, index: int) -> bool:
        """Whether a noun has neither complement nor adjective of its own."""
        return not [
            t for t in sent.dependents(index, "nmod", "amod", "appos", "flat", "compound")
            if t.index > index or t.upos not in ("NUM", "PRON")
        ]

    def pair_at(self, sent: Sentence, index: int) -> str:
        """Which two a plural noun means: `country`, `person`, `any`, or empty."""
        token = sent.tokens[index]
        lemma = token.lemma.lower()
        kind, _ = self.determiner_of(sent, index)
        if lemma in self.ref.pair_without_number and kind == "definite" and token.feat("Number") == "Plur":
            return "any"
        if not self.is_two(sent, index):
            return ""
        if lemma in self.ref.pair_of_people and lemma not in self.ref.pair_of_countries:
            return "person"
        if lemma in self.ref.pair_of_countries:
            return "country"
        return "any" if lemma in self.ref.pair_of_any else ""

    def is_two(self, sent: Sentence, index: int) -> bool:
        """Whether a noun has an article and the number two: "*les deux* armées"."""
        two = any(t.text.lower() in self.ref.two for t in sent.dependents(index, "nummod", "amod", "det")) or any(
            t.text.lower() in self.ref.two for t in sent.tokens[max(0, index - 2) : index]
        )
        kind, _ = self.determiner_of(sent, index)
        return two and (
            kind in ("definite", "demonstrative")
            or any(t.text.lower() in self.ref.definite for t in sent.tokens[max(0, index - 3) : index])
            or any(t.text.lower() in self.ref.definite_pairs for t in sent.tokens[max(0, index - 2) : index])
        )

    def number_at(self, sent: Sentence, index: int) -> int:
        """How many a plural noun with an article and a number means ("les quatre pays"), or the number itself; else 0."""
        token = sent.tokens[index]
        if token.text.lower() in self.ref.numbers:
            counting = [token] if self.is_number_alone(sent, index) else []
        elif token.lemma.lower() in self.ref.pair_of_countries | self.ref.pair_of_any:
            counting = [t for t in (*sent.dependents(index), *sent.tokens[max(0, index - 1) : index]) if t.text.lower() in self.ref.numbers]
        else:
            counting = []
        first = counting[0].index if counting else 0
        opened = first > 0 and sent.tokens[first - 1].text.lower() in self.ref.definite | self.ref.demonstratives
        return self.ref.numbers[counting[0].text.lower()] if opened and self.is_bare(sent, index) else 0

    def is_number_alone(self, sent: Sentence, index: int) -> bool:
        """Whether a number counts no noun: "les *quatre* se retrouvent"."""
        token = sent.tokens[index]
        return token.text.lower() in self.ref.numbers and (token.relation != "nummod" or sent.tokens[token.head].upos in ("VERB", "AUX"))

    def two_meant(self, kind: str, sent: Sentence, index: int) -> list[Entity]:
        """Which two a plural noun means: the last two named, or the two that the report is about where others were named in between."""
        last = self._last_two(kind, sent.index, index)
        ranked = self._ranked(sent.index)
        if kind == "person" or len(ranked) < 2:
            return last
        main = [e for _, e in ranked[:2]]
        codes = {e.actors[0].code for e in main}
        outside = [e for e in last if e.actors[0].code not in codes]
        if len(last) == 2 and (not outside or self._are_together(last, sent.index)):
            return last
        here = {u.entity.number for u in self.memory.recent(sent.index, index, 0)}
        speaks = [e for e in outside if e.number in here]
        if len(last) == len(speaks) == 2:
            return last
        second, third = ranked[1][0], ranked[2][0] if len(ranked) > 2 else 0
        is_clear = second > max(1, third) if speaks else second >= max(_OFTEN, _CLEAR * third)
        return sorted(main, key=lambda e: e.number) if is_clear else last

    def _are_together(self, two: Sequence[Entity], sentence: int) -> bool:
        """Whether two were just named in one breath."""
        return {a.code for a in self.memory.group_of(2, sentence - 1)} == {e.actors[0].code for e in two}

    def other_than(self, codes: frozenset[str]) -> Entity | None:
        """The country that the report names most beside some: whom "son voisin" means."""
        return next((e for _, e in self._ranked(END) if e.actors[0].code not in codes), None)

    def _ranked(self, sentence: int) -> list[tuple[int, Entity]]:
        """The countries of the report before a sentence with how often they or theirs were named, the most named first."""
        counts: dict[str, int] = {}
        for use in self.memory.uses:
            if use.sentence >= sentence:
                break
            for code in {a.code for a in use.entity.actors if a.sector not in _OF_STATES and a.code != NOBODY}:
                counts[code] = counts.get(code, 0) + 1
        ranked = sorted(counts.items(), key=lambda c: -c[1])
        return [(n, self.memory.entity(f"state:{c}", "country", (Actor(c, "GOV", "", "name of a country"),))) for c, n in ranked]

    def _last_two(self, kind: str, sentence: int, token: int) -> list[Entity]:
        """The last two entities of a kind, in order of the text."""
        wanted = {"country": _STATES, "person": frozenset({"person"}), "any": _STATES | _BODIES}[kind]
        found: list[Entity] = []
        seen: set[str] = set()
        for use in self.memory.recent(sentence, token, _NOUN_REACH):
            entity = use.entity
            if entity.kind not in wanted or len(entity.actors) != 1 or entity in found:
                continue
            code = entity.actors[0].code
            if kind != "person" and code in seen:
                continue
            seen.add(code)
            found.append(entity)
            if len(found) == 2:
                return found[::-1]
        return []

    def noun_entity(self, sent: Sentence, index: int) -> Entity | None:
        """What "le pays", "l'organisation", "le mouvement" stand for."""
        token = sent.tokens[index]
        lemma = token.lemma.lower()
        if token.feat("Number") == "Plur" or not self.is_bare(sent, index):
            return None
        kind, det = self.determiner_of(sent, index)
        if kind not in ("definite", "demonstrative"):
            return None
        wanted: set[str] = set()
        if lemma in self.ref.country_nouns:
            wanted |= _STATES
        if lemma in self.ref.organisation_nouns:
            wanted |= {"organisation"}
        if lemma in self.ref.group_nouns:
            wanted |= {"group", "organisation"}
        if not wanted:
            return None
        best: tuple[float, Entity] | None = None
        beside = self._named_beside(sent, token) if token.relation in _OBJECTS and not self.is_locative(sent, index) else set()
        for use in self.memory.recent(sent.index, index, _NOUN_REACH):
            if use.entity.kind not in wanted or use.is_plural or use.entity.number in beside:
                continue
            score = use.salience - 1.5 * (sent.index - use.sentence)
            if use.entity.kind == "country" and any(a.code == self.focus for a in use.entity.actors):
                score += _FOCUS
            if best is None or score > best[0]:
                best = (score, use.entity)
        return best[1] if best else None

    def is_locative(self, sent: Sentence, index: int) -> bool:
        """Whether a phrase only says where."""
        return preposition(sent, index, self.know.grammar) in self.know.grammar.locative

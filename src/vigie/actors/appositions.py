"""Roles and descriptions between commas behind a name, or right before it: "Hulusi Akar, ministre turc de la Défense"."""

from __future__ import annotations

from vigie.actors.knowledge import Knowledge, Known, RoleNoun
from vigie.actors.names import NameRun, Scanned
from vigie.actors.phrase import Phrase

_DESCRIBED = RoleNoun("", "CVL", "people", True)
"""What a noun says of somebody whom it describes, when it is the noun of no role: "un géologue turc"."""
_LONGEST = 5
"""Words of a description up to the demonym."""
_INSIDE = frozenset({"NOUN", "ADJ", "ADV", "NUM", "DET"})


class Appositions:
    """Ties the roles of one sentence to the names beside them."""

    def __init__(self, scanned: Scanned, knowledge: Knowledge) -> None:
        self.scanned = scanned
        self.sent = scanned.sent
        self.tokens = scanned.sent.tokens
        self.ref = knowledge.reference

    def _lower(self, index: int) -> str:
        return self.tokens[index].text.lower().replace("’", "'") if 0 <= index < len(self.tokens) else ""

    def described(self, phrases: list[Phrase]) -> list[Phrase]:
        """Descriptions that tell a person's country by a demonym, though their noun is no role: "Ali Shah, un géologue turc"."""
        named = {p.person.start for p in phrases if p.person}
        runs = [r for r in self.scanned.people.values() if not r.is_weak and len(r.words) > 1 and not r.title and r.start not in named]
        return [p for r in runs if (p := self._behind(r) or self._before(r)) is not None]

    def _behind(self, run: NameRun) -> Phrase | None:
        if self._lower(run.end) != ",":
            return None
        start = run.end + 1
        noun, owner, end = -1, None, start
        while end < len(self.tokens) and end - start < _LONGEST:
            here = self.scanned.names.get(end)
            token = self.tokens[end]
            if here is not None and here.values[0].kind == "demonym" and end not in self.scanned.roles:
                owner, end = here.values[0], here.end
            elif end not in self.scanned.owner and token.upos in _INSIDE and (noun < 0 or owner is None or token.upos == "NOUN"):
                noun = end if token.upos == "NOUN" else noun
                end += 1
            else:
                break
        return self._describe(run, noun, owner, start, end, is_appositive=True)

    def _before(self, run: NameRun) -> Phrase | None:
        """ "le géologue turc Ali Shah", "Turkish geologist Ali Shah"."""
        demonyms = {h.end: h for h in self.scanned.names.values() if h.values[0].kind == "demonym"}
        if run.start in demonyms:
            hit = demonyms[run.start]
            noun, start, own = hit.start - 1, hit.start - 1, hit.values[0]
        elif run.start - 1 in demonyms:
            hit = demonyms[run.start - 1]
            noun, start, own = run.start - 1, hit.start, hit.values[0]
        else:
            return None
        return self._describe(run, noun, own, start, run.end, is_appositive=False)

    def _describe(self, run: NameRun, noun: int, owner: Known | None, start: int, end: int, *, is_appositive: bool) -> Phrase | None:
        if owner is None or noun < 0 or noun in self.scanned.owner or self.tokens[noun].upos != "NOUN" or not self.tokens[noun].text.islower():
            return None
        return Phrase(self.sent, _DESCRIBED, noun, start, end, [owner], run, is_appositive=is_appositive)

    def link(self, phrases: list[Phrase]) -> None:
        """ "Hulusi Akar, ministre turc de la Défense": a role between commas behind a name."""
        named = {p.person.start for p in phrases if p.person}
        runs = {r.end: r for r in self.scanned.people.values() if r.start not in named}
        for phrase in phrases:
            if phrase.role.is_person and phrase.is_plural and phrase.person is None and phrase.end < len(self.tokens):
                phrase.people = self._listed(phrase.end)
            is_one_of = self._before_partitive(phrase.start) < phrase.start
            if phrase.person is not None or not phrase.role.is_person or phrase.is_plural and not is_one_of:
                continue
            index = self._before_partitive(phrase.start) - 1
            if phrase.determiner and self._lower(index + 0) in self.ref.definite | self.ref.indefinite:
                index -= 1
            if self._lower(index) not in (",", "(", "–", "-"):
                continue
            run = runs.get(index) or runs.get(self._before_age(index))
            if run is not None:
                phrase.person, phrase.is_appositive = run, True

    def head(self, phrases: list[Phrase]) -> None:
        """ "Roberto Micheletti, *who heads the government*": a body is his who is said to head it."""
        bodies = {p.start: p for p in phrases if p.role.kind == "body" and p.master is None}
        for run in self.scanned.people.values():
            index = run.end + (self._lower(run.end) == ",")
            if self._lower(index) not in self.ref.relatives or index + 1 >= len(self.tokens):
                continue
            index += 1 + (self.tokens[index + 1].upos in ("ADV", "AUX"))
            if index < len(self.tokens) and self.tokens[index].lemma.lower() in self.ref.heading:
                body = next((bodies[i] for i in range(index + 1, index + _LONGEST) if i in bodies), None)
                if body is not None:
                    body.master = run

    def _listed(self, index: int) -> tuple[NameRun, ...]:
        """The persons of a list that begins behind a comma or colon at a token."""
        found: list[NameRun] = []
        while index + 1 < len(self.tokens) and (self._lower(index) in (",", ":") or found and self._lower(index) in self.ref.joiners):
            run = self.scanned.people.get(index + 1)
            if run is None:
                break
            found.append(run)
            index = run.end
        return tuple(found) if len(found) > 1 else ()

    def _before_partitive(self, start: int) -> int:
        """The token where "l'un *des*", "one *of its*" before a phrase begins; `start` when there is none."""
        for here in range(max(0, start - 4), start):
            for until in (start, start + 1, start + 2):
                if " ".join(self._lower(i) for i in range(here, until)) in self.ref.partitives:
                    return here
        return start

    def _before_age(self, index: int) -> int:
        """Skips one short insertion, "…, 69 ans, …": the index of the comma before it."""
        for here in range(index - 1, max(index - 5, 0), -1):
            if self._lower(here) == ",":
                return here
            if self.tokens[here].upos not in ("NUM", "NOUN", "ADV", "ADJ"):
                break
        return -1

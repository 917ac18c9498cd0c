"""From a phrase to actors: whose minister, whose army, whose people.

The country comes from the phrase itself (adjective, complement, the body that it belongs to), else from the person in it, else from
what was said before, else from a place in it, else from the country that the report is about. Every actor says which.
Limits: the report's country is only taken for bodies, for people and for posts that the report treats as known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from vigie.actors.focus import Nearby
from vigie.actors.knowledge import NOBODY, Knowledge, Known
from vigie.actors.memory import Entity, Memory
from vigie.actors.people import People, Person
from vigie.actors.phrase import Phrase, folded_lemma
from vigie.records import FOCUS, Actor

_LEFT_OFFICE = {"GOV": "ELI", "LEG": "ELI", "JUD": "ELI", "MIL": "ELI", "COP": "ELI", "IGO": "ELI"}
_POSTS = frozenset({"MIL", "LEG", "JUD", "COP", "SPY"})
_ARMED = frozenset({"REB", "PRM", "CRM", "PRE"})
_MOVEMENTS = _ARMED | {"OPP", "PTY", "LAB", "REL"}
"""Sectors that their followers share."""
_WEAK = frozenset({"GOV", "UNK", ""})
_GROUP_KINDS = frozenset({"group"})


class Resolver:
    """Resolves the phrases of one report."""

    def __init__(self, knowledge: Knowledge, day: str, people: People, memory: Memory, text: str) -> None:
        self.know = knowledge
        self.day = day
        self.people = people
        self.memory = memory
        self.text = text
        self.focus = ""
        self.nearby: Nearby | None = None
        self.spoken: frozenset[str] = frozenset()
        """Countries and organisations that the report names."""
        self._of_person: dict[int, tuple[Actor, ...]] = {}
        self._context: dict[tuple[int, int], Actor] = {}
        """By sentence and noun of a phrase that names nobody: whose it is by what stands before it."""

    # ------------------------------------------------------------------ owners

    def actors_of_known(self, values: Sequence[Known], where: str = "") -> tuple[Actor, ...]:
        """Who a known name stands for on the report's day."""
        chosen = values if values[0].kind == "pair" else values[:1]
        return tuple(self._named(v, where) for v in chosen)

    def _named(self, value: Known, where: str) -> Actor:
        code, sector = value.on(self.day)
        reason = f"name of a {value.kind}"
        if code in ("", NOBODY) and value.kind in _GROUP_KINDS:
            code = where or self.focus or NOBODY
            reason += ", country of the event" if where else f", {FOCUS}"
        return Actor(code, sector or "GOV", value.name, reason)

    def _owned(self, phrase: Phrase, owner: Known, where: str) -> Actor | None:
        """The actor of a role that belongs to somebody."""
        words = self.words(phrase)
        if owner.kind in ("organisation", "group", "vague"):
            base = self._named(owner, where)
            if self._follows(phrase, base.sector):
                return Actor(base.code, base.sector, "", f"belongs to {base.name or base.code}: '{words}'")
            if owner.kind == "group" and phrase.role.kind == "people" and phrase.role.sector in ("CVL", "REF", "MED", "JRN", "EDU"):
                return None
            sector = self._sector(phrase, base.sector)
            return Actor(base.code, sector, base.name, f"belongs to {base.name or base.code}: '{words}'")
        code, _ = owner.on(self.day)
        sector = self.sector_of(phrase)
        if owner.sector == "IGO":
            sector = "IGO" if sector in _WEAK | {"LEG", "JUD"} else sector
        name = words if code == NOBODY else ""
        return Actor(code, sector, name, f"country named in '{words}'")

    def sector_of(self, phrase: Phrase) -> str:
        """The sector of a role, through the body that it belongs to."""
        sector = phrase.role.sector
        inner = phrase.inner
        if inner is not None and phrase.role.kind == "office" and sector in _WEAK | {"BUS"} and not self._keeps(phrase):
            sector = self.sector_of(inner) or sector
        elif inner is not None and sector == "CVL" and self._follows(phrase, inner.role.sector):
            sector = inner.role.sector
        elif sector in _WEAK | {"CVL"} and not self._keeps(phrase):
            sector = self._said_beside(phrase) or sector
        return self._sector(phrase, sector or "UNK")

    def _said_beside(self, phrase: Phrase) -> str:
        """The sector that a word beside the noun tells: "dirigeants *syndicaux*", "*student* leaders"."""
        words = self.know.reference.sector_words
        tokens = phrase.sent.tokens
        beside = (tokens[i] for i in range(phrase.start, phrase.end) if i != phrase.noun and tokens[i].head == phrase.noun)
        return next((words[w] for t in beside for w in (t.lemma.lower(), t.text.lower()) if w in words), "")

    def _follows(self, phrase: Phrase, sector: str) -> bool:
        """Whether people are of the kind of whom they follow: members of all, supporters of those who bear no arms."""
        ref, noun = self.know.reference, folded_lemma(phrase.sent.tokens[phrase.noun])
        return sector in _MOVEMENTS and noun in ref.followers and (sector not in _ARMED or noun in ref.person_nouns | ref.members)

    def _keeps(self, phrase: Phrase) -> bool:
        first = folded_lemma(phrase.sent.tokens[phrase.noun])
        return first in self.know.reference.keeps_sector

    def _sector(self, phrase: Phrase, sector: str) -> str:
        if phrase.is_former and phrase.role.is_person:
            return _LEFT_OFFICE.get(sector, sector)
        return sector

    def words(self, phrase: Phrase) -> str:
        """The words of a phrase."""
        tokens = phrase.sent.tokens
        return " ".join(self.text[tokens[phrase.start].start : tokens[phrase.end - 1].end].split())

    def owners(self, phrase: Phrase, where: str) -> tuple[Actor, ...]:
        """Actors by what the phrase itself names; empty when it names nobody."""
        if phrase.role.owner:
            return (Actor(phrase.role.owner, self._sector(phrase, phrase.role.sector), "", f"post of {phrase.role.owner}: '{self.words(phrase)}'"),)
        found = [self._owned(phrase, owner, where) for owner in phrase.owners]
        kept = tuple(a for a in found if a is not None)
        if kept:
            return kept
        if phrase.inner is not None:
            inner = self.owners(phrase.inner, where)
            sector = self.sector_of(phrase)
            return tuple(
                Actor(a.code, a.sector if a.sector in ("IGO", "NGO", "REB", "PRM") or self._is_party(phrase) else sector, a.name,
                      f"through '{self.words(phrase.inner)}'")
                for a in inner
            )
        return ()

    def _is_party(self, phrase: Phrase) -> bool:
        return phrase.inner is not None and phrase.inner.role.sector in ("PTY", "OPP") and not self._keeps(phrase)

    # ------------------------------------------------------------------ persons

    def actors_of_person(self, person: Person) -> tuple[Actor, ...]:
        """Who a person is, by the report, then by the table."""
        known = self._of_person.get(person.number)
        if known is None:
            known = self._of_person[person.number] = self._resolve_person(person)
        return known

    def _resolve_person(self, person: Person) -> tuple[Actor, ...]:
        holder = self.people.holder(person)
        for phrase in person.phrases:
            if holder is not None and not phrase.role.name:
                continue  # the table knows more than a description
            owners = self.owners(phrase, "")
            if owners and owners[0].code != NOBODY:
                owner = owners[0]
                return (Actor(owner.code, owner.sector, person.name, f"apposition: '{self.words(phrase)}'"),)
        for phrase in person.phrases:
            bodies = [o for o in phrase.owners if o.kind == "organisation" and o.code == NOBODY]
            if bodies and holder is None:
                return (Actor(NOBODY, bodies[0].sector, person.name, f"apposition: '{self.words(phrase)}'"),)
        named = person.phrases[0] if person.phrases else None
        if holder is not None:
            serves = self.people.is_in_office(holder)
            has_left = not serves and any(p.is_former for p in person.phrases)
            sector = "ELI" if has_left else holder.sector
            if named is not None and not serves:
                sector = self.sector_of(named)
            return (Actor(holder.code, sector, person.name, f"leaders table: {holder.office}"),)
        if named is not None:
            code = named.city or named.where or self._inner_code(named)
            if code:
                return (Actor(code, self.sector_of(named), person.name, f"apposition: '{self.words(named)}'"),)
            placed = next((o for p in person.phrases if (o := self._context.get((p.sent.index, p.noun)))), None)
            if placed is not None:
                return (replace(placed, name=person.name),)
            return (Actor(self._near(named.sent.index, named.start) or NOBODY, self.sector_of(named), person.name, f"'{self.words(named)}', {FOCUS}"),)
        for body in person.heads:
            sector = self.sector_of(body)
            code = next((a.code for a in self.owners(body, "")), "") or self._near(body.sent.index, body.start)
            return (Actor(code or NOBODY, sector, person.name, f"heads '{self.words(body)}', {FOCUS}"),)
        return (Actor(self._near(*person.first) or NOBODY, "UNK", person.name, f"person of whom the report tells no country, {FOCUS}"),)

    def place_phrase(self, phrase: Phrase, person: Person, possessor: Entity | None, opening: tuple[Actor, ...]) -> None:
        """Note whose a person's role is by the words around it: "*son* porte-parole Nadia Roux", "À Harare, le ministre …"."""
        if phrase.role.kind == "people" or self.is_counterpart(phrase):
            return
        found = (self._possessed(phrase, possessor),) if possessor is not None and possessor.actors else opening
        if found and found[0].code != NOBODY and (phrase.sent.index, phrase.noun) not in self._context:
            self._context[phrase.sent.index, phrase.noun] = found[0]
            self._of_person.pop(person.number, None)

    def _possessed(self, phrase: Phrase, possessor: Entity) -> Actor:
        owner, sector = possessor.actors[0], self.sector_of(phrase)
        taken = owner.sector if self._follows(phrase, owner.sector) or owner.sector in ("IGO", "REB", "PRM") or phrase.possessor < 0 and sector in _WEAK else sector
        return Actor(owner.code, taken, "", f"possessive: '{self.words(phrase)}' of {owner.name or owner.code}")

    def _near(self, sentence: int, token: int) -> str:
        return self.nearby.country(sentence, token) if self.nearby is not None else self.focus

    def _inner_code(self, phrase: Phrase) -> str:
        inner = phrase.inner
        while inner is not None:
            if inner.city or inner.where:
                return inner.city or inner.where
            inner = inner.inner
        return ""

    # ------------------------------------------------------------------ roles without a person

    def actors_of_phrase(self, phrase: Phrase, where: str, possessor: Entity | None) -> tuple[Actor, ...]:
        """Who a role stands for.

        Args:
            phrase: The role with what is said of it.
            where: Country of a place in its sentence, for people and groups.
            possessor: Whom its possessive stands for.
        """
        found = self.owners(phrase, where)
        if found:
            return found
        sector = self.sector_of(phrase)
        if phrase.master is not None:
            master = self.actors_of_person(self.people.person_of(phrase.sent.index, phrase.master))[0]
            takes = phrase.role.kind == "office" and sector in _WEAK or self._follows(phrase, master.sector)
            sector = master.sector if takes else sector
            if master.code != NOBODY:
                return (Actor(master.code, sector, "", f"of {master.name}: '{self.words(phrase)}'"),)
        if possessor is not None and possessor.actors and not self.is_counterpart(phrase):
            return (self._possessed(phrase, possessor),)
        code, reason = self._place_of(phrase, where)
        if code:
            return (Actor(code, sector, "", reason),)
        return (Actor(NOBODY, sector, self.words(phrase), "no country known"),)

    def as_counterpart(self, actors: tuple[Actor, ...], possessor: Entity) -> tuple[Actor, ...]:
        """A counterpart is what the one whose counterpart he is, is: a general of a general."""
        sector = possessor.actors[0].sector if possessor.actors else ""
        return tuple(replace(a, sector=sector) if sector in _POSTS and a.sector == "GOV" else a for a in actors)

    def is_counterpart(self, phrase: Phrase) -> bool:
        """Whether a role is somebody's counterpart: "son homologue"."""
        return folded_lemma(phrase.sent.tokens[phrase.noun]) in self.know.reference.counterparts

    def _is_of_others(self, phrase: Phrase) -> bool:
        """Whether a role is of no country that is told: "des journalistes étrangers", "la coalition" that fights somewhere."""
        noun = phrase.sent.tokens[phrase.noun]
        many = folded_lemma(noun) in self.know.reference.many_nations and not noun.text[0].isupper()
        return phrase.is_foreign or many and phrase.role.sector == "MIL" and not phrase.is_plural

    def _place_of(self, phrase: Phrase, where: str) -> tuple[str, str]:
        words = self.words(phrase)
        if self._is_of_others(phrase):
            return "", ""
        if phrase.city or phrase.where or self._inner_code(phrase):
            return phrase.city or phrase.where or self._inner_code(phrase), f"place in '{words}'"
        if self.is_counterpart(phrase):
            return "", ""
        if where and phrase.role.kind == "people":
            return where, f"'{words}', place of the sentence"
        if phrase.role.usual in self.spoken and phrase.end == phrase.noun + 1:
            return phrase.role.usual, f"'{words}', as it is called in {phrase.role.usual}"
        bare = phrase.role.kind == "office" and phrase.determiner in ("indefinite", "possessive") and phrase.inner is None
        if self.focus and not bare:
            return self.focus, f"'{words}', {FOCUS}"
        return "", ""

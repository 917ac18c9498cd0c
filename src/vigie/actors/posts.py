"""Roles of a sentence: posts, bodies and kinds of people, with or without the person who holds them."""

from __future__ import annotations

from dataclasses import replace

from vigie.actors.chains import Chains
from vigie.actors.knowledge import NOBODY
from vigie.actors.memory import Entity, short_key
from vigie.actors.names import NameRun
from vigie.actors.noting import Notes
from vigie.actors.phrase import Phrase, carriers, folded_lemma
from vigie.actors.pointing import Pointer
from vigie.actors.position import head_of_range
from vigie.lexicon.nametrie import fold
from vigie.records import Actor

_OPENING = 8
"""Words of a sentence in which a place counts as its opening."""
_MOVED = frozenset({"MIL", "COP", "PRM", "SPY"})


class RoleReader:
    """Makes the mentions of the persons and roles of one sentence."""

    def __init__(self, notes: Notes, phrases: list[Phrase], chains: Chains, pointer: Pointer) -> None:
        self.notes = notes
        self.sent, self.scanned = notes.sent, notes.scanned
        self.resolver, self.memory, self.know = notes.resolver, notes.memory, notes.know
        self.chains, self.pointer = chains, pointer
        self.person_of_phrase = {p.person.start: p for p in phrases if p.person is not None}

    def read_person(self, run: NameRun) -> None:
        if run.start in self.person_of_phrase and not self.person_of_phrase[run.start].is_appositive:
            return
        self._add_person(run)

    def _person_entity(self, run: NameRun) -> Entity:
        person = self.resolver.people.person_of(self.sent.index, run)
        actors = self.resolver.actors_of_person(person)
        entity = self.memory.entity(f"person:{person.number}", "person", actors)
        entity.actors = actors
        return entity

    def _add_person(self, run: NameRun) -> Entity:
        entity = self._person_entity(run)
        actors = entity.actors
        head = head_of_range(self.sent, run.start, run.end)
        self.notes.add(run.start, run.end, head, "person", actors, entity)
        first = run.start + (1 if run.title else 0)
        for other in {run.start, first} - {head}:
            self.notes.add(run.start, run.end, other, "person", actors, entity)
        gender = self._person_gender(run, entity)
        self.notes.use(entity, head, is_plural=False, gender=gender)
        self._remember_office(run, entity)
        return entity

    def _person_gender(self, run: NameRun, entity: Entity) -> str:
        if run.title:
            entity.gender = self.notes.gender(self.sent.tokens[run.start])
        for phrase in self.resolver.people.person_of(self.sent.index, run).phrases[:1]:
            if entity.gender == "any":
                noun = phrase.sent.tokens[phrase.noun]
                entity.gender = {"Masc": "masc", "Fem": "fem"}.get(noun.feat("Gender"), "any")
        return entity.gender

    def read(self, phrase: Phrase) -> None:
        start, end, noun = phrase.start, phrase.end, phrase.noun
        possessor = None
        if phrase.possessor >= 0:
            possessor = self.pointer.possessive(phrase.possessor)
        elif phrase.start > 0 and self.sent.tokens[phrase.start - 1].text.lower() in self.know.reference.whose:
            possessor = self.pointer.whose(phrase.start - 1)
        elif phrase.role.kind == "office" and not phrase.owners and phrase.inner is None and phrase.master is None:
            possessor = self._complement(phrase)
        office = self.resolver.words(phrase) if phrase.role.kind == "office" else ""
        if phrase.person is not None:
            person = self.resolver.people.person_of(self.sent.index, phrase.person)
            self.resolver.place_phrase(phrase, person, possessor, self._opening_owner(phrase))
        if phrase.person is not None and not phrase.is_appositive:
            entity = self._add_person(phrase.person)
            self.notes.add(start, end, noun, "role", entity.actors, entity, "", office)
            self.notes.use(entity, noun, is_plural=False, gender=entity.gender)
            self._remember_role(phrase, entity)
            self._above(phrase, entity)
            return
        if phrase.person is not None:
            entity = self._person_entity(phrase.person)
            self._remember_role(phrase, entity)
            self.notes.add(start, end, noun, "role", entity.actors, entity, "", office)
            return
        entity = self._role_entity(phrase, possessor)
        self.notes.add(start, end, noun, "role", entity.actors, entity, "", office)
        self._above(phrase, entity)
        if phrase.role.is_person and not phrase.is_plural and entity.gender == "any":
            entity.gender = self.notes.gender(self.sent.tokens[noun])
        self.notes.use(entity, noun, is_plural=phrase.is_plural)

    def _complement(self, phrase: Phrase) -> Entity | None:
        """Whom a noun beside a post takes up: "le porte-parole *du mouvement*", "*the alliance*'s secretary-general"."""
        ref = self.know.reference
        if phrase.owner_noun >= 0:
            return self.chains.nouns.noun_entity(self.sent, phrase.owner_noun)
        named = next((h.end for h in self.scanned.roles.values() if h.start <= phrase.noun < h.end), phrase.noun + 1)
        for index in range(named, phrase.end):
            if self.sent.tokens[index].lemma.lower() in ref.group_nouns | ref.organisation_nouns | ref.country_nouns:
                return self.chains.nouns.noun_entity(self.sent, index)
        return None

    def _above(self, phrase: Phrase, entity: Entity) -> None:
        for index in carriers(self.sent, phrase.noun, self.know):
            self.notes.add(index, max(phrase.end, index + 1), index, "role", entity.actors, entity)

    def _role_key(self, phrase: Phrase) -> str:
        """What a role is remembered by: its noun; the whole name, where the noun alone may be anybody's ("chef de l'État")."""
        noun = folded_lemma(self.sent.tokens[phrase.noun])
        is_vague = noun in self.know.reference.person_nouns and " " in phrase.role.name
        return _key(fold(phrase.role.name) if is_vague else noun, phrase.is_plural)

    def _offices(self, phrase: Phrase) -> frozenset[str]:
        """Names by which whoever holds a role without complement may be taken up: "le président … *le chef de l'État*"."""
        name = fold(phrase.role.name)
        if phrase.inner is not None or phrase.is_plural:
            return frozenset()
        return self.know.names_of_office.get(self.know.office_of.get(name, ""), frozenset()) | {name}

    def _remember_role(self, phrase: Phrase, entity: Entity) -> None:
        if phrase.is_former:
            return
        self._name(entity, self._role_key(phrase))
        for name in self._offices(phrase):
            self._name(entity, f"office:{name}")

    def _name(self, entity: Entity, key: str) -> None:
        self.memory.name(entity, key)
        for actor in entity.actors:
            self.memory.name(entity, f"{key}:{actor.code}")

    def _remember_office(self, run: NameRun, entity: Entity) -> None:
        """A known holder of an office can be taken up by it: "Emmanuel Macron … *le chef de l'État*"."""
        people = self.resolver.people
        holder = people.holder(people.person_of(self.sent.index, run))
        if holder is None or not people.is_in_office(holder):
            return
        for name in self.know.names_of_office.get(holder.office, frozenset()):
            self._name(entity, f"office:{name}")

    def _known(self, phrase: Phrase, code: str = "") -> Entity | None:
        """The entity that a role was said of before, of a country where one is told."""
        tail = f":{code}" if code else ""
        if phrase.inner is None and not phrase.is_plural:
            known = self.memory.known(f"office:{fold(phrase.role.name)}{tail}")
            if known is not None:
                return known
        return self.memory.known(self._role_key(phrase) + tail)

    def _role_entity(self, phrase: Phrase, possessor: Entity | None) -> Entity:
        """The entity of a role without a name: one that the report spoke of, or a new one."""
        key = self._role_key(phrase)
        owned = self.resolver.owners(phrase, self.notes.where) or self._opening_owner(phrase) or self._moved_by(phrase)
        if possessor is not None and self.resolver.is_counterpart(phrase):
            owned = self.resolver.as_counterpart(owned, possessor)
        definite = phrase.determiner in ("definite", "demonstrative") or not phrase.role.is_person
        if owned and definite and len(owned) == 1 and not phrase.is_former:
            known = self._known(phrase, owned[0].code)
            if known is not None and known.actors and known.is_person == (phrase.role.is_person and not phrase.is_plural):
                self.memory.name(known, key)
                return known
        if not owned and definite and phrase.possessor < 0 and possessor is None and not phrase.is_former and not phrase.city and not phrase.where:
            if self.chains.nouns.is_bare(self.sent, phrase.noun):
                pointed = self.chains.nouns.noun_entity(self.sent, phrase.noun)
                if pointed is not None:
                    return pointed
            known = self._short_form(phrase) or self._known(phrase)
            if known is not None and any(a.code != NOBODY for a in known.actors):
                return known
        if not owned and not phrase.possessor >= 0:
            pair = self._pair(phrase)
            if pair is not None:
                return pair
        if not owned and possessor is not None and self._is_other(phrase):
            other = self.chains.nouns.other_than(frozenset(a.code for a in possessor.actors))
            if other is not None:
                return other
        actors = owned or self.resolver.actors_of_phrase(phrase, self.notes.where, possessor)
        is_crowd = folded_lemma(self.sent.tokens[phrase.noun]) in self.know.reference.crowds
        kind = "person" if phrase.role.is_person and not phrase.is_plural and not is_crowd else "body" if phrase.role.kind == "body" else "people"
        entity = self.memory.entity(f"{key}@{self.sent.index}.{phrase.noun}", kind, actors)
        self._remember_role(phrase, entity)
        return entity

    def _pair(self, phrase: Phrase) -> Entity | None:
        """ "Les deux armées", "les deux délégations": the bodies of the two countries that are meant."""
        is_body = phrase.role.kind == "body" and self.chains.nouns.is_two(self.sent, phrase.noun) and self.chains.nouns.is_bare(self.sent, phrase.noun)
        pair = self.pointer.pair(phrase.noun, "country" if is_body else "")
        sector = self.resolver.sector_of(phrase)
        if pair is None or not is_body or sector in ("GOV", "UNK"):
            return pair
        actors = tuple(replace(a, sector=sector) for a in pair.actors)
        return self.memory.entity(f"pair:{sector}:" + ",".join(a.code for a in actors), "pair", actors)

    def _is_other(self, phrase: Phrase) -> bool:
        return folded_lemma(self.sent.tokens[phrase.noun]) in self.know.reference.others and self.pointer.is_unnamed(phrase.noun)

    def _short_form(self, phrase: Phrase) -> Entity | None:
        return self.memory.known(short_key(self.sent.tokens[phrase.noun].text)) if phrase.end == phrase.noun + 1 else None

    def _moved_by(self, phrase: Phrase) -> tuple[Actor, ...]:
        """ "*La Russie* a déployé des soldats": troops that somebody moves are his."""
        token = self.sent.tokens[phrase.noun]
        verb = self.sent.tokens[token.head]
        if token.relation != "obj" or verb.lemma.lower() not in self.know.reference.moving or phrase.determiner == "definite":
            return ()
        subjects = {t.index for t in self.sent.dependents(verb.index, "nsubj")}
        found = next((m for m in self.notes.found if m.head in subjects and m.actors), None)
        if found is None or phrase.role.sector not in _MOVED:
            return ()
        return tuple(
            Actor(a.code, a.sector if a.sector in ("IGO", "REB", "PRM") else self.resolver.sector_of(phrase), "", f"moved by {a.name or a.code}")
            for a in found.actors[:1]
        )

    def _opening_owner(self, phrase: Phrase) -> tuple[Actor, ...]:
        """ "À Damas, *le ministère* …": a body without an owner is that of the place that opens the sentence.

        So is an office of which the report has not spoken yet: ministers travel, ministries do not.
        """
        bare = phrase.inner is None and phrase.master is None and phrase.possessor < 0 and not phrase.city and not phrase.where
        if not bare or phrase.role.kind == "people" or phrase.role.kind == "office" and self._known(phrase) is not None:
            return ()
        verb = next((t.index for t in self.sent.tokens if t.upos in ("VERB", "AUX")), phrase.start)
        code = self.notes.place_before(min(verb, phrase.start, _OPENING))
        if not code:
            return ()
        return (Actor(code, self.resolver.sector_of(phrase), "", f"'{self.resolver.words(phrase)}', place that opens the sentence"),)


def _key(name: str, is_plural: bool) -> str:
    return f"role:{name}:{'s' if is_plural else ''}"

"""One sentence, resolved from left to right."""

from __future__ import annotations

from dataclasses import replace

from vigie.actors.chains import Chains
from vigie.actors.knowledge import NOBODY, Known
from vigie.actors.memory import Use, short_key
from vigie.actors.names import Scanned
from vigie.actors.noting import Notes
from vigie.actors.phrase import Phrase, carriers
from vigie.actors.pointing import Pointer
from vigie.actors.position import acts, head_of_range
from vigie.actors.posts import RoleReader
from vigie.actors.resolving import Resolver
from vigie.lexicon.nametrie import Hit
from vigie.records import Actor, Mention, Token

_KIND_OF_ENTITY = {"country": "country", "capital": "country", "seat": "country", "organisation": "organisation", "group": "group"}
_NAMES = frozenset({"capital", "seat", "place", "country", "organisation", "group"})
"""Kinds of mentions that take a name over from the table of cities: Hamas is no town."""
_ARGUMENTS = frozenset({"nsubj", "obj", "iobj"})


class SentenceReader:
    """Makes the mentions of one sentence."""

    def __init__(
        self, scanned: Scanned, phrases: list[Phrase], places: list[Mention], resolver: Resolver, chains: Chains
    ) -> None:
        self.notes = Notes(scanned, places, resolver)
        self.sent, self.scanned = scanned.sent, scanned
        self.resolver, self.memory, self.know = resolver, resolver.memory, resolver.know
        self.chains = chains
        self.pointer = Pointer(self.notes, chains)
        self.roles = RoleReader(self.notes, phrases, chains, self.pointer)
        self.phrases = {p.noun: p for p in phrases}
        self.in_phrase = {i for p in phrases for i in range(p.start, p.end)}

    def read(self) -> list[Mention]:
        """All mentions of the sentence."""
        for token in self.sent.tokens:
            index = token.index
            if index in self.scanned.names:
                self._name(self.scanned.names[index])
            if index in self.scanned.people:
                self.roles.read_person(self.scanned.people[index])
            if index in self.phrases:
                self.roles.read(self.phrases[index])
            elif index not in self.scanned.owner:
                self.pointer.read(token)
        found = self.notes.found
        heads = {m.head for m in found if m.kind in _NAMES}
        found.extend(p for p in self.notes.places.values() if p.head not in heads and self.scanned.owner.get(p.head) != "person")
        self.pointer.note_groups()
        self.pointer.relatives()
        return found

    def _name(self, hit: Hit[Known]) -> None:
        value = hit.values[0]
        head = head_of_range(self.sent, hit.start, hit.end)
        if value.kind in ("demonym", "pair"):
            self._demonym(hit, head)
            return
        actors = self.resolver.actors_of_known(hit.values, self.notes.where)
        place = value.code if value.kind in ("country", "capital", "seat") and value.sector != "IGO" else ""
        if value.kind in ("capital", "seat") and not acts(self.sent, head, hit.start, self.know.grammar, self.know.reference):
            kept = self.notes.places.get(head)
            self.notes.add(hit.start, hit.end, head, "place", (), None, kept.place if kept else place)
            return
        key = f"state:{actors[0].code}" if value.kind in ("country", "capital", "seat") else f"{value.kind}:{value.name or value.code}"
        entity = self.memory.entity(key, _KIND_OF_ENTITY.get(value.kind, "organisation"), actors)
        if value.kind == "group":
            self.memory.name(entity, key)
        if value.kind in ("group", "organisation") and hit.end - hit.start > 1 and (short := short_key(self.sent.tokens[head].text)):
            self.memory.name(entity, short)
        self.notes.add(hit.start, hit.end, head, value.kind, actors, entity, place)
        plural = self._is_plural(head)
        self.notes.use(entity, head, is_plural=plural)

    def _is_plural(self, head: int) -> bool:
        token = self.sent.tokens[head]
        dets = [d.feat("Number") for d in self.sent.dependents(head, "det") if d.feat("Number")]
        return (dets[0] if dets else token.feat("Number")) == "Plur"

    def _demonym(self, hit: Hit[Known], head: int) -> None:
        actors = self.resolver.actors_of_known(hit.values)
        if all(a.code == NOBODY for a in actors):
            return
        token = self.sent.tokens[head]
        if self._is_people(hit, token):
            plural = self._is_plural(head)
            sector = "GOV" if plural and self.chains.nouns.determiner_of(self.sent, head)[0] == "definite" else "CVL"
            actors = tuple(Actor(a.code, a.sector if a.sector == "IGO" else sector, "", f"people: '{token.text}'") for a in actors)
            entity = self.memory.entity(f"people:{actors[0].code}:{sector}", "people", actors)
            self.notes.add(hit.start, hit.end, head, "people", actors, entity)
            for above in carriers(self.sent, head, self.know):
                self.notes.add(above, hit.end, above, "people", actors, entity)
            self.notes.use(entity, head, is_plural=plural)
            return
        reasoned = tuple(replace(a, reason=f"adjective: '{token.text}'") for a in actors)
        self.notes.add(hit.start, hit.end, head, "adjective", reasoned)
        for actor in actors:
            if actor.sector == "GOV":
                entity = self.memory.entity(f"state:{actor.code}", "country", (actor,))
                self.memory.use(Use(entity, self.sent.index, head, -3.0, "none", False, -1, head in self.notes.quoted))

    def _is_people(self, hit: Hit[Known], token: Token) -> bool:
        is_noun = token.relation in _ARGUMENTS and bool(self.sent.dependents(token.index, "det"))  # "*un somalien* a été arrêté"
        if token.upos == "ADJ" and token.relation in ("amod", "nmod", "compound", "flat") or token.text[0].islower() and not is_noun:
            return False
        if hit.values[0].kind == "pair":
            return False
        if token.upos == "ADJ" and not self.sent.dependents(token.index, "det"):
            return False
        if token.relation in ("amod", "compound", "flat") and token.head != token.index:
            return False
        return token.index not in self.in_phrase

"""Words of a sentence that point back: pronouns, possessives, "le pays", "les deux hommes", "ses alliés de l'Otan"."""

from __future__ import annotations

from dataclasses import replace

from vigie.actors.chains import Chains
from vigie.actors.knowledge import NOBODY
from vigie.actors.memory import Entity, short_key
from vigie.actors.noting import Notes
from vigie.actors.position import head_of_range, salience
from vigie.actors.reference import Pronoun
from vigie.records import Actor, Mention, Token, lists

_NAMED_TOGETHER = frozenset({"country", "capital", "seat", "organisation", "group", "person", "role"})
_THING_RELATIONS = frozenset({"nsubj", "obj", "root"})


class Pointer:
    """Makes the mentions of the pointing words of one sentence."""

    def __init__(self, notes: Notes, chains: Chains) -> None:
        self.notes = notes
        self.sent, self.scanned = notes.sent, notes.scanned
        self.resolver, self.memory, self.know = notes.resolver, notes.memory, notes.know
        self.chains = chains

    def possessive(self, index: int) -> Entity | None:
        entity = self.chains.resolve_possessive(self.sent, index, self.notes.quoted)
        if entity is not None and entity.actors and not self.notes.is_found(index):
            reasoned = tuple(replace(a, reason=f"possessive: {a.name or a.code}") for a in entity.actors)
            self.notes.add(index, index + 1, index, "possessive", reasoned, entity)
        return entity if entity is not None and entity.actors else None

    def is_unnamed(self, index: int) -> bool:
        """Whether nothing that hangs on a noun names somebody: "son voisin" and not "son voisin turc"."""
        inside = {*self.sent.subtree(index), index + 1} - {index}
        return not any(self.scanned.owner.get(i) in ("name", "person") or i in self.notes.places for i in inside)

    def whose(self, index: int) -> Entity | None:
        """Whom "whose" or "dont" at a token stands for, whose the noun behind it is."""
        head = self.chains.resolve_relative(self.sent, index)
        found = next((m for m in self.notes.found if m.head == head and m.actors and m.chain >= 0), None)
        if found is not None:
            return self.memory.entities[found.chain]
        place = next((m.place for m in self.notes.found if m.head == head and m.place), "")
        state = Actor(place, "GOV", "", "country of a place")
        return self.memory.entity(f"state:{place}", "country", (state,)) if place else None

    def pair(self, index: int, kind: str = "") -> Entity | None:
        """Whom "les deux pays" or "les quatre pays" means; a kind says what they are where the noun does not."""
        kind = kind or self.chains.nouns.pair_at(self.sent, index)
        two = self.chains.nouns.two_meant(kind, self.sent, index) if kind else []
        if not two:
            return self._group(index)
        outsider = self._pair_beside(two)
        if outsider is not None:
            return outsider
        actors = tuple(replace(a, reason=f"pair: '{self.sent.tokens[index].text}'") for e in two for a in e.actors)
        return self.memory.entity(f"pair:{two[0].number}:{two[1].number}", "pair", actors)

    def _pair_beside(self, two: list[Entity]) -> Entity | None:
        """ "L'Egypte et le Soudan …. *L'Ethiopie* propose que les deux pays …": two who were named together, and not the one who speaks of them."""
        here = [e for e in two if any(m.chain == e.number for m in self.notes.found)]
        together = self.memory.group_of(2)
        if len(here) != 1 or not together or {a.code for a in here[0].actors} & {a.code for a in together}:
            return None
        actors = tuple(replace(a, reason=f"pair: named together before {here[0].actors[0].code} spoke") for a in together)
        return self.memory.entity("group:" + ",".join(a.code for a in actors), "pair", actors)

    def _group(self, index: int) -> Entity | None:
        """Those whom "les quatre pays" or "the four" takes up."""
        number = self.chains.nouns.number_at(self.sent, index)
        group = self.memory.group_of(number) if number else ()
        if not group:
            return None
        actors = tuple(replace(a, reason=f"pair: '{self.sent.tokens[index].text}'") for a in group)
        return self.memory.entity("group:" + ",".join(a.code for a in group), "pair", actors)

    def note_groups(self) -> None:
        """Remember who is named together: coordinated names, and the owners of one role."""
        for mention in self.notes.found:
            if len({a.code for a in mention.actors}) > 1 and mention.kind == "role":
                self.memory.note_group(mention.actors, self.sent.index)
        for group in lists(self.sent, [m for m in self.notes.found if m.actors and m.kind in _NAMED_TOGETHER]):
            actors = tuple({a.code: a for m in group for a in m.actors}.values())
            if len(actors) > 1:
                self.memory.note_group(actors, self.sent.index)
                entity = self.memory.entity("group:" + ",".join(a.code for a in actors), "pair", actors)
                foremost = max((i for m in group for i in self._heads(m)), key=lambda i: (salience(self.sent, i), i))
                self.notes.use(entity, foremost, is_plural=True, gender="any")

    def _heads(self, mention: Mention) -> list[int]:
        """The tokens of a mention: any of them can be what its phrase hangs on."""
        return [t.index for t in self.sent.tokens if mention.span.start <= t.start and t.end <= mention.span.end]

    def read(self, token: Token) -> None:
        index = token.index
        pronoun: Pronoun | None = self.chains.pronoun_at(self.sent, index)
        if pronoun is not None:
            self._pronoun(token, pronoun)
            return
        form = token.text.lower()
        if form in self.know.grammar.possessives and form in self.know.reference.possessives:
            if token.upos in ("DET", "PRON") and not self.notes.is_found(index):
                self.possessive(index)
            return
        if token.upos == "NOUN" or token.upos == "PROPN" and self.memory.known(short_key(token.text)) is not None or self.chains.nouns.is_number_alone(self.sent, index):
            self._noun(token)

    def _pronoun(self, token: Token, pronoun: Pronoun) -> None:
        entity = self.chains.resolve_pronoun(self.sent, token.index, pronoun, self.notes.quoted)
        if entity is None:
            return
        if entity.actors:
            reasoned = tuple(replace(a, reason=f"pronoun '{token.text}': {a.name or a.code}") for a in entity.actors)
            end = token.index + 1 + self.chains.is_double(self.sent, token.index)
            for head in range(token.index, end):
                self.notes.add(token.index, end, head, "pronoun", reasoned, entity)
        self.notes.use(entity, token.index, is_plural=pronoun.number == "plur", gender=pronoun.gender)

    def _noun(self, token: Token) -> None:
        index = token.index
        entity = self.pair(index)
        kind, det = self.chains.nouns.determiner_of(self.sent, index)
        if entity is None and kind == "possessive" and token.lemma.lower() in self.know.reference.country_nouns:
            owner = self.possessive(det)
            if owner is not None and owner.actors[0].code != NOBODY:
                code = owner.actors[0].code
                actor = Actor(code, "GOV", "", f"'{token.text}' of {owner.actors[0].name or code}")
                entity = self.memory.entity(f"state:{code}", "country", (actor,))
        if entity is None and kind == "possessive" and token.lemma.lower() in self.know.reference.others and self.is_unnamed(index):
            owner = self.possessive(det)
            entity = self.chains.nouns.other_than(frozenset(a.code for a in owner.actors)) if owner is not None else None
        if entity is None and kind == "definite" and self.chains.nouns.is_bare(self.sent, index):
            entity = self.memory.known(short_key(token.text))
        if entity is None:
            entity = self.chains.nouns.noun_entity(self.sent, index)
        if entity is None and token.lemma.lower() in self.know.reference.members:
            if self._member(token):
                return
        if entity is None:
            if token.relation in _THING_RELATIONS:
                thing = self.memory.entity(f"thing:{self.sent.index}.{index}", "thing", ())
                self.notes.use(thing, index, is_plural=token.feat("Number") == "Plur")
            return
        start = min([t.index for t in self.sent.dependents(index, "det", "nummod")] + [index])
        reasoned = tuple(replace(a, reason=a.reason if a.reason.startswith("pair") else f"'{token.text}': {a.name or a.code}") for a in entity.actors)
        place = entity.actors[0].code if entity.kind == "country" else ""
        self.notes.add(start, index + 1, index, "pronoun", reasoned, entity, place)
        self.notes.use(entity, index, is_plural=token.feat("Number") == "Plur")

    def _member(self, token: Token) -> bool:
        """ "les pays membres de l'Otan", "ses alliés de l'Otan": whoever belongs to an organisation stands for it."""
        for child in self.sent.subtree(token.index):
            hit = self.scanned.names.get(child)
            if hit is None or hit.start <= token.index < hit.end or child - token.index > 6:
                continue
            if child < token.index and self.sent.tokens[head_of_range(self.sent, hit.start, hit.end)].relation != "compound":
                continue
            value = hit.values[0]
            if value.kind == "organisation" or value.kind == "demonym" and value.sector == "IGO":
                actors = tuple(replace(a, reason=f"members of {a.code}") for a in self.resolver.actors_of_known(hit.values))
                entity = self.memory.entity(f"members:{actors[0].code}", "people", actors)
                self.notes.add(min(hit.start, token.index), max(hit.end, token.index + 1), token.index, "role", actors, entity)
                self.notes.use(entity, token.index, is_plural=True)
                return True
        return False

    def relatives(self) -> None:
        by_head = {m.head: m for m in self.notes.found if m.actors}
        for token in self.sent.tokens:
            if token.upos != "PRON" or token.text.lower().replace("’", "'") not in self.know.reference.relatives:
                continue
            mention = by_head.get(self.chains.resolve_relative(self.sent, token.index))
            if mention is not None:
                reasoned = tuple(replace(a, reason=f"relative: {a.name or a.code}") for a in mention.actors)
                self.notes.found.append(replace(mention, span=token.span, head=token.index, kind="pronoun", actors=reasoned))

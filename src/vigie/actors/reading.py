"""One sentence, resolved from left to right."""

from __future__ import annotations

from dataclasses import replace

from vigie.actors.chains import Chains
from vigie.actors.knowledge import Known
from vigie.actors.memory import Entity, Use
from vigie.actors.names import NameRun, Scanned
from vigie.actors.phrases import Phrase, carriers, folded_lemma
from vigie.actors.position import acts, governor, head_of_range, preposition, salience
from vigie.actors.reference import Pronoun
from vigie.actors.resolving import NOBODY, Resolver
from vigie.lexicon.nametrie import Hit
from vigie.records import Actor, Mention, Sentence, Span, Token, lists

_OPEN, _CLOSE, _BOTH = "«“„", "»”", "\""
_KIND_OF_ENTITY = {"country": "country", "capital": "country", "seat": "country", "organisation": "organisation", "group": "group"}
_NAMED_TOGETHER = frozenset({"country", "capital", "seat", "organisation", "group", "person", "role"})
_NAMES = frozenset({"capital", "seat", "place", "country", "organisation", "group"})
"""Kinds of mentions that take a name over from the table of cities: Hamas is no town."""
_OPENING = 8
"""Words of a sentence in which a place counts as its opening."""
_ARGUMENTS = frozenset({"nsubj", "obj", "iobj"})
_MOVED = frozenset({"MIL", "COP", "PRM", "SPY"})
_THING_RELATIONS = frozenset({"nsubj", "obj", "root"})


class SentenceReader:
    """Makes the mentions of one sentence."""

    def __init__(
        self, scanned: Scanned, phrases: list[Phrase], places: list[Mention], resolver: Resolver, chains: Chains
    ) -> None:
        self.scanned = scanned
        self.sent: Sentence = scanned.sent
        self.phrases = {p.noun: p for p in phrases}
        self.person_of_phrase = {p.person.start: p for p in phrases if p.person is not None}
        self.in_phrase = {i for p in phrases for i in range(p.start, p.end)}
        self.places = {p.head: p for p in places}
        self.resolver = resolver
        self.chains = chains
        self.memory = resolver.memory
        self.know = resolver.know
        self.quoted: frozenset[int] = frozenset()
        self.found: list[Mention] = []
        self.where = self._where()

    def note_quotes(self, is_open: bool) -> bool:
        """Mark the tokens between quotation marks; returns whether a quotation goes on."""
        inside = set()
        for token in self.sent.tokens:
            mark = token.text[:1]
            if mark in _OPEN and mark:
                is_open = True
            elif mark in _CLOSE and mark:
                is_open = False
            elif mark == _BOTH:
                is_open = not is_open
            elif is_open:
                inside.add(token.index)
        self.quoted = frozenset(inside)
        return is_open

    def read(self) -> list[Mention]:
        """All mentions of the sentence."""
        for token in self.sent.tokens:
            index = token.index
            if index in self.scanned.names:
                self._name(self.scanned.names[index])
            if index in self.scanned.people:
                self._person(self.scanned.people[index])
            if index in self.phrases:
                self._phrase(self.phrases[index])
            elif index not in self.scanned.owner:
                self._other(token)
        heads = {m.head for m in self.found if m.kind in _NAMES}
        self.found.extend(p for p in self.places.values() if p.head not in heads and self.scanned.owner.get(p.head) != "person")
        self._note_groups()
        self._relatives()
        return self.found

    # ------------------------------------------------------------------ making

    def _span(self, start: int, end: int) -> Span:
        return Span(self.sent.tokens[start].start, self.sent.tokens[end - 1].end)

    def _add(
        self, start: int, end: int, head: int, kind: str, actors: tuple[Actor, ...], entity: Entity | None = None,
        place: str = "", office: str = ""
    ) -> None:
        chain = entity.number if entity is not None else -1
        self.found.append(Mention(self.sent.index, self._span(start, end), head, kind, actors, place, chain, office))

    def _use(self, entity: Entity, index: int, *, is_plural: bool, gender: str = "") -> None:
        token = self.sent.tokens[index]
        above = governor(self.sent, index)
        self.memory.use(
            Use(entity, self.sent.index, index, salience(self.sent, index), gender or self._gender(token), is_plural,
                above.index if above.index != index else -1, index in self.quoted)
        )

    def _gender(self, token: Token) -> str:
        named = {"Masc": "masc", "Fem": "fem", "Neut": "neut"}
        own = named.get(token.feat("Gender"), "")
        for det in self.sent.dependents(token.index, "det"):
            own = named.get(det.feat("Gender"), "") or own
        return own or "any"

    def _where(self, before: int | None = None) -> str:
        """Country of the first place of the sentence (before a token) that stands behind a locative preposition."""
        for index in range(len(self.sent.tokens) if before is None else before):
            hit = self.scanned.names.get(index)
            code = ""
            if hit is not None and hit.values[0].kind in ("country", "capital"):
                head = head_of_range(self.sent, hit.start, hit.end)
                code = hit.values[0].code
            elif index in self.places:
                head, code = index, self.places[index].place
            if code and self._lies(head):
                return code
        return ""

    def _lies(self, head: int) -> bool:
        """Whether a place stands behind a locative preposition: "*dans* Mossoul", "*dans* le nord de la Syrie"."""
        grammar = self.know.grammar
        before = preposition(self.sent, head, grammar)
        if before == grammar.genitive:
            above = governor(self.sent, head)
            return above.lemma.lower() in self.know.reference.motion and preposition(self.sent, above.index, grammar) in grammar.locative
        return before in grammar.locative

    # ------------------------------------------------------------------ names

    def _name(self, hit: Hit[Known]) -> None:
        value = hit.values[0]
        head = head_of_range(self.sent, hit.start, hit.end)
        if value.kind in ("demonym", "pair"):
            self._demonym(hit, head)
            return
        actors = self.resolver.actors_of_known(hit.values, self.where)
        place = value.code if value.kind in ("country", "capital", "seat") and value.sector != "IGO" else ""
        if value.kind in ("capital", "seat") and not acts(self.sent, head, hit.start, self.know.grammar, self.know.reference):
            kept = self.places.get(head)
            self._add(hit.start, hit.end, head, "place", (), None, kept.place if kept else place)
            return
        key = f"state:{actors[0].code}" if value.kind in ("country", "capital", "seat") else f"{value.kind}:{value.name or value.code}"
        entity = self.memory.entity(key, _KIND_OF_ENTITY.get(value.kind, "organisation"), actors)
        if value.kind == "group":
            self.memory.name(entity, key)
        self._add(hit.start, hit.end, head, value.kind, actors, entity, place)
        plural = self._is_plural(head)
        self._use(entity, head, is_plural=plural)

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
            sector = "GOV" if plural and self.chains.determiner_of(self.sent, head)[0] == "definite" else "CVL"
            actors = tuple(Actor(a.code, a.sector if a.sector == "IGO" else sector, "", f"people: '{token.text}'") for a in actors)
            entity = self.memory.entity(f"people:{actors[0].code}:{sector}", "people", actors)
            self._add(hit.start, hit.end, head, "people", actors, entity)
            for above in carriers(self.sent, head, self.know):
                self._add(above, hit.end, above, "people", actors, entity)
            self._use(entity, head, is_plural=plural)
            return
        reasoned = tuple(replace(a, reason=f"adjective: '{token.text}'") for a in actors)
        self._add(hit.start, hit.end, head, "adjective", reasoned)
        for actor in actors:
            if actor.sector == "GOV":
                entity = self.memory.entity(f"state:{actor.code}", "country", (actor,))
                self.memory.use(Use(entity, self.sent.index, head, -3.0, "none", False, -1, head in self.quoted))

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

    # ------------------------------------------------------------------ persons and roles

    def _person(self, run: NameRun) -> None:
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
        self._add(run.start, run.end, head, "person", actors, entity)
        first = run.start + (1 if run.title else 0)
        for other in {run.start, first} - {head}:
            self._add(run.start, run.end, other, "person", actors, entity)
        gender = self._person_gender(run, entity)
        self._use(entity, head, is_plural=False, gender=gender)
        return entity

    def _person_gender(self, run: NameRun, entity: Entity) -> str:
        if run.title:
            entity.gender = self._gender(self.sent.tokens[run.start])
        for phrase in self.resolver.people.person_of(self.sent.index, run).phrases[:1]:
            if entity.gender == "any":
                noun = phrase.sent.tokens[phrase.noun]
                entity.gender = {"Masc": "masc", "Fem": "fem"}.get(noun.feat("Gender"), "any")
        return entity.gender

    def _phrase(self, phrase: Phrase) -> None:
        start, end, noun = phrase.start, phrase.end, phrase.noun
        possessor = None
        if phrase.possessor >= 0:
            possessor = self._possessive(phrase.possessor)
        elif phrase.role.kind == "office" and not phrase.owners and phrase.inner is None and phrase.master is None:
            possessor = self._complement(phrase)
        office = self.resolver.words(phrase) if phrase.role.kind == "office" else ""
        if phrase.person is not None:
            person = self.resolver.people.person_of(self.sent.index, phrase.person)
            self.resolver.place_phrase(phrase, person, possessor, self._opening_owner(phrase))
        if phrase.person is not None and not phrase.is_appositive:
            entity = self._add_person(phrase.person)
            self._add(start, end, noun, "role", entity.actors, entity, "", office)
            self._use(entity, noun, is_plural=False, gender=entity.gender)
            self._remember_role(phrase, entity)
            self._above(phrase, entity)
            return
        if phrase.person is not None:
            entity = self._person_entity(phrase.person)
            self._remember_role(phrase, entity)
            self._add(start, end, noun, "role", entity.actors, entity, "", office)
            return
        entity = self._role_entity(phrase, possessor)
        self._add(start, end, noun, "role", entity.actors, entity, "", office)
        self._above(phrase, entity)
        if phrase.role.is_person and not phrase.is_plural and entity.gender == "any":
            entity.gender = self._gender(self.sent.tokens[noun])
        self._use(entity, noun, is_plural=phrase.is_plural)

    def _complement(self, phrase: Phrase) -> Entity | None:
        """Whom the noun behind a post takes up: "le porte-parole *du mouvement*"."""
        ref = self.know.reference
        for index in range(phrase.noun + 1, phrase.end):
            if self.sent.tokens[index].lemma.lower() in ref.group_nouns | ref.organisation_nouns | ref.country_nouns:
                return self.chains.noun_entity(self.sent, index)
        return None

    def _above(self, phrase: Phrase, entity: Entity) -> None:
        for index in carriers(self.sent, phrase.noun, self.know):
            self._add(index, max(phrase.end, index + 1), index, "role", entity.actors, entity)

    def _role_key(self, phrase: Phrase) -> str:
        return f"role:{folded_lemma(self.sent.tokens[phrase.noun])}:{'s' if phrase.is_plural else ''}"

    def _remember_role(self, phrase: Phrase, entity: Entity) -> None:
        if phrase.is_former:
            return
        self.memory.name(entity, self._role_key(phrase))
        for actor in entity.actors:
            self.memory.name(entity, f"{self._role_key(phrase)}:{actor.code}")

    def _role_entity(self, phrase: Phrase, possessor: Entity | None) -> Entity:
        """The entity of a role without a name: one that the report spoke of, or a new one."""
        key = self._role_key(phrase)
        owned = self.resolver.owners(phrase, self.where) or self._opening_owner(phrase) or self._moved_by(phrase)
        if possessor is not None and self.resolver.is_counterpart(phrase):
            owned = self.resolver.as_counterpart(owned, possessor)
        definite = phrase.determiner in ("definite", "demonstrative") or not phrase.role.is_person
        if owned and definite and len(owned) == 1 and not phrase.is_former:
            known = self.memory.known(f"{key}:{owned[0].code}")
            if known is not None and known.actors and known.is_person == (phrase.role.is_person and not phrase.is_plural):
                self.memory.name(known, key)
                return known
        if not owned and definite and phrase.possessor < 0 and not phrase.is_former and not phrase.city and not phrase.where:
            if self.chains.is_bare(self.sent, phrase.noun):
                pointed = self.chains.noun_entity(self.sent, phrase.noun)
                if pointed is not None:
                    return pointed
            known = self.memory.known(key)
            if known is not None and any(a.code != NOBODY for a in known.actors):
                return known
        if not owned and not phrase.possessor >= 0:
            pair = self._pair(phrase.noun)
            if pair is not None:
                return pair
        actors = owned or self.resolver.actors_of_phrase(phrase, self.where, possessor)
        kind = "person" if phrase.role.is_person and not phrase.is_plural else "body" if phrase.role.kind == "body" else "people"
        entity = self.memory.entity(f"{key}@{self.sent.index}.{phrase.noun}", kind, actors)
        self._remember_role(phrase, entity)
        return entity

    def _moved_by(self, phrase: Phrase) -> tuple[Actor, ...]:
        """ "*La Russie* a déployé des soldats": troops that somebody moves are his."""
        token = self.sent.tokens[phrase.noun]
        verb = self.sent.tokens[token.head]
        if token.relation != "obj" or verb.lemma.lower() not in self.know.reference.moving or phrase.determiner == "definite":
            return ()
        subjects = {t.index for t in self.sent.dependents(verb.index, "nsubj")}
        found = next((m for m in self.found if m.head in subjects and m.actors), None)
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
        if not bare or phrase.role.kind == "people" or phrase.role.kind == "office" and self.memory.known(self._role_key(phrase)) is not None:
            return ()
        verb = next((t.index for t in self.sent.tokens if t.upos in ("VERB", "AUX")), phrase.start)
        code = self._where(min(verb, phrase.start, _OPENING))
        if not code:
            return ()
        return (Actor(code, self.resolver.sector_of(phrase), "", f"'{self.resolver.words(phrase)}', place that opens the sentence"),)

    # ------------------------------------------------------------------ pointing words

    def _possessive(self, index: int) -> Entity | None:
        entity = self.chains.resolve_possessive(self.sent, index, self.quoted)
        if entity is not None and entity.actors and not any(m.head == index for m in self.found):
            reasoned = tuple(replace(a, reason=f"possessive: {a.name or a.code}") for a in entity.actors)
            self._add(index, index + 1, index, "possessive", reasoned, entity)
        return entity if entity is not None and entity.actors else None

    def _pair(self, index: int) -> Entity | None:
        kind = self.chains.pair_at(self.sent, index)
        two = self.chains.last_two(kind, self.sent.index, index) if kind else []
        if not two:
            return self._group(index)
        outsider = self._pair_beside(two)
        if outsider is not None:
            return outsider
        actors = tuple(replace(a, reason=f"pair: '{self.sent.tokens[index].text}'") for e in two for a in e.actors)
        return self.memory.entity(f"pair:{two[0].number}:{two[1].number}", "pair", actors)

    def _pair_beside(self, two: list[Entity]) -> Entity | None:
        """ "L'Egypte et le Soudan …. *L'Ethiopie* propose que les deux pays …": two who were named together, and not the one who speaks of them."""
        here = [e for e in two if any(m.chain == e.number for m in self.found)]
        together = self.memory.group_of(2)
        if len(here) != 1 or not together or {a.code for a in here[0].actors} & {a.code for a in together}:
            return None
        actors = tuple(replace(a, reason=f"pair: named together before {here[0].actors[0].code} spoke") for a in together)
        return self.memory.entity("group:" + ",".join(a.code for a in actors), "pair", actors)

    def _group(self, index: int) -> Entity | None:
        """Those whom "les quatre pays" or "the four" takes up."""
        number = self.chains.number_at(self.sent, index)
        group = self.memory.group_of(number) if number else ()
        if not group:
            return None
        actors = tuple(replace(a, reason=f"pair: '{self.sent.tokens[index].text}'") for a in group)
        return self.memory.entity("group:" + ",".join(a.code for a in group), "pair", actors)

    def _note_groups(self) -> None:
        """Remember who is named together: coordinated names, and the owners of one role."""
        for mention in self.found:
            if len({a.code for a in mention.actors}) > 1 and mention.kind == "role":
                self.memory.note_group(mention.actors)
        for group in lists(self.sent, [m for m in self.found if m.actors and m.kind in _NAMED_TOGETHER]):
            actors = tuple({a.code: a for m in group for a in m.actors}.values())
            if len(actors) > 1:
                self.memory.note_group(actors)
                entity = self.memory.entity("group:" + ",".join(a.code for a in actors), "pair", actors)
                foremost = max((i for m in group for i in self._heads(m)), key=lambda i: (salience(self.sent, i), i))
                self._use(entity, foremost, is_plural=True, gender="any")

    def _heads(self, mention: Mention) -> list[int]:
        """The tokens of a mention: any of them can be what its phrase hangs on."""
        return [t.index for t in self.sent.tokens if mention.span.start <= t.start and t.end <= mention.span.end]

    def _other(self, token: Token) -> None:
        index = token.index
        pronoun: Pronoun | None = self.chains.pronoun_at(self.sent, index)
        if pronoun is not None:
            self._pronoun(token, pronoun)
            return
        form = token.text.lower()
        if form in self.know.grammar.possessives and form in self.know.reference.possessives:
            if token.upos in ("DET", "PRON") and not any(m.head == index for m in self.found):
                self._possessive(index)
            return
        if token.upos == "NOUN" or self.chains.is_number_alone(self.sent, index):
            self._noun(token)

    def _pronoun(self, token: Token, pronoun: Pronoun) -> None:
        entity = self.chains.resolve_pronoun(self.sent, token.index, pronoun, self.quoted)
        if entity is None:
            return
        if entity.actors:
            reasoned = tuple(replace(a, reason=f"pronoun '{token.text}': {a.name or a.code}") for a in entity.actors)
            end = token.index + 1 + self.chains.is_double(self.sent, token.index)
            for head in range(token.index, end):
                self._add(token.index, end, head, "pronoun", reasoned, entity)
        self._use(entity, token.index, is_plural=pronoun.number == "plur", gender=pronoun.gender)

    def _noun(self, token: Token) -> None:
        index = token.index
        entity = self._pair(index)
        kind, det = self.chains.determiner_of(self.sent, index)
        if entity is None and kind == "possessive" and token.lemma.lower() in self.know.reference.country_nouns:
            owner = self._possessive(det)
            if owner is not None and owner.actors[0].code != NOBODY:
                code = owner.actors[0].code
                actor = Actor(code, "GOV", "", f"'{token.text}' of {owner.actors[0].name or code}")
                entity = self.memory.entity(f"state:{code}", "country", (actor,))
        if entity is None:
            entity = self.chains.noun_entity(self.sent, index)
        if entity is None and token.lemma.lower() in self.know.reference.members:
            if self._member(token):
                return
        if entity is None:
            if token.relation in _THING_RELATIONS:
                thing = self.memory.entity(f"thing:{self.sent.index}.{index}", "thing", ())
                self._use(thing, index, is_plural=token.feat("Number") == "Plur")
            return
        start = min([t.index for t in self.sent.dependents(index, "det", "nummod")] + [index])
        reasoned = tuple(replace(a, reason=a.reason if a.reason.startswith("pair") else f"'{token.text}': {a.name or a.code}") for a in entity.actors)
        place = entity.actors[0].code if entity.kind == "country" else ""
        self._add(start, index + 1, index, "pronoun", reasoned, entity, place)
        self._use(entity, index, is_plural=token.feat("Number") == "Plur")

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
                self._add(min(hit.start, token.index), max(hit.end, token.index + 1), token.index, "role", actors, entity)
                self._use(entity, token.index, is_plural=True)
                return True
        return False

    def _relatives(self) -> None:
        by_head = {m.head: m for m in self.found if m.actors}
        for token in self.sent.tokens:
            if token.upos != "PRON" or token.text.lower().replace("’", "'") not in self.know.reference.relatives:
                continue
            mention = by_head.get(self.chains.resolve_relative(self.sent, token.index))
            if mention is not None:
                reasoned = tuple(replace(a, reason=f"relative: {a.name or a.code}") for a in mention.actors)
                self.found.append(replace(mention, span=token.span, head=token.index, kind="pronoun", actors=reasoned))

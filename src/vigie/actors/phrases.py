"""Phrases around the noun of a role: "l'ancien ministre turc de la Défense Hulusi Akar", "Iraqi security forces in Mosul".

The words beside the noun are read from left to right, not by the tree: parsers often hang a name on the portfolio before it. The
tree only says which token carries the whole. Limits: what is said of somebody in a relative clause is not read.
"""

from __future__ import annotations

from vigie.actors.appositions import Appositions
from vigie.actors.knowledge import Knowledge
from vigie.actors.names import NameRun, Scanned
from vigie.actors.phrase import MEASURE_STEPS, Phrase
from vigie.records import Mention

_MODIFIERS = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "X"})
_CLOSERS = frozenset({",", ".", ")", "–", "-", ";", ":", ""})
_IN_COMPLEMENT = frozenset({"ADP", "ADV", "DET", "NOUN", "PROPN", "ADJ", "X", "PART", "NUM", "VERB"})
_COMPLEMENT = 8
"""Words that may stand between a post and the name of who holds it."""
_STATES = ("country", "organisation", "capital")


class PhraseReader:
    """Reads the role phrases of one sentence."""

    def __init__(self, scanned: Scanned, knowledge: Knowledge, places: list[Mention]) -> None:
        self.scanned = scanned
        self.sent = scanned.sent
        self.tokens = scanned.sent.tokens
        self.know = knowledge
        self.ref = knowledge.reference
        self.grammar = knowledge.grammar
        self.name_end = {i: h.start for h in scanned.names.values() for i in range(h.start, h.end)}
        self.places = {m.head: m.place for m in places if m.place}

    def read(self) -> list[Phrase]:
        """All role phrases, in order of their nouns."""
        phrases: list[Phrase] = []
        inside: dict[int, Phrase] = {}
        for start in sorted(self.scanned.roles):
            if start in inside:
                continue
            phrase = self._compose(start)
            inner = phrase.inner
            while inner is not None:
                inside[inner.start] = inner
                inside[self._role_start(inner.noun)] = inner
                inner = inner.inner
            phrases.append(phrase)
        phrases.extend(p for k, p in inside.items() if self._role_start(p.noun) == k)
        appositions = Appositions(self.scanned, self.know)
        appositions.link(phrases)
        appositions.head(phrases)
        phrases.extend(appositions.described(phrases))
        told = [p for p in phrases if p.role.kind != "arms" or p.owners]
        return sorted(told, key=lambda p: p.noun)

    def _role_start(self, noun: int) -> int:
        return next(s for s, h in self.scanned.roles.items() if h.start <= noun < h.end)

    # ------------------------------------------------------------------ composition

    def _compose(self, start: int) -> Phrase:
        hit = self.scanned.roles[start]
        noun = self._noun_of(hit.start, hit.end)
        phrase = Phrase(self.sent, hit.values[0], noun, hit.start, hit.end)
        phrase.is_plural = self._is_plural(noun)
        office = self.scanned.roles.get(hit.end)
        is_somebody = self.tokens[noun].lemma.lower() in self.ref.person_nouns
        if is_somebody and office is not None and office.values[0].kind == "office":
            phrase.role, phrase.end = office.values[0], office.end  # "une *femme ministre*" holds the office
        self._left(phrase)
        self._right(phrase)
        return phrase

    def _noun_of(self, start: int, end: int) -> int:
        for index in range(start, end):
            if not start <= self.tokens[index].head < end or self.tokens[index].head == index:
                return index
        return start

    def _is_plural(self, noun: int) -> bool:
        token = self.tokens[noun]
        number = token.feat("Number")
        dets = self.sent.dependents(noun, "det", "nummod")
        return number == "Plur" or any(d.feat("Number") == "Plur" or d.upos == "NUM" for d in dets)

    def _lower(self, index: int) -> str:
        return self.tokens[index].text.lower().replace("’", "'") if 0 <= index < len(self.tokens) else ""

    def _left(self, phrase: Phrase) -> None:
        index = phrase.start - 1
        while index >= 0:
            word, token = self._lower(index), self.tokens[index]
            phrase.is_foreign |= token.lemma.lower() in self.ref.foreign and token.head == phrase.noun
            if word in self.ref.former or token.lemma in self.ref.former:
                phrase.is_former = True
            elif index in self.name_end:
                hit = self.scanned.names[self.name_end[index]]
                listed = phrase.is_plural and bool(phrase.owners) and self._lower(index + 1) == "," and hit.values[0].kind == "demonym"
                owns = listed or self._lower(index + 1) in self.ref.genitive_marks or self._lower(index + 2) in self.ref.led
                if not owns and not self._modifies(index, phrase) and not self._joined_before(index, phrase):
                    break
                phrase.owners[:0] = hit.values[:1] if hit.values[0].kind != "pair" else hit.values
                index = hit.start
            elif word in self.ref.genitive_marks and index - 1 in self.name_end:
                pass
            elif word in self.ref.genitive_marks and (owner := self._owner_before(phrase, index - 1)) < index:
                index = owner
            elif index - 1 > 0 and word in self.ref.led and self._lower(index - 1) == "-" and index - 2 in self.name_end:
                index -= 1
            elif self._determiner(phrase, index, word):
                index -= 1
                break
            elif (token.upos == "CCONJ" or word == "," and phrase.is_plural) and phrase.owners and index - 1 in self.name_end and (
                self._kind_at(index - 1) == "demonym"
            ) or token.upos in _MODIFIERS and index not in self.scanned.owner and (
                token.upos in ("ADJ", "NUM") or self._modifies(index, phrase)
            ) or self.scanned.owner.get(index) == "role" and self._modifies(index, phrase):
                pass
            else:
                break
            index -= 1
        while index + 1 < phrase.noun and self.tokens[index + 1].upos in ("PUNCT", "CCONJ"):
            index += 1
        if self.tokens[phrase.noun].text.lower().startswith(tuple(p + "-" for p in self.ref.former)):
            phrase.is_former = True
        phrase.start = index + 1

    def _owner_before(self, phrase: Phrase, index: int) -> int:
        """What stands before a genitive mark at `index`: a person, a place or a noun that points back; its first token, or one behind `index`."""
        run = next((r for r in self.scanned.people.values() if r.end == index + 1), None)
        token = self.tokens[index]
        if run is not None:
            phrase.master = phrase.master or run
            return run.start
        if index in self.places:
            phrase.city = phrase.city or self.places[index]
        elif token.lemma.lower() in self.ref.country_nouns | self.ref.organisation_nouns | self.ref.group_nouns:
            phrase.owner_noun = index
        else:
            return index + 1
        return index

    def _determiner(self, phrase: Phrase, index: int, word: str) -> bool:
        kinds = (
            ("possessive", self.grammar.possessives), ("demonstrative", self.ref.demonstratives),
            ("negative", self.ref.negative), ("definite", self.ref.definite), ("indefinite", self.ref.indefinite),
        )
        for kind, words in kinds:
            if word in words and self.tokens[index].upos in ("DET", "ADP", "PRON", "ADJ", "NUM"):
                if kind == "definite" and self._only_preposition(word):
                    kind = self._contracted(index)
                phrase.determiner = kind
                if kind == "possessive":
                    phrase.possessor = index
                return True
        return False

    def _only_preposition(self, word: str) -> bool:
        return word in self.grammar.prepositions

    def _contracted(self, index: int) -> str:
        """"des" before a noun is an article of its own, or `de` with one."""
        return "indefinite" if self.tokens[index].upos == "DET" and self._lower(index) in self.ref.indefinite else "definite"

    def _modifies(self, index: int, phrase: Phrase) -> bool:
        """Whether a token before the noun hangs on something in the phrase."""
        for _ in range(MEASURE_STEPS):
            token = self.tokens[index]
            if phrase.start <= token.head < phrase.end and token.head != index:
                return token.relation not in ("nsubj", "obj", "obl", "conj")
            if token.head <= index:
                return False
            index = token.head
        return False

    def _joined_before(self, index: int, phrase: Phrase) -> bool:
        """ "the Turkish and *Greek* ministers": a demonym that is coordinated to another before it."""
        head = self.tokens[index].head
        joined = self.tokens[index].relation == "conj" and head < index and head in self.name_end
        return phrase.is_plural and joined and self._kind_at(index) == self._kind_at(head) == "demonym"

    def _kind_at(self, index: int) -> str:
        return self.scanned.names[self.name_end[index]].values[0].kind

    def _right(self, phrase: Phrase) -> None:
        index, portfolio = phrase.end, False
        while index < len(self.tokens):
            token, word = self.tokens[index], self._lower(index)
            phrase.is_foreign |= token.lemma.lower() in self.ref.foreign and token.head == phrase.noun
            step = self._right_name(phrase, index) or self._leader(phrase, index)
            if step:
                index = step
            elif index in self.scanned.people:
                run = self.scanned.people[index]
                if phrase.role.is_person and not phrase.is_plural and phrase.person is None:
                    phrase.person = run
                    phrase.end = run.end
                elif phrase.role.kind == "body" and not phrase.is_plural and not run.title:
                    self._named_body(phrase, run)
                break
            elif self._is_genitive(word) or word in self.ref.belonging and phrase.role.kind == "office":
                owned = list(phrase.owners)
                after = self._genitive(phrase, index)
                if after <= index:
                    break
                if owned and not self._is_genitive(word):
                    phrase.owners = owned  # "the *US* envoy for Libya"
                portfolio, index = True, after
            elif word == "," and self._apposed_person(phrase, index):
                break
            elif self._locates(word) and self._place_after(index):
                phrase.where = phrase.where or self._place_after(index)
                break
            elif token.upos in ("CCONJ", "PUNCT") and phrase.owners and self._joins_owner(phrase, index, word):
                index += 1
                index += not self._is_genitive(self._lower(index)) and self._lower(index) in self.ref.definite
            elif token.upos == "ADJ" and index not in self.scanned.owner and token.text[0].islower() or portfolio and token.upos == "CCONJ" and phrase.role.kind == "office" and self._portfolio_goes_on(index):
                index += 1
            else:
                break
            phrase.end = max(phrase.end, index)
        while phrase.end - 1 > phrase.noun and self.tokens[phrase.end - 1].upos in ("CCONJ", "PUNCT"):
            phrase.end -= 1
        if phrase.person is None and phrase.role.kind == "office" and phrase.determiner in ("definite", "possessive"):
            self._beyond_complement(phrase)

    def _named_body(self, phrase: Phrase, run: NameRun) -> None:
        """ "L'administration *Trump*" is his; "the rights group *Foro Penal*" has a name that looks like a person's."""
        phrase.end = run.end
        if run.leader or phrase.role.sector in ("GOV", "MIL"):
            phrase.master = phrase.master or run
            return
        del self.scanned.people[run.start]
        for index in range(run.start, run.end):
            self.scanned.owner[index] = "role"

    def _beyond_complement(self, phrase: Phrase) -> None:
        """ "L'ambassadeur de Chine *à Ottawa*, Lu Shaye,": a name between commas behind what else is said of a post."""
        index = phrase.end
        while index < len(self.tokens) and index - phrase.end < _COMPLEMENT and self.tokens[index].text != ",":
            token = self.tokens[index]
            if token.upos not in _IN_COMPLEMENT or token.upos == "VERB" and token.feat("VerbForm") not in ("Part", "Ger"):
                return
            index += 1
        if index > phrase.end and self._lower(index) == "," and self._lower(self._after_run(index + 1)) in _CLOSERS:
            self._apposed_person(phrase, index)

    def _after_run(self, start: int) -> int:
        run = self.scanned.people.get(start)
        return run.end if run is not None else start

    def _right_name(self, phrase: Phrase, index: int) -> int:
        """A demonym right behind: the index after it, or 0."""
        hit = self.scanned.names.get(index)
        joined = self._lower(index - 1 - (self._lower(index - 1) in self.ref.definite))
        is_joined = phrase.owners and (joined == "," or joined in self.ref.joiners)
        if hit is None or hit.values[0].kind not in ("demonym", "pair", *(_STATES if is_joined else ())):
            return 0
        phrase.owners.extend(hit.values if hit.values[0].kind == "pair" else hit.values[:1])
        return hit.end

    def _leader(self, phrase: Phrase, index: int) -> int:
        """ "conduite *par l'Arabie saoudite*": who leads a body that has many members; the index after it, or 0."""
        token = self.tokens[index]
        if token.lemma.lower() not in self.ref.led or self._lower(index + 1) not in self.grammar.agent:
            return 0
        here = index + 2 + (self._lower(index + 2) in self.ref.definite)
        if here not in self.scanned.names:
            return 0
        phrase.owners.extend(self.scanned.names[here].values[:1])
        return self.scanned.names[here].end

    def _is_genitive(self, word: str) -> bool:
        return word in self.grammar.origin or word == self.grammar.genitive or self.grammar.prepositions.get(word) == self.grammar.genitive

    def _locates(self, word: str) -> bool:
        return self.grammar.prepositions.get(word, word) in self.grammar.locative

    def _place_after(self, index: int) -> str:
        for step in (1, 2):
            here = index + step
            if here in self.places:
                return self.places[here]
            if here in self.name_end:
                value = self.scanned.names[self.name_end[here]].values[0]
                return value.code if value.kind in ("country", "capital") else ""
            if self._lower(here) not in self.ref.definite:
                return ""
        return ""

    def _genitive(self, phrase: Phrase, index: int) -> int:
        """What stands behind "de": an owner, another role, a city or a portfolio; the index after it, or `index`."""
        here = index + 1
        if self._lower(here) in self.ref.definite:
            here += 1
        while here < len(self.tokens) and self.tokens[here].upos in ("NUM",) and here not in self.scanned.owner:
            here += 1
        if here + 1 in self.scanned.names and here not in self.scanned.owner and self.tokens[here].upos in ("ADJ", "VERB") and (
            self._kind_at(here + 1) in _STATES
        ):
            here += 1
        if here >= len(self.tokens):
            return index
        if here in self.scanned.people:
            phrase.master = phrase.master or self.scanned.people[here]
            return self.scanned.people[here].end
        if here in self.scanned.names:
            hit = self.scanned.names[here]
            value = hit.values[0]
            owned = self._role_near(hit.end + 1) if self._lower(hit.end) in self.ref.genitive_marks else -1
            if owned >= 0 and phrase.role.kind == "office":
                phrase.inner = self._compose(owned)
                return phrase.inner.end
            if value.kind in _STATES and any(o.kind == "demonym" for o in phrase.owners):  # "troupes françaises du Niger": there they stand
                return index
            if value.kind == "capital" and phrase.role.kind != "office" and not phrase.owners:
                phrase.city = value.code
            phrase.owners.extend(hit.values if value.kind == "pair" else hit.values[:1])
            return hit.end
        if here in self.places:
            phrase.city = phrase.city or self.places[here]
            return here + 1
        role_at = self._role_near(here)
        if role_at >= 0:
            phrase.inner = self._compose(role_at)
            return phrase.inner.end
        if phrase.role.kind == "people" or here in self.scanned.owner:
            return index
        token = self.tokens[here]
        if token.upos not in ("NOUN", "PROPN", "ADJ", "X"):
            return index
        here += 1
        while here < len(self.tokens) and here not in self.scanned.owner and self._extends(here, phrase):
            here += 1
        return here

    def _extends(self, index: int, phrase: Phrase) -> bool:
        token = self.tokens[index]
        return token.upos == "ADJ" and token.text[0].islower() or (
            token.upos == "PROPN" and token.text[0].isupper() and (phrase.role.kind == "body" or self._is_genitive(self._lower(index + 1)))
        )

    def _role_near(self, index: int) -> int:
        """A role that begins at a token or behind one adjective."""
        for here in (index, index + 1):
            if here in self.scanned.roles:
                return here
            if here >= len(self.tokens) or self.tokens[here].upos != "ADJ":
                break
        return -1

    def _joins_owner(self, phrase: Phrase, index: int, word: str) -> bool:
        """Whether a comma or conjunction leads to one more owner: "russe, *turc* et iranien", "of Kenya and *Uganda*"."""
        if word != "," and word not in self.ref.joiners:
            return False
        here = index + 1
        is_marked = self._is_genitive(self._lower(here))
        here += is_marked
        here += self._lower(here) in self.ref.definite
        if here not in self.scanned.names:
            return False
        kind = self.scanned.names[here].values[0].kind
        if is_marked:
            return kind in _STATES
        if kind == "demonym" and word != ",":
            return True
        is_list = phrase.is_plural and phrase.owners[-1].kind == kind and kind in (*_STATES, "demonym")
        return is_list and (word != "," or self._list_ends(self.scanned.names[here].end))

    def _list_ends(self, index: int) -> bool:
        """Whether a list that goes on with a comma comes to its last member: "…, turc *et iranien*"."""
        while index + 1 < len(self.tokens):
            word, here = self._lower(index), index + 1
            here += self._lower(here) in self.ref.definite
            if here not in self.scanned.names or word != "," and word not in self.ref.joiners:
                return False
            if word != ",":
                return True
            index = self.scanned.names[here].end
        return False

    def _portfolio_goes_on(self, index: int) -> bool:
        here = index + 1
        if not self._is_genitive(self._lower(here)):
            return False
        here += 1 + (self._lower(here + 1) in self.ref.definite)
        return here < len(self.tokens) and here not in self.scanned.owner and self.tokens[here].text[0].isupper()

    def _apposed_person(self, phrase: Phrase, comma: int) -> bool:
        """ "le président du Mali, Assimi Goïta,": a name between commas behind a definite role."""
        run = self.scanned.people.get(comma + 1)
        if run is None or phrase.is_plural or not phrase.role.is_person:
            return False
        after = self._lower(run.end) if run.end < len(self.tokens) else "."
        if phrase.role.kind == "people" and not (run.is_labelled and phrase.determiner == "indefinite" and after in _CLOSERS):
            return False
        opens = phrase.start == 0 or phrase.start == 1 and self.tokens[0].upos == "ADV"
        if after not in _CLOSERS and after not in self.ref.relatives and not phrase.owners and not (opens and not phrase.determiner):
            return False
        phrase.person, phrase.end = run, run.end
        return True

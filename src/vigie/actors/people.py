"""The persons of a report: which runs of name words are the same person, and what the report or the table says of them.

"Le ministre turc de la Défense Hulusi Akar" anywhere in the report tells who "M. Akar" is everywhere in it. The dated table of
office holders comes second. Limits: two people with one surname are told apart only by their first names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from vigie.actors.knowledge import Holder, Knowledge
from vigie.actors.names import NameRun, Scanned
from vigie.actors.phrase import Phrase
from vigie.lexicon.nametrie import fold

_SHORT_SURNAME = 4


@dataclass(slots=True)
class Person:
    """One person of the report."""

    number: int
    words: frozenset[str]
    name: str
    leader: str = ""
    phrases: list[Phrase] = field(default_factory=list)
    heads: list[Phrase] = field(default_factory=list)
    """Bodies that are said to be his: "le gouvernement de *Roberto Micheletti*"."""
    title: str = ""
    is_labelled: bool = False
    first: tuple[int, int] = (-1, -1)
    """Sentence and token where it is first named."""


class People:
    """The persons of one report."""

    def __init__(self, knowledge: Knowledge, day: str) -> None:
        self._know = knowledge
        self._day = day
        self._by_word: dict[str, list[Person]] = defaultdict(list)
        self._of_run: dict[tuple[int, int], Person] = {}
        self.persons: list[Person] = []

    def gather(self, scanned: Sequence[Scanned], phrases: Sequence[Sequence[Phrase]]) -> None:
        """Take the names of all sentences together, longest names first."""
        runs = [(s.sent.index, run) for s in scanned for run in s.people.values()]
        for sentence, run in sorted(runs, key=lambda r: (r[1].is_weak, -len(r[1].words), r[0], r[1].start)):
            found = self._find(run)
            if found is None and run.is_weak and not self._serving(run):
                continue
            person = found or self._make(run)
            person.title = person.title or run.title
            person.leader = person.leader or run.leader
            person.is_labelled = person.is_labelled or run.is_labelled
            here = (sentence, run.start)
            person.first = here if person.first[0] < 0 else min(person.first, here)
            self._of_run[(sentence, run.start)] = person
        for row in scanned:
            for start in [i for i, r in row.people.items() if (row.sent.index, r.start) not in self._of_run]:
                run = row.people.pop(start)
                for index in range(run.start, run.end):
                    row.owner.pop(index, None)
        for phrase_row in phrases:
            for phrase in phrase_row:
                if phrase.person is not None and (phrase.sent.index, phrase.person.start) not in self._of_run:
                    phrase.person = None
                if phrase.master is not None and (phrase.sent.index, phrase.master.start) not in self._of_run:
                    phrase.master = None
                if phrase.person is not None:
                    self.person_of(phrase.sent.index, phrase.person).phrases.append(phrase)
                elif phrase.master is not None and phrase.role.kind == "body":
                    self.person_of(phrase.sent.index, phrase.master).heads.append(phrase)
                for run in phrase.people:
                    if (phrase.sent.index, run.start) in self._of_run:
                        self.person_of(phrase.sent.index, run).phrases.append(phrase)
        for person in self.persons:
            person.leader = person.leader or self._leader_by_surname(person)

    def person_of(self, sentence: int, run: NameRun) -> Person:
        """The person that a run of words names."""
        return self._of_run[(sentence, run.start)]

    def holder(self, person: Person) -> Holder | None:
        """The office of state that the table gives a person on the report's day, else the last one before it."""
        held = self._know.holders.get(person.leader, ())
        if not held:
            return None
        now = [h for h in held if _in_office(h, self._day)]
        if now:
            return now[0]
        before = [h for h in held if not self._day or h.since <= self._day]
        return max(before, key=lambda h: h.since) if before else None

    def is_in_office(self, holder: Holder) -> bool:
        """Whether an office was held on the report's day."""
        return _in_office(holder, self._day)

    def _find(self, run: NameRun) -> Person | None:
        words = frozenset(run.words)
        for person in self._by_word.get(run.words[-1], ()):
            if words <= person.words:
                return person
        for person in self._by_word.get(run.words[0], ()) if len(run.words) == 1 else ():
            return person
        return None

    def _make(self, run: NameRun) -> Person:
        person = Person(len(self.persons), frozenset(run.words), run.text)
        self.persons.append(person)
        for word in dict.fromkeys(run.words):
            if word not in self._know.reference.particles:
                self._by_word[word].append(person)
        return person

    def _leader_by_surname(self, person: Person) -> str:
        """A bare surname is a leader in office when only one such leader is, and the report says nothing else of it."""
        words = [fold(w) for w in person.name.split()]
        if len(words) > 1:
            return self._leader_by_part(words)
        if any(p.owners for p in person.phrases):
            return ""
        return self._serving_surname(words[0])

    def _leader_by_part(self, words: list[str]) -> str:
        """A leader in office of whose names a report leaves one out, or adds one: "Tayyip Erdogan"."""
        own = set(words)
        found = []
        for name in self._know.surnames.get(words[-1], ()):
            listed = {fold(w) for w in name.split()}
            if len(own & listed) > 1 and (own <= listed or listed <= own) and any(_in_office(h, self._day) for h in self._know.holders[name]):
                found.append(name)
        return found[0] if len(found) == 1 else ""

    def _serving(self, run: NameRun) -> str:
        return self._serving_surname(run.words[0]) if len(run.words) == 1 else ""

    def _serving_surname(self, word: str) -> str:
        if len(word) < _SHORT_SURNAME:
            return ""
        serving = [n for n in self._know.surnames.get(word, ()) if any(_in_office(h, self._day) for h in self._know.holders[n])]
        return serving[0] if len(serving) == 1 else ""


def _in_office(holder: Holder, day: str) -> bool:
    if not day:
        return not holder.until
    return holder.since <= day and (not holder.until or day <= holder.until)

"""What the actors stage knows beforehand, in the form it is looked up in: names, roles and holders of office.

Filled from the gazetteer and from a language's tables by `vigie.actors.compile`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from vigie.actors.reference import Reference
from vigie.lexicon.grammar import Grammar
from vigie.lexicon.nametrie import NameTrie

NOBODY = "---"
"""Code of whom no country is known."""


@dataclass(frozen=True, slots=True)
class Period:
    """Code and sector of somebody between two days (ISO, `until` excluded; empty is open)."""

    since: str
    until: str
    code: str
    sector: str

    def covers(self, day: str) -> bool:
        """Whether the period holds on a day; an unknown day is today's."""
        if not day:
            return not self.until
        return (not self.since or self.since <= day) and (not self.until or day < self.until)


@dataclass(frozen=True, slots=True)
class Known:
    """Something that has a name.

    `kind` is `country`, `demonym`, `prefix`, `capital`, `seat`, `organisation`, `group` or `vague`.
    """

    kind: str
    code: str
    sector: str
    name: str = ""
    """Own name, empty for a state."""
    periods: tuple[Period, ...] = ()
    """Where code and sector changed over time."""

    def on(self, day: str) -> tuple[str, str]:
        """Code and sector on a day."""
        for period in self.periods:
            if period.covers(day):
                return period.code or self.code, period.sector or self.sector
        return self.code, self.sector


@dataclass(frozen=True, slots=True)
class RoleNoun:
    """A noun for a post, a body or a kind of people."""

    name: str
    sector: str
    kind: str
    """`office`, `body`, `people`, or `arms`: things that stand for those who use them, where it is said whose they are."""
    is_person: bool
    owner: str = ""
    """Code of the organisation that every such post belongs to: EU for "eurodéputé"."""
    usual: str = ""
    """Country that has a body so called unless the report means another: USA for "Congress"."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who held an office of state."""

    name: str
    code: str
    sector: str
    office: str
    since: str
    until: str


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All of it, for one language."""

    language: str
    names: NameTrie[Known]
    roles: NameTrie[RoleNoun]
    none: NameTrie[str]
    """Words that look like a role and are none: "coup d'État"."""
    leaders: NameTrie[str]
    """Full name → canonical name in `holders`."""
    surnames: dict[str, tuple[str, ...]]
    """Folded last name → canonical names."""
    holders: dict[str, tuple[Holder, ...]]
    titles: frozenset[str]
    """Folded words before a person's name: `m`, `mme`, `general`."""
    reference: Reference
    grammar: Grammar
    office_of: dict[str, str] = field(default_factory=dict)
    """Folded name of a role → office of the table that it names; the first that lists it."""
    names_of_office: dict[str, frozenset[str]] = field(default_factory=dict)
    """Office of the table → folded names of roles by which its holder may be taken up."""
    prefixes: dict[str, str] = field(default_factory=dict)
    """Folded first half of a compound adjective → country."""
    seats: dict[str, str] = field(default_factory=dict)
    """Code of an organisation → country of its seat."""

"""Who cannot be meant, because nothing but the other side's own words names them.

In "the resolution was vetoed by China" China is the report's one country, and so the likeliest of all recipients; but the report says nothing
of it beside that it vetoed. An option stands only where some other words of the report name its codes, or where the entry's frame finds it.
Limits: a pronoun and a possessive are taken for the other side's own words, whoever they stand for.
"""

from __future__ import annotations

from collections.abc import Sequence

from vigie.events.attribution import WITNESSES
from vigie.events.candidates import Candidate
from vigie.events.fillers import ARMED
from vigie.events.options import OFFICIAL, Option
from vigie.events.participants import Role
from vigie.events.report import Naming, Report
from vigie.lexicon.ontology import types_with
from vigie.records import codes_of


def possible_actors(options: Sequence[Option], candidate: Candidate, report: Report) -> list[Option]:
    """The options for the actor without those that only the recipient's words name; a place acts only by its civilians."""
    if candidate.actor.actors or not candidate.recipient.heads:
        return list(options)
    return _stand(options, candidate, report, candidate.recipient, frozenset(), with_places=candidate.type in types_with("civil"))


def possible_recipients(options: Sequence[Option], candidate: Candidate, report: Report, actor: Option) -> list[Option]:
    """The options for the recipient without those that only the actor's words name.

    Civilians who act are left alone: their own country is whom they turn to (`ontology/unnamed.yaml`).
    """
    options = [o for o in options if not _only_tells(o, candidate, report)]
    sectors = {a.sector for a in actor.role.actors}
    if not actor.role.heads or not sectors & (OFFICIAL | ARMED):
        return options
    return _stand(options, candidate, report, actor.role, frozenset(candidate.recipient.heads), with_places=True)


def _only_tells(option: Option, candidate: Candidate, report: Report) -> bool:
    """Whether an option is the witness that the report quotes, and the sentence names it as the source alone: "Selon l'ONU, …"."""
    statement = candidate.statement
    if statement is None or statement.speaker is None or statement.speaker.sector not in WITNESSES or option.codes != {statement.speaker.code}:
        return False
    if candidate.recipient.actors and codes_of(candidate.recipient.actors) == option.codes:
        return False
    sent = candidate.sentence
    here = [n for n in report.namings.get(statement.speaker.code, ()) if n.sentence == sent.index]
    return bool(here) and not any(part.covers(sent.tokens[n.head].span) for n in here for part in statement.parts)


def _stand(
    options: Sequence[Option], candidate: Candidate, report: Report, other: Role, framed: frozenset[int], *, with_places: bool
) -> list[Option]:
    codes = {a.code for a in other.actors}
    own = frozenset(other.heads)
    return [o for o in options if not o.codes or not o.codes <= codes or _is_named(o, candidate, report, own, framed, with_places)]


def _is_named(option: Option, candidate: Candidate, report: Report, own: frozenset[int], framed: frozenset[int], with_places: bool) -> bool:
    """Whether words of the report name all codes of an option, other than those at the given heads of the candidate's sentence."""
    sent = candidate.sentence

    def speaks(named: Naming) -> bool:
        if named.is_place and not with_places:
            return False
        if named.sentence != sent.index:
            return not named.refers_back
        if named.head in framed:
            return True
        return named.head not in own and not named.refers_back and not (named.is_modifier and sent.tokens[named.head].head in own)

    return all(any(speaks(named) for named in report.namings.get(code, ())) for code in option.codes)

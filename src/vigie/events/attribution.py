"""According to whom: the speaker whose words an event stands in.

*Algeria said France attacked Mali* is an attack by France, according to Algeria. The quotations stage gives the spans of
what each speaker said; an event whose trigger stands in one is attributed to that speaker. Of his own side's acts a speaker is the
source only where he reports what was done ("l'armée affirme avoir repris la ville"): a promise, a refusal or a sanction that he
announces is his own word. An event is `alleged` where the speaker tells it of an opponent.
"""

from __future__ import annotations

from collections.abc import Sequence

from vigie.lexicon.ontology import load_event_types
from vigie.records import Actor, Mention, Quotation, Sentence, Span

WITNESSES = frozenset({"IGO", "NGO", "JRN", "MED", "COP", "JUD"})
_TELLING = frozenset({"say", "announce", "source"})
"""Kinds of speech that report: who admits or denies an act of his own speaks of himself."""
_STATE = frozenset({"GOV", "MIL", "COP", "SPY", "LEG", "JUD"})


def speaker_of(span: Span, statements: Sequence[Quotation]) -> Quotation | None:
    """The innermost statement whose content covers a span."""
    best: tuple[int, Quotation] | None = None
    for statement in statements:
        for part in statement.parts:
            if part.covers(span) and statement.speaker is not None:
                size = part.end - part.start
                if best is None or size < best[0]:
                    best = (size, statement)
    return best[1] if best else None


def without_source(actors: Sequence[Actor], statement: Quotation | None) -> tuple[Actor, ...]:
    """A side without the one who only tells of it: "La France, *d'après l'Algérie*, a attaqué" has one attacker.

    Parsers take the source between commas for a second subject; it is left out where somebody else remains.
    """
    if statement is None or statement.speaker is None or not statement.reason.startswith("source:"):
        return tuple(actors)
    speaker = statement.speaker
    others = tuple(a for a in actors if not same_side(speaker, a))
    return others or tuple(actors)


def same_side(a: Actor, b: Actor) -> bool:
    """Whether two actors are the same or speak for the same country or organisation."""
    return a.code == b.code and a.code != "---" or bool(a.name) and a.name == b.name


def is_own_word(statement: Quotation, speaker: Actor, kind: str, actors: Sequence[Actor]) -> bool:
    """Whether a speaker is no source of an act, because it is his own or his side's and he only does it by saying so."""
    if not any(same_side(speaker, a) for a in actors):
        return False
    told = statement.reason.partition(":")[0] in _TELLING
    if statement.kind != "indirect" or not told or any(a.name and a.name == speaker.name for a in actors):
        return True
    if any(same_side(speaker, a) and _camp(a) == _camp(speaker) for a in actors):
        return not load_event_types()[kind].has("news")
    return False


def _camp(actor: Actor) -> str:
    """The sectors of a state stand together; all others for themselves."""
    return "state" if actor.sector in _STATE else actor.sector


def is_claim(kind: str, speaker: Actor, actors: Sequence[Actor], recipients: Sequence[Actor]) -> bool:
    """Whether what a speaker tells of others is a claim against an opponent."""
    if not load_event_types()[kind].has("claim") or speaker.sector in WITNESSES or not actors:
        return False
    if any(same_side(speaker, a) for a in actors):
        return False
    return True


def first_person_mentions(
    sentences: Sequence[Sentence], statements: Sequence[Quotation], words: frozenset[str]
) -> list[Mention]:
    """Who "nous", "we", "notre" stand for inside a quotation: its speaker."""
    found = []
    for sent in sentences:
        if not sent.is_parsed:
            continue
        for token in sent.tokens:
            if token.text.lower() not in words:
                continue
            quote = speaker_of(token.span, [s for s in statements if s.kind != "indirect"])
            if quote is not None and quote.speaker is not None:
                found.append(Mention(sent.index, token.span, token.index, "pronoun", (quote.speaker,)))
    return found

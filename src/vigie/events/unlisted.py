"""Words that no entry tells of, in a type that the encoder finds likely for them.

The lexicon does not have every word, nor every sense of those it has. Where the encoder gives a word a type that none of its entries codes, it becomes
a candidate too, with the plainest frame: a verb's subject acts on its object, a noun has none. Limits: only in sentences where the
lexicon found something, since others are not parsed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vigie.events.candidates import Candidate, build_candidate, silenced_by
from vigie.events.hints import LIKELY, Key, key_of
from vigie.events.report import Report
from vigie.events.triggers import POS_OF, Miss, Sense, Trigger, slots_around
from vigie.lexicon.entries import EventEntry
from vigie.lexicon.grammar import Grammar, StatusWords
from vigie.records import Quotation, Sentence, Token

_UNLISTED = Miss("entry", "", 0, False, 0.0)
_FRAMES = {"verb": ((("subj",),), (("obj",),)), "noun": ((), ()), "adj": ((), ())}


def find_unlisted(
    text: str, candidates: Sequence[Candidate], report: Report, words: StatusWords, statements: Sequence[Quotation], language: str
) -> Iterator[Candidate]:
    """The candidates that the encoder adds to those of the lexicon, in order of the text."""
    have = {(key_of(c), c.type) for c in candidates}
    silenced = _silenced(candidates, report.grammar)
    for index in sorted({c.sentence.index for c in candidates if c.missed != "words"}):
        sent = report.sentence(index)
        for token in sent.tokens:
            pos = POS_OF.get(token.upos, "")
            if not pos or token.relation in ("aux", "cop") or (index, token.index) in silenced:
                continue
            for kind, p in report.hints.types_of((index, token.index)).items():
                if p < LIKELY or any((at, kind) in have for at in _told(sent, token)):
                    continue
                slots, carrier = slots_around(sent, token, pos, words, report.grammar)
                sense = Sense(Trigger(sent, token, _entry(language, pos, token, kind), slots, carrier), _UNLISTED, False, 0)
                candidate = build_candidate(sense, text, words, report.cast, report.grammar, statements, report.focus)
                if candidate is not None:
                    yield candidate


def _silenced(candidates: Sequence[Candidate], grammar: Grammar) -> set[Key]:
    """Words that name what is asked, promised, refused or threatened: no act, whatever the encoder thinks of them."""
    firsts = [c for c in candidates if c.is_first]
    return {(c.sentence.index, token) for c in firsts for token in silenced_by([c.trigger], grammar)}


def _told(sent: Sentence, token: Token) -> list[Key]:
    """A word and what it governs as its complement: "a failli *bombarder*" is one act."""
    return [(sent.index, t.index) for t in (token, *sent.dependents(token.index, "xcomp"))]


def _entry(language: str, pos: str, token: Token, kind: str) -> EventEntry:
    actor, recipient = _FRAMES[pos]
    return EventEntry(f"{language}.{kind.lower()}.{pos}.{token.lemma}.unlisted", pos, token.lemma, kind, (), actor, recipient)

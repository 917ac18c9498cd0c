"""Inverted subjects: "…", a dit *le ministre* · "…", a confié sous couvert d'anonymat *un négociateur* · "…", ajoute-t-*il*.

Right after a quotation a verb of speech has its subject behind it. Parsers often call it an object, or hang the verb
on a word between the marks; where it stands tells better. Read in a frame: from the verb to the end of the frame or the
next quotation.
"""

from __future__ import annotations

from collections.abc import Sequence

from vigie.quotations.frames import Frame, Word
from vigie.quotations.lexicon import plain
from vigie.quotations.marks import Quoted
from vigie.quotations.speakers import Speakers
from vigie.records import Token

_BEFORE_VERB = frozenset({"AUX", "ADV", "PUNCT", "PART", "INTJ"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_REACH = 24
"""How many words behind the verb may stand before its subject ends."""


def opens_after_quote(frame: Frame, place: int) -> bool:
    """Whether a verb is the first word of weight after a quotation: auxiliaries, adverbs, clitics and commas may stand between."""
    for item in reversed(frame.items[:place]):
        if isinstance(item, Quoted):
            return True
        if item.token.upos not in _BEFORE_VERB and not _is_clitic(item.token):
            return False
    return False


def inverted_subject(frame: Frame, place: int, speakers: Speakers) -> Token | None:
    """The subject behind a finite verb that opens after a quotation, or None."""
    item = frame.items[place]
    assert isinstance(item, Word)
    if not opens_after_quote(frame, place) or not _is_finite(frame, place):
        return None
    clitic = _clitic_beside(frame, place)
    if clitic is not None:
        return clitic
    behind = _words_behind(frame, place)
    for word in behind:
        if word.token.relation == "nsubj" and word.token.head == item.token.index and word.sentence is item.sentence:
            return word.token
    return _first_noun(behind, speakers)


def _is_clitic(token: Token) -> bool:
    return token.upos == "PRON" and (token.text[:1] in "-‐‑" or token.relation in {"expl", "iobj", "obj"} or plain(token.text) in {"t", "-t"})


def _is_finite(frame: Frame, place: int) -> bool:
    """Whether a verb bears a tense, itself or by an auxiliary between the quotation and it."""
    item = frame.items[place]
    assert isinstance(item, Word)
    if item.token.feat("VerbForm") not in {"Inf", "Part", "Ger"}:
        return True
    for other in reversed(frame.items[:place]):
        if isinstance(other, Quoted):
            return False
        if other.token.upos == "AUX":
            return item.token.feat("VerbForm") != "Inf"
    return False


def _clitic_beside(frame: Frame, place: int) -> Token | None:
    """The pronoun glued to the verb or its auxiliary: a-t-*il* dit, dit-*elle*."""
    for item in (*frame.items[place + 1 : place + 3], *reversed(frame.items[max(0, place - 3) : place])):
        if isinstance(item, Word) and item.token.upos == "PRON" and item.token.text[:1] in "-‐‑" and len(item.token.text) > 2:
            return item.token
    return None


def _words_behind(frame: Frame, place: int) -> list[Word]:
    """The words from a verb to the next quotation, verb, colon or conjunction that opens a clause."""
    words: list[Word] = []
    for item in frame.items[place + 1 : place + 1 + _REACH]:
        if not isinstance(item, Word) or item.token.upos == "SCONJ" or item.token.text in {":", ";", "."}:
            break
        if item.token.upos in {"VERB", "AUX"} and item.token.relation not in {"acl", "amod"}:
            break
        words.append(item)
    return words


def _first_noun(behind: Sequence[Word], speakers: Speakers) -> Token | None:
    """The first noun phrase without a preposition that is no mere time: somebody, or a noun that can speak."""
    skip_to = -1
    for word in behind:
        token, sentence = word.token, word.sentence
        if token.start < skip_to:
            continue
        if token.upos == "ADP":
            skip_to = _end_of_phrase(word)
        elif token.upos in _NOMINAL and not sentence.dependents(token.index, "case"):
            known = speakers.mention_at(sentence, token)
            has_article = bool(sentence.dependents(token.index, "det"))
            if known is not None or has_article or token.upos == "PROPN":
                if known is None and _is_time(word):
                    continue
                return token
    return None


def _end_of_phrase(word: Word) -> int:
    """Where the noun phrase of a preposition ends: its head's right edge without what hangs on the verb."""
    sentence, token = word.sentence, word.token
    head = sentence.tokens[token.head]
    if head.index < token.index:
        return token.end
    kept = {head.index}
    todo = [head.index]
    while todo:
        for child in sentence.dependents(todo.pop(), "flat", "amod", "nmod", "nummod", "fixed", "compound"):
            if child.index not in kept:
                kept.add(child.index)
                todo.append(child.index)
    return sentence.tokens[max(kept)].end


def _is_time(word: Word) -> bool:
    """Whether a noun only says when ("lundi soir", "ce matin"): a circumstance in the tree, and nobody."""
    return word.token.deprel in {"obl:mod", "obl:tmod", "nmod:tmod", "advmod", "obl:unmarked", "obl"}

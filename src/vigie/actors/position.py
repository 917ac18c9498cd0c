"""Where a phrase stands: the preposition before it, the word that governs it, and whether a city there acts or only lies there."""

from __future__ import annotations

from vigie.actors.reference import Reference
from vigie.lexicon.grammar import Grammar
from vigie.records import Sentence, Token

_SALIENCE = {"nsubj": 3.0, "nsubj:pass": 2.6, "obj": 1.5, "iobj": 1.4, "obl:agent": 1.8, "root": 2.0, "obl": 1.0, "nmod": 0.5}
_CLIMB = 3
"""How far above "à Washington" the verb may stand: parsers attach it to a noun of the object."""
_OPENERS = frozenset({"(", "["})


def head_of_range(sent: Sentence, start: int, end: int) -> int:
    """The token of a range whose head lies outside it; a nominal one before others."""
    found = [t for t in sent.tokens[start:end] if not start <= t.head < end or t.head == t.index]
    nominal = [t for t in found if t.upos in ("NOUN", "PROPN", "PRON", "ADJ", "NUM", "X")]
    return (nominal or found or [sent.tokens[start]])[0].index


def governor(sent: Sentence, index: int) -> Token:
    """The word that a phrase depends on; for a coordinated or apposed phrase, that of the first one."""
    token = sent.tokens[index]
    for _ in range(len(sent.tokens)):
        if token.relation not in ("conj", "appos", "flat") or token.head == token.index:
            break
        token = sent.tokens[token.head]
    return sent.tokens[token.head]


def preposition(sent: Sentence, index: int, grammar: Grammar) -> str:
    """The plain form of the preposition before a phrase or, coordinated, before its first member; or empty."""
    here = index
    for _ in range(len(sent.tokens)):
        for child in sent.dependents(here, "case"):
            if child.index < here:
                return _plain(child, grammar)
        token = sent.tokens[here]
        if token.relation != "conj" or token.head >= here:
            break
        here = token.head
    return ""


def _plain(token: Token, grammar: Grammar) -> str:
    form = token.text.lower().replace("’", "'")
    return grammar.complex_prepositions.get(form, grammar.prepositions.get(form, form))


def salience(sent: Sentence, index: int) -> float:
    """How much a phrase is what the sentence is about."""
    token = sent.tokens[index]
    if token.relation == "conj" and token.head != index:
        return salience(sent, token.head) - 0.1 if token.head < index else 0.5
    value = _SALIENCE.get(token.deprel, _SALIENCE.get(token.relation, 0.8))
    head = sent.tokens[token.head]
    if value >= 2.5 and head.relation in ("acl", "advcl"):
        value -= 1.0
    return value


def is_bracketed(sent: Sentence, start: int) -> bool:
    """Whether a phrase stands behind an opening bracket: "Genève (Suisse)"."""
    return start > 0 and sent.tokens[start - 1].text in _OPENERS


def acts(sent: Sentence, head: int, start: int, grammar: Grammar, reference: Reference) -> bool:
    """Whether the name of a capital or seat stands for its government and not for the place."""
    if is_bracketed(sent, start) or head + 1 < len(sent.tokens) and sent.tokens[head + 1].text in _OPENERS:
        return False
    before = preposition(sent, head, grammar)
    if not before and start > 0 and sent.tokens[start - 1].upos == "ADP" and sent.tokens[head].relation != "conj":
        before = _plain(sent.tokens[start - 1], grammar)
    above = governor(sent, head)
    lemma = (above.lemma or above.text).lower()
    if not before:
        names_thing = sent.tokens[head].relation == "compound" and lemma in reference.motion
        return not names_thing and sent.tokens[head].relation not in ("obl", "advmod", "vocative")
    if before in reference.governments_behind:
        receivers = reference.governments_behind[before]
        if lemma in receivers:
            return True
        for _ in range(_CLIMB):
            if above.relation not in ("obj", "obl", "nmod"):
                return False
            above = sent.tokens[above.head]
            if (above.lemma or above.text).lower() in receivers:
                return True
        return False
    if before in grammar.locative:
        return False
    if above.upos in ("NOUN", "PROPN") and before != grammar.genitive and before not in grammar.origin:
        return True
    return lemma not in reference.motion and above.text.lower() not in reference.motion

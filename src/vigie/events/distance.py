"""How far a time expression stands from an event's word: in the tree, in the text, in tense. Features for `timing`."""

from __future__ import annotations

from vigie.events.clauses import VERBAL, is_participle
from vigie.records import DateExpression, Sentence, Token

Features = dict[str, float]
LONGEST = 5
"""Steps through the tree that are told apart; more count as these."""
_GAPS = (1, 3, 6, 10, 16, 25)


def head_of(sent: Sentence, date: DateExpression) -> int:
    """The token that carries an expression, or -1."""
    inside = [t for t in sent.tokens if t.start < date.span.end and date.span.start < t.end]
    for token in inside:
        if token.head == token.index or all(token.head != other.index for other in inside):
            return token.index
    return inside[0].index if inside else -1


def depth(sent: Sentence, date: DateExpression) -> int:
    """How many verbs stand above an expression."""
    head = head_of(sent, date)
    return sum(sent.tokens[i].upos in VERBAL for i in sent.ancestors(head)) if head >= 0 and sent.is_parsed else 0


def gap(sent: Sentence, token: Token, date: DateExpression) -> int:
    """Words between an expression and the event's word, in steps that widen."""
    low, high = (date.span.end, token.start) if date.span.start < token.start else (token.end, date.span.start)
    words = sum(low <= t.start < high for t in sent.tokens)
    return sum(words >= g for g in _GAPS)


def path(sent: Sentence, token: Token, date: DateExpression) -> Features:
    """The way through the tree from the event's word up and down to an expression, and what stands between them in the text."""
    head = head_of(sent, date)
    if head < 0:
        return {}
    above, below = [token.index, *sent.ancestors(token.index)], [head, *sent.ancestors(head)]
    joint = next((i for i in above if i in below), above[-1])
    ups, downs = above[: above.index(joint)], below[: below.index(joint)] if joint in below else below
    features: Features = {"up": min(len(ups), LONGEST), "down": min(len(downs), LONGEST), f"date {sent.tokens[head].relation}": 1}
    for side, way in (("up", ups), ("down", downs)):
        for index in way:
            features[f"{side} {sent.tokens[index].deprel if sent.tokens[index].relation == 'acl' else sent.tokens[index].relation}"] = 1
        features[f"{side} verbs"] = sum(sent.tokens[i].upos in VERBAL for i in way)
    features["joint is verb"] = sent.tokens[joint].upos in VERBAL
    features["joint is root"] = sent.tokens[joint].head == joint
    low, high = sorted((token.start, date.span.start))
    between = [t for t in sent.tokens if low < t.start < high and not date.span.start <= t.start < date.span.end]
    features["comes first"] = date.span.start < token.start
    features["verbs between"] = min(sum(t.upos == "VERB" for t in between), 3)
    features["commas between"] = min(sum(t.text == "," for t in between), 3)
    features["break between"] = any(t.text in (";", ":", "»", "«", '"', "”", "“") for t in between)
    features["conjunction between"] = any(t.upos in ("CCONJ", "SCONJ") for t in between)
    features["joint tense differs"] = tense_of(sent, sent.tokens[joint]) != tense_of(sent, token)
    return features


def tense_of(sent: Sentence, token: Token) -> str:
    """The form of a word with its auxiliaries, in a few kinds."""
    if token.upos not in VERBAL and not is_participle(token):
        return "noun" if token.upos in ("NOUN", "PROPN") else "other"
    helpers = sent.dependents(token.index, "aux", "cop")
    if not helpers:
        form = token.feat("VerbForm")
        return f"{form} {token.feat('Tense')}" if form in ("Inf", "Part", "Ger") else f"{token.feat('Tense')} {token.feat('Mood')}"
    first = helpers[0]
    return f"{first.feat('Tense')} {first.feat('Mood')} helped"

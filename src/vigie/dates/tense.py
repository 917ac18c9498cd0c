"""Where the verb looks that a date depends on: back, ahead, or nowhere in particular.

Not any word of the clause: the date's own governor in the tree, up to the verb that carries tense. A noun
(`la réunion prévue vendredi`) is asked for its adjectives first, then the verb that governs it. Universal
Dependencies give tense and mood; which verbs and words look ahead is data of the language.

Gap: a wrong attachment in the tree is a wrong direction. Without a parse there is no direction.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from vigie.records import Sentence, Span, Token

PAST, FUTURE, NEAR = "past", "future", "near"
_VERBS = ("VERB", "AUX")


@dataclass(frozen=True, slots=True)
class TenseWords:
    """The words of a language that turn a verb's direction."""

    future_auxiliaries: frozenset[str]
    future_heads: frozenset[str]
    modal_heads: frozenset[str]
    past_heads: frozenset[str]
    perfect_auxiliaries: frozenset[str]
    future_words: frozenset[str]
    past_words: frozenset[str]
    future_prepositions: frozenset[str]
    past_prepositions: frozenset[str]
    planned_heads: frozenset[str]
    """Verbs whose passive in the present looks ahead (`une marche est annoncée`)."""
    sequence_prepositions: frozenset[str]
    """Of the prepositions that look ahead, those that only say what came next: under a past verb it has come."""
    ahead_cases: frozenset[str]
    """Prepositions that turn the date behind them ahead (`convoqué *pour* vendredi`)."""
    same_in_past: frozenset[str]
    """Verbs whose past looks like their present (`set`): past unless something else says so."""
    endings: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = ()
    """Endings of finite verbs surer than the tagger: side, endings, endings of the lemmas that are excepted."""

    @classmethod
    def load(cls, data: Mapping[str, Any]) -> TenseWords:
        """From the `tense` part of a language's file."""
        names = [name for name in cls.__dataclass_fields__ if name != "endings"]
        endings = tuple((e["side"], tuple(e["ends"]), tuple(e["unless_lemma"])) for e in data.get("endings", ()))
        return cls(*(frozenset(data.get(name, ())) for name in names), endings)  # type: ignore[call-arg,arg-type]


@dataclass(frozen=True, slots=True)
class Direction:
    """`past`, `future`, `near` (a plan of the past: on either side) or empty, and the words that said so."""

    side: str = ""
    because: str = ""
    is_weak: bool = False
    """A present tense: it looks ahead for its own date, but says nothing of its nouns' (`commente le vote de lundi`)."""


def find_direction(sentence: Sentence, span: Span, words: TenseWords) -> Direction:
    """The direction of what an expression depends on.

    Args:
        sentence: A parsed sentence.
        span: The expression, in characters of the article's text.
        words: The language's words of tense.
    """
    inside = {t.index for t in sentence.tokens if span.start < t.end and t.start < span.end}
    if not inside:
        return Direction()
    head = _head_of(sentence, inside)
    if head is None:
        return Direction()
    own = sentence.tokens[head]
    for case in sentence.dependents(head, "case"):
        if case.lemma.lower() in words.ahead_cases and case.index <= head:
            return Direction(FUTURE, f"{case.text} {own.text}")
    verb = _verb_before(sentence, own, min(inside))
    if verb is not None:
        return _of_verb(sentence, verb, words)
    return _climb(sentence, own, inside, words)


def depth_of(sentence: Sentence, span: Span) -> int:
    """How many verbs stand above an expression; 0 without a parse."""
    if not sentence.is_parsed:
        return 0
    head = _head_of(sentence, {t.index for t in sentence.tokens if span.start < t.end and t.start < span.end})
    return 0 if head is None else sum(sentence.tokens[i].upos in _VERBS for i in sentence.ancestors(head))


def _head_of(sentence: Sentence, inside: set[int]) -> int | None:
    """The token of the expression whose head lies outside (the shallowest, if several)."""
    outer = [i for i in sorted(inside) if sentence.tokens[i].head not in inside or sentence.tokens[i].head == i]
    return min(outer, key=lambda i: (len(sentence.ancestors(i)), i)) if outer else None


def _verb_before(sentence: Sentence, own: Token, first: int) -> Token | None:
    """A verb that stands just before the date: it is the date's, wherever the tree hung it.

    The parser's commonest mistakes here: `estiment que les mesures annoncées lundi` hung on `estiment`,
    `autorisé lundi à quitter` hung on `quitter`.
    """
    before = first - 1
    while before > 0 and sentence.tokens[before].deprel == "case" and sentence.tokens[before].head == own.index:
        before -= 1
    return sentence.tokens[before] if before >= 0 and sentence.tokens[before].upos == "VERB" else None


def _climb(sentence: Sentence, token: Token, inside: set[int], words: TenseWords) -> Direction:
    """From a date or noun up to the first thing that has a direction."""
    seen: set[int] = set(inside)
    here, through_noun = token, False
    while here.head != here.index and here.head not in seen:
        seen.add(here.index)
        below, here = here, sentence.tokens[here.head]
        if _is_clause(here) or _auxiliaries(sentence, here):
            found = _of_verb(sentence, here, words)
            plans = here.lemma.lower() in words.future_heads and below.upos == "NOUN" and below.relation in ("obj", "obl", "nmod", "nsubj")
            return Direction() if through_noun and found.is_weak and not plans else found
        through_noun = True
        said = _of_word(here, words)
        if said:
            return Direction(said, here.text)
        for child in sentence.dependents(here.index):
            if child.index in inside:
                continue
            said = _of_word(child, words) if child.relation in ("amod", "acl") else ""
            if not said and child.relation == "case":
                said = _of_preposition(child, words)
            if said:
                return Direction(said, child.text)
    return Direction()


def _is_clause(token: Token) -> bool:
    """Whether a word is a verb that can date what hangs on it; a finite "verb" that is an object is a noun misread."""
    if token.feat("VerbForm") == "Fin" and token.relation in ("obj", "nmod", "obl"):
        return False
    return token.upos in _VERBS or bool(token.feat("VerbForm"))


def _auxiliaries(sentence: Sentence, token: Token) -> list[Token]:
    return [c for c in sentence.dependents(token.index) if c.relation in ("aux", "cop")]


def _of_word(token: Token, words: TenseWords) -> str:
    text = token.text.lower()
    return FUTURE if text in words.future_words else PAST if text in words.past_words else ""


def _of_preposition(token: Token, words: TenseWords) -> str:
    lemma = token.lemma.lower()
    return FUTURE if lemma in words.future_prepositions else PAST if lemma in words.past_prepositions else ""


def _of_verb(sentence: Sentence, verb: Token, words: TenseWords) -> Direction:
    """The direction of a verb with its auxiliaries, or of the one that governs an infinitive."""
    auxiliaries = _auxiliaries(sentence, verb)
    said = _of_word(verb, words)
    if said and _is_state(sentence, verb, auxiliaries):
        return Direction(said, verb.text)
    chain = " ".join(t.text for t in sorted([*auxiliaries, verb], key=lambda t: t.index))
    if auxiliaries and all(a.feat("VerbForm") == "Inf" for a in auxiliaries):
        if any("pass" not in a.deprel and a.relation == "aux" for a in auxiliaries):
            return Direction(PAST, chain)
        return _of_governor(sentence, verb, words)
    if auxiliaries and verb.feat("VerbForm") == "Inf" and sentence.dependents(verb.index, "mark"):
        return Direction(FUTURE, chain)  # `are to meet`
    side = _of_auxiliaries(auxiliaries, verb, words)
    if side:
        return Direction(side, chain)
    if verb.feat("VerbForm") in ("Inf", "Ger") or verb.feat("Mood") == "Sub":
        return _of_governor(sentence, verb, words)
    if verb.feat("VerbForm") in ("Part", "Ger") and verb.feat("Tense") == "Pres" and auxiliaries:
        return Direction(FUTURE, chain)
    side = _of_form(verb, words)
    if side or verb.feat("VerbForm") == "Fin":
        return Direction(side, chain, is_weak=side == FUTURE and verb.feat("Tense") == "Pres")
    return _of_governor(sentence, verb, words)


def _is_state(sentence: Sentence, verb: Token, auxiliaries: list[Token]) -> bool:
    """Whether a word of planning stands as an adjective or passive (`talks scheduled`, `is set`), not as a verb told of."""
    if auxiliaries:
        return any("pass" in a.deprel or a.relation == "cop" for a in auxiliaries)
    return not any(c.deprel in ("nsubj", "obj") for c in sentence.dependents(verb.index))


def _of_auxiliaries(auxiliaries: list[Token], verb: Token, words: TenseWords) -> str:
    """`sera reçu`, `will meet`, `a été reçu`, `had met`; modal verbs that are marked as auxiliaries."""
    for word in auxiliaries:
        lemma = word.lemma.lower()
        if lemma in words.perfect_auxiliaries and verb.feat("VerbForm") != "Inf" and word.feat("Tense") != "Fut":
            planned = "pass" in word.deprel and word.feat("Tense") == "Pres" and verb.lemma.lower() in words.planned_heads
            if planned and len(auxiliaries) == 1:
                return FUTURE
            continue
        if lemma in words.future_auxiliaries or lemma in words.future_heads or word.feat("Tense") == "Fut":
            return PAST if _is_perfect(auxiliaries, word, words) else FUTURE
    for word in auxiliaries:
        if word.feat("Tense") in ("Past", "Imp", "Pqp") or word.lemma.lower() in words.perfect_auxiliaries:
            if word.relation == "cop" and word.feat("Tense") == "Pres":
                continue
            if word.lemma.lower() in words.perfect_auxiliaries and verb.feat("VerbForm") == "Part":
                return PAST
            if word.feat("Tense") in ("Past", "Imp", "Pqp"):
                return PAST
    return ""


def _is_perfect(auxiliaries: list[Token], modal: Token, words: TenseWords) -> bool:
    """`could have met`: a modal with a perfect auxiliary after it."""
    return any(a.index > modal.index and a.lemma.lower() in words.perfect_auxiliaries and a.feat("VerbForm") == "Inf"
               and a.relation == "aux" for a in auxiliaries if "pass" not in a.deprel)


def _of_form(verb: Token, words: TenseWords) -> str:
    tense, mood = verb.feat("Tense"), verb.feat("Mood")
    lemma, text = verb.lemma.lower(), verb.text.lower()
    if text in words.same_in_past and mood != "Imp":
        return PAST
    if verb.feat("VerbForm") == "Fin":
        for side, ends, excepted in words.endings:
            if text.endswith(ends) and not lemma.endswith(excepted):
                return side
    if tense == "Fut" or mood == "Cnd":
        return FUTURE
    if verb.feat("VerbForm") == "Part":
        return PAST if tense == "Past" else ""
    if tense == "Pres" and mood in ("Ind", ""):
        return PAST if lemma in words.past_heads else FUTURE
    return PAST if tense in ("Past", "Imp", "Pqp") else ""


def _of_governor(sentence: Sentence, verb: Token, words: TenseWords) -> Direction:
    """An infinitive: ahead under a verb that looks ahead or a preposition of aim, else as its governor.

    Under a pluperfect, and behind a preposition of sequence under a past (`a accueilli …, avant de fermer`), all is past.
    """
    above = sentence.tokens[verb.head]
    has_governor = above.index != verb.index and above.upos in _VERBS
    for child in sentence.dependents(verb.index, "mark", "case"):
        said = _of_preposition(child, words)
        if said == FUTURE and child.lemma.lower() in words.sequence_prepositions and has_governor:
            said = _of_verb(sentence, above, words).side or said
        if said:
            return Direction(said, f"{child.text} {verb.text}")
    if verb.head == verb.index:
        return Direction()
    if has_governor and (verb.feat("VerbForm") != "Inf" or _is_pluperfect(sentence, above, words)):
        return _of_verb(sentence, above, words)
    lemma = above.lemma.lower()
    if lemma in words.modal_heads and _of_auxiliaries(_auxiliaries(sentence, above), above, words) == PAST:
        return Direction(PAST, f"{above.text} {verb.text}")
    if lemma in words.modal_heads and above.feat("Tense") == "Imp":
        return Direction(NEAR, f"{above.text} {verb.text}")
    if lemma in words.future_auxiliaries or lemma in words.future_heads or _of_word(above, words) == FUTURE:
        return Direction(FUTURE, f"{above.text} {verb.text}")
    if lemma in words.past_heads:
        return Direction(PAST, f"{above.text} {verb.text}")
    if above.upos in _VERBS:
        return _of_verb(sentence, above, words)
    return Direction()


def _is_pluperfect(sentence: Sentence, verb: Token, words: TenseWords) -> bool:
    """`avait ordonné`, `had ordered`: what it governs has come to pass."""
    return any(
        a.lemma.lower() in words.perfect_auxiliaries and a.feat("Tense") in ("Past", "Imp") and a.relation == "aux" and "pass" not in a.deprel
        for a in _auxiliaries(sentence, verb)
    ) and verb.feat("VerbForm") in ("Part", "")

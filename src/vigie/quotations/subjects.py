"""The subject of a verb of speech in a frame: by the tree, and by where it stands where the tree is wrong.

Right after a quotation a verb of speech has its subject behind it: "…", a dit *le ministre* · "…", a confié sous couvert
d'anonymat *un négociateur* · "…", ajoute-t-*il*. Parsers often call it an object, or hang the verb on a word between the marks.
Elsewhere a finite verb without a subject in the tree takes the one who is named right before it.
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
_TIMES = frozenset({"obl:mod", "obl:tmod", "nmod:tmod", "advmod", "obl:unmarked", "obl"})
_REACH = 24
"""How many words behind the verb may stand before its subject ends."""
_TELLING = frozenset({"say", "announce", "confirm"})
_NEAR = 12
_PAIR = 8
"""How many words from the start of a sentence the second of two speakers may stand."""


def subject_in_frame(frame: Frame, place: int, speakers: Speakers) -> Token | None:
    """The token that carries the subject of the verb at `place`, or None."""
    item = frame.items[place]
    assert isinstance(item, Word)
    own = _own(frame, item, speakers)
    if opens_after_quote(frame, place) and _may_be_finite(frame, place, speakers):
        before = own is not None and frame.place_of[item.sentence.index, own.index] < place and own.text[:1] not in "-‐‑"
        if own is not None and before and not _is_quoted_noun(frame, place, own, item, speakers):
            return own
        found = _inverted(frame, place, speakers)
        if found is not None:
            return found
    if own is not None:
        return _first_of_two(frame, item, own, speakers)
    behind = _behind_comma(frame, place, speakers)
    if behind is not None:
        return behind
    above = _clause_above(frame, place)
    if above >= 0:
        return subject_in_frame(frame, above, speakers)
    if _is_finite(frame, place):
        near = _right_before(frame, place, speakers)
        if near is not None:
            return near
    return speakers.subject_of(item.sentence, item.token.index) or _beside(frame, place, speakers)


def opens_after_quote(frame: Frame, place: int) -> bool:
    """Whether a verb is the first word of weight after a quotation: auxiliaries, adverbs, clitics and commas may stand between."""
    for item in reversed(frame.items[:place]):
        if isinstance(item, Quoted):
            return True
        if item.token.upos not in _BEFORE_VERB and not _is_clitic(item.token):
            return False
    return False


def follows_quote(frame: Frame, place: int) -> bool:
    """Whether nothing but a comma or a dash stands between a quotation and a word."""
    before = [i for i in frame.items[max(0, place - 2) : place] if isinstance(i, Quoted) or i.token.upos != "PUNCT"]
    return bool(before) and isinstance(before[-1], Quoted)


def _is_quoted_noun(frame: Frame, place: int, own: Token, item: Word, speakers: Speakers) -> bool:
    """Whether a noun before a quotation is part of what is said, and the speaker stands behind: "*Une loi* « injuste », a jugé le maire"."""
    known = speakers.mention_at(item.sentence, own)
    if known is not None and known.actors:
        return False
    behind = _inverted(frame, place, speakers)
    mention = speakers.mention_at(item.sentence, behind) if behind is not None else None
    return behind is not None and (behind.upos == "PRON" or mention is not None and bool(mention.actors))


def _first_of_two(frame: Frame, item: Word, subject: Token, speakers: Speakers) -> Token:
    """The first of two who open a sentence and speak together, where the tree has only the second: "*Lima* et Quito ont dit"."""
    at = frame.place_of[item.sentence.index, subject.index]
    before = [w.token for w in frame.words(max(0, at - _PAIR), at) if w.token.upos != "DET"]
    if at > _PAIR or len(before) < 2 or before[-1].upos != "CCONJ":
        return subject
    mention = speakers.mention_at(item.sentence, before[-2])
    if mention is None or not mention.actors or mention.span.start > before[0].start:
        return subject
    return item.sentence.tokens[mention.head]


def _clause_above(frame: Frame, place: int) -> int:
    """Place of the finite verb whose subject a present participle behind a comma shares; -1 when it is none.

    Parsers hang it on the last noun before it: "a répondu le maire dans *une lettre*, *ajoutant* …".
    """
    item = frame.items[place]
    assert isinstance(item, Word)
    token, before = item.token, frame.items[place - 1] if place else None
    is_present = token.feat("VerbForm") == "Ger" or token.feat("VerbForm") == "Part" and token.feat("Tense") == "Pres"
    if not is_present or token.relation not in {"acl", "advcl"} or not isinstance(before, Word) or before.token.text != ",":
        return -1
    for index in item.sentence.ancestors(token.index):
        above = item.sentence.tokens[index]
        at = frame.place_of.get((item.sentence.index, index), -1)
        if at >= 0 and at < place and above.upos in {"VERB", "AUX"} and _is_finite(frame, at):
            return at
    return -1


def _behind_comma(frame: Frame, place: int, speakers: Speakers) -> Token | None:
    """Somebody behind a verb that a comma opens and that has no subject: "Deux ponts ont sauté, *a indiqué mardi le ministre*"."""
    item = frame.items[place]
    assert isinstance(item, Word)
    if not _is_finite(frame, place) or speakers.words.verbs.get(plain(item.token.lemma)) not in _TELLING or plain(item.token.lemma) in speakers.words.only_with_marks:
        return None
    first = place
    while first > 0 and isinstance(left := frame.items[first - 1], Word) and left.token.upos in {"AUX", "ADV"}:
        first -= 1
    comma = frame.items[first - 1] if first else None
    if not isinstance(comma, Word) or comma.token.text != "," or not any(w.token.upos == "VERB" for w in frame.words(0, first)):
        return None
    found = _inverted(frame, place, speakers)
    if found is None or found.upos == "PRON":
        return found
    mention = speakers.mention_at(item.sentence, found)
    return found if mention is not None and mention.actors and mention.kind not in {"possessive", "adjective"} else None


def _own(frame: Frame, item: Word, speakers: Speakers) -> Token | None:
    """The subject that the tree gives the verb itself, in the same frame."""
    if not item.sentence.dependents(item.token.index, "nsubj"):
        return None
    subject = speakers.subject_of(item.sentence, item.token.index)
    return subject if subject is not None and (item.sentence.index, subject.index) in frame.place_of else None


def _inverted(frame: Frame, place: int, speakers: Speakers) -> Token | None:
    item = frame.items[place]
    assert isinstance(item, Word)
    clitic = _clitic_beside(frame, place)
    if clitic is not None:
        return clitic
    behind = _words_behind(frame, place)
    for word in behind:
        if word.token.relation == "nsubj" and word.token.head == item.token.index and word.sentence is item.sentence:
            return word.token
    return _first_noun(behind, item.token, speakers)


def _is_clitic(token: Token) -> bool:
    return token.upos == "PRON" and (token.text[:1] in "-‐‑" or token.relation in {"expl", "iobj", "obj"})


def _is_finite(frame: Frame, place: int) -> bool:
    """Whether a verb bears a tense, itself or by an auxiliary before it."""
    item = frame.items[place]
    assert isinstance(item, Word)
    form = item.token.feat("VerbForm")
    if form not in {"Inf", "Part", "Ger"}:
        return True
    for other in reversed(frame.items[max(0, place - 5) : place]):
        if isinstance(other, Quoted) or other.token.upos not in _BEFORE_VERB and not _is_clitic(other.token):
            return False
        if other.token.upos == "AUX":
            return form != "Inf"
    return False


def _may_be_finite(frame: Frame, place: int, speakers: Speakers) -> bool:
    """Whether a form behind a quotation is finite, or a participle without agent that the past tense may look like."""
    item = frame.items[place]
    assert isinstance(item, Word)
    if _is_finite(frame, place):
        return True
    cases = {plain(t.text) for c in item.sentence.dependents(item.token.index, "obl") for t in item.sentence.dependents(c.index, "case")}
    return item.token.feat("VerbForm") == "Part" and item.token.feat("Tense") == "Past" and not cases & speakers.words.agents


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


def _first_noun(behind: Sequence[Word], verb: Token, speakers: Speakers) -> Token | None:
    """The first noun phrase without a preposition that is no mere time: somebody, or a noun that can speak."""
    skip_to = -1
    for word in behind:
        token, sentence = word.token, word.sentence
        if token.start < skip_to:
            continue
        if token.upos == "ADP":
            skip_to = _end_of_phrase(word, speakers)
        elif all(t is verb for t in sentence.dependents(token.index, "case")):
            known = speakers.mention_at(sentence, token) if token.upos in _NOMINAL | {"ADJ"} else None
            if known is not None:
                return token
            named = token.upos == "PROPN" or bool(sentence.dependents(token.index, "det"))
            if named and token.upos in _NOMINAL and (token.deprel not in _TIMES or verb.head == token.index):
                return token
    return None


def _end_of_phrase(word: Word, speakers: Speakers) -> int:
    """Where the noun phrase of a preposition ends; a name without a preposition behind it begins another, unless it is one mention."""
    sentence, token = word.sentence, word.token
    head = sentence.tokens[token.head]
    if head.index < token.index:
        return token.end
    whole = speakers.mention_at(sentence, head)
    kept = {head.index}
    todo = [head.index]
    while todo:
        for child in sentence.dependents(todo.pop(), "flat", "amod", "nmod", "nummod", "fixed", "compound"):
            apart = child.upos == "PROPN" and child.relation == "nmod" and not sentence.dependents(child.index, "case")
            if child.index in kept or apart and (whole is None or not whole.span.covers(child.span)):
                continue
            kept.add(child.index)
            todo.append(child.index)
    return sentence.tokens[max(kept)].end


def _right_before(frame: Frame, place: int, speakers: Speakers) -> Token | None:
    """Who is named right before a verb, with nothing but its auxiliary, clitics and adverbs between."""
    item = frame.items[place]
    assert isinstance(item, Word)
    for other in reversed(frame.items[max(0, place - _NEAR) : place]):
        if isinstance(other, Quoted) or other.sentence.index != item.sentence.index:
            return None
        token = other.token
        if token.upos in {"AUX", "ADV", "PART"} or _is_clitic(token):
            continue
        mention = speakers.mention_at(other.sentence, token)
        if mention is None or not mention.span.end >= token.end:
            return None
        head = other.sentence.tokens[mention.head]
        is_free = not other.sentence.dependents(head.index, "case") and not _is_inside(other, head, speakers)
        return head if is_free else None
    return None


def _is_inside(word: Word, head: Token, speakers: Speakers) -> bool:
    """Whether a mention only completes another noun: the army of *Mali*."""
    above = word.sentence.tokens[head.head]
    return head.relation in {"nmod", "amod", "compound"} and above.upos in {"NOUN", "PROPN"} and above.index < head.index


def _beside(frame: Frame, place: int, speakers: Speakers) -> Token | None:
    """Without any subject: for a finite verb that is no passive, the nearest named before it, else after it."""
    item = frame.items[place]
    assert isinstance(item, Word)
    if not _is_finite(frame, place) or item.sentence.dependents(item.token.index, "aux:pass", "nsubj:pass"):
        return None
    before = reversed(frame.items[max(0, place - _NEAR) : place])
    for run in (before, frame.items[place + 1 : place + 1 + _NEAR]):
        for other in run:
            if not isinstance(other, Word) or other.sentence.index != item.sentence.index:
                break
            mention = speakers.mention_at(other.sentence, other.token)
            if mention is not None and mention.head == other.token.index and other.token.relation != "nmod" and not other.sentence.dependents(other.token.index, "case"):
                return other.token
    return None


def is_impersonal(token: Token, speakers: Speakers) -> bool:
    """Whether a subject names nobody: "dit-*on* à Paris"."""
    return bool({plain(token.lemma).lstrip("-"), plain(token.text).lstrip("-"), plain(token.text).removeprefix("-t-")} & speakers.words.impersonal)

"""Which word of speech attributes a quotation.

In order: what follows it closely ("…", a dit X), the nearest verb of speech before it ("X dénonce « … »"), a source
after it ("…", selon X), anything else of speech in the reporter's sentence, the subject of the verb that governs it,
and at last whoever spoke before in the paragraph.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vigie.quotations.cues import Cue
from vigie.quotations.frames import Frame, Word
from vigie.quotations.lexicon import plain
from vigie.quotations.marks import Quoted
from vigie.quotations.speakers import Speaker, Speakers
from vigie.quotations.subjects import subject_in_frame
from vigie.records import Sentence, Token

_LIGHT = frozenset({"AUX", "PRON", "ADV", "PART", "PUNCT", "INTJ"})
_LINKS = frozenset({"CCONJ", "SCONJ"})
_STOPS = frozenset({".", "?", "!", "…", "..."})


@dataclass(frozen=True, slots=True)
class Attribution:
    """A quotation's cue and speaker; `how` names the rule, for `reason`."""

    how: str
    cue: Cue | None = None
    speaker: Speaker | None = None


def attribute(frame: Frame, place: int, cues: Sequence[Cue], speakers: Speakers) -> Attribution:
    """The attribution of the quotation at `place` by its own frame; `how` is `none` when nothing tells."""
    after, how = cue_after(frame, place, cues, speakers.text)
    if after is not None and after.type == "verb":
        return Attribution(how, after, after.speaker)
    before = cue_before(frame, place, cues)
    if before is not None and (after is None or _governs(frame, before, place)):
        return Attribution("before", before, before.speaker)
    if after is not None:
        return Attribution("source after", after, after.speaker)
    closing = _closing(frame, place, cues)
    if closing is not None:
        return Attribution("at the end", closing, closing.speaker)
    later = [c for c in cues if c.place > place and c.type == "source" and c.speaker]
    if later:
        return Attribution("source in sentence", later[0], later[0].speaker)
    governor = _subject(frame, place, speakers)
    if governor is not None:
        return Attribution("subject", None, governor)
    return Attribution("none")


def cue_after(frame: Frame, place: int, cues: Sequence[Cue], text: str) -> tuple[Cue | None, str]:
    """The cue that begins right after a quotation: "…", a dit X · "…," X said · "…", selon X."""
    quote = frame.items[place]
    assert isinstance(quote, Quoted)
    comma = text[quote.inner.end : quote.outer.end].lstrip().startswith(",")
    at = {c.place: c for c in cues}
    between: list[Token] = []
    begun = False
    for k in range(place + 1, len(frame.items)):
        item = frame.items[k]
        if not isinstance(item, Word) or item.token.text in _STOPS or item.token.text in {":", ";"} and not comma:
            break
        if not begun and item.token.upos == "PUNCT":
            comma = comma or item.token.text in {",", "-", "–", "—", "("}
            continue
        begun = True
        cue = at.get(k)
        if cue is not None and cue.type == "source":
            return (cue, "source after") if all(t.upos in _LIGHT for t in between) else (None, "")
        if cue is not None and cue.type == "own" and not between:
            return cue, "source after"
        if cue is not None and cue.type == "verb" and _follows(cue, place, between, comma):
            return cue, "after"
        if item.token.upos in _LINKS and not (comma and between):
            break
        between.append(item.token)
    return None, ""


def _closing(frame: Frame, place: int, cues: Sequence[Cue]) -> Cue | None:
    """A verb of speech that ends the sentence behind a comma: "The toll is a “pretext” for delay, *he added*"."""
    later = [c for c in cues if c.place > place and c.type == "verb" and c.speaker is not None]
    if not later:
        return None
    cue = later[-1]
    first = min(cue.place, cue.subject) if cue.subject > place else cue.place
    while first > place and isinstance(item := frame.items[first - 1], Word) and item.token.upos in _LIGHT - {"PUNCT"} | {"DET", "ADJ", "NOUN", "PROPN"}:
        first -= 1
    before = frame.items[first - 1]
    behind = [w.token for w in frame.words(cue.stop, len(frame.items))]
    is_apart = isinstance(before, Word) and before.token.text in {",", "—", "–"} and cue.subject > place
    return cue if is_apart and not any(t.upos in _LINKS or t.upos == "VERB" and t.relation != "acl" for t in behind) else None


def _follows(cue: Cue, place: int, between: Sequence[Token], comma: bool) -> bool:
    """Whether a verb after a quotation attributes it: its subject stands after the quotation as well."""
    light = all(t.upos in _LIGHT for t in between)
    if cue.is_passive and not comma:
        return False
    if cue.subject < 0:
        return light and comma and cue.speaker is None
    if cue.subject < place:
        return False
    if light:
        return True
    return comma and not any(t.upos in _LINKS or t.upos == "VERB" and t.relation not in {"acl", "amod"} for t in between)


def cue_before(frame: Frame, place: int, cues: Sequence[Cue]) -> Cue | None:
    """The cue before a quotation that governs it in the tree, else the nearest that has a speaker."""
    earlier = [c for c in cues if c.stop <= place]
    spoken = [c for c in earlier if c.speaker is not None and c.type != "noun"]
    if spoken and (spoken[-1].place == place - 1 or _opens(frame, spoken[-1].stop, place)):
        return spoken[-1]
    above = _above(frame, place)
    governing = [c for c in spoken if c.place in above]
    if governing:
        return governing[-1]
    if spoken:
        return spoken[-1]
    nouns = [c for c in earlier if c.type == "noun" and c.speaker is not None]
    return nouns[-1] if nouns else None


def _opens(frame: Frame, start: int, place: int) -> bool:
    """Whether nothing but light words and no other verb stands between a cue and the quotation."""
    return not any(w.token.upos in {"VERB", "CCONJ"} or w.token.text in {",", ";"} for w in frame.words(start, place))


def _governs(frame: Frame, cue: Cue, place: int) -> bool:
    return cue.type == "verb" and (_opens(frame, cue.stop, place) or cue.place in _above(frame, place))


def head_of_quote(frame: Frame, place: int) -> tuple[Sentence, Token] | None:
    """The first word between the marks whose head stands outside them."""
    quote = frame.items[place]
    assert isinstance(quote, Quoted)
    for item in (*reversed(frame.items[:place]), *frame.items[place + 1 :]):
        if isinstance(item, Word):
            for token in item.sentence.tokens:
                if not quote.outer.covers(token.span) or token.upos == "PUNCT":
                    continue
                if not quote.outer.covers(item.sentence.tokens[token.head].span) or token.head == token.index:
                    return item.sentence, token
    return None


def _above(frame: Frame, place: int) -> set[int]:
    """Places in the frame of the words above a quotation in the tree."""
    head = head_of_quote(frame, place)
    if head is None:
        return set()
    sentence, token = head
    places = (frame.place_of.get((sentence.index, i), -1) for i in sentence.ancestors(token.index))
    return {p for p in places if p >= 0}


def _subject(frame: Frame, place: int, speakers: Speakers) -> Speaker | None:
    """The subject of the nearest verb above a quotation, when it is somebody."""
    head = head_of_quote(frame, place)
    if head is None:
        return None
    sentence, token = head
    for index in (token.index, *sentence.ancestors(token.index)):
        at = frame.place_of.get((sentence.index, index), -1)
        is_verb = at >= 0 and sentence.tokens[index].upos == "VERB"
        subject = subject_in_frame(frame, at, speakers) if is_verb else speakers.subject_of(sentence, index)
        if subject is None or (sentence.index, subject.index) not in frame.place_of:
            continue
        if plain(subject.text) in speakers.words.impersonal:
            return None
        found = speakers.resolve(sentence, subject)
        return found if found.actor.code != "---" or found.actor.reason == "" else None
    return None

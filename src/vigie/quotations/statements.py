"""Quotations between marks, each with its speaker: CODING.md §6.

Marks give the words, frames the reporter's sentence around them, cues and attribution the speaker. Then broken
quotations are joined ("A", a-t-il dit, "b" is one statement), quotations that run through paragraphs are put together,
names and scare quotes are left out, and what headline or standfirst only repeat is kept once.

Limits: a speaker carried over from the sentence before is a guess; scare quotes of several words under a verb
with a human subject count as that subject's words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from vigie.quotations.attribution import Attribution, attribute, cue_after, head_of_quote
from vigie.quotations.cues import Cue, find_cues
from vigie.quotations.frames import Frame, Word, find_frames
from vigie.quotations.identity import WORDS
from vigie.quotations.lexicon import SpeechLexicon, plain, speech_lexicon
from vigie.quotations.marks import Quoted, find_quoted
from vigie.quotations.speakers import Speaker, Speakers
from vigie.records import Article, Mention, Quotation, Sentence

_WORD = re.compile(r"\w+(?:[-'’]\w+)*")
_FINAL = ".?!…"


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement in the making."""

    parts: tuple[Quoted, ...]
    attribution: Attribution
    kind: str

    @property
    def block(self) -> int:
        """Block of the first part."""
        return self.parts[0].block


def find_quotations(
    article: Article, sentences: Sequence[Sentence], mentions: Sequence[Mention]
) -> tuple[Quotation, ...]:
    """Direct and partial quotations of an article, in order of the text, with their speakers."""
    words = speech_lexicon(article.language)
    quoted = find_quoted(article, words.pairs)
    if not quoted:
        return ()
    speakers = Speakers(article.text, sentences, mentions, words, quoted)
    drafts: list[Draft] = []
    memory = Memory()
    for frame in find_frames(article, sentences, quoted):
        drafts.extend(_read_frame(article, frame, speakers, memory))
    drafts = _chained(drafts)
    kept = _without_repeats(article, [d for d in drafts if _is_statement(article, d)])
    return tuple(_quotation(article.text, d) for d in kept)


@dataclass
class Memory:
    """Who spoke last, and in which block."""

    speaker: Speaker | None = None
    block: int = -9
    cue: Cue | None = None

    def recall(self, block: int, reach: int) -> Speaker | None:
        """The last speaker, when at most `reach` blocks back."""
        return self.speaker if block - self.block <= reach else None


def _read_frame(article: Article, frame: Frame, speakers: Speakers, memory: Memory) -> list[Draft]:
    cues = find_cues(frame, speakers)
    drafts: list[Draft] = []
    places: list[int] = []
    for place, quote in frame.quotes():
        found = _settle(attribute(frame, place, cues, speakers), frame, place, memory)
        if found.speaker is not None and found.how not in {"subject", "carried"} and _is_somebody(found.speaker):
            memory.speaker, memory.block = found.speaker, frame.block
        kind = _kind(article.text, frame, place, quote, found)
        loose = found.cue is None and kind == "partial" or found.how == "before"
        if loose and is_name(article.text, frame, place, speakers.words):
            kind = "name"
        if places and _is_broken(article.text, frame, places[-1], place, cues) and drafts[-1].kind != "name":
            drafts[-1] = replace(drafts[-1], parts=(*drafts[-1].parts, quote))
        else:
            drafts.append(Draft((quote,), found, kind))
        places.append(place)
    said = [c for c in cues if c.speaker is not None and c.type != "noun" and c.speaker.is_resolved and _is_somebody(c.speaker)
            and c.word not in speakers.words.only_with_marks]
    if said and not drafts:
        memory.speaker, memory.block = said[-1].speaker, frame.block
    return drafts


def _is_somebody(speaker: Speaker) -> bool:
    """Whether a speaker can be the one whom a later "a-t-il ajouté" means: no mere noun phrase that stands for nobody."""
    return not speaker.actor.reason.startswith(WORDS) or speaker.actor.name[:1].isupper()


def _settle(found: Attribution, frame: Frame, place: int, memory: Memory) -> Attribution:
    """Give unresolved pronouns and unattributed quotations the speaker before them."""
    last = memory.recall(frame.block, 2)
    if found.speaker is not None and not found.speaker.is_resolved and last is not None:
        return replace(found, speaker=Speaker(found.speaker.span, last.actor))
    if found.speaker is None and last is not None:
        return replace(found, speaker=last, how="carried" if found.cue is None else found.how)
    return found


def _kind(text: str, frame: Frame, place: int, quote: Quoted, found: Attribution) -> str:
    """`direct` for a whole clause or utterance, `partial` for words inside the reporter's sentence."""
    inner = quote.inner.of(text)
    before = frame.items[place - 1] if place else None
    own = before is None or isinstance(before, Quoted) or before.token.text in {":", ",", "."}
    starts_big = inner[:1].isupper()
    if starts_big and own and (found.how in {"after", "source after"} or before is None or inner[-1:] in _FINAL):
        return "direct"
    if isinstance(before, Word) and before.token.text == ":" and (starts_big or _has_clause(frame, quote)):
        return "direct"
    return "direct" if _has_clause(frame, quote) else "partial"


def _has_clause(frame: Frame, quote: Quoted) -> bool:
    """Whether a finite verb and its subject both stand between the marks."""
    seen: set[int] = set()
    for item in frame.items:
        if not isinstance(item, Word) or item.sentence.index in seen:
            continue
        seen.add(item.sentence.index)
        tokens = item.sentence.tokens
        for token in tokens:
            if token.relation == "nsubj" and quote.inner.covers(token.span) and quote.inner.covers(tokens[token.head].span):
                return True
    return False


def is_name(text: str, frame: Frame, place: int, words: SpeechLexicon) -> bool:
    """Whether marks only set off a name or a title ("l'opération « … »", "baptisé « … »")."""
    quote = frame.items[place]
    assert isinstance(quote, Quoted)
    content = [w for w in _WORD.findall(quote.inner.of(text)) if len(w) > 3]
    before = [w.token for w in frame.words(max(0, place - 3), place)]
    while before and (before[-1].upos == "DET" or before[-1].text in {",", "("}):
        if before[-1].upos == "DET" and not (len(before) > 1 and plain(before[-2].lemma) in words.names and before[-2].upos != "NOUN"):
            break
        before.pop()
    head = head_of_quote(frame, place)
    if head is not None and before and before[-1].upos == "NOUN" and head[1].upos == "ADJ" and head[1].relation in {"xcomp", "acl"}:
        return False  # "called the plan “dead on arrival”"
    speaks = bool(before) and before[-1].upos == "VERB" and plain(before[-1].lemma) in words.verbs
    if before and not speaks and (plain(before[-1].lemma) in words.names or plain(before[-1].text) in words.names):
        return True
    capital = sum(w[0].isupper() or w[0].isdigit() for w in content)
    return bool(content) and capital == len(content) and quote.inner.of(text)[-1:] not in _FINAL


def _is_broken(text: str, frame: Frame, first: int, second: int, cues: Sequence[Cue]) -> bool:
    """Whether two quotations are one, broken in mid-sentence by nothing but their attribution."""
    one, two = frame.items[first], frame.items[second]
    assert isinstance(one, Quoted) and isinstance(two, Quoted)
    if one.inner.of(text)[-1:] in ".?!":
        return False
    between = frame.words(first + 1, second)
    if not between or between[-1].token.text not in {",", ";", "-", "–", "—"} or len(between) > 30:
        return False
    cue, _ = cue_after(frame, first, cues, text)
    if cue is None or cue.type not in {"verb", "source"} or cue.stop > second:
        return False
    return not any(c.place > cue.place and c.type == "verb" and c.place < second for c in cues)


def _chained(drafts: Sequence[Draft]) -> list[Draft]:
    """Put quotations that run through paragraphs together; the end that has a cue names the speaker."""
    chained: list[Draft] = []
    for draft in drafts:
        if chained and draft.parts[0].continues:
            last = chained[-1]
            better = draft.attribution if last.attribution.cue is None and draft.attribution.cue else last.attribution
            chained[-1] = replace(last, parts=(*last.parts, *draft.parts), attribution=better)
        else:
            chained.append(draft)
    return chained


def _is_statement(article: Article, draft: Draft) -> bool:
    if draft.kind == "name":
        return False
    count = sum(len(_WORD.findall(q.inner.of(article.text))) for q in draft.parts)
    if count < 2:
        return draft.kind == "direct" and draft.attribution.how == "after" and count == 1
    if draft.kind == "direct":
        return draft.attribution.how != "none" or count > 3
    return draft.attribution.how != "none"


def _without_repeats(article: Article, drafts: Sequence[Draft]) -> list[Draft]:
    """Leave out what a title or standfirst quotes when the body quotes it as well."""
    body = [_bag(article.text, d) for d in drafts if article.blocks[d.block].role == "paragraph"]
    return [
        d
        for d in drafts
        if article.blocks[d.block].role == "paragraph"
        or not any(_alike(_bag(article.text, d), other) for other in body)
    ]


def _bag(text: str, draft: Draft) -> frozenset[str]:
    return frozenset(w.lower() for q in draft.parts for w in _WORD.findall(q.inner.of(text)))


def _alike(short: frozenset[str], long: frozenset[str]) -> bool:
    return len(short & long) >= 0.7 * len(short)


def _quotation(text: str, draft: Draft) -> Quotation:
    parts = tuple(q.inner for q in draft.parts)
    found = draft.attribution
    return Quotation(
        kind=draft.kind,
        text=" ".join(p.of(text) for p in parts),
        parts=parts,
        speaker=found.speaker.actor if found.speaker else None,
        speaker_span=found.speaker.span if found.speaker else None,
        cue_span=found.cue.span if found.cue else None,
        reason=f"{found.how}: {found.cue.word}" if found.cue else found.how,
        topics=found.cue.topics if found.cue else (),
        addressee=found.cue.addressee.actor if found.cue and found.cue.addressee else None,
    )


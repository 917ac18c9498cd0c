"""Reported speech without marks: who says so, and which words they answer for.

Used for `according_to`: an event inside the content of a report is told by its speaker. Content is a clause
(`X a déclaré que …`, `a affirmé avoir …`), a noun phrase (`a annoncé le départ`), the clause around a parenthesis
(`…, a dit X`) or around a source (`selon X, …`). Reports nest: the shortest content around a word is its nearest
source.
"""

from __future__ import annotations

from collections.abc import Sequence

from vigie.quotations.cues import Cue, closing_start, find_cues
from vigie.quotations.frames import Frame, Word, find_frames
from vigie.quotations.lexicon import plain, speech_lexicon
from vigie.quotations.marks import find_quoted
from vigie.quotations.speakers import Speaker, Speakers
from vigie.records import Article, Mention, Quotation, Sentence, Span

_CLAUSES = ("ccomp", "xcomp")
_CHARGES = frozenset({"accuse", "doubt"})
_TRIM = " ,;:.\u00a0\u202f"


def find_attributions(
    article: Article, sentences: Sequence[Sentence], mentions: Sequence[Mention]
) -> tuple[Quotation, ...]:
    """Reported speech to any depth, as quotations of kind `indirect`, in order of the text."""
    words = speech_lexicon(article.language)
    quoted = find_quoted(article, words.pairs)
    speakers = Speakers(article.text, sentences, mentions, words, quoted)
    found: list[Quotation] = []
    last: Speaker | None = None
    for frame in find_frames(article, sentences, quoted):
        for cue in find_cues(frame, speakers):
            speaker = cue.speaker
            if speaker is not None and not speaker.is_resolved and last is not None:
                speaker = Speaker(speaker.span, last.actor)
            if speaker is None and cue.type == "own":
                speaker = last
            if speaker is None:
                continue
            last = speaker
            parts = content_of(article.text, frame, cue, speakers)
            if parts and not all(any(q.outer.covers(p) for q in quoted) for p in parts):
                found.append(_quotation(article.text, parts, cue, speaker, speakers))
    return tuple(sorted(found, key=lambda q: (q.parts[0].start, -q.parts[-1].end)))


def _quotation(
    text: str, parts: tuple[Span, ...], cue: Cue, speaker: Speaker, speakers: Speakers
) -> Quotation:
    words = speakers.words
    kind = words.verbs.get(plain(cue.word)) or words.verb_phrases.get(tuple(plain(cue.word).split()), "source")
    return Quotation(
        kind="indirect",
        text=" ".join(p.of(text) for p in parts),
        parts=parts,
        speaker=speaker.actor,
        speaker_span=speaker.span,
        cue_span=cue.span,
        reason=f"{kind}: {cue.word}",
        addressee=cue.addressee.actor if cue.addressee else None,
    )


def content_of(text: str, frame: Frame, cue: Cue, speakers: Speakers) -> tuple[Span, ...]:
    """The words that a cue reports; empty when it reports none."""
    item = frame.items[cue.place]
    if not isinstance(item, Word) or not item.sentence.is_parsed:
        return ()
    if cue.type in {"source", "own"}:
        return _sourced(text, frame, cue, speakers)
    if cue.type != "verb":
        return ()
    closed = closing_start(frame, cue, speakers.words)
    if closed > 0:
        start = next((p + 1 for p in range(closed - 1, -1, -1) if _is_break(frame.items[p])), 0)
        return (_trim(text, _stretch(frame, start, closed)),)
    sentence, token = item.sentence, item.token
    if speakers.words.verbs.get(plain(token.lemma)) in _CHARGES:
        charge = _charge(sentence, token.index, speakers)
        if charge is not None:
            return (_trim(text, charge),)
    if plain(token.lemma) not in speakers.words.only_with_marks:
        inner = [w.token.index for w in frame.words(cue.place + 1, cue.stop) if w.sentence is sentence]
        clauses = [c for i in (token.index, *inner) for c in sentence.dependents(i, *_CLAUSES) if c.index not in inner]
        if clauses:
            return tuple(_trim(text, sentence.span_of(c.index)) for c in clauses[:1])
    if token.relation == "parataxis" or _is_parenthetical(sentence, token.index):
        return _around(text, sentence.span_of(token.index), frame.span)
    if plain(token.lemma) in speakers.words.only_with_marks:
        return ()
    subject = frame.items[cue.subject] if cue.subject >= 0 else None
    objects = [
        t for t in sentence.dependents(token.index, "obj")
        if t.upos != "PRON" and not (isinstance(subject, Word) and subject.token is t)
    ]
    return tuple(_trim(text, sentence.span_of(o.index)) for o in objects[:1])


def _charge(sentence: Sentence, index: int, speakers: Speakers) -> Span | None:
    """What somebody is charged with: "accuse Paris *d'avoir attaqué*", "accuses Paris *of attacking*"."""
    objects = [t.index for t in sentence.dependents(index, "obj")]
    for head in (index, *objects):
        for clause in sentence.dependents(head, "xcomp", "ccomp", "advcl", "obl", "acl"):
            marks = {plain(t.text) for t in sentence.dependents(clause.index, "mark", "case")}
            if clause.feat("VerbForm") in {"Inf", "Ger", "Part"} and marks & speakers.words.owners:
                return sentence.span_of(clause.index)
    return None


def _is_parenthetical(sentence: Sentence, index: int) -> bool:
    """`…, a dit X, …`: the verb hangs on the clause that it reports, between commas."""
    token = sentence.tokens[index]
    if token.relation not in {"advcl", "conj", "parataxis"} or token.head > index:
        return False
    subjects = sentence.dependents(index, "nsubj")
    return bool(subjects) and subjects[0].index > index


def _source_span(frame: Frame, cue: Cue) -> Span:
    """A source with its whole phrase: "selon un communiqué de l'armée"."""
    if cue.subject < 0 or cue.type == "own":
        return cue.span
    head = frame.items[cue.subject]
    assert isinstance(head, Word)
    whole = head.sentence.span_of(head.token.index)
    start = min(cue.span.start, whole.start) if whole.start >= cue.span.start - 1 else cue.span.start
    return Span(start, max(whole.end, cue.span.end))


def _sourced(text: str, frame: Frame, cue: Cue, speakers: Speakers) -> tuple[Span, ...]:
    """What a source answers for: its stretch between colons and semicolons; behind "pour qui" what follows; a participle that it breaks."""
    cut = _source_span(frame, cue)
    after = frame.items[cue.stop] if cue.stop < len(frame.items) else None
    if isinstance(after, Word) and after.token.upos == "PRON" and plain(after.token.text) in speakers.words.relatives:
        return _around(text, Span(cut.start, max(cut.end, after.token.end)), Span(cut.start, frame.span.end))
    head = frame.items[cue.subject] if cue.subject >= 0 else None
    before = frame.items[cue.place - 1] if cue.place else None
    if isinstance(head, Word) and isinstance(before, Word) and before.token.upos == "VERB" and before.token.relation == "acl":
        whole = head.sentence.span_of(before.token.index) if before.sentence is head.sentence else cut
        if whole.covers(cut):
            return _around(text, cut, whole)
    start = next((p + 1 for p in range(cue.place - 1, -1, -1) if _is_break(frame.items[p])), 0)
    stop = next((p for p in range(cue.stop, len(frame.items)) if _is_break(frame.items[p])), len(frame.items))
    parts = _around(text, cut, _stretch(frame, start, stop))
    return parts or _around(text, cut, frame.span)


def _is_break(item: object) -> bool:
    return isinstance(item, Word) and item.token.text in {";", ":"}


def _stretch(frame: Frame, start: int, stop: int) -> Span:
    first, last = frame.items[start], frame.items[stop - 1]
    return Span(first.token.start if isinstance(first, Word) else first.outer.start, last.token.end if isinstance(last, Word) else last.outer.end)


def _around(text: str, cut: Span, whole: Span) -> tuple[Span, ...]:
    """A stretch of text without the attribution that stands in it."""
    pieces = (Span(whole.start, cut.start), Span(cut.end, whole.end))
    trimmed = (_trim(text, p) for p in pieces if p.end > p.start)
    return tuple(p for p in trimmed if p.end - p.start > 2)


def _trim(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start] in _TRIM:
        start += 1
    while end > start and text[end - 1] in _TRIM:
        end -= 1
    return Span(start, end)

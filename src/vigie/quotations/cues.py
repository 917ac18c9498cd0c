"""Words of speech in a frame: verbs, sources ("selon …"), nouns that carry speech.

A cue says where it stands and how to find its speaker; which quotation it attributes is decided in `attribution`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vigie.quotations.frames import Frame, Word
from vigie.quotations.identity import WORDS
from vigie.quotations.lexicon import Phrases, SpeechLexicon, plain
from vigie.quotations.speakers import Speaker, Speakers
from vigie.quotations.subjects import follows_quote, is_impersonal, subject_in_frame
from vigie.records import Sentence, Span, Token

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "NUM"})
_PHRASE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM"})
_REACH = 12
"""How many words may stand between "selon" and the head of its phrase."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A word of speech at `place` … `stop` (exclusive) in the items of a frame."""

    place: int
    stop: int
    span: Span
    type: str
    """`verb`, `source`, `own` (source by possessive) or `noun`."""
    word: str
    speaker: Speaker | None
    subject: int = -1
    """Place in the frame of the word that carries the speaker, or -1."""
    is_passive: bool = False
    """Whether a verb has a passive auxiliary: what it tells of was said elsewhere."""
    addressee: Speaker | None = None
    """To whom it is said, where the verb tells and that is somebody known."""
    topics: tuple[Span, ...] = ()
    """What a verb says something of: its object, and what stands behind "sur", "about"."""


def find_cues(frame: Frame, speakers: Speakers) -> list[Cue]:
    """All cues of a frame outside quotations, in order."""
    words = speakers.words
    cues: list[Cue] = []
    skip_to = 0
    for place, item in enumerate(frame.items):
        if not isinstance(item, Word) or place < skip_to:
            continue
        cue = _source(frame, place, speakers, cues) or _verb(frame, place, item, speakers, cues)
        if cue is None and item.token.upos == "NOUN" and plain(item.token.lemma) in words.nouns:
            cue = _noun(frame, place, item, speakers)
        if cue is not None:
            cues.append(cue)
            skip_to = cue.stop
    return cues


def match(frame: Frame, place: int, phrases: Phrases, words: SpeechLexicon) -> int:
    """How many items the longest of the phrases that stands at `place` covers; 0 when none does."""
    first = frame.items[place]
    for phrase in phrases.get(plain(first.token.text), ()) if isinstance(first, Word) else ():
        if place + len(phrase) > len(frame.items):
            continue
        if all(_same(frame.items[place + k], wanted, words) for k, wanted in enumerate(phrase)):
            return len(phrase)
    return 0


def _same(item: object, wanted: str, words: SpeechLexicon) -> bool:
    if not isinstance(item, Word):
        return False
    word = plain(item.token.text)
    return word == wanted or (wanted in words.owners and word in words.owners)


def _span(frame: Frame, place: int, stop: int) -> Span:
    words = frame.words(place, stop)
    return Span(words[0].token.start, words[-1].token.end)


def _source(frame: Frame, place: int, speakers: Speakers, earlier: Sequence[Cue]) -> Cue | None:
    words = speakers.words
    long = match(frame, place, words.own_sources, words)
    if long:
        span = _span(frame, place, place + long)
        return Cue(place, place + long, span, "own", span.of(speakers.text), None)
    long = match(frame, place, words.sources, words)
    weak = 0 if long else _weak(frame, place, speakers)
    if not long and not weak:
        return None
    stop = place + (long or weak)
    head = _antecedent(frame, place, stop, speakers) or head_of_phrase(frame, stop)
    if head is None:
        return None
    at = frame.place_of[head[0].index, head[1].index]
    speaker = (head[1].upos == "PRON" and _teller(frame, place, earlier)) or owner(head[0], head[1], speakers)
    span = _span(frame, place, stop)
    return Cue(place, stop, span, "source", span.of(speakers.text), speaker, at)


def _teller(frame: Frame, place: int, earlier: Sequence[Cue]) -> Speaker | None:
    """Whom a pronoun behind a source means inside reported speech: "*le ministre* a expliqué que, selon lui, …"."""
    verbs = [c for c in earlier if c.type == "verb" and c.speaker is not None]
    if not verbs:
        return None
    between = frame.words(verbs[-1].stop, place)
    opened = [i for i, w in enumerate(between) if w.token.upos == "SCONJ"]
    return verbs[-1].speaker if opened and all(w.token.upos == "PUNCT" for w in between[opened[-1] + 1 :]) else None


def _antecedent(frame: Frame, place: int, stop: int, speakers: Speakers) -> tuple[Sentence, Token] | None:
    """The one whom a source takes up by a relative pronoun: "*l'Egypte*, pour qui …"."""
    after = frame.items[stop] if stop < len(frame.items) else None
    if not isinstance(after, Word) or after.token.upos != "PRON" or plain(after.token.text) not in speakers.words.relatives:
        return None
    for item in reversed(frame.items[max(0, place - _REACH) : place]):
        if isinstance(item, Word) and item.token.upos in {"NOUN", "PROPN"}:
            mention = speakers.mention_at(item.sentence, item.token)
            return item.sentence, item.sentence.tokens[mention.head] if mention else item.token
    return None


def _weak(frame: Frame, place: int, speakers: Speakers) -> int:
    """Length of "pour" as a source: at the edge of a clause, before somebody who can speak, and a comma after."""
    words = speakers.words
    long = match(frame, place, words.weak_sources, words)
    if not long or not _at_edge(frame, place):
        return 0
    if _antecedent(frame, place, place + long, speakers) is not None:
        return long
    head = head_of_phrase(frame, place + long)
    if head is None or head[1].upos == "NUM":
        return 0
    mention = speakers.mention_at(head[0], head[1])
    if mention is None or not mention.actors and mention.kind != "pronoun":
        return 0
    end = place + long
    while end < len(frame.items) and isinstance(item := frame.items[end], Word) and item.token.start < mention.span.end:
        end += 1
    closed = end < len(frame.items) and isinstance(last := frame.items[end], Word) and last.token.text == ","
    return long if closed else 0


def _at_edge(frame: Frame, place: int) -> bool:
    if place == 0:
        return True
    before = frame.items[place - 1]
    return isinstance(before, Word) and (before.token.text in {",", ";", ":", "—", "–"} or before.token.upos in {"CCONJ", "SCONJ"})


def head_of_phrase(frame: Frame, place: int) -> tuple[Sentence, Token] | None:
    """The head of the noun phrase that begins at `place`."""
    first: Word | None = None
    for item in frame.items[place : place + _REACH]:
        if not isinstance(item, Word):
            break
        if item.token.upos in {"VERB", "AUX", "PUNCT", "SCONJ"}:
            break
        if item.token.upos not in _NOMINAL:
            continue
        if first is None:
            first = item
        if item.token.upos in {"NOUN", "PROPN", "PRON"}:
            return item.sentence, item.token
    return (first.sentence, first.token) if first else None


def owner(sentence: Sentence, token: Token, speakers: Speakers) -> Speaker:
    """Who speaks through a phrase: the owner of a noun of speech ("un communiqué de l'armée"), else the phrase itself."""
    words = speakers.words
    if plain(token.lemma) in words.nouns:
        for child in sentence.dependents(token.index, "nmod", "obl"):
            cases = {plain(t.text) for t in sentence.dependents(child.index, "case")}
            if cases & words.owners or child.deprel == "nmod:poss":
                return owner(sentence, child, speakers)
    return speakers.resolve(sentence, token)


def _verb(frame: Frame, place: int, item: Word, speakers: Speakers, earlier: Sequence[Cue]) -> Cue | None:
    token = item.token
    word = token.lemma
    stop = place + (_phrase_length(frame, place, token, speakers.words) if token.upos in {"VERB", "AUX"} else 0)
    if stop == place and _stands_as_verb(frame, place):
        word = speakers.words.lemma_of(plain(token.text))
        stop += bool(word)
    if stop == place or _relays(frame, item, earlier):
        return None
    subject = speakers.whole(item.sentence, subject_in_frame(frame, place, speakers))
    speaker, at = None, -1
    if subject is not None:
        at = frame.place_of.get((item.sentence.index, subject.index), -1)
        if is_impersonal(subject, speakers):
            speaker = _somewhere(frame, place, speakers)
        else:
            speaker = owner(item.sentence, subject, speakers)
    lemma = " ".join([word, *(w.token.text for w in frame.words(place + 1, stop))])
    passive = bool(item.sentence.dependents(token.index, "aux:pass"))
    return Cue(place, stop, _span(frame, place, stop), "verb", lemma, speaker, at, passive, _addressee(item, subject, speakers), _topics(item, subject, speakers))


def _topics(item: Word, subject: Token | None, speakers: Speakers) -> tuple[Span, ...]:
    sentence = item.sentence
    found = [
        t for t in sentence.dependents(item.token.index, "obj", "obl", "nmod")
        if t is not subject and t.upos in {"NOUN", "PROPN"} and not speakers.is_quoted(t)
        and (t.relation == "obj" or {plain(w.text) for w in sentence.tokens[max(0, t.index - 5) : t.index]} & speakers.words.topics)
    ]
    return tuple(sentence.span_of(t.index) for t in found)


def closing_start(frame: Frame, cue: Cue, words: SpeechLexicon) -> int:
    """Place of the comma before an attribution that only follows what it reports ("…, *the army said*", "…, *a indiqué Lima*"); -1 when it is none."""
    item = frame.items[cue.place]
    if cue.type != "verb" or cue.subject < 0 or not isinstance(item, Word) or plain(item.token.lemma) in words.only_with_marks:
        return -1
    if cue.speaker is None or cue.speaker.actor.reason.startswith(WORDS) or any(w.token.relation == "mark" for w in frame.words(cue.subject, cue.place)):
        return -1
    first = cue.place
    if cue.subject < cue.place:
        first = cue.subject
        while first > 0 and isinstance(left := frame.items[first - 1], Word) and left.token.upos in _PHRASE:
            first -= 1
    else:
        while first > 0 and isinstance(left := frame.items[first - 1], Word) and left.token.upos in {"AUX", "ADV"}:
            first -= 1
    comma = frame.items[first - 1] if first else None
    if not isinstance(comma, Word) or comma.token.text != "," or not any(w.token.upos == "VERB" for w in frame.words(0, first - 1)):
        return -1
    behind = frame.words(max(cue.stop, cue.subject + 1), len(frame.items))
    said = [w.token for w in _until_mark(behind)]
    objects = [t for t in item.sentence.dependents(item.token.index, "obj") if t.index > item.token.index and t in said]
    reports = any(t.upos in {"SCONJ", "AUX"} or t.upos == "VERB" and t.relation != "acl" for t in said)
    return -1 if reports or objects and cue.subject < cue.place and not cue.addressee else first - 1


def _until_mark(words: Sequence[Word]) -> list[Word]:
    found: list[Word] = []
    for word in words:
        if word.token.upos == "PUNCT":
            break
        found.append(word)
    return found


def _stands_as_verb(frame: Frame, place: int) -> bool:
    """Whether a word must be a verb by where it stands: between a quotation and a name or noun, or behind a reflexive pronoun."""
    before = frame.items[place - 1] if place else None
    if isinstance(before, Word) and before.token.feat("Reflex") == "Yes":
        return True
    after = frame.items[place + 1] if place + 1 < len(frame.items) else None
    named = isinstance(after, Word) and (after.token.upos in {"DET", "PROPN"} or after.token.text[:1] in "-‐‑")
    return named and follows_quote(frame, place)


def _relays(frame: Frame, item: Word, earlier: Sequence[Cue]) -> bool:
    """Whether a participle only tells who passed a source's words on: "selon des propos du maire *rapportés* par l'agence"."""
    if item.token.relation != "acl" or item.token.feat("VerbForm") != "Part":
        return False
    heads = {frame.items[c.subject] for c in earlier if c.type == "source" and c.subject >= 0}
    above = set(item.sentence.ancestors(item.token.index))
    return any(isinstance(h, Word) and h.sentence is item.sentence and h.token.index in above for h in heads)


def _addressee(item: Word, subject: Token | None, speakers: Speakers) -> Speaker | None:
    """To whom a verb speaks: behind "à", "to", "devant"; as the object of a verb that asks, warns or tells somebody."""
    words, sentence = speakers.words, item.sentence
    lemma = plain(item.token.lemma)
    for child in sentence.dependents(item.token.index, "obl", "iobj", "obj"):
        cases = {plain(t.text) for t in sentence.dependents(child.index, "case")}
        spoken_to = bool(cases & words.addressees) or child.relation in {"obj", "iobj"} and not cases and lemma in words.tells
        mention = speakers.mention_at(sentence, child) if spoken_to and child is not subject else None
        if mention is not None and mention.actors and not speakers.is_quoted(child):
            return speakers.resolve(sentence, child)
    return None


def _phrase_length(frame: Frame, place: int, token: Token, words: SpeechLexicon) -> int:
    """How many items a verb of speech covers: one, or those of a verb phrase ("faire savoir"); 0 when it is none."""
    lemma = plain(token.lemma)
    for phrase in words.verb_phrases:
        following = frame.items[place + 1 : place + len(phrase)]
        if phrase[0] == lemma and tuple(plain(i.token.text) for i in following if isinstance(i, Word)) == phrase[1:]:
            return len(phrase)
    return int(lemma in words.verbs)


def _somewhere(frame: Frame, place: int, speakers: Speakers) -> Speaker | None:
    """The place or body after "dit-on à …"."""
    for k, item in enumerate(frame.items[place + 1 : place + 6], start=place + 1):
        if isinstance(item, Word) and plain(item.token.text) in speakers.words.at:
            head = head_of_phrase(frame, k + 1)
            return speakers.resolve_place(*head) if head else None
    return None


def _noun(frame: Frame, place: int, item: Word, speakers: Speakers) -> Cue | None:
    token = item.token
    for child in item.sentence.dependents(token.index, "nmod", "obl"):
        cases = {plain(t.text) for t in item.sentence.dependents(child.index, "case")}
        if cases & speakers.words.owners or child.deprel == "nmod:poss":
            speaker = owner(item.sentence, child, speakers)
            return Cue(place, place + 1, token.span, "noun", token.lemma, speaker, place)
    if item.sentence.dependents(token.index, "case"):  # "ont défilé *aux cris de*": whoever does it
        for above in item.sentence.ancestors(token.index):
            subject = speakers.subject_of(item.sentence, above)
            if subject is not None and not is_impersonal(subject, speakers):
                return Cue(place, place + 1, token.span, "noun", token.lemma, speakers.resolve(item.sentence, subject), place)
    return Cue(place, place + 1, token.span, "noun", token.lemma, None, place)

"""The nouns of the house, in the order in which a report meets them.

All are frozen. Positions are half-open ranges `[start, end)` of characters in the text *as
captured* (`Article.text`), never in a cleaned copy. Standard library alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

VERSION = "0.1.0"
"""Version of the program: it is part of what is written, since another may code otherwise."""

# --------------------------------------------------------------------------- characters


class Span(NamedTuple):
    """A half-open range of characters in `Article.text`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words that the span covers."""
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Whether `other` lies inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


# --------------------------------------------------------------------------- page and article


@dataclass(frozen=True, slots=True)
class Page:
    """One report as it came in, with what its container says about it.

    `extra` are the fields of the input record that Vigie does not know; they are passed on.
    """

    text: str
    id: str = ""
    origin: str = ""
    """Where it came from, for messages: a path, a URL, `corpus.jsonl line 12`."""
    published: str = ""
    """ISO day (`2022-01-08`) or instant, or empty when the container does not say."""
    language: str = ""
    title: str = ""
    url: str = ""
    outlet: str = ""
    extra: tuple[tuple[str, object], ...] = ()
    declared: str = ""
    """Language that its markup declares: templates are often wrong, so it only decides where the text is too short to tell."""


@dataclass(frozen=True, slots=True)
class Block:
    """A run of lines of the capture that belong together (a paragraph, a title, a caption).

    `role` is `title`, `standfirst`, `paragraph`, `subtitle` (a heading inside the body) or
    `furniture`; furniture and repetitions are never read, and `reason` says why
    (`date_line`, `share_links`, `related`, `caption`, `byline`, `tags`, `newsletter`,
    `repeated`, `signature`, …).
    """

    span: Span
    role: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Dateline:
    """`BAMAKO, 5 juin (Reuters) -`: where, when and for whom a report was written."""

    span: Span
    place: str = ""
    day: str = ""
    """ISO day, when the dateline gives one (the year comes from the report's own date)."""
    agency: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """A page taken apart: what is text, what is furniture, and when it was published."""

    text: str
    language: str
    """BCP 47 code of an installed language."""
    blocks: tuple[Block, ...]
    id: str = ""
    title: str = ""
    published: str = ""
    """ISO civil day of publication (`2022-01-08`), or empty when nothing tells it."""
    published_reason: str = ""
    """How the day is known: `given`, `capture:<rule id>`, `dateline`, or empty."""
    outlet: str = ""
    url: str = ""
    dateline: Dateline | None = None
    page: Page | None = None

    def read_blocks(self) -> tuple[Block, ...]:
        """The blocks to be read, in order of the text."""
        return tuple(b for b in self.blocks if b.role != "furniture")


# --------------------------------------------------------------------------- syntax


@lru_cache(maxsize=65536)
def _features(morph: str) -> dict[str, str]:
    return dict(part.split("=", 1) for part in morph.split("|") if "=" in part)


@dataclass(frozen=True, slots=True)
class Token:
    """One word in the manner of Universal Dependencies (contractions such as `du` stay whole)."""

    index: int
    """Position in the sentence, from 0."""
    start: int
    end: int
    text: str
    """Verbatim, as captured."""
    lemma: str
    upos: str
    morph: str
    """UD features, `Mood=Ind|Tense=Pres`, or empty."""
    head: int
    """`index` of the head; its own `index` for the root."""
    deprel: str
    name: str = ""
    """Kind of the name that it is part of: `PER`, `LOC`, `ORG`, `MISC`, or empty."""
    name_start: bool = False
    """Whether a name begins here."""
    relation: str = field(init=False, compare=False, repr=False)
    """The dependency relation without its subtype (`nsubj` for `nsubj:pass`); made on creation."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "relation", self.deprel.partition(":")[0])

    @property
    def span(self) -> Span:
        """Where the token stands."""
        return Span(self.start, self.end)

    def feat(self, name: str) -> str:
        """The value of a UD feature, or the empty string."""
        return _features(self.morph).get(name, "")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its dependency tree.

    A sentence that no stage can use is kept without a parse: `is_parsed` is false, its tokens
    carry text and position only.
    """

    index: int
    span: Span
    tokens: tuple[Token, ...]
    block: int = 0
    """Position in `Article.blocks` of the block that it belongs to."""
    is_parsed: bool = True
    children: tuple[tuple[int, ...], ...] = field(default=(), compare=False, repr=False)
    """For each token, the indices of its dependents, in order of the text (made on creation)."""

    def __post_init__(self) -> None:
        below: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.index:
                below[token.head].append(token.index)
        object.__setattr__(self, "children", tuple(tuple(c) for c in below))

    def root(self) -> Token:
        """The head of the whole sentence."""
        return next(t for t in self.tokens if t.head == t.index)

    def dependents(self, index: int, *relations: str) -> list[Token]:
        """Direct dependents of a token; with `relations`, those whose full or base relation is listed."""
        found = [self.tokens[i] for i in self.children[index]]
        if not relations or not found:
            return found
        return [t for t in found if t.relation in relations or t.deprel in relations]

    def subtree(self, index: int) -> list[int]:
        """Indices of a token and all below it, in order of the text."""
        seen, todo = {index}, [index]
        while todo:
            for child in self.children[todo.pop()]:
                if child not in seen:
                    seen.add(child)
                    todo.append(child)
        return sorted(seen)

    def span_of(self, index: int) -> Span:
        """Characters from the first to the last word of a token's subtree."""
        below = self.subtree(index)
        return Span(self.tokens[below[0]].start, self.tokens[below[-1]].end)

    def ancestors(self, index: int) -> list[int]:
        """Indices from a token's head up to the root."""
        path: dict[int, None] = {}
        here = index
        while self.tokens[here].head != here and self.tokens[here].head not in path:
            here = self.tokens[here].head
            path[here] = None
        return list(path)


# --------------------------------------------------------------------------- dates and quantities


OF_THE_DAY = "of the day that the text speaks of"
"""Ends the reason of an hour or part of the day: it has no day of its own."""


@dataclass(frozen=True, slots=True)
class DateExpression:
    """A time expression and what it stands for.

    `value` is in the form of CODING.md: `2022-01-08`, `2022-01`, `2022`, `2022-W02`, an
    interval `2021-04/2021-06`, open `2014/..`, or empty where it cannot be placed.
    `kind` is `date`, `duration` or `set`; only a `date` can be the date of an event.
    """

    span: Span
    value: str
    reason: str
    kind: str = "date"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its bounds (inclusive) and what is counted.

    `of` is the span of the counted words (`soldats` in `3 000 soldats`), when there are any;
    `currency` an ISO 4217 code for money.
    """

    span: Span
    low: float
    high: float
    of: Span | None = None
    currency: str = ""
    reason: str = ""


# --------------------------------------------------------------------------- actors and places


@dataclass(frozen=True, slots=True)
class Actor:
    """Who a mention stands for: code, sector and name in the sense of CODING.md §4."""

    code: str
    """ISO 3166-1 alpha-3, an organisation's acronym, or `---` where no country can be known."""
    sector: str
    name: str = ""
    reason: str = field(default="", compare=False)
    """How it was resolved, for `vigie explain`."""


FOCUS = "report focus"
"""Stands in the reason of an actor whose country is only that of the report: later stages trust it less."""

Codes = frozenset[str]


def codes_of(actors: Iterable[Actor]) -> Codes:
    """The codes of a side of an event."""
    return frozenset([a.code for a in actors])


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name, describe or stand for somebody or somewhere.

    `head` is the index of the token that carries it in the tree of sentence `sentence`.
    `kind` is `country`, `capital`, `seat`, `organisation`, `group`, `person`, `role`,
    `people` (a demonym: `les Turcs`), `pronoun`, `possessive`, `place`. `actors` is what it
    resolves to, several for "les deux pays"; empty for what is only a place or unresolved.
    """

    sentence: int
    span: Span
    head: int
    kind: str
    actors: tuple[Actor, ...] = ()
    place: str = ""
    """Alpha-3 code of the country in which a place lies, when it can be one."""
    chain: int = -1
    """Number of the coreference chain that it belongs to, or -1."""
    office: str = ""
    """The office that a role names, as in the text (`ministre de la Défense`), when it is a person's post."""


_BETWEEN = frozenset({"CCONJ", "DET", "ADP"})
_LONGEST_GAP = 4


def lists(sentence: Sentence, mentions: Iterable[Mention]) -> list[list[Mention]]:
    """Mentions that follow one another in a list: only commas, conjunctions and articles stand between them.

    Parsers often break a list ("la France, l'Italie et l'Espagne"), its words do not.

    Returns:
        Lists of two or more, in order of the text; of mentions that overlap, the first counts.
    """
    found: list[list[Mention]] = []
    for mention in sorted(mentions, key=lambda m: (m.span.start, -m.span.end)):
        if found and mention.span.start < found[-1][-1].span.end:
            continue
        last = found[-1][-1] if found else None
        gap = [t for t in sentence.tokens if last is not None and last.span.end <= t.start and t.end <= mention.span.start]
        joined = any(t.text == "," or t.upos == "CCONJ" for t in gap) and all(t.text == "," or t.upos in _BETWEEN for t in gap)
        if joined and len(gap) <= _LONGEST_GAP:
            found[-1].append(mention)
        else:
            found.append([mention])
    return [group for group in found if len(group) > 1]


# --------------------------------------------------------------------------- speech


@dataclass(frozen=True, slots=True)
class Quotation:
    """Who said what: CODING.md §6, and the spans of speaker, cue and content."""

    kind: str
    """`direct`, `partial` or `indirect`."""
    text: str
    parts: tuple[Span, ...]
    """Spans of the content, without the marks; several where the attribution breaks it."""
    speaker: Actor | None = None
    speaker_span: Span | None = None
    cue_span: Span | None = None
    reason: str = field(default="", compare=False)
    addressee: Actor | None = None
    """To whom it is said, where the report tells."""
    topics: tuple[Span, ...] = ()
    """Words outside the marks that tell what it is about: "a qualifié *l'attaque de lundi* de « … »"."""


# --------------------------------------------------------------------------- events


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words, and the entry of a lexicon that they matched."""

    span: Span
    text: str
    entry: str
    """Id of the lexicon entry (`fr.verb.condamner.1`) or of the mechanism."""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Context:
    """What an event or a report is about, with the words or codes that it rests on (`Evidence.reason`: `words`, a code, a sector)."""

    name: str
    """One of `ontology/contexts.yaml`."""
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class EventPlace:
    """Where an event takes place: words of the text and the country's code."""

    name: str
    code: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One coded act: the fields of CODING.md §2, with its evidence."""

    type: str
    modes: tuple[str, ...]
    status: str
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    evidence: Evidence
    """The trigger: what CODING.md calls `trigger` is `evidence.text`."""
    date: str = ""
    """Value as in CODING.md, or empty where the text gives no hint."""
    date_span: Span | None = None
    date_reason: str = ""
    place: EventPlace | None = None
    according_to: Actor | None = None
    attributions: tuple[tuple[Actor, str], ...] = ()
    """Every party whose word it rests on, with the status that each gives it: two where one tells of it and the other denies it."""
    counts: tuple[tuple[str, float, float], ...] = ()
    mentions: tuple[Evidence, ...] = ()
    """Further places of the text that tell of the same event."""
    spans: tuple[tuple[str, Span], ...] = ()
    """Named evidence: `actor`, `recipient`, `place`, `date`, `count`, `according_to`."""
    confidence: float = 0.0
    reasons: tuple[str, ...] = ()
    id: str = ""
    contexts: tuple[Context, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """A fact of the system: CODING.md §5."""

    kind: str
    """`member_of`, `leads`, `ally_of` or `holds_office`."""
    subject: Actor
    object: Actor
    """For `holds_office`, the office: its name and country; `sector` is empty."""
    evidence: Evidence
    since: str = ""
    until: str = ""
    id: str = ""


# --------------------------------------------------------------------------- what comes out


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read from one article."""

    article: Article
    sentences: tuple[Sentence, ...]
    dates: tuple[DateExpression, ...]
    quantities: tuple[Quantity, ...]
    mentions: tuple[Mention, ...]
    statements: tuple[Quotation, ...]
    events: tuple[Event, ...]
    relations: tuple[Relation, ...]
    contexts: tuple[Context, ...] = ()
    """What the whole report is about, the chief one first."""


@dataclass(frozen=True, slots=True)
class Rejection:
    """Why a page gave no reading.

    `stage` is the folder of the house that refused it; `reason` a stable code
    (`empty`, `binary`, `too_long`, `language`, `encoding`, `failure`, …).
    """

    id: str
    origin: str
    stage: str
    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class Tie:
    """Acts of one type of an actor on a recipient, over several reports."""

    actor: str
    recipient: str
    type: str
    acts: int
    score: float
    """Sum of the conflict-cooperation scores."""
    first: str
    """Day of the first, ISO."""
    last: str

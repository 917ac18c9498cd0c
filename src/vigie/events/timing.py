"""When an event may have taken place: every day that the report names near its word, and what speaks for each.

Options are distinct values: the time expressions of the event's own sentence, those of the sentences just before, the day on which the
report sets its story, the report's own day, and no date at all. Features are words about the tree, the order of the text and the verb's
tense; which of them count is learned (`training/dates.py`), and the weights are the same for every language.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date as Day
from functools import cache
from pathlib import Path
from typing import TypeVar

from vigie.errors import ModelError
from vigie.events.circumstances import attachments
from vigie.events.distance import LONGEST, Features, depth, gap, path, tense_of
from vigie.events.forest import Forest, read_forest
from vigie.lexicon.ontology import load_event_types
from vigie.records import OF_THE_DAY, Article, DateExpression, Quantity, Sentence, Token

HEADINGS = ("title", "standfirst")
WEIGHTS = Path(__file__).resolve().parent.parent / "weights" / "dates.json"
_BACK = 3
"""How many sentences back a date may still be the event's."""
_LEAD = 3
"""In how many first sentences of the body the report sets its story."""
_WEEK, _MONTH, _YEAR = 7, 31, 366
_OF_ITSELF = 0.2
"""Probability from which on the report's own day is looked at though its text does not tell it."""
_LIKELY = 0.1
"""Probability from which on a date far from the event's word is looked at."""

_Located = TypeVar("_Located", DateExpression, Quantity)


@dataclass(frozen=True, slots=True)
class Told:
    """A word that tells of an event, as far as its date asks."""

    sentence: Sentence
    token: Token
    type: str
    status: str
    carrier: int = -1
    """Index of the support verb that carries an event noun, or -1."""
    days: Mapping[str, float] = field(default_factory=dict)
    """Probability of each date, none among them, as the encoder sees it."""


@dataclass(slots=True)
class Moment:
    """One date that an event may have, or none (an empty value)."""

    value: str
    date: DateExpression | None = None
    """The expression that gives it; none for the report's own day."""
    features: Features = field(default_factory=dict)

    @property
    def reason(self) -> str:
        """How the date was read, and from where it was taken if not from the event's own sentence."""
        if self.date is None:
            return "the report's day" if self.value else ""
        return self.date.reason if "here" in self.features else f"{self.date.reason}, told elsewhere in the report"


def is_to_come(value: str, report: str) -> bool:
    """Whether a date begins after the report's day; one that holds that day does not, nor does one without a beginning."""
    first = value.partition("/")[0]
    if not first[:1].isdigit() or not report:
        return False
    day = report[:10]
    if "W" in first:
        year, week, _ = Day.fromisoformat(day).isocalendar()
        return first > f"{year}-W{week:02}"
    return first > day[: len(first)]


class Calendar:
    """The dates of one report, by sentence, and the days that its story is set on.

    Args:
        article: The report.
        sentences: All its sentences.
        dates: All its time expressions.
    """

    def __init__(self, article: Article, sentences: Sequence[Sentence], dates: Sequence[DateExpression]) -> None:
        self.sentences = {s.index: s for s in sentences}
        self.headings = frozenset(i for i, b in enumerate(article.blocks) if b.role in HEADINGS)
        self.report = article.published or (article.dateline.day if article.dateline else "")
        self.says_its_day = self.report != "" and (article.dateline is not None or any(b.reason == "date_line" for b in article.blocks))
        """Whether the text itself tells its day, in a dateline or a line of its own."""
        self.dateline = "agency" if article.dateline and article.dateline.agency else "plain" if article.dateline else "none"
        self.is_dated = bool(article.dateline and article.dateline.day)
        self.by_sentence = _by_sentence([d for d in dates if d.kind == "date" and d.value], sentences)
        body = [s.index for s in sentences if s.block not in self.headings]
        self.order = {index: i for i, index in enumerate(body)}
        opening = [d for i in body[:_LEAD] for d in self.by_sentence.get(i, ())]
        days = [d for d in opening if precision(d.value) in ("day", "nights")]
        self.lead: DateExpression | None = next(iter([*days, *opening]), None)
        self.first = {d.value: d for row in reversed(self.by_sentence.values()) for d in row}
        """For each value an expression that gives it."""
        self.told = Counter(d.value for row in self.by_sentence.values() for d in row)

    def moments(self, told: Told) -> list[Moment]:
        """The options of one event, none of a value twice; the first stands for no date."""
        found: dict[str, Moment] = {"": Moment("", None, {"nothing": 1})}
        self._add_own(found, told)
        self._add_before(found, told.sentence)
        if self.lead:
            found.setdefault(self.lead.value, Moment(self.lead.value, self.lead, {"elsewhere": 1}))
        if self.report and (self.says_its_day or told.days.get(self.report, 0.0) >= _OF_ITSELF):
            found.setdefault(self.report, Moment(self.report, None, {"unsaid": 1, "told of itself": self.says_its_day}))
        for value, share in told.days.items():
            if share >= _LIKELY and value in self.first:
                found.setdefault(value, Moment(value, self.first[value], {"far": 1}))
        around = self._around(told)
        best = max(told.days.values(), default=0.0)
        for moment in found.values():
            moment.features |= around
            if told.days:
                share = told.days.get(moment.value, 0.0)
                moment.features |= {"context share": share, "context best": share == best, "context none": told.days.get("", 0.0)}
            if moment.value:
                moment.features |= self._of_value(moment.value)
        return list(found.values())

    def _add_own(self, found: dict[str, Moment], told: Told) -> None:
        sent = told.sentence
        own = self.by_sentence.get(sent.index, ())
        ranked = attachments(sent, told.token, told.carrier, own)
        first = min((r for r, _ in ranked.values()), default=-1)
        nearest = min((gap(sent, told.token, d) for d in own), default=0)
        rows = [(ranked.get(d.span, (LONGEST, LONGEST)), gap(sent, told.token, d), d) for d in own]
        for (rank, steps), far, date in sorted(rows, key=lambda r: (r[0], r[1], r[2].span)):
            features: Features = {"here": 1, f"dates here {min(len(own), 4)}": 1, "gap": far, "nearest": far == nearest}
            features |= {"held": rank < LONGEST, f"held {rank}": 1, "steps": steps, "best held": rank == first, "opens": date.span.start == sent.span.start}
            features |= path(sent, told.token, date)
            features["of an hour"] = date.reason.endswith(OF_THE_DAY)
            found.setdefault(date.value, Moment(date.value, date, features))

    def _add_before(self, found: dict[str, Moment], sent: Sentence) -> None:
        last = True
        for back in range(1, _BACK + 1):
            other = self.sentences.get(sent.index - back)
            for date in reversed(self.by_sentence.get(sent.index - back, ())):
                if other is None:
                    continue
                features: Features = {f"back {back}": 1, "before": 1, "same block": other.block == sent.block, "last told": last}
                features["main clause"] = depth(other, date) <= 1
                features[f"dates there {min(len(self.by_sentence[other.index]), 3)}"] = 1
                found.setdefault(date.value, Moment(date.value, date, features))
                last = False

    def _around(self, told: Told) -> Features:
        """What holds for every option of an event."""
        sent, token = told.sentence, told.token
        place = self.order.get(sent.index, -1)
        features: Features = {
            f"quad {load_event_types()[told.type].quad}": 1, f"type {told.type}": 1, f"status {told.status}": 1, f"tense {tense_of(sent, token)}": 1,
            f"deprel {token.deprel}": 1, "place": min(place, 12), "in heading": place < 0, "opening": 0 <= place < _LEAD,
            f"dateline {self.dateline}": 1, "dated line": self.is_dated, "carried": told.carrier >= 0,
            "own dates": min(len(self.by_sentence.get(sent.index, ())), 4), "lead": self.lead is not None, "dates": min(len(self.told), 9),
            "pointed": any(c.feat("PronType") == "Dem" for c in sent.dependents(token.index, "det")), "depth": min(len(sent.ancestors(token.index)), 6),
        }  # fmt: skip
        return features

    def _of_value(self, value: str) -> Features:
        features: Features = {
            f"is {precision(value)}": 1, "is lead": self.lead is not None and value == self.lead.value,
            "is report": value == self.report, "told": min(self.told[value], 4),
        }  # fmt: skip
        edges = [e for e in value.split("/") if e[:4].isdigit()]
        if edges and self.report and len(self.report) >= len("2022-01-01"):
            features[f"lies {_lies(edges[0], self.report[:10])}"] = 1
        return features


def precision(value: str) -> str:
    """`day`, `week`, `month`, `year`, `range`, `nights` (two days in a row), `since` or `until`."""
    low, bar, high = value.partition("/")
    if bar:
        if low == ".." or high == "..":
            return "until" if low == ".." else "since"
        return "nights" if len(low) == len(high) == 10 and low[:7] == high[:7] and int(high[8:]) - int(low[8:]) == 1 else "range"
    return {4: "year", 7: "month", 8: "week"}.get(len(value), "day")


def _lies(edge: str, report: str) -> str:
    """Where a value lies from the report's day."""
    if edge == report:
        return "today"
    if len(edge) != len(report):
        return "same" if report.startswith(edge) else "after" if edge > report else "before"
    days = (Day.fromisoformat(edge) - Day.fromisoformat(report)).days
    if days > 0:
        return "after"
    return "in the week" if days >= -_WEEK else "in the month" if days >= -_MONTH else "in the year" if days >= -_YEAR else "long ago"


def _by_sentence(dates: Sequence[DateExpression], sentences: Sequence[Sentence]) -> dict[int, list[DateExpression]]:
    found: dict[int, list[DateExpression]] = defaultdict(list)
    for sent, date in placed(dates, sentences):
        found[sent.index].append(date)
    return dict(found)


def placed(items: Sequence[_Located], sentences: Sequence[Sentence]) -> Iterator[tuple[Sentence, _Located]]:
    """Each item with the sentence in which it begins, in order of the text."""
    ordered = iter(sorted(items, key=lambda x: x.span))
    item = next(ordered, None)
    for sent in sentences:
        while item is not None and item.span.start < sent.span.end:
            if item.span.start >= sent.span.start:
                yield sent, item
            item = next(ordered, None)


# --------------------------------------------------------------------------- the choice


@dataclass(frozen=True, slots=True)
class TimingWeights:
    """What was learned of dates."""

    forest: Forest
    reserve: float
    """By how much the probability of no date is lowered: an event that has one is to get it."""


@cache
def load_weights(path: Path = WEIGHTS) -> TimingWeights:
    """The learned weights.

    Raises:
        ModelError: The file is missing or damaged.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return TimingWeights(read_forest(data["moment"]), float(data["reserve"]))
    except (OSError, ValueError, KeyError, IndexError, TypeError) as error:
        raise ModelError(f"{path}: no weights of dates ({error}): reinstall vigie, or make them with training/dates.py") from error


def choose(moments: Sequence[Moment], scores: Sequence[float], reserve: float) -> Moment:
    """The likeliest option; the first, no date, only where it is likelier by far."""
    ranked = [(score * (reserve if i == 0 else 1.0), -i, moment) for i, (score, moment) in enumerate(zip(scores, moments, strict=True))]
    return max(ranked, key=lambda r: r[:2])[2]


def moments_of(told: Sequence[Told], calendar: Calendar) -> list[Moment]:
    """The date of each event of a report, in the same order."""
    weights = load_weights()
    options = [calendar.moments(t) for t in told]
    scores = iter(weights.forest.scores([m.features for row in options for m in row]))
    return [choose(row, [next(scores) for _ in row], weights.reserve) for row in options]

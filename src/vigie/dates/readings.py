"""What each kind of rule means: from captured words to a period of the calendar.

Every reading is a small function under a name that the rules of a language use (`read: shift`). It gets what
the pattern captured, the settings of the rule and the context, and gives a `Found`: a period, or none where
nothing can be placed. Nothing here knows a language.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from vigie.dates import periods
from vigie.dates.periods import Period
from vigie.lexicon.phrases import Match

PAST, FUTURE, NEAR, LAST, NEXT, THIS = "past", "future", "near", "last", "next", "this"

_FAR_DAYS, _FAR_MONTHS = 310, 10
"""A day or month without a year that would lie farther off than this is the one on the other side, whatever the verb says."""


@dataclass(frozen=True, slots=True)
class Context:
    """What a reading may look at."""

    report: date | None
    """The report's own day."""
    text: Period | None = None
    """The last period that the text named before."""
    text_day: Period | None = None
    """The last day, or range of a few days, that the text named before."""
    direction: str = ""
    """`past`, `future` or empty: where the verb looks that the expression depends on."""
    is_weak: bool = False
    """Whether the direction is only that of a present tense, too weak to place a month."""
    sentence_day: Period | None = None
    """The last day named in the same sentence."""
    sentence_depth: int = 0
    """How many verbs stand above the last day in the same sentence that counts for the sentences after it."""
    is_first: bool = False
    """Whether the expression opens the sentence."""
    year: int | None = None
    """A year that the sentence has just named."""
    reach: Mapping[str, int] | None = None
    """How many units an unnumbered "last days" covers."""

    def anchor(self, settings: Mapping[str, Any]) -> date | None:
        """The day from which to count."""
        said = self.reference(settings)
        if said is None or said.first is None:
            return self.report
        return said.last if settings.get("unit") == "week" and said.last is not None else said.first

    def reference(self, settings: Mapping[str, Any]) -> Period | None:
        """The period of the text from which to count, if the rule asks for one."""
        if settings.get("from") != "text":
            return None
        if settings.get("unit") in ("day", "week", "fortnight"):
            return self.sentence_day or self.text_day
        return self.text

    def side(self, otherwise: str) -> str:
        """Where to look for a month or a day without a year."""
        return (NEAR if self.is_weak else self.direction) or otherwise


@dataclass(frozen=True, slots=True)
class Found:
    """What an expression was read as."""

    period: Period | None = None
    kind: str = "date"
    timex: str = ""
    """ISO 8601 duration, recurrence, or a reference such as `PRESENT_REF`; for scoring and reasons."""
    leans: bool = False
    """Whether the direction of the verb decided the value."""
    skipped: bool = False
    """Not a time expression at all (an age, a number)."""


Reading = Callable[[Mapping[str, Any], Mapping[str, Any], Context], Found]
Captures = Mapping[str, Any]


def read(match: Match, context: Context) -> Found:
    """Read one match by the rule's named reading."""
    settings = match.rule.settings
    if settings.get("pick") in (PAST, FUTURE) and settings["read"] not in ("calendar",):
        context = replace(context, direction=settings["pick"], is_weak=False)
    return READINGS[settings["read"]](match.captures, settings, context)


def _period(captures: Captures, name: str, context: Context) -> Period | None:
    return read(captures[name], context).period


# --------------------------------------------------------------------------- calendar


def _full_year(captures: Captures, context: Context) -> int | None:
    if "year" in captures:
        return int(captures["year"])
    if "yy" in captures:
        pivot = (context.report.year if context.report else 2030) % 100 + 5
        century = (context.report.year if context.report else 2030) // 100 * 100
        return int(century + captures["yy"] - (100 if captures["yy"] > pivot else 0))
    return None


def calendar(captures: Captures, settings: Mapping[str, Any], context: Context) -> Found:
    """A day, weekday, month or year; what is missing comes from the report's date and the direction."""
    pick = captures.get("pick") or settings.get("pick") or ""
    year = _full_year(captures, context)
    month, day, weekday = captures.get("month"), captures.get("day"), captures.get("weekday")
    if "first" in captures:
        day = captures["first"]
    if "feast" in captures:
        month, day = captures["feast"]
    if month and day:
        if year is not None:
            when = periods.make_day(year, month, day)
            return Found(periods.day(when) if when else None)
        return _day_of_year(month, day, weekday, pick, context)
    if month:
        return Found(periods.month(year, month)) if year is not None else _month_of_year(month, pick, context)
    if year is not None:
        return Found(periods.year(year))
    if context.report is None:
        return Found()
    if weekday and day:
        return _weekday_and_day(weekday, day, context)
    if weekday:
        return _weekday(weekday, pick, context)
    return _day_alone(day, pick, context) if day else Found()


def _day_alone(day: int, pick: str, context: Context) -> Found:
    """`le 29`: of the report's month, or of the one that the verb's direction asks for."""
    assert context.report is not None
    months = {LAST: (-1,), NEXT: (1,), THIS: (0,)}.get(pick, (-1, 0, 1))
    days = [d for k in months if (m := periods.add_months(context.report.replace(day=1), k)) and (d := periods.make_day(m.year, m.month, day))]
    chosen = _choose(days, context.side(NEAR) if len(months) > 1 else NEAR, context.report)
    return Found(periods.day(chosen) if chosen else None, leans=len(months) > 1)


def _day_of_year(month: int, day: int, weekday: int | None, pick: str, context: Context) -> Found:
    """A day without a year; with a weekday, the nearest year in which the two agree."""
    report = context.report
    if report is None:
        return Found()
    if not pick and context.year is not None and weekday is None:
        when = periods.make_day(context.year, month, day)
        return Found(periods.day(when) if when else None)
    days = [d for y in range(report.year - 7, report.year + 8) if (d := periods.make_day(y, month, day))]
    if weekday is not None:
        agreeing = [d for d in days if d.isoweekday() == weekday]
        days, pick = agreeing or days, NEAR if agreeing else pick
    if pick == "lastyear":
        days, pick = [d for d in days if d.year == report.year - 1], NEAR
    chosen = _choose(days, pick or context.side(NEAR), report)
    if chosen and not pick and abs((chosen - report).days) > _FAR_DAYS:
        chosen = _choose(days, NEAR, report)
    return Found(periods.day(chosen) if chosen else None, leans=not pick)


def _choose(days: list[date], pick: str, report: date) -> date | None:
    """The day on the asked side of the report's own, or the nearest."""
    before = [d for d in days if d <= report]
    after = [d for d in days if d >= report]
    if pick == LAST:
        before = [d for d in days if d < report]
        return before[-1] if before else None
    if pick == PAST:
        return before[-1] if before else None
    if pick in (NEXT, FUTURE):
        return after[0] if after else None
    return min(days, key=lambda d: (abs((d - report).days), d)) if days else None


def _month_of_year(month: int, pick: str, context: Context) -> Found:
    report = context.report
    if report is None:
        return Found()
    if pick == "year":
        return Found(periods.month(report.year, month))
    if pick == "lastyear":
        return Found(periods.month(report.year - 1, month))
    if not pick and context.year is not None:
        return Found(periods.month(context.year, month))
    side = pick or context.side(PAST)
    if side == NEAR:
        ahead = (month - report.month) % 12
        side = FUTURE if ahead <= 6 else PAST
    ahead = (month - report.month) % 12
    if not pick and side == FUTURE and ahead > _FAR_MONTHS:
        side = PAST
    if side in (FUTURE, NEXT):
        year = report.year if month >= report.month + (side == NEXT) else report.year + 1
    else:
        year = report.year if month <= report.month - (side == LAST) else report.year - 1
    return Found(periods.month(year, month), leans=not pick)


def _weekday(weekday: int, pick: str, context: Context) -> Found:
    report = context.report
    assert report is not None
    back = (report.isoweekday() - weekday) % 7
    ahead = (weekday - report.isoweekday()) % 7
    side = pick if pick not in ("", THIS) else context.direction or (NEAR if pick == THIS else PAST)
    if side == LAST:
        days = -(back or 7)
    elif side == NEXT:
        days = ahead or 7
    elif side == FUTURE:
        days = ahead
    elif side == NEAR:
        days = -back if back <= ahead else ahead
    else:
        days = -back
    when = periods.add_days(report, days)
    return Found(periods.day(when) if when else None, leans=pick in ("", THIS))


def _weekday_and_day(weekday: int, day: int, context: Context) -> Found:
    report = context.report
    assert report is not None
    near = [periods.add_months(report.replace(day=1), k) for k in (-3, -2, -1, 0, 1, 2, 3)]
    days = [d for m in near if m and (d := periods.make_day(m.year, m.month, day)) and d.isoweekday() == weekday]
    if not days:
        return _weekday(weekday, "", context)
    return Found(periods.day(min(days, key=lambda d: abs((d - report).days))))


def days(captures: Captures, settings: Mapping[str, Any], context: Context) -> Found:
    """`du 3 au 5 janvier`: from a first day to a second, of one month."""
    last = {**captures, "day": captures["day2"]}
    last.pop("first", None)
    last.pop("weekday", None)
    high = calendar(last, settings, context).period
    if high is None or high.first is None:
        return Found()
    begin = captures.get("first") or captures["day"]
    low = periods.make_day(high.first.year, high.first.month, begin)
    if low is None:
        return Found()
    return Found(periods.span(periods.day(low), high))


def months(captures: Captures, settings: Mapping[str, Any], context: Context) -> Found:
    """`de juin à septembre 2011`."""
    last = {k: v for k, v in captures.items() if k not in ("month", "month2", "year2")}
    last["month"] = captures["month2"]
    if "year2" in captures:
        last["year"] = captures["year2"]
    high = calendar(last, settings, context).period
    if high is None or high.first is None:
        return Found()
    year = int(captures["year"]) if "year2" in captures else high.first.year - (captures["month"] > captures["month2"])
    return Found(periods.span(periods.month(year, captures["month"]), high))


def years(captures: Captures, _settings: Mapping[str, Any], _context: Context) -> Found:
    """`entre 2012 et 2014`, `2013-14`."""
    low = captures["year"]
    high = captures.get("year2", low)
    if high < 100:
        high += low // 100 * 100
    return Found(periods.span(periods.year(low), periods.year(high)))


def parts(captures: Captures, settings: Mapping[str, Any], context: Context) -> Found:
    """`au premier trimestre [2022]`: a quarter or half of a year."""
    size = settings["size"]
    number = int(captures.get("ordinal") or captures.get("number") or 0)
    year = captures.get("year") or context.year or (context.report.year if context.report else None)
    if year is None or not 1 <= number <= 12 // size:
        return Found()
    if "year" not in captures and context.direction == PAST and context.report:
        year -= (number - 1) * size + 1 > context.report.month
    first = (number - 1) * size + 1
    return Found(periods.span(periods.month(year, first), periods.month(year, first + size - 1)))


def season(captures: Captures, _settings: Mapping[str, Any], context: Context) -> Found:
    """`l'été dernier`, `à l'été 2011`."""
    number, report = captures["season"], context.report
    if "year" in captures:
        year = captures["year"] + (number == 0)
        return Found(periods.season(number, year))
    if report is None:
        return Found()
    around = [p for y in range(report.year - 1, report.year + 3) if (p := periods.season(number, y))]
    side = captures.get("pick") or context.direction or NEAR
    before = [p for p in around if p.last and p.last < report]
    begun = [p for p in around if p.first and p.first <= report]
    after = [p for p in around if p.first and p.first > report]
    open_ = [p for p in around if p.last and p.last >= report]
    chosen = {LAST: before[-1:], PAST: begun[-1:], NEXT: after[:1], FUTURE: open_[:1]}.get(side)
    if chosen is None:
        chosen = sorted(around, key=lambda p: abs((p.first - report).days) if p.first else 0)[:1]
    return Found(chosen[0] if chosen else None, leans="pick" not in captures)


def decade(captures: Captures, _settings: Mapping[str, Any], context: Context) -> Found:
    """`les années 1990`, `les années 60`."""
    begin = captures.get("year", captures.get("decade"))
    if begin < 100:
        begin += 1900 if begin >= 20 or context.report is None else 2000
    if begin % 10:
        return Found(periods.year(begin))
    return Found(periods.span(periods.year(begin), periods.year(begin + 9)), timex=f"{begin // 10}X")


def century(captures: Captures, _settings: Mapping[str, Any], _context: Context) -> Found:
    """`au XIXe siècle`."""
    number = captures["century"]
    if not 1 <= number <= 21:
        return Found()
    begin = (number - 1) * 100
    return Found(periods.span(periods.year(begin + 1), periods.year(begin + 100)), timex=f"{number - 1:02d}XX")


# --------------------------------------------------------------------------- counted from a day


def _count(captures: Captures, settings: Mapping[str, Any]) -> int | None:
    if "shift" in captures or "shift" in settings:
        return int(captures.get("shift", settings.get("shift")))
    if "pick" in captures:
        return {LAST: -1, NEXT: 1}.get(captures["pick"])
    number = captures.get("n", captures.get("about"))
    return None if number is None else int(number) * int(settings.get("sign", 1))


def shift(captures: Captures, settings: Mapping[str, Any], context: Context) -> Found:
    """Some units on or back: `hier`, `il y a huit ans`, `la semaine prochaine`, `trois jours plus tard`."""
    unit = settings.get("unit") or captures.get("unit", "")
    anchor, count = context.anchor({**settings, "unit": unit}), _count(captures, settings)
    if anchor is None or count is None or (unit == "day" and abs(count) > 100_000):
        return Found()
    reference = context.reference({**settings, "unit": unit})
    if reference is not None and "shift" not in captures:
        return Found(_counted_from(reference, anchor, unit, count))
    return Found(periods.shift(anchor, unit, count))


def _counted_from(reference: Period, anchor: date, unit: str, count: int) -> Period | None:
    """A count from a day or month of the text: a week later is a day, a year after a month is a month."""
    if unit == "week" and abs(count) == 1 and reference.first == reference.last:
        return periods.shift(anchor, "day", 7 * count)
    if unit == "year" and abs(count) == 1 and reference.precision == periods.MONTH:
        return periods.shift(anchor, "month", 12 * count)
    return periods.shift(anchor, unit, count)


def from_event(captures: Captures, settings: Mapping[str, Any], context: Context) -> Found:
    """`deux jours après le départ`: opening a sentence it dates what follows, else the departure itself."""
    unit = settings.get("unit") or captures["unit"]
    count = int(settings.get("n") or captures.get("n", captures.get("about"))) * settings["sign"]
    if unit == "week" and abs(count) == 1:
        unit, count = "day", 7 * count
    if settings.get("beside") and context.sentence_day is None:
        return Found(timex=_iso(abs(count), unit))
    if context.is_first:
        anchor = context.anchor({"from": "text", "unit": unit}) if context.text is not None else None
    else:
        here = context.sentence_day.first if context.sentence_day else context.report
        anchor, count = here, -count
    if anchor is None or abs(count) > 100_000:
        return Found(timex=_iso(abs(count), unit))
    return Found(periods.shift(anchor, unit, count), timex=_iso(abs(count), unit))


def ahead_shift(captures: Captures, settings: Mapping[str, Any], context: Context) -> Found:
    """`in two days`; after a past verb only a length of time (`the second in two days`)."""
    if context.direction == PAST:
        return duration(captures, settings, context)
    return shift(captures, settings, context)


def day_of_month(captures: Captures, _settings: Mapping[str, Any], context: Context) -> Found:
    """`le 29 du même mois`: a day of the month that the text spoke of."""
    if context.text is None or context.text.first is None:
        return Found()
    when = periods.make_day(context.text.first.year, context.text.first.month, captures["day"])
    return Found(periods.day(when) if when else None)


def step_weekday(captures: Captures, _settings: Mapping[str, Any], context: Context) -> Found:
    """`le mercredi suivant`: the weekday after or before the day that the text spoke of."""
    anchor = context.anchor({"from": "text", "unit": "day"})
    side = NEXT if captures["step"] > 0 else LAST
    return _weekday(captures["weekday"], side, replace(context, report=anchor)) if anchor else Found()


def _month_meant(captures: Captures, context: Context) -> Period | None:
    """The month that a phrase names, or counts from the report's."""
    if "month" in captures:
        return calendar({k: v for k, v in captures.items() if k in ("month", "year")}, {}, context).period
    shift_ = {LAST: -1, NEXT: 1}.get(captures.get("pick", ""), 0)
    return periods.shift(context.report, "month", shift_) if context.report else None


def nth_weekday(captures: Captures, _settings: Mapping[str, Any], context: Context) -> Found:
    """`le premier vendredi de juillet`, `the last Monday of next month`."""
    return Found(_nth(_month_meant(captures, context), captures["weekday"], captures["rank"], "day"))


def nth_week(captures: Captures, _settings: Mapping[str, Any], context: Context) -> Found:
    """`la première semaine de mars`: the week that holds the month's first Thursday."""
    return Found(_nth(_month_meant(captures, context), 4, captures["rank"], "week"))


def _nth(month_: Period | None, weekday: int, rank: int, unit: str) -> Period | None:
    """The day or week of the nth such weekday of a month; -1 is the last."""
    if month_ is None or month_.first is None or month_.last is None:
        return None
    days = [d for k in range(31) if (d := periods.add_days(month_.first, k)) and d <= month_.last and d.isoweekday() == weekday]
    if not -1 <= rank - (rank > 0) < len(days):
        return None
    return periods.unit_of(days[rank - (rank > 0)], unit)


def weekday_of_week(captures: Captures, settings: Mapping[str, Any], context: Context) -> Found:
    """`Monday of last week`."""
    week = periods.shift(context.report, "week", settings["shift"]) if context.report else None
    when = periods.add_days(week.first, captures["weekday"] - 1) if week and week.first else None
    return Found(periods.day(when) if when else None)


def night(captures: Captures, settings: Mapping[str, Any], context: Context) -> Found:
    """`la nuit dernière`: the two days that a night joins."""
    if context.report is None:
        return Found()
    other = periods.add_days(context.report, settings["shift"])
    if other is None:
        return Found()
    low, high = sorted((other, context.report))
    return Found(periods.span(periods.day(low), periods.day(high)))


def weekend(captures: Captures, _settings: Mapping[str, Any], context: Context) -> Found:
    """`ce week-end`: the one before from Monday on, unless the verb looks ahead."""
    report = context.report
    if "month" in captures:
        base = calendar({k: v for k, v in captures.items() if k in ("day", "month", "year")}, {}, context).period
        return Found(periods.unit_of(base.first, "weekend") if base and base.first else None)
    if report is None:
        return Found()
    side = captures.get("pick") or context.direction or PAST
    weeks = -1 if side in (PAST, LAST) and (report.isoweekday() < 6 or side == LAST) else 0
    if side == NEXT and report.isoweekday() >= 6:
        weeks = 1
    monday = periods.shift(report, "week", weeks)
    return Found(periods.unit_of(monday.first, "weekend") if monday and monday.first else None, leans=True)


def week_of(captures: Captures, settings: Mapping[str, Any], context: Context) -> Found:
    """`la semaine du 10 avril`."""
    base = calendar({k: v for k, v in captures.items() if k != "day2"}, settings, context).period
    return Found(periods.week_of(base.first) if base and base.first else None)


def stretch(captures: Captures, settings: Mapping[str, Any], context: Context) -> Found:
    """`ces derniers jours`, `les trois prochains mois`: up to the report's day, or from it on."""
    report = context.report
    way = captures.get("recent") or settings.get("recent", 0)
    if report is None or not way:
        return Found()
    unit = captures.get("unit") or captures.get("small", "")
    count = captures.get("n") or (1 if settings.get("single") else (context.reach or {}).get(unit, 1))
    other = _point(report, unit, way * count)
    if other is None:
        return Found()
    here = periods.day(report) if other.precision == periods.DAY else periods.unit_of(report, other.precision)
    low, high = (other, here) if way < 0 else (here, other)
    return Found(periods.span(low, high))


def _point(report: date, unit: str, count: int) -> Period | None:
    """Like `periods.shift`, but weeks and hours end on a day."""
    if unit in ("hour", "minute", "second"):
        step = {"hour": 24, "minute": 1440, "second": 86400}[unit]
        unit, count = "day", int(count / step)
    moved = periods.shift(report, unit, count) if abs(count) < 100_000 else None
    if moved is not None and moved.precision == periods.WEEK:
        when = periods.add_days(report, 7 * count)
        return periods.day(when) if when else None
    return moved


def since_shift(captures: Captures, settings: Mapping[str, Any], context: Context) -> Found:
    """`depuis huit ans`: open from then on; days are counted with the report's own (`depuis trois jours`)."""
    return _open_shift(captures, settings, context, -1)


def until_shift(captures: Captures, settings: Mapping[str, Any], context: Context) -> Found:
    """`d'ici dix ans`: open up to then."""
    return _open_shift(captures, settings, context, 1)


def _open_shift(captures: Captures, settings: Mapping[str, Any], context: Context, way: int) -> Found:
    unit = settings.get("unit") or captures.get("unit") or captures.get("small", "")
    number = captures.get("n", captures.get("about"))
    if number is None and "hours" in captures:
        number = captures["hours"] // 24
    timex = _iso(captures.get("n", captures.get("about")), unit)
    if context.report is None or number is None:
        return Found(timex=timex)
    point = _point(context.report, unit, way * number)
    if "half" in captures and unit == "year" and (moved := periods.add_months(context.report, way * (12 * number + 6))):
        point = periods.unit_of(moved, "year")
    if way < 0 and number and unit in ("day", "week") and point is not None and point.first is not None:
        following = periods.add_days(point.first, 1)
        point = periods.day(following) if following else None
    if point is None:
        return Found(timex=timex)
    return Found(periods.span(point, None) if way < 0 else periods.span(None, point), timex=timex)


# --------------------------------------------------------------------------- around other expressions


def whole(captures: Captures, settings: Mapping[str, Any], context: Context) -> Found:
    """An expression with more words about it that do not change its day."""
    return read(captures["date"], context)


def around(captures: Captures, settings: Mapping[str, Any], context: Context) -> Found:
    """`au lendemain du 3 janvier`."""
    inner = _period(captures, "date", context)
    if inner is None or inner.precision != periods.DAY or inner.first is None:
        return Found()
    when = periods.add_days(inner.first, settings["shift"])
    return Found(periods.day(when) if when else None)


def since(captures: Captures, _settings: Mapping[str, Any], context: Context) -> Found:
    """`depuis 2014`."""
    inner = read(captures["when"], context)
    return replace(inner, period=periods.span(inner.period, None) if inner.period else None)


def until(captures: Captures, _settings: Mapping[str, Any], context: Context) -> Found:
    """`d'ici vendredi`, `jusqu'en février`."""
    inner = read(captures["when"], context)
    return replace(inner, period=periods.span(None, inner.period) if inner.period else None)


def by(captures: Captures, settings: Mapping[str, Any], context: Context) -> Found:
    """A time limit: ahead, unless the verb looks back; with `ahead`, a weekday is ahead all the same (`prolongé jusqu'à dimanche`)."""
    is_ahead = settings.get("ahead") and "weekday" in innermost(captures["when"]).captures
    direction = FUTURE if is_ahead else context.direction or FUTURE
    return until(captures, settings, replace(context, direction=direction, is_weak=False))


def innermost(match: Match) -> Match:
    """The match that a match was made from, to the last."""
    inner = match.captures.get("when") or match.captures.get("date")
    return innermost(inner) if isinstance(inner, Match) else match


def between(captures: Captures, _settings: Mapping[str, Any], context: Context) -> Found:
    """`entre juin et septembre`, `dans la nuit de lundi à mardi`."""
    high = read(captures["high"], context)
    low = read(captures["low"], context)
    first, last = low.period, high.period
    if first is None or last is None:
        return Found()
    if first.first and last.first and first.first > last.first and first.precision == last.precision == periods.DAY:
        if high.leans and not low.leans:
            when = periods.add_days(last.first, 7)
            last = periods.day(when) if when else None
        else:
            when = periods.add_days(first.first, -7)
            first = periods.day(when) if when else None
    return Found(periods.span(first, last), leans=low.leans or high.leans)


def pair(captures: Captures, settings: Mapping[str, Any], context: Context) -> Found:
    """`samedi et dimanche`: one range where the second day follows the first, else two expressions."""
    found = between(captures, settings, context)
    low, high = _period(captures, "low", context), _period(captures, "high", context)
    if low and high and low.precision == high.precision == periods.DAY and low.first and high.first:
        if (high.first - low.first).days in (1, -6):
            return found
    return Found(timex="SPLIT")


# --------------------------------------------------------------------------- durations, sets, the rest

_LETTERS = {"day": "D", "week": "W", "month": "M", "year": "Y", "quarter": "Q", "hour": "TH", "minute": "TM",
            "second": "TS"}
_MULTIPLES = {"half": (6, "M"), "decade": (10, "Y"), "century": (100, "Y"), "fortnight": (2, "W"), "weekend": (1, "WE")}


def _iso(number: int | None, unit: str) -> str:
    count = "X" if number is None else str(number)
    if unit in _MULTIPLES:
        factor, letter = _MULTIPLES[unit]
        return f"P{count if number is None else number * factor}{letter}"
    letter = _LETTERS.get(unit, "X")
    return f"PT{count}{letter[1]}" if len(letter) == 2 else f"P{count}{letter}"


def duration(captures: Captures, settings: Mapping[str, Any], _context: Context) -> Found:
    """`pendant trois jours`: how long, not when."""
    unit = settings.get("unit") or captures.get("unit") or captures.get("small", "")
    return Found(kind="duration", timex=_iso(captures.get("n", captures.get("about", settings.get("n"))), unit))


def every(captures: Captures, settings: Mapping[str, Any], _context: Context) -> Found:
    """`chaque lundi`: again and again."""
    weekday = captures.get("weekday") or captures.get("weekdays")
    unit = settings.get("unit") or captures.get("unit") or captures.get("small", "")
    timex = f"XXXX-WXX-{weekday}" if weekday else _iso(captures.get("n", 1), unit)
    return Found(kind="set", timex=timex)


def time(captures: Captures, _settings: Mapping[str, Any], context: Context) -> Found:
    """An hour or part of the day that the text spoke of, else of the report's own."""
    here = context.sentence_day or context.text_day or (periods.day(context.report) if context.report else None)
    return Found(here, kind="time")


def vague(captures: Captures, settings: Mapping[str, Any], _context: Context) -> Found:
    """A time expression that has no place on the calendar."""
    unit = captures.get("unit") or captures.get("small")
    return Found(timex=settings.get("timex") or (_iso(None, unit) if unit else "VAGUE"))


def nothing(_captures: Captures, _settings: Mapping[str, Any], _context: Context) -> Found:
    """Words that only look like a time expression."""
    return Found(skipped=True)


READINGS: dict[str, Reading] = {
    f.__name__: f
    for f in (ahead_shift, around, between, by, calendar, century, day_of_month, days, decade, duration, every, from_event, months, night, nothing, nth_week, nth_weekday, pair,
              parts, season, shift, since, since_shift, step_weekday, stretch, time, until, until_shift, vague,
              week_of, weekday_of_week, weekend, whole, years)
}

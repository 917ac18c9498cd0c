"""What each rule of quantities means: from captured words to bounds, scale and currency.

A bound on one side ("at least twelve") gives its figure twice; vague words give the range that their rank of
magnitude covers. Nothing here knows a language.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from vigie.lexicon.phrases import Match

_MAX = 1e15


@dataclass(frozen=True, slots=True)
class Amount:
    """Bounds of a number, both inclusive."""

    low: float
    high: float
    scale: float = 1
    """The power that stood beside the figure (`3 millions`)."""
    currency: str = ""
    bare: bool = False
    """Whether it is digits and nothing else, which may be a year."""
    one: bool = False
    """Whether it is an article before a person."""


Captures = Mapping[str, Any]
Reading = Callable[[Captures], Amount | None]


def read(match: Match) -> Amount | None:
    """The amount that a match stands for; nothing for what is no number of things."""
    return READINGS[match.rule.settings["read"]](match.captures)


def nothing(_captures: Captures) -> Amount | None:
    """An age, an hour, a percentage, a label."""
    return None


def number(captures: Captures) -> Amount | None:
    """Figures."""
    value = float(captures["figure"])
    return Amount(value, value, bare=True)


def spelled(captures: Captures) -> Amount | None:
    """A number in words; `un` alone is an article."""
    value = captures["n"]
    return Amount(value, value) if value > 1 or value == 0 else None


def scaled(captures: Captures) -> Amount | None:
    """`2,5 milliards`."""
    value = float(captures.get("figure", captures.get("n", 1)))
    scale = captures.get("scale", captures.get("short", 1))
    return Amount(value * scale, value * scale, scale) if value * scale < _MAX else None


def round(captures: Captures) -> Amount | None:  # noqa: A001 (named in the language's file)
    """`une vingtaine`, `un millier`."""
    value = captures["round"]
    return Amount(value, value, value if value >= 1000 else 1)


def bounded(captures: Captures) -> Amount | None:
    """`au moins douze`: the figure twice."""
    inner = read(captures["number"])
    return replace(inner, bare=inner.bare and "bound" not in captures) if inner else None


def between(captures: Captures) -> Amount | None:
    """`entre 3 et 5 millions`: the power of the second holds for the first."""
    low, high = read(captures["low"]), read(captures["high"])
    if low is None or high is None:
        return None
    if low.scale == 1 and high.scale > 1 and low.low < high.high / high.scale:
        low = replace(low, low=low.low * high.scale)
    if low.low >= high.high:
        return None
    return Amount(low.low, high.high, high.scale)


def vague(captures: Captures) -> Amount | None:
    """`des dizaines de milliers`."""
    low, high = captures["big"]
    return Amount(low, high, high)


def one(_captures: Captures) -> Amount | None:
    """`un soldat`."""
    return Amount(1, 1, one=True)


def money(captures: Captures) -> Amount | None:
    """An amount with its currency."""
    inner = read(captures["amount"]) if "amount" in captures else scaled(captures)
    if inner is None or inner.one:
        return None
    power = captures.get("scale", 1) if "amount" in captures else 1
    return replace(inner, low=inner.low * power, high=inner.high * power, currency=captures["currency"], bare=False)


READINGS: dict[str, Reading] = {
    f.__name__: f for f in (between, bounded, money, nothing, number, one, round, scaled, spelled, vague)
}

"""Charts, drawn on the server as SVG by Altair and vl-convert: they need no script, and nothing from elsewhere.

What stands in them are our own words, codes and names of towns that the gazetteer knows; no text of a report.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, cast

import altair as alt
import vl_convert

from vigie.store.views.browsing import ActsOnDay, Tied
from vigie.store.views.tension import Tension
from vigie.web.words import Words

_OUTLINES = Path(__file__).resolve().parent.parent / "gazetteer" / "outlines.tsv"
_WIDTH = 980
_LONG_DAYS, _LONGER_DAYS = 60, 500
"""Up to so many days, a bar is a day; up to so many, a week; else a month."""
_MOST_NODES = 26


@dataclass(frozen=True, slots=True)
class Look:
    """Colours of a theme, with those of the four classes of acts."""

    ink: str
    soft: str
    line: str
    land: str
    quads: tuple[str, str, str, str]


LOOKS = {
    "light": Look("#1e2327", "#586069", "#dedad0", "#ece8de", ("#7fb0cf", "#3d8a5f", "#d9a14e", "#b5473c")),
    "dark": Look("#e7e4dc", "#a3abb3", "#343a40", "#2a2f34", ("#5b93b5", "#5fae80", "#c98f3d", "#d2685d")),
}


@dataclass(frozen=True, slots=True)
class Point:
    """A town with its acts."""

    town: str
    longitude: float
    latitude: float
    acts: int
    score: float


def draw_timeline(acts: Sequence[ActsOnDay], say: Words, look: Look) -> str:
    """Acts by day, week or month: cooperation above the line, conflict below."""
    return _svg(_bars(acts, say, look).properties(width=_WIDTH, height=150), say, look)


def draw_tension(index: Sequence[Tension], acts: Sequence[ActsOnDay], say: Words, look: Look) -> str:
    """The index of each day, and below it the acts that make it."""
    days = [{"day": t.day, "index": t.index} for t in index]
    dated = [date.fromisoformat(t.day) for t in index]
    zero = alt.Chart(_data([{"y": 0}])).mark_rule(color=look.soft).encode(y="y:Q")
    line = (
        alt.Chart(_data(days)).mark_area(line={"color": look.quads[3]}, color=look.quads[3], opacity=0.25, interpolate="monotone")
        .encode(x=alt.X("day:T", title=None, axis=alt.Axis(format=_labels(_unit(dated)), labelOverlap=True)), y=alt.Y("index:Q", title=say("chart.index")))
    )  # fmt: skip
    above = (zero + line).properties(width=_WIDTH, height=130)
    return _svg(alt.vconcat(above, _bars(acts, say, look).properties(width=_WIDTH, height=90)).resolve_scale(x="shared"), say, look)


def draw_network(ties: Sequence[Tied], say: Words, look: Look) -> str:
    """The busiest actors on a ring; a line's breadth is how much passes between two, its colour in which spirit."""
    weight: dict[str, int] = defaultdict(int)
    pairs: dict[tuple[str, str], list[tuple[int, float]]] = defaultdict(list)
    for tie in ties:
        weight[tie.actor] += tie.acts
        weight[tie.recipient] += tie.acts
        pairs[min(tie.actor, tie.recipient), max(tie.actor, tie.recipient)].append((tie.acts, tie.score))
    nodes = sorted(weight, key=lambda code: (-weight[code], code))[:_MOST_NODES]
    places = {code: _on_ring(n, len(nodes)) for n, code in enumerate(nodes)}
    lines = [_line(pair, told, places) for pair, told in pairs.items() if pair[0] in places and pair[1] in places]
    points = [_node(code, weight[code], *places[code], say) for code in nodes]
    scale = alt.Scale(domain=[-1.7, 1.7])
    x, y = alt.X("x:Q", axis=None, scale=scale), alt.Y("y:Q", axis=None, scale=scale)
    edges = alt.Chart(_data(lines)).mark_rule(opacity=0.75).encode(
        x=x, y=y, x2="x2:Q", y2="y2:Q", strokeWidth=alt.StrokeWidth("acts:Q", scale=alt.Scale(type="sqrt", range=[1, 9]), legend=None), color=_mood(say, look)
    )  # fmt: skip
    dots = alt.Chart(_data(points)).mark_circle(color=look.soft, opacity=1).encode(
        x=x, y=y, size=alt.Size("acts:Q", scale=alt.Scale(type="sqrt", range=[40, 500]), legend=None)
    )  # fmt: skip
    sides = [
        alt.Chart(_data([p for p in points if p["side"] == side])).mark_text(align=side, color=look.ink, fontSize=13).encode(
            x=alt.X("lx:Q", axis=None, scale=scale), y=alt.Y("ly:Q", axis=None, scale=scale), text="name:N"
        )
        for side in ("left", "right", "center")
    ]  # fmt: skip
    return _svg(alt.layer(edges, dots, *sides).properties(width=860, height=640), say, look)


def draw_map(points: Sequence[Point], say: Words, look: Look) -> str:
    """The world, with a dot for each town."""
    land = alt.Chart(_data(_countries())).mark_geoshape(fill=look.land, stroke=look.line, strokeWidth=0.7)
    dots = alt.Chart(_data([asdict(p) for p in points])).mark_circle(opacity=0.8, stroke=look.ink, strokeWidth=0.5).encode(
        longitude="longitude:Q", latitude="latitude:Q", size=alt.Size("acts:Q", scale=alt.Scale(type="sqrt", range=[25, 700]), legend=None), color=_mood(say, look)
    )  # fmt: skip
    return _svg(alt.layer(land, dots).project(type="equalEarth").properties(width=_WIDTH, height=470), say, look)


def _bars(acts: Sequence[ActsOnDay], say: Words, look: Look) -> alt.Chart:
    rows: dict[tuple[str, int], int] = defaultdict(int)
    days = sorted(date.fromisoformat(a.day) for a in acts)
    unit = _unit(days)
    for act in acts:
        rows[_bin(date.fromisoformat(act.day), unit), say.quad(act.type)] += act.acts
    values = [{"day": day, "class": say(f"quad.{quad}"), "order": quad, "acts": n if quad <= 2 else -n} for (day, quad), n in sorted(rows.items()) if quad]
    names = [say(f"quad.{quad}") for quad in (1, 2, 3, 4)]
    width = max(2.0, min(14.0, 0.8 * _WIDTH * {"day": 1, "week": 7, "month": 30}[unit] / max(1, (days[-1] - days[0]).days + 1))) if days else 6
    bars: alt.Chart = alt.Chart(_data(values)).mark_bar(width=width).encode(
        x=alt.X("day:T", title=None, axis=alt.Axis(format=_labels(unit), labelOverlap=True)), y=alt.Y("acts:Q", title=say("chart.acts"), axis=alt.Axis(tickMinStep=1, format="d")),
        color=alt.Color("class:N", title=None, sort=names, scale=alt.Scale(domain=names, range=list(look.quads)), legend=alt.Legend(orient="bottom", columns=4, columnPadding=34)),
        order="order:O",
    )  # fmt: skip
    return bars


def _data(rows: Sequence[Mapping[str, object]]) -> alt.Data:
    return alt.Data(values=list(rows))  # type: ignore[no-untyped-call]


def _unit(days: Sequence[date]) -> str:
    span = (days[-1] - days[0]).days if days else 0
    return "day" if span <= _LONG_DAYS else "week" if span <= _LONGER_DAYS else "month"


def _labels(unit: str) -> str:
    return "%b %Y" if unit == "month" else "%-d %b"


def _bin(day: date, unit: str) -> str:
    """The first day of the bar in which a day falls."""
    if unit == "week":
        day -= timedelta(days=day.weekday())
    return (day.replace(day=1) if unit == "month" else day).isoformat()


def _mood(say: Words, look: Look) -> alt.Color:
    """From conflict to cooperation."""
    scale = alt.Scale(domain=[-10, 0, 10], range=[look.quads[3], look.soft, look.quads[1]], interpolate="rgb")
    return alt.Color("score:Q", title=say("network.mean"), scale=scale, legend=alt.Legend(orient="bottom", gradientLength=180, tickCount=3))


def _on_ring(number: int, many: int) -> tuple[float, float]:
    angle = math.pi / 2 - 2 * math.pi * number / max(1, many)
    return round(math.cos(angle), 4), round(math.sin(angle), 4)


def _line(pair: tuple[str, str], told: Sequence[tuple[int, float]], places: dict[str, tuple[float, float]]) -> dict[str, float]:
    acts = sum(n for n, _ in told)
    (x, y), (x2, y2) = places[pair[0]], places[pair[1]]
    return {"x": x, "y": y, "x2": x2, "y2": y2, "acts": acts, "score": round(sum(n * s for n, s in told) / acts, 2)}


def _node(code: str, acts: int, x: float, y: float, say: Words) -> dict[str, Any]:
    side = "center" if abs(x) < 0.2 else "left" if x > 0 else "right"
    return {"name": say.place_name(code), "acts": acts, "x": x, "y": y, "lx": x * 1.08, "ly": y * (1.12 if side == "center" else 1.08), "side": side}


@cache
def _countries() -> list[dict[str, Any]]:
    """Outlines as GeoJSON features."""
    found = []
    for line in _OUTLINES.read_text(encoding="utf-8").splitlines():
        code, tab, rings = line.partition("\t")
        if tab:
            shapes = [[[[int(n) / 10 for n in point.split(",")] for point in ring.split(" ")]] for ring in rings.split("|")]
            found.append({"type": "Feature", "id": code, "properties": {}, "geometry": {"type": "MultiPolygon", "coordinates": shapes}})
    return found


def _svg(chart: Any, say: Words, look: Look) -> str:
    axis = {"labelColor": look.soft, "titleColor": look.soft, "gridColor": look.line, "domainColor": look.line, "tickColor": look.line, "titleFontWeight": "normal", "labelFontSize": 12, "titleFontSize": 12}
    drawn = chart.configure(background="transparent", font="sans-serif").configure_axis(**axis).configure_view(stroke=None).configure_legend(
        labelColor=look.soft, titleColor=look.soft, labelFontSize=12, titleFontSize=12, titleFontWeight="normal", symbolType="square"
    )  # fmt: skip
    return str(vl_convert.vegalite_to_svg(drawn.to_json(indent=None, validate=False), time_format_locale=vl_convert.get_time_format_locale(cast(Any, say("chart.locale")))))

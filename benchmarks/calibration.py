"""What an event's confidence is worth: python benchmarks/calibration.py ../shared/gold [--plot docs/calibration.svg]

Codes the dev reports of every language and, in ten groups of as many events each from the least to the most sure, compares the mean confidence with
the share of events that the gold has (one of their triples: type, actor, recipient). Prints, for each language and for all together, these
shares, the mean gap between confidence and share (weighted by events), and precision and number of events from several thresholds on; with `--plot`, draws the
groups. Limits: an event counts as right with one right pair of its sides, whatever its date, mode and status.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from vigie.evaluate import read_coding
from vigie.evaluate.coding import CodedEvent, CodedReport, Entity
from vigie.evaluate.scores import units
from vigie.inputs import iter_pages
from vigie.lexicon.languages import installed_languages
from vigie.pipeline import Reader
from vigie.records import Actor, Event, Page, Reading

GROUPS = 10
THRESHOLDS = (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)


@dataclass(frozen=True, slots=True)
class Judged:
    """The confidence of one coded event, and whether the gold has it."""

    confidence: float
    is_right: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Events of like confidence."""

    events: int
    confidence: float
    """Mean."""
    precision: float
    """Observed share of right events."""


def judge(gold_file: Path) -> list[Judged]:
    """Code the reports of a gold file and judge each event."""
    gold = read_coding(gold_file)
    reader = Reader()
    found = []
    for page in iter_pages(str(gold_file)):
        reading = reader.read_page(page) if isinstance(page, Page) else page
        if isinstance(reading, Reading):
            wanted = units(gold[reading.article.id], "triple")
            found += [Judged(e.confidence, any(u in wanted for u in _units(e))) for e in reading.events]
    return found


def _units(event: Event) -> list[tuple[str, ...]]:
    coded = CodedEvent(event.type, _entities(event.actors), _entities(event.recipients), event.status, event.date, frozenset(), "", "")
    return list(units(CodedReport("", (coded,)), "triple"))


def _entities(actors: Sequence[Actor]) -> tuple[Entity, ...]:
    return tuple(Entity(a.code, a.sector) for a in actors)


def group(judged: Sequence[Judged]) -> list[Group]:
    """Ten groups of as many events each, the least sure first."""
    ordered = sorted(judged, key=lambda j: j.confidence)
    cuts = [round(i * len(ordered) / GROUPS) for i in range(GROUPS + 1)]
    parts = [ordered[a:b] for a, b in zip(cuts, cuts[1:], strict=False) if a < b]
    return [Group(len(p), sum(j.confidence for j in p) / len(p), sum(j.is_right for j in p) / len(p)) for p in parts]


def gap(groups: Sequence[Group]) -> float:
    """The mean distance between confidence and observed precision (expected calibration error)."""
    return sum(g.events * abs(g.confidence - g.precision) for g in groups) / sum(g.events for g in groups)


def report(name: str, judged: Sequence[Judged]) -> list[Group]:
    """Print the figures of one set of events."""
    groups = group(judged)
    print(f"{name}: {len(judged)} events, {sum(j.is_right for j in judged) / len(judged):.3f} right, gap {gap(groups):.3f}")
    for number, g in enumerate(groups, start=1):
        print(f"  group {number:2}  {g.events:4} events  confidence {g.confidence:.3f}  right {g.precision:.3f}")
    for least in THRESHOLDS:
        kept = [j for j in judged if j.confidence >= least]
        if kept:
            print(f"  from {least:.1f}  {len(kept):4} events  right {sum(j.is_right for j in kept) / len(kept):.3f}")
    return groups


def plot(path: Path, by_name: dict[str, list[Group]]) -> None:
    """Draw confidence against observed precision."""
    try:
        import matplotlib
    except ImportError as error:
        raise SystemExit("--plot needs matplotlib: pip install -c constraints.txt -e '.[train]'") from error
    matplotlib.use("svg")
    import matplotlib.pyplot as plt  # noqa: I001 (the back end is chosen first)

    plt.rcParams.update({"svg.hashsalt": "vigie", "svg.fonttype": "none", "font.family": "sans-serif"})
    figure, axes = plt.subplots(figsize=(5.5, 5.2), layout="constrained")
    axes.plot([0, 1], [0, 1], color="#999999", linewidth=1, linestyle="--", label="as sure as right")
    for (name, groups), colour, mark in zip(by_name.items(), ("#1e6fb8", "#c2571a", "#222222", "#3f8f4f", "#7a4fa3"), "os^Dv", strict=False):
        axes.plot([g.confidence for g in groups], [g.precision for g in groups], color=colour, marker=mark, markersize=5, linewidth=1.5, label=name)
    axes.set(xlim=(0, 1), ylim=(0, 1), xlabel="confidence (mean of the group)", ylabel="share of events that the gold has")
    axes.set_title("Confidence of events and their precision, dev reports", fontsize=11)
    axes.grid(color="#dddddd", linewidth=0.6)
    axes.legend(loc="upper left", frameon=False)
    figure.savefig(path, format="svg", metadata={"Date": None, "Creator": "benchmarks/calibration.py"})


def main() -> None:
    """Print the figures of each language and of all together."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("gold", type=Path, help="folder with dev-<language>.jsonl")
    options.add_argument("--plot", type=Path, help="file for the drawing (SVG)")
    arguments = options.parse_args()
    files = [(language, arguments.gold / f"dev-{language}.jsonl") for language in installed_languages()]
    judged = {language: judge(path) for language, path in files if path.is_file()}
    if not judged:
        raise SystemExit(f"{arguments.gold}: there is no dev-<language>.jsonl in it: give the folder of the gold")
    sets = {**judged, "all": [j for found in judged.values() for j in found]} if len(judged) > 1 else judged
    drawn = {name: report(name, found) for name, found in sets.items()}
    if arguments.plot is not None:
        os.makedirs(arguments.plot.parent, exist_ok=True)
        plot(arguments.plot, drawn)


if __name__ == "__main__":
    main()

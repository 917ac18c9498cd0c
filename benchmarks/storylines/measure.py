"""Pairwise F1 of the merging of occurrences on the project's own storylines.

    python -m benchmarks.storylines.measure            # all files
    python -m benchmarks.storylines.measure --errors   # and the pairs that went wrong

A storyline is an invented crisis told by three to five reports: rewrites, translations, follow-ups that look back, and
look-alikes (the same kind of act, another day). In the files, `[A:a expulsé]` marks words that tell of act A of the storyline.
All reports are read and added to one store in the order of their days. An event belongs to the act whose words its trigger
touches. A telling is a report and an act of which it has at least one event. Pairs are tellings of two reports: true when the
acts are one, found when an event of the one and an event of the other have the same occurrence. Beside it stands the same for
single events, of which a telling may have several. Events on unmarked words are counted and left out; acts that the reader did
not code are no pairs, so this measures merging, not reading. `crises.txt` and `measures.txt` are those that the weights were learned from; the others are not.
"""

from __future__ import annotations

import re
import sys
import tempfile
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from sqlalchemy import select

from vigie.pipeline import Reader
from vigie.records import Page, Reading, Span
from vigie.store import open_store
from vigie.store.schema import events, moves, reports

FOLDER = Path(__file__).parent
LEARNED = ("crises", "measures")
KEPT_APART = ("diplomacy", "force")
_MARK = re.compile(r"\[([A-Z]):([^\]]*)\]")


@dataclass(frozen=True, slots=True)
class Report:
    """One report of a storyline, with its marks: the act (unique over all files) and where its words stand."""

    file: str
    story: str
    page: Page
    marks: tuple[tuple[str, Span], ...]

    def act_at(self, start: int, end: int) -> str:
        """The act whose words a trigger touches, or empty."""
        return next((act for act, span in self.marks if span.overlaps(Span(start, end))), "")


@dataclass(frozen=True, slots=True)
class Pairs:
    """How many pairs are true, found, and both."""

    true: int
    found: int
    both: int

    @property
    def line(self) -> str:
        """Precision, recall and F1."""
        precision, recall = self.both / (self.found or 1), self.both / (self.true or 1)
        f1 = 2 * self.both / ((self.found + self.true) or 1)
        return f"P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}  ({self.true} true pairs, {self.found} found)"


@dataclass(frozen=True, slots=True)
class Placed:
    """An event of the store with its act, its occurrence and what it was merged for."""

    file: str
    report: str
    act: str
    kind: str
    words: str
    occurrence: int
    reason: str


def load_reports() -> list[Report]:
    """All reports of all files, by day."""
    found = []
    for path in sorted(FOLDER.glob("*.txt")):
        for block in path.read_text(encoding="utf-8").split("##### ")[1:]:
            story, _, rest = block.partition("\n")
            found += [_report(path.stem, story.strip(), part) for part in rest.split("=== ")[1:]]
    return sorted(found, key=lambda r: (r.page.published, r.page.id))


def _report(file: str, story: str, part: str) -> Report:
    head, _, marked = part.partition("\n")
    number, language, day, outlet = head.split(" ", 3)
    marked, text, marks = marked.strip() + "\n", "", []
    last = 0
    for mark in _MARK.finditer(marked):
        text += marked[last : mark.start()]
        marks.append((f"{story}.{mark[1]}", Span(len(text), len(text) + len(mark[2]))))
        text += mark[2]
        last = mark.end()
    text += marked[last:]
    page = Page(text=text, id=f"{story}-{number}", published=day, language=language, outlet=outlet)
    return Report(file, story, page, tuple(marks))


def read_all(found: list[Report]) -> list[Reading]:
    """What the reader makes of them, in the same order."""
    reader = Reader()
    readings = [reader.read_page(report.page) for report in found]
    assert all(isinstance(r, Reading) for r in readings), "a storyline's report was rejected"
    return [r for r in readings if isinstance(r, Reading)]


def place_all(found: list[Report], readings: list[Reading]) -> list[Placed]:
    """Add them to a store of their own, and look where each event went."""
    by_id = {r.page.id: r for r in found}
    with tempfile.TemporaryDirectory() as folder, open_store(f"{folder}/storylines.db", create=True) as store:
        for reading in readings:
            store.add(reading)
        fields = (reports.c.name, events.c.type, events.c.trigger, events.c.start_char, events.c.end_char, events.c.occurrence_id, moves.c.reason)
        query = select(*fields).join(reports, reports.c.id == events.c.report_id).join(moves, moves.c.event_id == events.c.id).order_by(events.c.id)
        rows = store.view(lambda connection: connection.execute(query).all())
    return [
        Placed(by_id[r.name].file, r.name, by_id[r.name].act_at(r.start_char, r.end_char), r.type, r.trigger, r.occurrence_id, r.reason) for r in rows
    ]


def judge(placed: list[Placed], *, by_event: bool = False) -> Pairs:
    """Pairs of tellings (or of events) of different reports."""
    tellings: dict[tuple[str, str, int], set[int]] = {}
    for number, p in enumerate(placed):
        if p.act:
            tellings.setdefault((p.report, p.act, number if by_event else 0), set()).add(p.occurrence)
    true = found = both = 0
    for (key, homes), (other, others) in combinations(tellings.items(), 2):
        if key[0] != other[0]:
            is_one, is_found = key[1] == other[1], bool(homes & others)
            true, found, both = true + is_one, found + is_found, both + (is_one and is_found)
    return Pairs(true, found, both)


def main() -> None:
    """Print the figures."""
    found = load_reports()
    placed = place_all(found, read_all(found))
    marked = sum(len({act for act, _ in r.marks}) for r in found)
    told = len({(p.report, p.act) for p in placed if p.act})
    print(f"{len(found)} reports, {len({r.story for r in found})} storylines, {marked} acts told, {told} of them coded, "
          f"{sum(not p.act for p in placed)} events on unmarked words left out")  # fmt: skip
    for name, files in (("learned from", LEARNED), ("kept apart", KEPT_APART), ("all", LEARNED + KEPT_APART)):
        chosen = [p for p in placed if p.file in files]
        print(f"  {name:13} tellings  {judge(chosen).line}")
        print(f"  {'':13} events    {judge(chosen, by_event=True).line}")
    if "--errors" in sys.argv:
        _show_errors(placed)


def _show_errors(placed: list[Placed]) -> None:
    for a, b in combinations(placed, 2):
        if a.report != b.report and a.act and b.act and (a.act == b.act) != (a.occurrence == b.occurrence):
            what = "MISSED" if a.act == b.act else "WRONG "
            print(f"{what} {a.act:24} {a.report} {a.kind} «{a.words}»  /  {b.act} {b.report} {b.kind} «{b.words}»  {b.reason if what == 'WRONG ' else ''}")


if __name__ == "__main__":
    main()

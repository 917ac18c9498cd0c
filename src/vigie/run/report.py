"""What a run did: how many reports, how long, by what, and each that was rejected; as JSON and as a page."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from html import escape
from pathlib import Path

from vigie.records import Rejection
from vigie.run.corpus import Outcome
from vigie.run.versions import versions

SET_ASIDE = frozenset({"failure", "quarantined"})
"""Reasons that are faults of ours: the report is fit to be read, and was not."""

_STYLE = """
:root{color-scheme:light dark}body{font:16px/1.6 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:.2rem .8rem .2rem 0;border-bottom:1px solid #8884;vertical-align:top}
td{overflow-wrap:anywhere}
"""


@dataclass(frozen=True, slots=True)
class RunReport:
    """The account of a run; reports = read + rejected + set aside."""

    corpora: tuple[str, ...]
    output: str
    format: str
    engine: str
    jobs: int
    reports: int
    read: int
    rejected: int
    set_aside: int
    """Of ours the fault: they killed or hung their process, or a stage failed on them."""
    taken_over: int
    """Done by an earlier run that was stopped."""
    rows: int
    left_out: Mapping[str, int]
    """Events that the format cannot hold, by status."""
    seconds: float
    coding_seconds: float
    """Time of all workers inside the reading of pages."""
    given_again: int
    """How often a shard was given out again after a death."""
    reasons: Mapping[str, int]
    rejections: tuple[Rejection, ...]
    versions: Mapping[str, str]

    @property
    def quarantined(self) -> tuple[Rejection, ...]:
        """The reports that are set aside."""
        return tuple(r for r in self.rejections if r.reason in SET_ASIDE)


def report_of(
    outcome: Outcome, corpora: Sequence[str], output: Path, kind: str, engine: str, jobs: int, rows: int, left_out: Mapping[str, int], seconds: float
) -> RunReport:
    """The account of a run that is over."""
    rejections = tuple(r for shard in outcome.shards for r in shard.rejections)
    aside = sum(r.reason in SET_ASIDE for r in rejections)
    return RunReport(
        corpora=tuple(corpora), output=str(output), format=kind, engine=engine, jobs=jobs,
        reports=sum(outcome.sizes), read=sum(s.readings for s in outcome.shards), rejected=len(rejections) - aside, set_aside=aside,
        taken_over=outcome.taken_over, rows=rows, left_out=dict(sorted(left_out.items())),
        seconds=round(seconds, 3), coding_seconds=round(sum(s.coding_seconds for s in outcome.shards), 3), given_again=outcome.given_again,
        reasons=dict(sorted(Counter(r.reason for r in rejections).items())), rejections=rejections, versions=versions(),
    )  # fmt: skip


def write_report(report: RunReport, out: Path) -> tuple[Path, Path]:
    """Write it beside an output, as `OUT.run.json` and `OUT.run.html`; the two paths."""
    data, page = out.with_name(out.name + ".run.json"), out.with_name(out.name + ".run.html")
    record = {**asdict(report), "quarantined": [asdict(r) for r in report.quarantined]}
    data.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    page.write_text(to_page(report), encoding="utf-8")
    return data, page


def to_page(report: RunReport) -> str:
    """The account as one page without scripts; whatever comes from reports is escaped."""
    facts = {
        "Corpora": ", ".join(report.corpora),
        "Output": f"{report.output} ({report.format}, {report.rows:,} rows)",
        "Reports": f"{report.reports:,} = {report.read:,} read + {report.rejected:,} rejected + {report.set_aside:,} set aside",
        "Taken over from an earlier run": f"{report.taken_over:,}",
        "Left out, since the format cannot hold them": ", ".join(f"{n:,} {status}" for status, n in report.left_out.items()) or "nothing",
        "Time": f"{report.seconds:,.1f} s, {(report.reports - report.taken_over) / report.seconds if report.seconds else 0:,.1f} reports a second",
        "Engine": f"{report.engine}, {report.jobs} at a time; {report.given_again} shards given out again after deaths",
        "Versions": ", ".join(f"{name} {version}" for name, version in report.versions.items()),
    }
    rows = "".join(f"<tr><th>{escape(name)}</th><td>{escape(value)}</td></tr>" for name, value in facts.items())
    ordinary = [r for r in report.rejections if r.reason not in SET_ASIDE]
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Vigie run</title>'
        f"<style>{_STYLE}</style></head><body><h1>Run</h1><table>{rows}</table>"
        f"{_listed('Set aside by faults of ours', report.quarantined)}{_listed('Rejected', ordinary)}</body></html>\n"
    )


def _listed(title: str, rejections: Sequence[Rejection]) -> str:
    if not rejections:
        return ""
    rows = "".join(
        f"<tr><td>{escape(r.id)}</td><td>{escape(r.origin)}</td><td>{escape(r.reason)}</td><td>{escape(r.detail)}</td></tr>" for r in rejections
    )
    return f"<h2>{title}</h2><table><tr><th>Id</th><th>Where</th><th>Reason</th><th>Detail</th></tr>{rows}</table>"

"""A report: its text as captured with its evidence highlighted, and beside it all that was read of it."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from vigie.store.corrections import of_report
from vigie.store.views.reports import cursor_of, list_reports, load_report
from vigie.web.asked import Number, read_asked
from vigie.web.highlight import KINDS, cut_text
from vigie.web.site import found, language_of, site_of

router = APIRouter()
_MOST = 30


@router.get("/reports")
def reports(request: Request) -> Response:
    """Reports, the latest first; with `q`, those that hold words."""
    site, asked = site_of(request), read_asked(request.query_params, language_of(request))
    rows = site.ask(lambda c: list_reports(c, asked.words, asked.since, asked.until, asked.cursor, _MOST))
    after = cursor_of(rows[-1].published, rows[-1].id) if len(rows) == _MOST else ""
    return site.page(request, "reports.html", rows=rows, asked=asked, after=after)


@router.get("/reports/{number}")
def report(request: Request, number: Number) -> Response:
    """The page."""
    site = site_of(request)
    filed = found(site.ask(lambda c: load_report(c, number)))
    runs = cut_text(filed.reading, filed.events)
    text = filed.reading.article.text
    aside = [(b.reason, " ".join(b.span.of(text).split())) for b in filed.reading.article.blocks if b.role == "furniture"]
    seen = {kind for run in runs for kind in run.kinds}
    said = site.ask(lambda c: of_report(c, number))
    return site.page(
        request, "report.html", filed=filed, runs=runs, aside=aside, kinds=[k for k in KINDS if k in seen], corrected={c.event for c in said if c.stands},
    )  # fmt: skip

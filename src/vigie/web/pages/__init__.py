"""The pages, one module each."""

from vigie.web.pages import access, calendar, charts, corrections, dossiers, event, files, map, measures, network, report, search, today

ROUTERS = (today.router, search.router, report.router, event.router, dossiers.router, calendar.router, measures.router, corrections.router,
           network.router, map.router, charts.router, access.router, files.router)  # fmt: skip
"""In the order in which addresses are compared."""

__all__ = ["ROUTERS"]

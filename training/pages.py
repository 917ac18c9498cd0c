"""Coded reports, with their text beside their coding or apart from it.

A file of `training/reports` holds both. A file of `training/codings` holds the coding alone, of pages that lie beside the checkout and stay there
(`../shared/training`): for each event its codes and where its trigger stands.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

PAGES = Path("../shared/training/ner/fr/WiNER-fr.jsonl")
"""French Wikinews pages (text CC BY 2.5), without those of the final measure."""
_SIDES = ("actors", "recipients")


def read_records(path: Path) -> Iterator[dict[str, Any]]:
    """The reports of a file in the form of the gold.

    Raises:
        SystemExit: A page is not where it should be.
    """
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            record = json.loads(line)
            yield record if "text" in record else _filled(record, path)


def _filled(record: dict[str, Any], path: Path) -> dict[str, Any]:
    """A coding with its page's text."""
    page = _pages().get(record["page"])
    if page is None:
        raise SystemExit(f"{path}: the page {record['page']} is not in {PAGES}: put the open data beside the checkout")
    text = page["text"].strip("\n")
    title, _, _ = text.partition("\n")
    events = [_event(event, text) for event in record["events"]]
    return {"id": f"wn-{record['page']}", "lang": "fr", "published": page["date"], "title": title.strip(), "text": text, "events": events}


def _event(event: dict[str, Any], text: str) -> dict[str, Any]:
    start, end = event["trigger"]
    sides = {side: [dict(zip(("code", "sector"), entity.split(), strict=True)) for entity in event[side]] for side in _SIDES}
    return {**event, **sides, "place": {"code": event["place"]} if event["place"] else None, "trigger": text[start:end]}


@cache
def _pages() -> dict[str, dict[str, Any]]:
    if not PAGES.is_file():
        raise SystemExit(f"{PAGES}: there is no such file: put the open data beside the checkout")
    return {page["id"]: page for page in map(json.loads, PAGES.read_text(encoding="utf-8").splitlines())}

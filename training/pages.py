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

_DATA = Path("../shared/training")
PAGES = {_DATA / "ner/fr/WiNER-fr.jsonl": "date", _DATA / "time/fr/FR-TimeBank.jsonl": "dct"}
"""Wikinews pages (text CC BY 2.5) and articles of a newspaper (LGPL-LR), without those of the final measures; which field tells their day. The folder tells their language."""
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
        raise SystemExit(f"{path}: the page {record['page']} is not in {_DATA}: put the open data beside the checkout")
    language, day, text = page
    title, _, _ = text.partition("\n")
    events = [_event(event, text) for event in record["events"]]
    return {"id": record["page"], "lang": language, "published": day, "title": title.strip(), "text": text, "events": events}


def _event(event: dict[str, Any], text: str) -> dict[str, Any]:
    start, end = event["trigger"]
    sides = {side: [dict(zip(("code", "sector"), entity.split(), strict=True)) for entity in event[side]] for side in _SIDES}
    return {**event, **sides, "place": {"code": event["place"]} if event["place"] else None, "trigger": text[start:end]}


@cache
def _pages() -> dict[str, tuple[str, str, str]]:
    """Language, day and text of every page."""
    found = {}
    for path, day in PAGES.items():
        if not path.is_file():
            raise SystemExit(f"{path}: there is no such file: put the open data beside the checkout")
        for page in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
            found[page["id"]] = (path.parent.name, page[day], page["text"].strip("\n"))
    return found

"""Vigie reads news reports and keeps the system of states that they describe as data.

The public names are loaded when they are first used, so that `import vigie` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vigie.pipeline import Reader
    from vigie.records import Article, Event, Page, Quotation, Reading, Rejection, Relation


_HOMES = {
    "Reader": "vigie.pipeline",
    "Article": "vigie.records",
    "Event": "vigie.records",
    "Page": "vigie.records",
    "Quotation": "vigie.records",
    "Reading": "vigie.records",
    "Rejection": "vigie.records",
    "Relation": "vigie.records",
}

__all__ = ["Article", "Event", "Page", "Quotation", "Reader", "Reading", "Rejection", "Relation"]


def __getattr__(name: str) -> object:
    if name == "__version__":
        return import_module("vigie.records").VERSION
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'vigie' has no attribute '{name}'")

"""`vigie watch`: what is new in some feeds, into a store."""

from __future__ import annotations

import hashlib
import sys
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

import typer

from vigie.cli.feeds import Feed, read_feeds
from vigie.cli.results import tell
from vigie.cli.settings import MAX_SIZE, MODEL, chosen_limits, chosen_models
from vigie.cli.stored import STORE, chosen_store
from vigie.inputs import Limits, Memory, iter_pages
from vigie.inputs.fetching import Answer
from vigie.inputs.memory import Seen
from vigie.inputs.visiting import PAUSE_SECONDS, Visitor
from vigie.pipeline import Reader
from vigie.records import Page, Rejection
from vigie.run import read_safely
from vigie.store import Store

_INTERRUPTED = 130
_ALWAYS_TOLD = ("added", "known", "rejected")
_KNOWN = {"unchanged": "known", "older": "known"}


class Watched:
    """A feed, and what came of its entries when it was last looked at."""

    def __init__(self, feed: Feed, visitor: Visitor) -> None:
        self.feed = feed
        self._visitor = visitor
        self._settled: dict[str, str] = {}
        self._told: frozenset[Rejection] = frozenset()

    def look(self, reader: Reader, store: Store, limits: Limits, memory: Memory) -> Counter[str]:
        """File what is new.

        Returns:
            How many entries were `added`, `recoded`, `known` or `rejected`, and 1 `failed` when the feed itself has a fault, which is told.
        """
        found: Counter[str] = Counter()
        settled: dict[str, str] = {}
        told = set()
        for page in iter_pages(self.feed.source, limits=limits, memory=memory, only="feed", ask=self._ask):
            if isinstance(page, Page):
                key = _key(page)
                outcome = self._settled.get(key) or self._file(page, reader, store)
                settled[key] = "rejected" if outcome == "rejected" else "known"
                found[outcome] += 1
                continue
            is_fault = page.origin == self.feed.source
            if is_fault or page not in self._told:
                tell(page)
            told.add(page)
            found["failed" if is_fault else "rejected"] += 1
        if found:  # else the server says that nothing changed
            self._settled = {**self._settled, **settled} if found["failed"] else settled
            self._told = frozenset(told)
        return found

    def _ask(self, url: str, limits: Limits, seen: Seen | None) -> Answer | Rejection:
        return self._visitor.fetch(url, limits, seen, private=self.feed.private)

    def _file(self, page: Page, reader: Reader, store: Store) -> str:
        result = read_safely(reader, self.feed.overrides.apply(page))
        if isinstance(result, Rejection):
            tell(result)
            return "rejected"
        outcome = store.add(result).outcome
        return _KNOWN.get(outcome, outcome)


def watch(
    feeds: Path = typer.Argument(..., help="TOML file that lists feeds: of each its url (an address or a file), and outlet, lang where wanted."),
    store: str = STORE,
    once: bool = typer.Option(False, "--once", help="Look once, and end."),
    every: float = typer.Option(900, "--every", min=1, help="Seconds between two looks."),
    pause: float = typer.Option(PAUSE_SECONDS, "--pause", min=0, help="Seconds between two requests to one site, at least."),
    model: list[str] = MODEL,
    max_size: str = MAX_SIZE,
) -> None:
    """Look at feeds (RSS, Atom) again and again and file what is new in a store, until Ctrl-C.

    A line for each feed tells what came of its entries; a feed that fails is named, and the others go on.
    Sites are asked seldom: robots.txt is obeyed, and after an error a site is left alone, longer each time.
    """
    visitor = Visitor(pause, rest=every)
    watched = [Watched(feed, visitor) for feed in read_feeds(feeds)]
    reader, limits, memory = Reader("", chosen_models(model)), chosen_limits(max_size), Memory()
    try:
        with chosen_store(store, create=True) as opened:
            while True:
                total: Counter[str] = Counter()
                for one in watched:
                    found = one.look(reader, opened, limits, memory)
                    _say(one.feed, found)
                    total += found
                if once:
                    break
                time.sleep(every)
    except KeyboardInterrupt:
        print("vigie: stopped; what was added is in the store", file=sys.stderr)
        raise typer.Exit(_INTERRUPTED if once else 0) from None
    raise typer.Exit(1 if total["rejected"] or total["failed"] else 0)


def _say(feed: Feed, found: Counter[str]) -> None:
    """One line of what came of a feed's entries; its fault, if it has one, is told already."""
    entries = {name: count for name, count in found.items() if name != "failed"}
    if entries:
        names = ("added", "recoded", "known", "rejected")
        typer.echo(f"{feed.source}  " + ", ".join(f"{found[name]} {name}" for name in names if found[name] or name in _ALWAYS_TOLD))
    elif not found["failed"]:
        typer.echo(f"{feed.source}  unchanged")


def _key(page: Page) -> str:
    """What an entry says, wherever it stands in its feed."""
    return hashlib.sha256(repr(replace(page, origin="")).encode("utf-8", "surrogatepass")).hexdigest()

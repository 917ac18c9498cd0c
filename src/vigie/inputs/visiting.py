"""Fetching as a guest: what is asked again and again for days must not burden a site, nor lead where it should not.

Before a site is asked, its `robots.txt` is (RFC 9309: what is missing forbids nothing, what cannot be had forbids all). Between two
requests to a site lies a pause, longer where its `Crawl-delay` says so. After an error it is left alone, twice as long each time,
or as long as its `Retry-After` says. Only public addresses are connected to, also after a redirection, unless others are allowed.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from vigie.inputs.addresses import Guard, Resolve, resolve
from vigie.inputs.fetching import SECONDS, WHOLE_SECONDS, Answer, Failed, ask
from vigie.inputs.formats import Limits, reject
from vigie.inputs.memory import Seen
from vigie.records import Rejection

PAUSE_SECONDS = 2.0
"""Between two requests to one site."""
_LONGEST_PAUSE_SECONDS = 60.0
"""A longer pause, by a site's `Crawl-delay`, is not waited for: the address is left for the next look."""
_LONGEST_REST_SECONDS = 6 * 3600.0
_LONGEST_RETRY_SECONDS = 24 * 3600.0
_ROBOTS_SECONDS = 24 * 3600.0
"""RFC 9309: rules are not used for longer than a day."""
_ROBOTS = Limits.of(512_000)
_MOST_MOVES = 5
_NAME = "vigie"
_BUSY = 429


@dataclass(slots=True)
class _Site:
    """What is known of a site: scheme, name and port."""

    rules: RobotFileParser | None = None
    rules_until: float = float("-inf")
    free_at: float = float("-inf")
    """When it may be asked again."""


@dataclass(slots=True)
class _Rest:
    """Errors in a row of a site or an address, and until when it is left alone for them."""

    errors: int = 0
    until: float = float("-inf")


@dataclass(slots=True)
class Visitor:
    """Fetches addresses with these manners; it remembers sites as long as it lives.

    `rest` is how long a site is left alone after a first error; `clock` and `sleep` are in seconds.
    """

    pause: float = PAUSE_SECONDS
    rest: float = 60.0
    seconds: float = SECONDS
    whole_seconds: float = WHOLE_SECONDS
    resolve: Resolve = resolve
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _sites: dict[str, _Site] = field(default_factory=dict)
    _rests: dict[str, _Rest] = field(default_factory=dict)

    def fetch(self, url: str, limits: Limits, seen: Seen | None = None, *, private: bool = False) -> Answer | Rejection:
        """The content of an address, or why there is none.

        Args:
            url: The address.
            limits: How much is read.
            seen: What the server said last time.
            private: Whether addresses of this machine and of private networks may be connected to.
        """
        guard, place = Guard(private, self.resolve), url
        for _ in range(_MOST_MOVES + 1):
            answer = self._visit(place, url, limits, seen or Seen(), guard)
            if isinstance(answer, Answer | Rejection):
                return answer
            if not answer.moved_to:
                return answer.rejection
            place = answer.moved_to
        return reject(url, "http_status", f"moved more than {_MOST_MOVES} times")

    def _visit(self, place: str, url: str, limits: Limits, seen: Seen, guard: Guard) -> Answer | Failed | Rejection:
        """One request, if it may be made now."""
        root = _root_of(place)
        if left := max(self._left(root), self._left(place)):
            return reject(url, "resting", f"not asked after an error: asked again in {left:.0f} s")
        site = self._sites.setdefault(root, _Site())
        if unknown := self._learn_rules(root, site, guard):
            return replace(unknown, origin=url, detail=f"robots.txt: {unknown.detail}")
        if site.rules is not None and not site.rules.can_fetch(_NAME, place):
            return reject(url, "robots", f"{root}/robots.txt does not allow it: take the feed off the list")
        delay = float(site.rules.crawl_delay(_NAME) or 0) if site.rules is not None else 0.0
        if not self._wait(site):
            return reject(url, "robots", f"{root} asks for {delay:.0f} s between two requests: left for the next look")
        answer = self._ask(place, url, limits, seen, guard)
        site.free_at = self.clock() + max(self.pause, delay)
        self._note(root, place, answer)
        return answer

    def _ask(self, place: str, url: str, limits: Limits, seen: Seen, guard: Guard) -> Answer | Failed:
        return ask(place, limits, seen, guard=guard, seconds=self.seconds, whole_seconds=self.whole_seconds, origin=url)

    def _wait(self, site: _Site) -> bool:
        """Wait until a site may be asked; false when that is too long."""
        left = site.free_at - self.clock()
        if left > _LONGEST_PAUSE_SECONDS:
            return False
        if left > 0:
            self.sleep(left)
        return True

    def _learn_rules(self, root: str, site: _Site, guard: Guard) -> Rejection | None:
        """Have a site's rules at hand; why not, where they cannot be had."""
        if self.clock() < site.rules_until:
            return None
        place = f"{root}/robots.txt"
        rules = RobotFileParser(place)
        for _ in range(_MOST_MOVES + 1):
            self._wait(site)
            answer = self._ask(place, f"{root}/robots.txt", _ROBOTS, Seen(), guard)
            site.free_at = self.clock() + self.pause
            if not isinstance(answer, Failed) or not answer.moved_to:
                break
            place = answer.moved_to
        if isinstance(answer, Answer):
            rules.parse(answer.data.decode("utf-8", "replace").splitlines())
        elif 400 <= answer.status < 500 and answer.status != _BUSY:
            rules.parse([])
        else:
            self._note(root, root, answer)
            return answer.rejection
        site.rules, site.rules_until = rules, self.clock() + _ROBOTS_SECONDS
        return None

    def _left(self, key: str) -> float:
        rest = self._rests.get(key)
        return max(0.0, rest.until - self.clock()) if rest else 0.0

    def _note(self, root: str, place: str, answer: Answer | Failed) -> None:
        """Leave a site alone that does not answer or says that it is too much, an address that the site has trouble with."""
        if isinstance(answer, Answer) or answer.moved_to:
            self._rests.pop(root, None)
            self._rests.pop(place, None)
            return
        if answer.rejection.reason == "address":  # nobody was asked
            return
        is_of_site = not answer.is_final and (answer.status in (0, _BUSY) or bool(answer.retry_after))
        rest = self._rests.setdefault(root if is_of_site else place, _Rest())
        rest.errors += 1
        wanted = min(_retry_seconds(answer.retry_after), _LONGEST_RETRY_SECONDS)
        rest.until = self.clock() + max(wanted, min(self.rest * 2 ** min(rest.errors - 1, 20), _LONGEST_REST_SECONDS))


def _root_of(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme.lower()}://{parts.netloc.rpartition('@')[2].lower()}"


def _retry_seconds(told: str) -> float:
    """What `Retry-After` asks for: seconds, or an instant."""
    if told.strip().isdigit():
        return float(told)
    try:
        instant = parsedate_to_datetime(told)
    except (ValueError, TypeError):
        return 0.0
    return max(0.0, (instant - datetime.now(UTC)).total_seconds()) if instant.tzinfo else 0.0

"""Who is logged in. Sessions live in this process's memory, as long as the server and at most twelve hours."""

from __future__ import annotations

import hashlib
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable

SESSION = "vigie_session"
SECONDS = 12 * 3600
_MOST = 10_000


class Sessions:
    """Open sessions, by the hash of the cookie's secret."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._lock = threading.Lock()
        self._open: OrderedDict[str, tuple[float, str]] = OrderedDict()

    def begin(self, name: str) -> str:
        """A new session of a person; the secret for the cookie."""
        secret = secrets.token_urlsafe(32)
        with self._lock:
            self._open[_hash(secret)] = (self._now() + SECONDS, name)
            while len(self._open) > _MOST:
                self._open.popitem(last=False)
        return secret

    def name_of(self, secret: str) -> str:
        """Whose session it is, or empty."""
        with self._lock:
            until, name = self._open.get(_hash(secret), (0.0, ""))
        return name if self._now() < until else ""

    def end(self, secret: str) -> None:
        """End a session."""
        with self._lock:
            self._open.pop(_hash(secret), None)


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()

"""Answers kept for a short while: the first who asks pays, who asks meanwhile waits for that answer, and a changed store asks anew."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from typing import Any, TypeVar, cast

T = TypeVar("T")


class Memory:
    """At most `most` answers, each for at most `seconds`."""

    def __init__(self, most: int = 512, seconds: float = 60.0) -> None:
        self._most, self._seconds = most, seconds
        self._lock = threading.Lock()
        self._kept: OrderedDict[Hashable, tuple[float, Future[Any]]] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The answer to a question, from memory or made now; a failure is told to all who wait and not kept."""
        answer, is_mine = self._claim(key)
        if is_mine:
            try:
                answer.set_result(make())
            except BaseException as error:
                answer.set_exception(error)
                with self._lock:
                    self._kept.pop(key, None)
        return cast(T, answer.result())

    def _claim(self, key: Hashable) -> tuple[Future[Any], bool]:
        now = time.monotonic()
        with self._lock:
            found = self._kept.get(key)
            if found is not None and now - found[0] < self._seconds:
                self._kept.move_to_end(key)
                return found[1], False
            answer: Future[Any] = Future()
            self._kept[key] = (now, answer)
            self._kept.move_to_end(key)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
            return answer, True

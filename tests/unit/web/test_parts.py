"""Small parts of the pages: what is remembered, how often one may ask, tables, sessions."""

import threading
import time
from dataclasses import dataclass

import pytest

from vigie.web.limits import Limiter
from vigie.web.memory import Memory
from vigie.web.sessions import SECONDS, Sessions
from vigie.web.tables import to_csv, to_json


def test_a_question_is_answered_once_for_all_who_ask() -> None:
    """Eight at the same time wait for the one answer; a failure is told to all and asked anew."""
    memory, asked = Memory(), []

    def slow() -> int:
        asked.append(1)
        time.sleep(0.05)
        return 42

    answers: list[int] = []
    threads = [threading.Thread(target=lambda: answers.append(memory.get("key", slow))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [42] * 8 and len(asked) == 1
    with pytest.raises(ZeroDivisionError):
        memory.get("other", lambda: 1 // 0)
    assert memory.get("other", lambda: 7) == 7


def test_memory_has_bounds() -> None:
    """The oldest answers go, and none is older than its time."""
    memory = Memory(most=2)
    assert [memory.get(key, lambda: 1) for key in "abc"] == [1, 1, 1]
    assert memory.get("a", lambda: 2) == 2 and memory.get("c", lambda: 2) == 1
    assert Memory(seconds=0).get("a", lambda: 3) == 3


def test_a_client_may_ask_at_a_rate() -> None:
    """A burst, then one for each time unit; others are not concerned."""
    now = [0.0]
    limiter = Limiter(per_second=1, burst=3, now=lambda: now[0])
    assert [limiter.allows("a") for _ in range(4)] == [True, True, True, False] and limiter.allows("b")
    now[0] = 1.5
    assert limiter.allows("a") and not limiter.allows("a")


def test_a_session_ends() -> None:
    """By itself after half a day, or at once; a guess opens none."""
    now = [0.0]
    sessions = Sessions(now=lambda: now[0])
    secret = sessions.begin("Ada")
    assert sessions.name_of(secret) == "Ada" and sessions.name_of("guess") == ""
    now[0] = SECONDS + 1.0
    assert sessions.name_of(secret) == ""
    other = sessions.begin("Ben")
    sessions.end(other)
    assert sessions.name_of(other) == ""


@dataclass(frozen=True)
class Row:
    """A row of a table."""

    name: str
    score: float
    sides: tuple[str, ...]


def test_tables_hold_what_is_shown() -> None:
    """Numbers stay numbers, lists are joined; no text is a formula; odd characters do no harm."""
    rows = [Row("=1+1", -6.0, ("DZA GOV", "TUN")), Row('a,"b"\nc\x00', 2.5, ())]
    assert to_csv(rows, Row).decode() == 'name,score,sides\n\'=1+1,-6,DZA GOV; TUN\n"a,""b""\nc ",2.5,\n'
    assert b'"score": -6.0' in to_json(rows) and to_csv([], Row) == b"name,score,sides\n"

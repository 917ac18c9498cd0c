"""What keeps one bad report, or the death of the driver, from harming a run.

A report that does not end in time ends its process, by a timer that needs no Python to run; a process whose parent dies
ends itself; memory can be bounded.
"""

from __future__ import annotations

import faulthandler
import os
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

_WATCH_SECONDS = 0.5
_CODING = "in _code_page"
"""Stands in the stack of the thread that codes."""
_NOT_STAGES = frozenset({"run", "vigie"})
_PLACE = re.compile(r'File "([^"\n]{1,500})", line (\d{1,9}) in')


@contextmanager
def time_limit(seconds: float, trace: Path) -> Iterator[None]:
    """End the process when the work inside takes longer, leaving where it was in `trace`."""
    with trace.open("w", encoding="utf-8") as stream:
        faulthandler.dump_traceback_later(seconds, exit=True, file=stream)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()


def place_in(trace: Path) -> str:
    """Where the coding was when its time was over, such as `vigie/dates/finding.py:88`; empty when it was not.

    The innermost place in a reading stage; the innermost of all when no stage was at work.
    """
    try:
        threads = trace.read_text(encoding="utf-8", errors="replace").split("\n\n")
    except OSError:
        return ""
    places = [(Path(file), line) for thread in threads if _CODING in thread for file, line in _PLACE.findall(thread)]
    found = next((p for p in places if "vigie" in p[0].parts and p[0].parent.name not in _NOT_STAGES), places[0] if places else None)
    return f"{'/'.join(found[0].parts[-3:])}:{found[1]}" if found else ""


def limit_memory(limit_bytes: int) -> None:
    """Bound what this process may hold (Linux: its private memory); what asks for more fails with `MemoryError`."""
    if limit_bytes and resource is not None:
        hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
        resource.setrlimit(resource.RLIMIT_DATA, (limit_bytes, hard))


def watch_parent(parent: int) -> None:
    """End this process soon after its parent has died, even if that is before this is called."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(_WATCH_SECONDS)
        os._exit(1)

    threading.Thread(target=watch, name="vigie-parent", daemon=True).start()

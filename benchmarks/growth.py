"""How the time for a report grows with its length, by shape and stage: doubling it may take at most 2.3 times as long.

    python -m benchmarks.growth                        # every shape, 50,000 and 100,000 characters
    python -m benchmarks.growth one-sentence --sizes 500000 1000000 --stages
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import signal
import time
import traceback
from types import FrameType

from tests.fuzz.shapes import SHAPES
from vigie.pipeline import Reader

LIMIT = 2.3
"""Most that twice the length may take, as a multiple."""


class Hang(Exception):
    """A report took longer than was allowed."""


def _stop(number: int, frame: FrameType | None) -> None:
    where = [f"{f.filename.rpartition('vigie/')[2]}:{f.lineno} {f.name}" for f in traceback.extract_stack(frame) if "vigie" in f.filename]
    raise Hang(" < ".join(reversed(where[-7:])))


def seconds(reader: Reader, text: str, language: str, limit: int) -> float:
    """Processor time of reading one report; stopped after `limit` seconds of it."""
    signal.setitimer(signal.ITIMER_VIRTUAL, limit)
    start = time.process_time()
    try:
        reader.read(text, published="2022-01-08", language=language)
    except Exception as error:  # a refusal is an answer too; a crash is told
        print(f"  {type(error).__name__}: {str(error)[:400]}", flush=True)
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return time.process_time() - start


def main() -> None:
    """Print a line for each shape."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shapes", nargs="*", default=list(SHAPES))
    parser.add_argument("--sizes", nargs="+", type=int, default=[50_000, 100_000])
    parser.add_argument("--language", default="fr")
    parser.add_argument("--hang", type=int, default=120, help="seconds after which a report is given up and the place in the code is printed")
    parser.add_argument("--profile", action="store_true")
    options = parser.parse_args()
    signal.signal(signal.SIGVTALRM, _stop)
    reader = Reader()
    reader.read("La Turquie a condamné le Mali. " * 20, language="fr")
    reader.read("Turkey condemned Mali on Tuesday. " * 20, language="en")
    for name in options.shapes:
        times = []
        for size in options.sizes:
            text = SHAPES[name](size)
            profile = cProfile.Profile() if options.profile else None
            if profile:
                profile.enable()
            times.append(seconds(reader, text, "en" if name == "english" else options.language, options.hang))
            if profile:
                profile.disable()
                pstats.Stats(profile).sort_stats("cumtime").print_stats(45)
        ratios = [b / max(a, 0.01) for a, b in zip(times, times[1:], strict=False)]
        flag = "  GROWS" if any(r > LIMIT for r in ratios) and times[-1] > 1 else ""
        print(f"{name:18}", " ".join(f"{t:8.2f}s" for t in times), " ".join(f"x{r:.1f}" for r in ratios), flag, flush=True)


if __name__ == "__main__":
    main()

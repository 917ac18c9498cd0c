"""The long run: bytes of any kind at every parser, until the time is over.

    python -m tests.fuzz                            # every target, 60 seconds each
    python -m tests.fuzz html warc --seconds 600
    python -m tests.fuzz html --atheris             # guided by coverage; needs the package atheris (Python 3.11 or 3.12)

What makes a target raise, or hold on for more than 5 seconds, is written to tests/fuzz/corpus/<target>/ and told; exit code 1.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import signal
import sys
import time
import traceback
from types import FrameType

from tests.fuzz.targets import CORPUS, TARGETS, Target, mutate

HANG_SECONDS = 5


class Hang(Exception):
    """A target held on for too long."""


def _hang(number: int, frame: FrameType | None) -> None:
    raise Hang(f"more than {HANG_SECONDS} s of processor time")


def attempt(name: str, target: Target, data: bytes) -> bool:
    """Run a target once; what goes wrong is kept and told."""
    signal.setitimer(signal.ITIMER_VIRTUAL, HANG_SECONDS)
    try:
        target.run(data)
        return True
    except Exception:
        path = CORPUS / name / hashlib.sha256(data).hexdigest()[:16]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        print(f"{path}\n{traceback.format_exc(limit=-4)}", flush=True)
        return False
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def search(name: str, seconds: float, number: int) -> tuple[int, int]:
    """Mutate a target's seeds until the time is over: how many were tried, and how many went wrong (at most 5)."""
    target, chance = TARGETS[name], random.Random(number)
    seeds = target.seeds(name)
    tried = wrong = 0
    end = time.monotonic() + seconds
    while time.monotonic() < end and wrong < 5:
        tried += 1
        wrong += not attempt(name, target, mutate(chance.choice(seeds), chance))
    return tried, wrong


def guided(name: str) -> None:
    """The same by atheris, for ever; stops at the first finding."""
    import atheris  # type: ignore[import-not-found]

    folder = CORPUS.parent / "atheris" / name
    folder.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(TARGETS[name].seeds(name)):
        (folder / f"seed-{number}").write_bytes(seed)
    atheris.instrument_all()
    atheris.Setup([sys.argv[0], str(folder), f"-timeout={HANG_SECONDS}", "-max_len=20000"], TARGETS[name].run)
    atheris.Fuzz()


def main() -> None:
    """Try the targets that are named, or all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("targets", nargs="*", choices=[[], *TARGETS])
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=int(time.time()), help="the same seed tries the same bytes")
    parser.add_argument("--atheris", action="store_true")
    options = parser.parse_args()
    if options.atheris:
        guided(options.targets[0])
    signal.signal(signal.SIGVTALRM, _hang)
    bad = 0
    for name in options.targets or TARGETS:
        tried, wrong = search(name, options.seconds, options.seed)
        print(f"{name}: {tried} tried, {wrong} wrong (seed {options.seed})", flush=True)
        bad += wrong
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()

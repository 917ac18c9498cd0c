"""A driver for tests of runs, as a process of its own that can be killed: CORPUS WORK ENGINE JOBS TIMEOUT READER [MEMORY]."""

import sys
from pathlib import Path

from vigie.run import Overrides, Run, Settings, iter_inputs, open_engine


def main() -> None:
    """Code the corpus; then print which reports were rejected and why."""
    corpus, work, name, jobs, timeout, reader, *memory = sys.argv[1:]
    settings = Settings("fr", timeout_seconds=float(timeout), loading_seconds=0, reader=reader, memory_bytes=int(memory[0]) if memory else 0)
    engine = open_engine(name, int(jobs))
    try:
        outcome = Run(Path(work), settings).code(iter_inputs([corpus], Overrides()), engine)
    finally:
        engine.close()
    for shard in outcome.shards:
        for rejection in shard.rejections:
            print(rejection.id, rejection.reason, rejection.detail)
    sys.stdout.buffer.write(b"--\n" + b"".join(path.read_bytes() for path in outcome.files()))


if __name__ == "__main__":
    main()

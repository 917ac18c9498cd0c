"""What several commands share: going through sources while rejections are told and counted."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from vigie.inputs import Limits
from vigie.pipeline import Reader
from vigie.records import Reading, Rejection
from vigie.run import Overrides, iter_results


class Results:
    """The readings of some sources; afterwards, how many there were."""

    def __init__(self, sources: Sequence[str], overrides: Overrides, models: Mapping[str, str], limits: Limits | None = None) -> None:
        self._results = iter_results(sources, Reader(overrides.language, models), overrides, limits)
        self.read = 0
        self.reasons: Counter[str] = Counter()

    def __iter__(self) -> Iterator[Reading]:
        for result in self._results:
            if isinstance(result, Rejection):
                self.reasons[result.reason] += 1
                tell(result)
            else:
                self.read += 1
                yield result

    @property
    def rejected(self) -> int:
        """How many records gave no reading."""
        return self.reasons.total()

    @property
    def summary(self) -> str:
        """What came of every record, in one line: the counts add up to the records that there were."""
        told = ", ".join(f"{count} {reason}" for reason, count in sorted(self.reasons.items()))
        return f"{self.read + self.rejected} records: {self.read} reports read, {self.rejected} rejected" + (f" ({told})" if told else "")

    @property
    def status(self) -> int:
        """Exit code: 1 when something was rejected."""
        return 1 if self.rejected else 0


def tell_left_out(name: str, left_out: Mapping[str, int]) -> None:
    """One line on standard error about events that a format cannot hold, if there are any."""
    if left_out:
        what = ", ".join(f"{n} {status}" for status, n in sorted(left_out.items()))
        print(f"{name} has no room for some events: {what} left out", file=sys.stderr)


def tell(rejection: Rejection) -> None:
    """One line on standard error."""
    where = rejection.origin or rejection.id
    print(f"vigie: {where}: {rejection.reason}: {rejection.detail}".replace("\n", " "), file=sys.stderr)

"""What several commands share: going through sources while rejections are told and counted."""

from __future__ import annotations

import sys
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
        self.rejected = 0

    def __iter__(self) -> Iterator[Reading]:
        for result in self._results:
            if isinstance(result, Rejection):
                self.rejected += 1
                tell(result)
            else:
                self.read += 1
                yield result

    @property
    def status(self) -> int:
        """Exit code: 1 when something was rejected."""
        return 1 if self.rejected else 0


def tell(rejection: Rejection) -> None:
    """One line on standard error."""
    where = rejection.origin or rejection.id
    print(f"vigie: {where}: {rejection.reason}: {rejection.detail}".replace("\n", " "), file=sys.stderr)

"""Many reports, one after the other: nothing disappears, pages in = readings + rejections."""

from vigie.run.local import Overrides, iter_results

__all__ = ["Overrides", "iter_results"]

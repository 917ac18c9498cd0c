"""Learned weights as plain numbers: trees of questions about named features.

A forest gives the probability that something holds. It was grown by `training/ranker.py`; here it is only walked, all trees and
all rows at once. The file is JSON, so that anybody can read what was learned.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from vigie.errors import ModelError

RANKER = Path(__file__).resolve().parent.parent / "weights" / "ranker.json"


@dataclass(frozen=True, slots=True)
class Forest:
    """Trees in flat arrays: node → feature asked for, threshold, its two children (≤, >) in a row, value of a leaf.

    A leaf leads to itself. `roots` are the first nodes of the trees, `depth` the longest way down.
    """

    columns: Mapping[str, int]
    feature: NDArray[np.int32]
    threshold: NDArray[np.float64]
    children: NDArray[np.int32]
    value: NDArray[np.float64]
    roots: NDArray[np.int32]
    depth: int

    def scores(self, rows: Sequence[Mapping[str, float]]) -> list[float]:
        """The probability for each row of features; a feature that is not told is 0."""
        if not rows:
            return []
        table: NDArray[np.float64] = np.zeros((len(rows), len(self.columns)), dtype=np.float64)
        for i, row in enumerate(rows):
            for name, value in row.items():
                column = self.columns.get(name)
                if column is not None:
                    table[i, column] = value
        at = np.repeat(self.roots[None, :], len(rows), axis=0)
        flat = table.ravel()
        lines: NDArray[np.int64] = (np.arange(len(rows), dtype=np.int64) * len(self.columns))[:, None]
        for _ in range(self.depth):
            goes_right = flat.take(lines + self.feature.take(at)) > self.threshold.take(at)
            at = self.children.take(2 * at + goes_right)
        margin = self.value.take(at).sum(axis=1)
        return [float(p) for p in 1.0 / (1.0 + np.exp(-margin))]


@dataclass(frozen=True, slots=True)
class RankerWeights:
    """Everything that was learned for choosing among readings."""

    actor: Forest
    recipient: Forest
    keep: Forest
    threshold: float
    """Candidates with a lower probability are no events."""
    priors: Mapping[str, tuple[int, int]]


def read_forest(data: Mapping[str, Any]) -> Forest:
    """A forest from its JSON data: names of features, rows of nodes, first nodes, depth."""
    nodes = data["nodes"]
    columns = list(zip(*nodes, strict=True))
    return Forest(
        {name: i for i, name in enumerate(data["features"])},
        np.array(columns[0], dtype=np.int32), np.array(columns[1], dtype=np.float64),
        np.array([columns[2], columns[3]], dtype=np.int32).T.ravel(), np.array(columns[4], dtype=np.float64),
        np.array(data["roots"], dtype=np.int32),
        int(data["depth"]),
    )  # fmt: skip


@cache
def load_ranker(path: Path = RANKER) -> RankerWeights:
    """The learned weights.

    Raises:
        ModelError: The file is missing or damaged.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        priors = {word: (coded, seen) for word, (coded, seen) in data["priors"].items()}
        return RankerWeights(read_forest(data["actor"]), read_forest(data["recipient"]), read_forest(data["keep"]), data["threshold"], priors)
    except (OSError, ValueError, KeyError, IndexError, TypeError) as error:
        raise ModelError(f"{path}: no ranker ({error}): reinstall vigie, or make it with training/ranker.py") from error

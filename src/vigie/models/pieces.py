"""Words as pieces: how the encoder spells them.

A word becomes the likeliest row of pieces of the encoder's list (a unigram model; Kudo 2018, "Subword Regularization"). What no piece covers
is the unknown piece.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence

START, PAD, END, UNKNOWN = range(4)
"""The first four pieces of the list."""
_SPACE = "▁"
_WORSE = 10.0
"""How much less likely the unknown piece is than the rarest known one."""


class Pieces:
    """Spells words.

    Args:
        pieces: All pieces, the four special ones first.
        scores: The log-probability of each.
    """

    def __init__(self, pieces: Sequence[str], scores: Sequence[float]) -> None:
        self._known: Mapping[str, tuple[int, float]] = {
            p: (i, s) for i, (p, s) in enumerate(zip(pieces, scores, strict=True)) if i > UNKNOWN
        }
        self._longest = max(map(len, self._known))
        self._unknown = min(scores) - _WORSE
        self._spelled: dict[str, tuple[int, ...]] = {}

    def of(self, word: str, after_space: bool) -> tuple[int, ...]:
        """The numbers of a word's pieces; a word that a space opens is another than one that is stuck to the word before."""
        text = (_SPACE if after_space else "") + unicodedata.normalize("NFKC", word).replace(" ", _SPACE)
        found = self._spelled.get(text)
        if found is None:
            found = self._spelled[text] = self._spell(text)
        return found

    def _spell(self, text: str) -> tuple[int, ...]:
        best = [0.0] + [float("-inf")] * len(text)
        came: list[tuple[int, int]] = [(0, UNKNOWN)] * (len(text) + 1)
        for start in range(len(text)):
            for end in range(start + 1, min(len(text), start + self._longest) + 1):
                known = self._known.get(text[start:end])
                if known is not None and best[start] + known[1] > best[end]:
                    best[end], came[end] = best[start] + known[1], (start, known[0])
            if best[start] + self._unknown > best[start + 1]:
                best[start + 1], came[start + 1] = best[start] + self._unknown, (start, UNKNOWN)
        row, end = [], len(text)
        while end > 0:
            end, piece = came[end]
            row.append(piece)
        return tuple(reversed(row)) or (UNKNOWN,)

"""Spelled numbers, composed from a language's words.

`vingt-cinq mille` is read by the two moves that most languages share: a smaller number after a round one is
added, a bigger power after a number multiplies it. Irregular compounds (`quatre-vingt`, `dix-sept`) are entries
of the word list. Ordinals and fractions are not read here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

_MOST_PARTS = 24
"""Number words of one number: "neuf cent quatre-vingt-dix-neuf milliards …" down to the units has 23."""
_PART = re.compile(r"[^\W\d_]+|[^\s]")


class Numerals:
    """The number words of one language.

    Args:
        words: Word (or words) to value.
        joiners: What may stand between two parts (`et`, `and`, `-`).
    """

    def __init__(self, words: Mapping[str, int], joiners: Sequence[str]) -> None:
        self._entries: dict[str, list[tuple[tuple[str, ...], int]]] = {}
        for word, value in words.items():
            first, *rest = _PART.findall(str(word).lower())
            self._entries.setdefault(first, []).append((tuple(rest), value))
        for entries in self._entries.values():
            entries.sort(key=lambda e: -len(e[0]))
        self._joiners = frozenset(joiners)
        self.first_words = frozenset(self._entries)

    def _word(self, plain: Sequence[str], at: int) -> tuple[int, int] | None:
        """The value of the number word at a place, and where it ends."""
        if at >= len(plain):
            return None
        for rest, value in self._entries.get(plain[at], ()):
            end = at + 1 + len(rest)
            if tuple(plain[at + 1 : end]) == rest:
                return value, end
        return None

    def read(self, plain: Sequence[str], at: int) -> Iterator[tuple[int, int]]:
        """The values of the spelled number at a place, longest last: pairs of value and end."""
        first = self._word(plain, at)
        if first is None:
            return
        total, current, end = 0, 0, at
        following: tuple[int, int] | None = first
        for _ in range(_MOST_PARTS):
            if following is None:
                return
            value, stop = following
            if value >= 1000:
                total, current = total + max(current, 1) * value, 0
            elif value == 100 and current < 100:
                current = max(current, 1) * 100
            elif end == at or current % 100 == 0 or (current % 100 >= 20 and current % 10 == 0 and value < 20):
                current += value
            else:
                return
            end = stop
            yield total + current, end
            following = self._next(plain, end, total + current)

    def _next(self, plain: Sequence[str], at: int, so_far: int) -> tuple[int, int] | None:
        """The number word after a place, past joiners."""
        steps = 0
        while at < len(plain) and plain[at] in self._joiners and steps < 3:
            at, steps = at + 1, steps + 1
        found = self._word(plain, at)
        if found is None or (steps and so_far < 20):
            return None
        return found

"""Letters without case or accents, one for one, so that offsets stay those of the capture.

`fold` keeps the length of its text: a pattern found in the folded text stands at the same place in
the capture. `plain` is for comparing whole lines and does not keep offsets.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_APOSTROPHES = "\u2018\u2019\u02bc\u00b4\u0060"
_BLANKS = "\u00a0\u2007\u2009\u202f\t"
_NUMBER = re.compile(r"\d+(?:[.,\u202f\u00a0]\d{3})*")
_QUOTES = str.maketrans(dict.fromkeys("\u00ab\u00bb\u201c\u201d\u201e", '"'))


@lru_cache(maxsize=4096)
def _fold_letter(letter: str) -> str:
    if letter in _APOSTROPHES:
        return "'"
    if letter in _BLANKS:
        return " "
    base = unicodedata.normalize("NFD", letter)[0].lower()
    return base if len(base) == 1 else letter


def fold(text: str) -> str:
    """The text in lower case and without accents, exactly as long as before."""
    return "".join(map(_fold_letter, text))


def plain(text: str) -> str:
    """A line as phrases are compared with it: folded, one blank between words, `#` for numbers."""
    return " ".join(_NUMBER.sub("#", fold(text)).split())


def comparable(text: str) -> str:
    """A paragraph as it is compared with its repetition: folded, with one kind of quotation mark."""
    return " ".join(fold(text).translate(_QUOTES).replace('" ', '"').replace(' "', '"').split())

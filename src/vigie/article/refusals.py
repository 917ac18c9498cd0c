"""Texts that are not read at all: empty, binary or endless."""

from __future__ import annotations

import re

LONGEST_TEXT = 5_000_000
MOST_LINES = 200_000
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f\ufffd]")
_MOST_CONTROLS = 0.01
"""A mangled accent or two is a bad capture; one character in a hundred is no text."""


def refuse(text: str, limit: int) -> tuple[str, str]:
    """Reason and detail for which a text is not read; both empty when it is.

    Args:
        text: The capture.
        limit: Most characters that are read.
    """
    if len(text) > limit:
        return "too_long", f"{len(text):,} characters; at most {limit:,} are read: split it into reports"
    lines = text.count("\n") + text.count("\r")
    if lines > MOST_LINES:
        return "too_long", f"{lines:,} lines; at most {MOST_LINES:,} are read: split it into reports"
    if not text.strip("\ufeff\u200b \t\r\n\u00a0") or text.isspace():
        return "empty", "there is no text"
    controls = sum(1 for _ in _CONTROL.finditer(text))
    if "\x00" in text or controls > _MOST_CONTROLS * len(text):
        return (
            "binary",
            f"{controls:,} of {len(text):,} characters are control or broken characters: not a text",
        )
    if not any(c.isalpha() for c in text):
        return "empty", "there are no letters in the text"
    return "", ""

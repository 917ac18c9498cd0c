"""In which installed language a text is written, or that it is in none of them.

py3langid is asked twice from one run: which of the installed languages fits best, and whether a language
that is not installed fits clearly better. A short text is too little to refuse on: it gets the best of the
installed. Limits: very close languages (Occitan, Corsican; Scots) may pass as the installed one.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from vigie.errors import ModelError

_SAMPLE = 6000
"""Characters looked at: a report's language shows well before, and the cost stays flat."""
_SHORT = 25
"""Letters below which a stranger is not told from a name or a headline."""
_MARGIN = 30.0
"""Log-odds by which a language that is not installed must lead before a text is refused. On 1446 lines of
French and English news the lead never passes 17; 50 letters of 16 other languages lead by 52 to 447."""


@cache
def _identifier() -> LanguageIdentifier:
    try:
        return LanguageIdentifier.from_model_file(MODEL_FILE)
    except OSError as error:  # it is unpacked into the temporary folder
        what = f"the tables of languages cannot be unpacked in the temporary folder ({error.strerror or error})"
        raise ModelError(f"{what}: make room there, set TMPDIR to another folder, or name the language by --lang") from error


def detect_language(text: str, installed: Sequence[str]) -> str | None:
    """The installed language of a text, or nothing when it is written in another one.

    Args:
        text: Any text; only its beginning is looked at.
        installed: Codes of the languages that can be read.
    """
    sample = text[:_SAMPLE]
    letters = sum(c.isalpha() for c in sample)
    if not letters or not installed:
        return None
    scores = {code: float(score) for code, score in _identifier().rank(sample)}
    best = max(sorted(installed), key=lambda code: scores.get(code, float("-inf")))
    stranger = max((s for code, s in scores.items() if code not in installed), default=float("-inf"))
    if letters >= _SHORT and stranger - scores.get(best, float("-inf")) > _MARGIN:
        return None
    return best

"""Characters only: one plain form for what typography writes in many ways.

Every mapping here keeps the length of the text, so that a position in the plain copy is a position
in the text as captured.

Limits: combining accents are not composed here, that would change lengths.
"""

from __future__ import annotations

_SPACES = "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\u000b\u000c\u200b\ufeff"
_SINGLE_QUOTES = "\u2018\u2019\u201a\u201b\u2032\u02bc\u0060\u00b4"
_DOUBLE_QUOTES = "\u00ab\u00bb\u201c\u201d\u201e\u201f\u2033"
_HYPHENS = "\u2010\u2011\u00ad\u2212"
_DASHES = "\u2012\u2013\u2014\u2015"

_PLAIN = str.maketrans(
    {
        **dict.fromkeys(_SPACES, " "),
        **dict.fromkeys(_SINGLE_QUOTES, "'"),
        **dict.fromkeys(_DOUBLE_QUOTES, '"'),
        **dict.fromkeys(_HYPHENS, "-"),
    }
)
_PLAIN_DASHES = str.maketrans(dict.fromkeys(_DASHES, "-"))


def plain_characters(text: str) -> str:
    """The text with plain spaces, quotation marks, apostrophes and hyphens; same length.

    >>> plain_characters("«\u00a0L’Otan\u00a0»")
    '" L\\'Otan "'
    """
    return text.translate(_PLAIN)


def plain_dashes(text: str) -> str:
    """The text with every dash as a hyphen; same length."""
    return text.translate(_PLAIN_DASHES)

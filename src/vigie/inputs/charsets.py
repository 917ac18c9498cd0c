"""The characters that bytes stand for.

A mark of byte order goes first, then UTF-8, which nothing else passes for by chance; then what the source
declares, where it fits; then a guess. A declaration is not believed before UTF-8: pages say `iso-8859-1` and
are UTF-8 every day.
"""

from __future__ import annotations

import codecs

_SAMPLE = 200_000
"""Bytes from which an encoding is guessed."""
_USUAL = "cp1252"
"""What browsers take an undeclared text for; its siblings fit a short French text as well, and are wrong (`Oł`)."""
_WHOLE_TO_BROKEN = 10
"""Letters of several bytes for each broken one: another encoding makes hardly any by chance."""
_SIBLINGS = ("cp125", "iso8859_", "latin_")
_OTHER_SCRIPTS = frozenset({"cp1251", "cp1253", "cp1255", "cp1256", "iso8859_5", "iso8859_6", "iso8859_7", "iso8859_8", "iso8859_11"})
WIDE_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BROWSERS = {"iso8859-1": _USUAL, "ascii": _USUAL, "iso8859-9": "cp1254"}
"""Read as browsers read them: pages that declare these use the characters that Windows adds."""


def encoding_of(data: bytes, declared: str = "") -> str:
    """The name of the encoding of some bytes, or an empty string when none fits.

    Args:
        data: The bytes, or a beginning of them that ends with a whole line.
        declared: What the source says of itself; may be unknown or wrong.
    """
    for mark, encoding in WIDE_MARKS:
        if data.startswith(mark):
            return encoding
    if fits(data, "utf-8"):
        return "utf-8"
    said = known_encoding(declared)
    if said and fits(data, said):
        return said
    return "" if b"\x00" in data[:_SAMPLE] else _guess(data[:_SAMPLE])


def decode(data: bytes, declared: str = "") -> str | None:
    """The text that bytes stand for, or nothing when no encoding fits."""
    encoding = encoding_of(data, declared)
    if encoding != "utf-8" and (mangled := _mangled_utf8(data)):
        return mangled
    try:
        return data.decode(encoding) if encoding else None
    except (UnicodeDecodeError, LookupError):
        return None


def _mangled_utf8(data: bytes) -> str:
    """UTF-8 in which a byte was lost here and there, with a mark in place of each; empty when it is something else."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return ""
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    whole = sum(not c.isascii() for c in text) - broken
    return text if broken and whole >= _WHOLE_TO_BROKEN * broken else ""


def fits(data: bytes, encoding: str) -> bool:
    """Whether bytes can be decoded so."""
    try:
        data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return False
    return True


def known_encoding(name: str) -> str:
    """The codec that a declared name stands for among browsers, or an empty string."""
    try:
        found = codecs.lookup(name.strip().strip("\"'")).name if name.strip() else ""
        "".encode(found or "ascii")
    except (LookupError, ValueError):
        return ""
    return _BROWSERS.get(found, found)


def _guess(sample: bytes) -> str:
    """What charset-normalizer prefers; among the encodings that have their accents in the same places, the usual one."""
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    if best is None:
        return ""
    is_sibling = best.encoding.startswith(_SIBLINGS) and best.encoding not in _OTHER_SCRIPTS
    return _USUAL if is_sibling and fits(sample, _USUAL) else best.encoding

"""What a language's `article.yaml` tells about the surroundings of a report, compiled.

The file holds words and forms; this module turns them into one scanner of pieces (`DATE`, `TIME`,
`label`, ...) and into tables of phrases. Every pattern is bounded: no repetition inside a repetition.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from vigie.article.folding import fold, plain
from vigie.errors import LexiconError
from vigie.lexicon.languages import language_file
from vigie.lexicon.load import load_yaml

_GAP = r"[ ,.]{0,3}"
_NEVER = "(?!)"
"""What a list without words matches: nothing, not the empty string."""
_YEAR = r"(?P<year{n}>(?:19|20)\d\d)(?!\d)"
_NUMERIC = (
    r"(?P<iso>(?:19|20)\d\d-[01]\d-[0-3]\d)(?:t\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:z|[+-]\d\d:?\d\d)?)?"
    r"|(?P<first>[0-3]?\d)(?P<mark>[./-])(?P<second>[0-3]?\d)(?P=mark)(?P<numyear>(?:19|20)\d\d|\d\d)(?!\d)"
)


@dataclass(frozen=True, slots=True)
class Phrases:
    """Furniture of one reason, by the lines that it makes up or begins."""

    reason: str
    whole: frozenset[str]
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    wanted: tuple[str, ...]
    """Words of which one must follow what the line starts with."""
    upper: bool
    """Whether the line counts only when it is in capitals."""
    headline: bool
    """Whether a headline follows: a line that ends like a sentence counts only where a mark follows the
    phrase (`Lire aussi : …`), not where it goes on (`Voir aussi ses alliés partir l'inquiète.`)."""


@dataclass(frozen=True, slots=True)
class ArticleWords:
    """The words of one language around its reports."""

    language: str
    scanner: re.Pattern[str]
    forms: tuple[str, ...]
    months: dict[str, int]
    numeric_order: dict[str, str]
    published: frozenset[str]
    agencies: frozenset[str]
    agency_words: frozenset[str]
    desk_words: frozenset[str]
    particles: frozenset[str]
    rubrics: frozenset[str]
    bylines: tuple[str, ...]
    furniture: tuple[Phrases, ...]
    link_sections: frozenset[str]
    end_sections: frozenset[str]
    credit_signs: tuple[str, ...]


def _alternatives(words: Iterable[str]) -> str:
    """An alternation, longest first; `#` matches a number, a blank any run of up to three."""
    ordered = sorted({plain(w) for w in words}, key=lambda w: (-len(w), w))
    return "|".join(re.escape(w).replace(r"\#", r"\d{1,4}").replace(r"\ ", r" {1,3}") for w in ordered) or _NEVER


def _date_form(form: str, number: int, months: str, suffixes: str) -> str:
    parts = {
        "day": rf"(?P<day{number}>[0-3]?\d)(?!\d)(?:{suffixes})?",
        "month": rf"(?P<month{number}>{months})\b\.?",
        "year": _YEAR.format(n=number),
    }
    return _GAP.join(parts[part] for part in re.findall(r"<(\w+)>", form))


def _time_form(form: str, number: int, halves: str) -> str:
    half = rf"(?:{halves})(?!\w)"
    pattern = re.escape(fold(form)).replace(r"\ ", " ?")
    pattern = pattern.replace("<minute>", r"[0-5]\d(?!\d)(?::[0-5]\d)?").replace("<hour>", r"[0-2]?\d")
    return pattern.replace("<half>", f"(?P<half{number}>{half})")


def _scanner(raw: dict[str, Any]) -> re.Pattern[str]:
    months, suffixes = _alternatives(raw["months"]), _alternatives(raw["day_suffixes"])
    dates = [_date_form(f, n, months, suffixes) for n, f in enumerate(raw["date_forms"].values())]
    halves = _alternatives(raw["half_day"])
    times = [_time_form(f, n, halves) for n, f in enumerate(raw["time_forms"])]
    labels = [w for words in raw["labels"].values() for w in words]
    kinds = {
        "DATE": "|".join([_NUMERIC, *dates]),
        "TIME": "|".join(times) or _NEVER,
        "relative": _alternatives(raw["relative_dates"]),
        "label": _alternatives(labels) + r"(?: ?:)?",
        "weekday": rf"(?:{_alternatives(raw['weekdays'])})\.?",
        "zone": _alternatives(raw["zones"]),
        "agency": _alternatives(raw["agencies"]),
        "connector": _alternatives(raw["date_connectors"]),
        "word": r"[^\W_][\w'.&\u2019-]{0,80}",
    }
    pieces = [rf"(?P<{kind}>(?:{pattern})(?![^\W_]))" for kind, pattern in kinds.items()]
    pieces.append(r"(?P<dash>--|[-\u2013\u2014\u2212])")
    pieces.append(r"(?P<bar>[|\u2022\u00b7])")
    pieces.append(r"(?P<open>\()|(?P<close>\))|(?P<slash>/)|(?P<mark_>[^\s])")
    return re.compile("|".join(pieces))


def _phrases(entry: dict[str, Any], path: Path) -> Phrases:
    known = {"reason", "whole", "starts", "ends", "with", "upper", "headline"}
    for key in entry:
        if key not in known:
            raise LexiconError(
                f"{path}: unknown key '{key}' under 'furniture'; known: {', '.join(sorted(known))}"
            )
    if "reason" not in entry:
        raise LexiconError(f"{path}: an entry under 'furniture' has no 'reason': give one")
    return Phrases(
        reason=entry["reason"],
        whole=frozenset(_bare(w) for w in entry.get("whole", ())),
        starts=tuple(plain(w).replace(" :", ":") for w in entry.get("starts", ())),
        ends=tuple(_bare(w) for w in entry.get("ends", ())),
        wanted=tuple(plain(w) for w in entry.get("with", ())),
        upper=bool(entry.get("upper", False)),
        headline=bool(entry.get("headline", False)),
    )


def _bare(phrase: str) -> str:
    return plain(phrase).replace(" :", ":").strip(" .:()[]")


def _set(words: Iterable[str]) -> frozenset[str]:
    return frozenset(plain(w) for w in words)


@cache
def load_article_words(language: str) -> ArticleWords:
    """The words around reports in an installed language.

    Raises:
        LexiconError: `article.yaml` is missing or wrong; names file and key.
    """
    path = language_file(language, "article.yaml")
    raw = load_yaml(path)
    try:
        return ArticleWords(
            language=language,
            scanner=_scanner(raw),
            forms=tuple(raw["date_forms"]),
            months={plain(name): int(number) for name, number in raw["months"].items()},
            numeric_order=dict(raw["numeric_order"]),
            published=_set(raw["labels"]["published"]),
            agencies=_set(raw["agencies"]),
            agency_words=_set(raw["agency_words"]),
            desk_words=_set(raw["desk_words"]),
            particles=_set(raw["particles"]),
            rubrics=_set(raw["rubrics"]),
            bylines=tuple(sorted(_set(raw["bylines"]), key=lambda w: (-len(w), w))),
            furniture=tuple(_phrases(entry, path) for entry in raw["furniture"]),
            link_sections=frozenset(_bare(w) for w in raw["link_sections"]),
            end_sections=frozenset(_bare(w) for w in raw["end_sections"]),
            credit_signs=tuple(plain(w).replace(" :", ":") for w in raw["credit_signs"]),
        )
    except KeyError as missing:
        raise LexiconError(
            f"{path}: key {missing} is missing: see the same file of another language"
        ) from missing

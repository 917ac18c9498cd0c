"""What the pages say, in the reader's language.

A language of the interface is one file, `locales/<code>.yaml`; all have the same keys. Names of countries and organisations
come from the languages that reports are read in (`vigie/languages/<code>/`), those of event types and sectors from the ontology.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from vigie.lexicon.languages import installed_languages, language_file
from vigie.lexicon.load import load_yaml
from vigie.lexicon.ontology import load_event_types, load_sectors
from vigie.store.days import LAST, read_days

LOCALES = Path(__file__).resolve().parent / "locales"
DEFAULT = "en"
_UNSAID = frozenset({"GOV", "IGO", "UNK", ""})
"""Sectors that a country's name alone stands for."""


@dataclass(frozen=True, slots=True)
class Who:
    """An actor for people."""

    code: str
    country: str
    """The name of the code in the reader's language."""
    detail: str
    """Sector and own name, where they say more."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language."""

    language: str
    texts: Mapping[str, str]

    def __call__(self, key: str, **values: object) -> str:
        """The text of a key, with values filled in."""
        return self.texts[key].format(**values) if values else self.texts[key]

    def count(self, key: str, number: int) -> str:
        """A number with its noun: `key.one` or `key.many`."""
        return self(f"{key}.one" if number == 1 or (number == 0 and "zero.is.one" in self.texts) else f"{key}.many", n=number)

    def known(self, prefix: str, name: str) -> str:
        """The text of `prefix.name`, or the name itself where there is none."""
        return self.texts.get(f"{prefix}.{name}", name)

    def kind(self, name: str) -> str:
        """An event type."""
        found = self.texts.get(f"type.{name}")
        kind = load_event_types().get(name)
        return found or (kind.label(self.language) if kind else name)

    def quad(self, name: str) -> int:
        """The quad class of an event type, 1 to 4; 0 where it is unknown."""
        kind = load_event_types().get(name)
        return kind.quad if kind else 0

    def sector(self, code: str) -> str:
        """What a sector is."""
        return load_sectors().get(code, {}).get(self.language, code)

    def place_name(self, code: str) -> str:
        """A country or an organisation by its code; the code where no name is known."""
        return names_in(self.language).get(code, code)

    def who(self, actor: str) -> Who:
        """An actor as views give it: `TUR GOV Hulusi Akar`."""
        return _who(self.language, actor)

    def day(self, value: str) -> str:
        """A date of CODING.md for people: `21 October 2031`."""
        if not value:
            return self("day.none")
        if read_days(value) is None:
            return value
        first, slash, last = value.partition("/")
        if not slash:
            return self._point(first)
        if last in ("", ".."):
            return self("day.since", day=self._point(first))
        if first in ("", ".."):
            return self("day.until", day=self._point(last))
        return self("day.between", first=self._point(first), last=self._point(last))

    def short_day(self, value: str) -> str:
        """The same, with the month's name cut short where it is one day."""
        if len(value) == 10 and (days := read_days(value)) and days.last != LAST:
            year, month, day = value.split("-")
            return self("day.short", day=int(day), month=self.texts["months.short"].split()[int(month) - 1], year=year)
        return self.day(value)

    def _point(self, value: str) -> str:
        if "W" in value:
            year, _, week = value.partition("-W")
            return self("day.week", week=int(week), year=year)
        parts = value.split("-")
        months = self.texts["months"].split()
        if len(parts) == 3:
            return self("day.full", day=int(parts[2]), month=months[int(parts[1]) - 1], year=parts[0])
        return f"{months[int(parts[1]) - 1]} {parts[0]}" if len(parts) == 2 else value


@cache
def load_words(language: str) -> Words:
    """The words of a language of the interface."""
    return Words(language, {str(k): str(v) for k, v in load_yaml(LOCALES / f"{language}.yaml").items()})


@lru_cache(maxsize=20_000)
def _who(language: str, actor: str) -> Who:
    say = load_words(language)
    code, sector, name = split_actor(actor)
    country = say("nobody") if code == "---" else say.place_name(code)
    parts = [name if name and name.casefold() != country.casefold() else "", "" if sector in _UNSAID else say.sector(sector)]
    return Who(code, country, ", ".join(p for p in parts if p))


@cache
def interface_languages() -> tuple[str, ...]:
    """Codes of the languages that the pages are in."""
    return tuple(sorted(path.stem for path in LOCALES.glob("*.yaml")))


@cache
def names_in(language: str) -> Mapping[str, str]:
    """Names of countries and organisations by code, in a language; none where reports are not read in it."""
    found: dict[str, str] = {}
    if language not in installed_languages():
        return found
    for file in ("organisations.tsv", "countries.tsv"):
        for line in language_file(language, file).read_text(encoding="utf-8").splitlines():
            code, *rest = line.split("\t")
            if rest and not line.startswith("#"):
                found[code] = rest[0].split(",")[0]
    return found


def split_actor(actor: str) -> tuple[str, str, str]:
    """Code, sector and name of an actor as views give it.

    >>> split_actor("TUR GOV Hulusi Akar")
    ('TUR', 'GOV', 'Hulusi Akar')
    """
    code, _, rest = actor.partition(" ")
    sector, _, name = rest.partition(" ")
    return (code, sector, name) if sector in load_sectors() else (code, "", rest)


def choose_language(asked: str, kept: str, accepted: str) -> str:
    """The language of a page: the one asked for, else the one kept in a cookie, else the first that the browser accepts and we have."""
    known = interface_languages()
    wishes = [part.split(";")[0].strip().lower().split("-")[0] for part in accepted.split(",")[:20]]
    return next((code for code in (asked, kept, *wishes) if code in known), DEFAULT)

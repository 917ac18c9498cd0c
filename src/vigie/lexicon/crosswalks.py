"""Crosswalks: our types, statuses and codes as other formats have them, read from `vigie/ontology/crosswalks/`.

They are declared in data, so that what an export folds or loses can be read and changed in one place.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from vigie.errors import LexiconError, OntologyError
from vigie.lexicon.load import load_yaml
from vigie.lexicon.ontology import ONTOLOGY, load_event_types, load_modes

CROSSWALKS = ONTOLOGY / "crosswalks"
STATUSES = frozenset({"occurred", "scheduled", "possible", "alleged", "negated"})


@dataclass(frozen=True, slots=True)
class Folding:
    """What formats that know fewer statuses make of an event."""

    future: Mapping[str, str]
    """For the type of a scheduled event, the type that it is folded into."""
    auxiliary: Mapping[str, str]
    """For a status, PLOVER's auxiliary mode."""
    historical_after_days: int
    told_as_fact: frozenset[str]
    """Statuses that formats without auxiliary modes can hold."""


@dataclass(frozen=True, slots=True)
class Cameo:
    """Types and modes as CAMEO codes, and sectors as its role codes."""

    codes: Mapping[str, str]
    modes: Mapping[str, Mapping[str, str]]
    quads: tuple[tuple[str, int], ...]
    sectors: Mapping[str, str]

    def code(self, kind: str, modes: tuple[str, ...]) -> str:
        """The code of an event: that of the first listed mode that it has, else its type's."""
        return next((code for mode, code in self.modes[kind].items() if mode in modes), self.codes[kind])

    def quad(self, code: str) -> int:
        """Verbal or material, cooperation or conflict (1 to 4), by the root of a code."""
        return next(quad for last, quad in self.quads if code[:2] <= last)

    def role(self, sector: str) -> str:
        """The role code of a sector; may be empty."""
        return self.sectors.get(sector, sector)


@dataclass(frozen=True, slots=True)
class Country:
    """A country in the words of other formats."""

    name: str
    """In English."""
    fips: str
    """FIPS 10-4 code, or empty."""
    cow: str
    """Number in the Correlates of War state list, or empty."""


@cache
def load_folding() -> Folding:
    """The folding of statuses.

    Raises:
        OntologyError: The file is wrong; says how.
    """
    data = _load("folding.yaml", {"future", "auxiliary", "historical_after_days", "told_as_fact"})
    types = load_event_types()
    odd = [t for pair in data["future"].items() for t in pair if t not in types]
    odd += [s for s in (*data["auxiliary"], *data["told_as_fact"]) if s not in STATUSES]
    if odd:
        raise OntologyError(f"{CROSSWALKS / 'folding.yaml'}: '{odd[0]}' is neither an event type nor a status")
    return Folding(data["future"], data["auxiliary"], int(data["historical_after_days"]), frozenset(data["told_as_fact"]))


@cache
def load_cameo() -> Cameo:
    """The crosswalk to CAMEO.

    Raises:
        OntologyError: A type is missing, a mode is unknown, or a code is none.
    """
    modes = load_modes()
    data = _load("cameo.yaml", {*modes, "quads", "sectors"})
    for kind, known in modes.items():
        codes = {"code": data[kind]["code"], **data[kind]["modes"]}
        odd = sorted(set(data[kind]["modes"]) - known) + [c for c in codes.values() if not (isinstance(c, str) and c.isdigit() and 3 <= len(c) <= 4)]
        if odd:
            raise OntologyError(f"{CROSSWALKS / 'cameo.yaml'}: {kind}: '{odd[0]}' is no mode of it, or no code in quotation marks")
    return Cameo(
        {kind: data[kind]["code"] for kind in modes}, {kind: data[kind]["modes"] for kind in modes}, tuple(data["quads"].items()), data["sectors"]
    )


@cache
def load_countries() -> Mapping[str, Country]:
    """Countries by alpha-3 code."""
    cow = dict(_rows("cow.tsv"))
    return {code: Country(name, "" if fips == "-" else fips, cow.get(code, "")) for code, name, fips in _rows("countries.tsv")}


def _rows(name: str) -> list[list[str]]:
    lines = (CROSSWALKS / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


def _load(name: str, fields: set[str]) -> Mapping[str, Any]:
    path = CROSSWALKS / name
    try:
        data = load_yaml(path)
    except LexiconError as error:
        raise OntologyError(str(error)) from error
    if not isinstance(data, dict) or set(data) != fields:
        odd = sorted(set(data) ^ fields) if isinstance(data, dict) else ["not a mapping"]
        raise OntologyError(f"{path}: missing or unknown: {', '.join(odd)}")
    return data

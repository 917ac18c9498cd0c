"""Reports that are the same text: what an agency wrote and ten sites took over is one source.

A text becomes the set of its runs of three words, and the set a MinHash signature. Reports that agree in one band of the
signature are compared by it; of a shortened copy most runs stand in the other text, so containment counts beside likeness.
The first report of a family gives it its number. Its source is the agency that any member names, else the first one's outlet.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from sqlalchemy import Connection, insert, or_, select, update
from sqlalchemy import delete as delete_rows

from vigie.lexicon.languages import language_file
from vigie.lexicon.load import load_yaml
from vigie.records import Article
from vigie.store.days import gap
from vigie.store.schema import bands, reports
from vigie.store.words import fold

_RUN = 3
_PERMUTATIONS = 126
_ROWS = 3
"""Rows a band: with 42 bands, two texts that share 3 runs of 10 still meet in a band with a chance of 7 in 10."""
_LIKENESS = 0.55
_CONTAINMENT = 0.75
"""Share of a shorter text that must stand in the longer: an editor cuts the end and rewrites a title."""
_FEWEST = 15
"""Shorter texts (a flash of one line) are copies only word for word."""
_DAYS = 7
_WORD = re.compile(r"\w+")
_SIGNED = frozenset({"signature", "byline"})


@dataclass(frozen=True, slots=True)
class Signature:
    """The signature of a text: `values` of shape (126,), unsigned 32 bits, and how many runs it stands for."""

    values: np.ndarray
    shingles: int

    def to_bytes(self) -> bytes:
        """As it is kept."""
        data: bytes = self.values.astype("<u4").tobytes()
        return data

    @staticmethod
    def of(data: bytes, shingles: int) -> Signature:
        """From what was kept."""
        return Signature(np.frombuffer(data, dtype="<u4"), shingles)

    def band_keys(self) -> list[int]:
        """A key for each band: its number and values, as a signed integer of 64 bits."""
        data, size = self.to_bytes(), 4 * _ROWS
        parts = [bytes([i]) + data[i * size : (i + 1) * size] for i in range(_PERMUTATIONS // _ROWS)]
        return [int.from_bytes(hashlib.blake2b(part, digest_size=8).digest(), "little", signed=True) for part in parts]


@dataclass(frozen=True, slots=True)
class Family:
    """To which report's text a report's goes back, and why."""

    report: int
    reason: str


def sign(article: Article) -> Signature:
    """The signature of what is read of an article."""
    words = _WORD.findall(fold(" ".join(b.span.of(article.text) for b in article.read_blocks() if b.role != "title")))
    runs = sorted({" ".join(words[i : i + _RUN]) for i in range(max(len(words) - _RUN + 1, 1))})
    from datasketch import MinHash  # loads scipy: half a second that only a store needs

    sketch = MinHash(num_perm=_PERMUTATIONS, seed=1)
    sketch.update_batch([run.encode() for run in runs])
    return Signature(np.asarray(sketch.hashvalues, dtype=np.uint32), len(runs))


def agency_of(article: Article) -> str:
    """The agency that the dateline or a signature names, in its first known spelling, or empty."""
    if article.dateline is not None and article.dateline.agency:
        places = [article.dateline.agency]
    else:
        places = [b.span.of(article.text) for b in article.blocks if b.reason in _SIGNED]
    for words in places:
        for agency in _agencies(article.language):
            if re.search(rf"\b{re.escape(agency)}\b", words):
                return agency
    return article.dateline.agency if article.dateline is not None else ""


@cache
def _agencies(language: str) -> tuple[str, ...]:
    """Agencies of a language that have a name of their own (those with a capital)."""
    rows = load_yaml(language_file(language, "article.yaml")).get("agencies", [])
    return tuple(str(row) for row in rows if str(row)[:1].isupper())


def file_signature(connection: Connection, report: int, signature: Signature, old: Signature | None) -> None:
    """File a report's signature, in place of the one it had."""
    if old is not None:
        connection.execute(delete_rows(bands).where(bands.c.report_id == report, bands.c.key.in_(old.band_keys())))
    connection.execute(insert(bands), [{"key": key, "report_id": report} for key in signature.band_keys()])


def find_family(connection: Connection, report: int, signature: Signature, published: str) -> Family:
    """Find the report whose text a report's is; `report` itself (0 while it has no number) does not count."""
    met = select(bands.c.report_id).where(bands.c.key.in_(signature.band_keys())).distinct()
    fields = (reports.c.id, reports.c.family_id, reports.c.signature, reports.c.shingles, reports.c.published)
    found = connection.execute(select(*fields).where(reports.c.id.in_(met), reports.c.id != report).order_by(reports.c.id)).all()
    for row in found:
        if published and row.published and gap(published, row.published) > _DAYS:
            continue
        reason = _same_text(signature, Signature.of(row.signature, row.shingles))
        if reason:
            return Family(row.family_id or row.id, reason)
    return Family(report, "")


def _same_text(one: Signature, other: Signature) -> str:
    """Why two texts are one, or empty."""
    likeness = float(np.mean(one.values == other.values))
    shorter = min(one.shingles, other.shingles)
    if shorter < _FEWEST:
        return "the same words" if likeness == 1.0 and one.shingles == other.shingles else ""
    contained = min(likeness * (one.shingles + other.shingles) / (1 + likeness) / shorter, 1.0)
    if likeness >= _LIKENESS:
        return f"{likeness:.0%} of the runs of three words are shared"
    return f"{contained:.0%} of the shorter text stands in the longer" if contained >= _CONTAINMENT else ""


def name_source(connection: Connection, families: Sequence[int]) -> None:
    """Give all members of some families their source."""
    for family in sorted(set(families)):
        fields = (reports.c.id, reports.c.agency, reports.c.outlet)
        member = or_(reports.c.family_id == family, reports.c.id == family)
        members = connection.execute(select(*fields).where(member).order_by(reports.c.published, reports.c.id)).all()
        source = next((m.agency for m in members if m.agency), "") or next((m.outlet for m in members if m.outlet), "") or f"#{family}"
        connection.execute(update(reports).where(member, reports.c.source != source).values(source=source))

"""What must hold of every reading, whatever the report."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vigie.export import to_record
from vigie.pipeline import Reader
from vigie.records import Page, Reading, Rejection

READER = Reader("fr")
PIECES = [
    "Le Mali a accusé lundi le Burundi d'avoir livré des armes.",
    "« Nous voulons la paix », a déclaré M. Touré.",
    "Trois soldats ont été tués près de Gao, selon l'armée.",
    "Publié le : 12/03/2023 - 14:25",
    "Partager cet article",
    "L’Opep, que préside l’Angola, a démenti.",
    '"Il faut agir", a-t-il dit, "et vite".',
    "BAMAKO, 5 juin (Reuters) - Une bombe a explosé mardi.",
    "- un\n- deux",
    "…",
]


def spans_of(reading: Reading) -> list[tuple[int, int]]:
    record = to_record(reading)
    found = [tuple(s["span"]) for e in record["events"] for s in e["spans"]]
    found += [tuple(s) for q in record["statements"] for s in q["spans"]]
    found += [tuple(d["span"]) for d in record["dates"]] + [tuple(q["span"]) for q in record["quantities"]]
    return found + [tuple(f["span"]) for f in record["furniture"]] + [tuple(s) for m in record["entities"] for s in m["spans"]]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=30)), min_size=1, max_size=8))
def test_every_span_lies_in_the_text(pieces: list[str]) -> None:
    """Spans are proper ranges of the capture, and quoted words are its words."""
    text = "Un titre de rapport\n\n" + "\n\n".join(pieces)
    reading = READER.read_page(Page(text=text, published="2023-03-13", language="fr"))
    if isinstance(reading, Rejection):  # control characters: refused as binary
        return
    assert len(reading.article.text) == len(text)
    text = reading.article.text
    for start, end in spans_of(reading):
        assert 0 <= start < end <= len(text)
    for quote in reading.statements:
        if quote.kind != "indirect":
            assert quote.text == " ".join(p.of(text) for p in quote.parts)
    for event in reading.events:
        assert event.evidence.span.of(text) == event.evidence.text


@pytest.mark.parametrize("weeks", [1, 5, 30])
def test_a_report_published_later_moves_its_relative_dates(weeks: int) -> None:
    """"lundi" in a report of another week is another Monday."""
    text = "Le Mali a accusé lundi le Burundi de violences."
    first, second = date(2023, 3, 15), date(2023, 3, 15) + timedelta(weeks=weeks)
    days = [READER.read(text, published=d.isoformat()).events[0].date for d in (first, second)]
    assert date.fromisoformat(days[1]) - date.fromisoformat(days[0]) == timedelta(weeks=weeks)

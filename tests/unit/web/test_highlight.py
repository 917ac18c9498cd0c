"""The text of a report in runs."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from readings import reading

from vigie.records import Block, Event, Reading, Span
from vigie.store.views.reports import Numbered
from vigie.web.highlight import cut_text

TEXT = "Alger a interdit le blé de Tunis. Lire aussi : Rome."


def read_with(*spans: tuple[str, int, int]) -> tuple[Reading, Event]:
    """A report with one event that rests on spans, and furniture at its end."""
    read = reading(TEXT, ("SANCTION", "occurred", "DZA", "TUN", "", "a interdit"))
    event = replace(read.events[0], spans=tuple((role, Span(start, end)) for role, start, end in spans))
    blocks = (Block(Span(0, 33), "paragraph"), Block(Span(34, len(TEXT)), "furniture", "related"))
    return replace(read, article=replace(read.article, blocks=blocks), events=(event,)), event


def test_words_know_what_they_are_evidence_of() -> None:
    """Each run has its roles; furniture has its reason; plain words have nothing."""
    read, event = read_with(("actor", 0, 5), ("recipient", 27, 32))
    runs = cut_text(read, [Numbered(7, 3, event)])
    assert [(r.text, r.kinds, r.roles) for r in runs if r.kinds] == [
        ("Alger", ("actor",), "7:actor"), ("a interdit", ("trigger",), "7:trigger"), ("Tunis", ("recipient",), "7:recipient"), (TEXT[34:], ("furniture",), ""),
    ]  # fmt: skip
    assert [r.begins for r in runs if r.begins] == [(7,)] and runs[-1].why == "related"


@given(st.lists(st.tuples(st.sampled_from(["actor", "recipient", "place", "odd"]), st.integers(-5, 60), st.integers(-5, 60)), max_size=12))
def test_runs_make_the_text_again(spans: list[tuple[str, int, int]]) -> None:
    """Whatever overlaps, is empty or lies outside."""
    read, event = read_with(*spans)
    runs = cut_text(read, [Numbered(1, 1, event), Numbered(2, 1, event)])
    assert "".join(r.text for r in runs) == TEXT and all(r.text for r in runs)
    for role, start, end in spans:
        if 0 <= start < end <= len(TEXT):
            assert "".join(r.text for r in runs if (1, role if role != "odd" else "count") in r.events).count(TEXT[start:end]) >= 1

"""What a reader leafs through: pages of occurrences and reports, acts by day, ties of a period."""

from collections.abc import Iterator

import pytest
from readings import reading
from served import fill

from vigie.errors import ConfigError
from vigie.store import Store
from vigie.store.filters import Filter
from vigie.store.views.browsing import first_leaf, leaf_of, list_days, list_tied, stamp_of
from vigie.store.views.reports import list_coded, list_reports, load_report


@pytest.fixture
def store(where: str) -> Iterator[Store]:
    """The quarrel."""
    with fill(where) as opened:
        yield opened


def test_pages_follow_one_another_without_gap_or_overlap(store: Store) -> None:
    """Page by page the same as all at once, the latest first; also of reports."""
    whole = store.view(lambda c: leaf_of(c, Filter())).rows
    seen, cursor = [], ""
    while True:
        leaf = store.view(lambda c, at=cursor: leaf_of(c, Filter(), cursor=at, most=1))  # type: ignore[misc]
        seen += leaf.rows
        cursor = leaf.next
        if not cursor:
            break
    assert tuple(seen) == whole and [o.date for o in whole] == sorted((o.date for o in whole), reverse=True)
    assert store.view(lambda c: first_leaf(c, Filter(), most=1)) == (store.view(lambda c: leaf_of(c, Filter(), most=1)), len(whole)) and len(whole) == 4
    assert [r.published for r in store.view(lambda c: list_reports(c, most=2))] == ["2031-03-21", "2031-03-21"]


def test_words_and_filters_meet(store: Store) -> None:
    """An act is found by words of a report that tells of it, whatever their case and accents, and only within the filter."""
    assert [o.type for o in store.view(lambda c: leaf_of(c, Filter(), "BLE Tunis")).rows] == ["SANCTION"]
    assert store.view(lambda c: leaf_of(c, Filter(types=("CONSULT",)), "blé")).rows == ()
    assert {r.outlet for r in store.view(lambda c: list_reports(c, "blé"))} == {"Le Cap", "La Rade"}


def test_a_made_up_cursor_is_refused(store: Store) -> None:
    """In words, not by a fault of the database."""
    for cursor in ("x", "2031-03-03", "2031-03-03~", "~²", "2031-03-03~-1", "~" + "9" * 30):
        with pytest.raises(ConfigError, match="first page"):
            store.view(lambda c, at=cursor: leaf_of(c, Filter(), cursor=at))  # type: ignore[misc]


def test_ties_of_a_period(store: Store) -> None:
    """Only what took place between the days."""
    (tie,) = store.view(lambda c: list_tied(c, "2031-03-01", "2031-03-31"))
    assert (tie.actor, tie.recipient, tie.acts) == ("DZA", "TUN", 2)
    assert store.view(lambda c: list_tied(c, "2031-04-01", "2031-04-30")) == []


def test_acts_by_day(store: Store) -> None:
    """Of an actor on whichever side, and of a dyad."""
    for found in (store.view(lambda c: list_days(c, "DZA")), store.view(lambda c: list_days(c, "TUN", "DZA"))):
        assert [(d.day, d.type, d.acts) for d in found] == [("2031-03-03", "SANCTION", 1), ("2031-03-20", "CONSULT", 1), ("2031-03-21", "CONCEDE", 1)]


def test_a_report_comes_with_the_numbers_of_its_events(store: Store) -> None:
    """So that a page can lead from the words to the occurrence, and from the occurrence to how it was coded."""
    filed = store.view(lambda c: load_report(c, 1))
    assert filed is not None and [n.event.type for n in filed.events] == ["SANCTION"]
    coded = store.view(lambda c: list_coded(c, filed.events[0].occurrence))
    assert [c.report.outlet for c in coded] == ["Le Cap", "La Rade"] and coded[0].id == filed.events[0].id
    assert store.view(lambda c: load_report(c, 999)) is None


def test_the_stamp_changes_with_the_store(store: Store) -> None:
    """An addition, but not a question, makes it another."""
    before = store.view(stamp_of)
    assert store.view(stamp_of) == before
    store.add(reading("Rome a salué Alger.", ("SUPPORT", "occurred", "ITA", "DZA", "", "a salué"), published="2031-03-22"))
    assert store.view(stamp_of) != before

"""Days for formats that want one."""

import pytest

from vigie.export.days import days_of, place_day


@pytest.mark.parametrize(
    ("value", "published", "day", "source"),
    [
        ("2022-01-08", "2022-01-12", "2022-01-08", "event"),
        (None, "2022-01-12", "2022-01-12", "report"),
        (None, "2022-01-12T08:00:00Z", "2022-01-12", "report"),
        (None, None, "None", "none"),
        ("2021-11", "2022-01-12", "2021-11-30", "nearest"),
        ("2022-01", "2022-01-12", "2022-01-12", "nearest"),
        ("2023", "2022-01-12", "2023-01-01", "nearest"),
        ("2022-W01", "2022-01-12", "2022-01-09", "nearest"),
        ("2021-04/2021-06", "2022-01-12", "2021-06-30", "nearest"),
        ("2021-04", None, "2021-04-01", "nearest"),
        ("2014/..", "2022-01-12", "2014-12-31", "nearest"),
        ("2014-03-01/..", "2022-01-12", "2014-03-01", "event"),
        ("../2014", "2022-01-12", "2014-12-31", "nearest"),
        ("2021-02-30", "2022-01-12", "2022-01-12", "report"),
    ],
)
def test_an_event_gets_the_possible_day_nearest_to_its_report(value: str | None, published: str | None, day: str, source: str) -> None:
    """A month or year is no day: the nearest that it allows is taken, and said to be so."""
    placed = place_day(value, published)
    assert (str(placed.day), placed.source) == (day, source)


@pytest.mark.parametrize(
    ("value", "first", "last", "precision"),
    [
        ("2022-01", "2022-01-01", "2022-01-31", "month"),
        ("2022-W02", "2022-01-10", "2022-01-16", "week"),
        ("2014/..", "2014-01-01", "None", "open"),
        ("../2014-05", "None", "2014-05-31", "open"),
        ("2021-04/2021-06-03", "2021-04-01", "2021-06-03", "interval"),
        ("soon", "None", "None", ""),
    ],
)
def test_the_bounds_of_a_date(value: str, first: str, last: str, precision: str) -> None:
    """First and last day that a date allows."""
    days = days_of(value)
    assert (str(days.first), str(days.last), days.precision) == (first, last, precision)

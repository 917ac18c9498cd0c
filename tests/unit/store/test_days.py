"""Dates of the coding scheme as days."""

import pytest

from vigie.store.days import Days, near_days, read_days, shift


@pytest.mark.parametrize(
    ("value", "days"),
    [
        ("2022-01-08", ("2022-01-08", "2022-01-08")), ("2024-02", ("2024-02-01", "2024-02-29")), ("2022", ("2022-01-01", "2022-12-31")),
        ("2022-W02", ("2022-01-10", "2022-01-16")), ("2021-04/2021-06", ("2021-04-01", "2021-06-30")), ("2014/..", ("2014-01-01", "9999-12-31")),
        ("../2014", ("0001-01-01", "2014-12-31")), ("", None), ("2022-02-30", None), ("bientôt", None),
    ],
)  # fmt: skip
def test_a_date_is_its_first_and_last_day(value: str, days: tuple[str, str] | None) -> None:
    """All forms of CODING.md; what is no date is nothing."""
    assert read_days(value) == (Days(*days) if days else None)


def test_an_undated_act_lies_before_its_report_and_an_announced_one_after() -> None:
    """The days in which it is looked for."""
    assert near_days(None, "2031-05-06", is_ahead=False) == Days("2031-04-26", "2031-05-06")
    assert near_days(None, "2031-05-06", is_ahead=True).first == "2031-05-06"
    assert near_days(None, "", is_ahead=True).is_long
    assert shift("9999-12-30", 5) == "9999-12-31"

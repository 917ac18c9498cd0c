"""When: time expressions found, anchored and placed on the calendar."""

from vigie.dates.finding import find_dates

__all__ = ["find_dates"]

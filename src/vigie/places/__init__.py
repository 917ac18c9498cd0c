"""Places: which cities and regions a report names, and in which country they lie."""

from vigie.places.finding import find_places

__all__ = ["find_places"]

"""How many: numbers of things and sums of money, with bounds and what is counted."""

from vigie.quantities.finding import find_quantities

__all__ = ["find_quantities"]

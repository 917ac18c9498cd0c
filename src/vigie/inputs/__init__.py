"""Sources of many kinds, each opened as pages.

One table says which formats there are. A format is a module with `looks_like(head)` and
`iter_pages(stream, origin, limits)`; to add one, write the module and its line in `FORMATS`.
"""

from vigie.inputs.formats import FORMATS, Format, Limits
from vigie.inputs.memory import Memory
from vigie.inputs.sources import iter_pages

__all__ = ["FORMATS", "Format", "Limits", "Memory", "iter_pages"]

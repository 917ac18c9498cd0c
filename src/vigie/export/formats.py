"""The table of formats that coded reports can be written in.

A format is a module with `open_writer(out, options)`; to add one, write the module and its line here (docs/howto/add-an-export.md).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from vigie.errors import ConfigError
from vigie.export.tables import Options, Writer


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write coded reports."""

    name: str
    extension: str
    media_type: str
    module: str
    """Dotted name of the module that writes it; imported on use."""
    about: str
    rows: str
    """What its rows are: reports, dyads or events."""


FORMATS: tuple[Format, ...] = (
    Format("csv", ".csv", "text/csv", "vigie.export.flat", "one row a dyad, with a data dictionary", "dyads"),
    Format("gdelt", ".tsv", "text/tab-separated-values", "vigie.export.gdelt", "GDELT 2.0 events, with mentions beside them", "dyads"),
    Format("geojson", ".geojson", "application/geo+json", "vigie.export.geojson", "GeoJSON, a point an event whose town is known", "events"),
    Format("icews", ".tsv", "text/tab-separated-values", "vigie.export.icews", "ICEWS, one row a dyad", "dyads"),
    Format("jsonl", ".jsonl", "application/x-ndjson", "vigie.export.jsonl", "one report a line: everything, with evidence", "reports"),
    Format("parquet", ".parquet", "application/vnd.apache.parquet", "vigie.export.parquet", "the table of csv, with types", "dyads"),
    Format("plover", ".jsonl", "application/x-ndjson", "vigie.export.plover", "PLOVER JSON, one event a line", "events"),
    Format("polecat", ".tsv", "text/tab-separated-values", "vigie.export.polecat", "POLECAT, one row an event", "events"),
)
"""By name."""


def format_named(name: str) -> Format:
    """A format of the table.

    Raises:
        ConfigError: There is none of that name.
    """
    for known in FORMATS:
        if known.name == name:
            return known
    raise ConfigError(f"format '{name}' is not known: choose {', '.join(f.name for f in FORMATS)}")


def check_format(name: str, out: Path) -> None:
    """See that a format can be written to a file before long work is begun for it.

    Raises:
        ConfigError: The format is not known or not installed, or the file is a folder.
    """
    import_module(format_named(name).module)
    if out.is_dir():
        raise ConfigError(f"{out}: is a folder: give -o the name of a file")


def open_writer(name: str, out: Path, options: Options | None = None) -> Writer:
    """Begin a file in a format; use it as a context, and the file appears when that ends well.

    Raises:
        ConfigError: The format is not known or not installed, or the file cannot be written.
    """
    writer: Writer = import_module(format_named(name).module).open_writer(out, options or Options())
    return writer


def write_all(name: str, out: Path, lines: Iterable[str | bytes], options: Options | None = None) -> Writer:
    """Write coded reports, given as lines of JSON, in a format.

    Returns:
        The writer, which knows how many rows there are and what was left out.

    Raises:
        ConfigError: The format is not known or not installed, or the file cannot be written.
        InputError: A line is no coded report.
    """
    with open_writer(name, out, options) as writer:
        for line in lines:
            writer.write(line)
    return writer

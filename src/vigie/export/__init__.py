"""Readings as records for others: one table of formats, each written from coded reports."""

from vigie.export.formats import FORMATS, Format, check_format, format_named, open_writer, write_all
from vigie.export.jsonl import to_json_line, to_record
from vigie.export.tables import Options, Writer

__all__ = ["FORMATS", "Format", "Options", "Writer", "check_format", "format_named", "open_writer", "to_json_line", "to_record", "write_all"]

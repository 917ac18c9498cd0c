"""Readings as records for others."""

from vigie.export.jsonl import to_json_line, to_record

__all__ = ["to_json_line", "to_record"]

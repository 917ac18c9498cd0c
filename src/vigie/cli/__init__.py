"""The command line: one module a command; they parse, call and print."""

from vigie.cli.app import main

__all__ = ["main"]

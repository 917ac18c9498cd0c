"""The data dictionary, made from the columns themselves: `python -m vigie.export.dictionary docs/exports.md` writes it anew.

A document marks where a table belongs with two comments, `<!-- columns: NAME -->` and `<!-- end -->`; what lies between is replaced.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from vigie.export import flat, gdelt, geojson, icews, plover, polecat
from vigie.export.tables import Column
from vigie.lexicon.crosswalks import load_cameo, load_folding
from vigie.lexicon.ontology import load_event_types

TABLES: Mapping[str, Sequence[Column | plover.Field]] = {
    "csv": flat.COLUMNS,
    "gdelt events": gdelt.EVENTS,
    "gdelt mentions": gdelt.MENTIONS,
    "geojson": geojson.FIELDS,
    "icews": icews.COLUMNS,
    "plover": plover.FIELDS,
    "polecat": polecat.COLUMNS,
}
_MARKED = re.compile(r"(<!-- columns: ([a-z ]{1,40}) -->\n).*?(<!-- end -->)", re.DOTALL)


def renewed(document: str) -> str:
    """A document with its tables made anew."""
    return _MARKED.sub(lambda found: f"{found[1]}{_table(found[2])}{found[3]}", document)


def _table(name: str) -> str:
    if name == "cameo":
        return _cameo()
    if name == "folding":
        return "".join(f"- scheduled {kind} → {folded}\n" for kind, folded in load_folding().future.items())
    head = "| # | column | | what it holds |\n| --- | --- | --- | --- |\n"
    return head + "".join(f"| {n} | `{c.name}` | {_how(c)} | {c.about} |\n" for n, c in enumerate(TABLES[name], 1))


def _how(column: Column | plover.Field) -> str:
    kind = column.kind if isinstance(column, Column) else ""
    return f"{column.how}, {kind}" if kind and kind != "text" else column.how


def _cameo() -> str:
    head = "| type | code | score | modes: code, score |\n| --- | --- | --- | --- |\n"
    rows = []
    for kind in load_event_types().values():
        modes = ", ".join(f"{m.name} {load_cameo().code(kind.name, (m.name,))} ({m.score:g})" for m in kind.modes)
        rows.append(f"| {kind.name} | {load_cameo().code(kind.name, ())} | {kind.score:g} | {modes} |\n")
    return head + "".join(rows)


def main() -> None:
    """Write a document anew."""
    path = Path(sys.argv[1])
    path.write_text(renewed(path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()

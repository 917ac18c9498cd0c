"""Outlines of countries for the map: `src/vigie/gazetteer/outlines.tsv`, from Natural Earth 1:110m (public domain).

    pip download --no-deps geopandas==0.14.4          # the last wheel that carries the shapes
    python -m training.outlines geopandas-0.14.4-py3-none-any.whl

A line is a code and its rings, clockwise, as `longitude,latitude` in tenths of a degree; rings are parted by `|`. Borders are those that
Natural Earth draws: who holds the ground, not who claims it.
"""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path

import shapefile

OUT = Path(__file__).resolve().parent.parent / "src" / "vigie" / "gazetteer" / "outlines.tsv"
_SHAPES = "geopandas/datasets/naturalearth_lowres/naturalearth_lowres"
_UNCODED = "-99"
_OURS = {"Kosovo": "XKX", "N. Cyprus": "CYP", "Somaliland": "SOM"}
"""Names of what has no ISO code there."""


def outlines(wheel: Path) -> list[str]:
    """The lines of the file, sorted."""
    with zipfile.ZipFile(wheel) as archive:
        parts = {kind: io.BytesIO(archive.read(f"{_SHAPES}.{kind}")) for kind in ("shp", "shx", "dbf")}
    found = []
    for row in shapefile.Reader(**parts, encoding="latin-1").iterShapeRecords():
        code, name = row.record["iso_a3"], row.record["name"]
        bounds = [*row.shape.parts, len(row.shape.points)]
        rings = [_ring(row.shape.points[start:end]) for start, end in zip(bounds, bounds[1:], strict=False)]
        found.append(f"{_OURS.get(name, '---') if code == _UNCODED else code}\t{'|'.join(filter(None, rings))}")
    return sorted(found)


def _ring(points: list[tuple[float, float]]) -> str:
    """A ring in tenths of a degree, without points that fall together; nothing where it is not clockwise.

    A ring the other way round is a hole (Lesotho's, which has an outline of its own) or has shrunk to nothing; on a sphere it would be all the rest.
    """
    rounded = [(round(10 * x), round(10 * y)) for x, y in points]
    kept = [point for n, point in enumerate(rounded) if n == 0 or point != rounded[n - 1]]
    area = sum(x * y2 - x2 * y for (x, y), (x2, y2) in zip(kept, kept[1:], strict=False))
    return " ".join(f"{x},{y}" for x, y in kept) if area < 0 else ""


def main() -> None:
    """Write the file."""
    head = "# Outlines of countries in tenths of a degree, from Natural Earth 1:110m (public domain); made by training/outlines.py.\n"
    OUT.write_text(head + "\n".join(outlines(Path(sys.argv[1]))) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

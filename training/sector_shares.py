"""Count how often each sector stands on each side of each event type: `python -m training.sector_shares GOLD.jsonl …`.

Writes `src/vigie/ontology/sector_shares.yaml`, by which `vigie.events.sectors` chooses who of a country is meant. Sides whose other side
has the same country are counted apart: within one country governments face their people, abroad they face governments.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from vigie.lexicon.ontology import ONTOLOGY, load_event_types

_OWN = 3.0
"""Weight of what is true of both, beside the counts of one."""
_LEAST = 0.01
_HEAD = (
    "# How often each sector stands on a side of a type: `within` one country with the other side, or `abroad`.\n"
    "# Counted in the training reports by `python -m training.sector_shares`; shares under 1 per cent are left out.\n"
)


def count(records: list[dict[str, Any]]) -> dict[tuple[str, str, str], Counter[str]]:
    """Sectors by type, side and whether the other side has the same code; `both` holds the two together."""
    counts: dict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    for event in (e for r in records for e in r["events"]):
        sides = {"actor": event.get("actors") or [], "recipient": event.get("recipients") or []}
        for side, other in (("actor", "recipient"), ("recipient", "actor")):
            codes = {e["code"] for e in sides[other]}
            for entity in sides[side]:
                where = "within" if entity["code"] in codes else "abroad"
                for key in (where, "both"):
                    counts[event["type"], side, key][entity["sector"]] += 1
    return counts


def shares(own: Counter[str], both: Counter[str]) -> dict[str, float]:
    """Shares of sectors, the counts of one kind drawn towards those of both."""
    total = sum(both.values()) or 1
    found = {s: (own[s] + _OWN * n / total) / (sum(own.values()) + _OWN) for s, n in both.items()}
    return {s: round(v, 2) for s, v in sorted(found.items(), key=lambda i: (-i[1], i[0])) if v >= _LEAST}


def main() -> None:
    """Count and write."""
    records = [json.loads(line) for path in sys.argv[1:] for line in Path(path).read_text(encoding="utf-8").splitlines() if line.strip()]
    counts = count(records)
    lines = []
    for kind in sorted(load_event_types()):
        lines.append(f"{kind}:")
        for side in ("actor", "recipient"):
            lines.append(f"  {side}:")
            for where in ("within", "abroad"):
                row = shares(counts[kind, side, where], counts[kind, side, "both"])
                lines.append(f"    {where}: {{{', '.join(f'{s}: {v}' for s, v in row.items())}}}")
    (ONTOLOGY / "sector_shares.yaml").write_text(_HEAD + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

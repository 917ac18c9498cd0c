"""How good the events are: `python benchmarks/accuracy.py ../shared/gold [benchmarks/reports …] [--record]`.

Codes the dev reports of every installed language, or all reports of another folder (`benchmarks/reports`), and prints their scores; then the
triple F1 of all together, and how many triples were coded in the reports that have no event. With `--record`, writes the scores of the
dev reports to the language's `scores.json`, which `vigie languages` shows.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Mapping
from pathlib import Path

from vigie.evaluate import CodedReport, Evaluation, evaluate, read_coding
from vigie.evaluate.scores import Score
from vigie.export import to_json_line
from vigie.inputs import iter_pages
from vigie.lexicon.languages import installed_languages, language_file
from vigie.pipeline import Reader
from vigie.records import VERSION, Page, Reading

SHOWN = ("triple", "type", "statement", "statement+speaker")


def code(source: Path, out: Path) -> None:
    """Code the reports of a file."""
    reader = Reader()
    results = (reader.read_page(p) for p in iter_pages(str(source)) if isinstance(p, Page))
    out.write_text("".join(to_json_line(r) + "\n" for r in results if isinstance(r, Reading)), encoding="utf-8")


Pair = tuple[CodedReport, CodedReport]


def pairs_of(gold: Path) -> dict[str, Pair]:
    """The reports of a gold file as they were coded by people and by Vigie; by file and id."""
    with tempfile.TemporaryDirectory() as folder:
        coded = Path(folder) / "coded.jsonl"
        code(gold, coded)
        found = read_coding(coded)
        return {f"{gold.stem}/{name}": (report, found.get(name, CodedReport(name))) for name, report in read_coding(gold).items()}


def score(pairs: Mapping[str, Pair]) -> Evaluation:
    """The scores of pairs."""
    return evaluate({name: pair[0] for name, pair in pairs.items()}, {name: pair[1] for name, pair in pairs.items()})


def triples_of(evaluation: Evaluation) -> Score:
    """What the triples of an evaluation count."""
    return dict(evaluation.scores)["triple"]


def files_of(folder: Path) -> list[Path]:
    """The dev files of a folder, or all its files."""
    dev = [folder / f"dev-{language}.jsonl" for language in installed_languages()]
    files = [path for path in dev if path.is_file()] or sorted(folder.glob("*.jsonl"))
    if not files:
        raise SystemExit(f"{folder}: there are no reports in it: give a folder of gold files")
    return files


def main() -> None:
    """Print a row of figures a file."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("gold", type=Path, nargs="+", help="folders with dev-<language>.jsonl, or with coded reports to be scored as they are")
    options.add_argument("--record", action="store_true", help="keep the scores of the dev reports for `vigie languages`")
    arguments = options.parse_args()
    recorded = {f"dev-{language}": language for language in installed_languages()}
    together: dict[str, Pair] = {}
    for path in [path for folder in arguments.gold for path in files_of(folder)]:
        pairs = pairs_of(path)
        together |= pairs
        result = score(pairs)
        scores = {name: round(100 * s.f1, 1) for name, s in result.scores if name in SHOWN}
        scores |= {f"{name} right": round(100 * right / of, 1) for name, right, of in result.attributes if of}
        title = f"events, {path.stem} ({result.reports} reports), version {VERSION}"
        print(f"{title}: " + ", ".join(f"{name} {value}" for name, value in scores.items()), flush=True)
        if arguments.record and path.stem in recorded:
            language_file(recorded[path.stem], "scores.json").write_text(json.dumps({title: scores}, indent=1) + "\n", encoding="utf-8")
    empty = {name: pair for name, pair in together.items() if not pair[0].events}
    print(
        f"all {len(together)} reports: triple {100 * triples_of(score(together)).f1:.1f}; "
        f"{triples_of(score(empty)).coded} triples coded in {len(empty)} reports without events"
    )


if __name__ == "__main__":
    main()

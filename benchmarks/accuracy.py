"""How good the events are: `python benchmarks/accuracy.py ../shared/gold [--record]`.

Codes the dev reports of every installed language, or all reports of another folder (`benchmarks/reports`), and prints their scores;
with `--record`, writes those of the dev reports to the language's `scores.json`, which `vigie languages` shows.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

from vigie.evaluate import Evaluation, evaluate, read_coding
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


def measure(gold: Path) -> Evaluation:
    """Code the reports of a gold file and score them."""
    with tempfile.TemporaryDirectory() as folder:
        coded = Path(folder) / "coded.jsonl"
        code(gold, coded)
        return evaluate(read_coding(gold), read_coding(coded))


def main() -> None:
    """Print a row of figures a file."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("gold", type=Path, help="folder with dev-<language>.jsonl, or with coded reports to be scored as they are")
    options.add_argument("--record", action="store_true", help="keep the scores of the dev reports for `vigie languages`")
    arguments = options.parse_args()
    dev = {arguments.gold / f"dev-{language}.jsonl": language for language in installed_languages()}
    files = [path for path in dev if path.is_file()] or sorted(arguments.gold.glob("*.jsonl"))
    if not files:
        raise SystemExit(f"{arguments.gold}: there are no reports in it: give a folder of gold files")
    for path in files:
        result = measure(path)
        scores = {name: round(100 * s.f1, 1) for name, s in result.scores if name in SHOWN}
        scores |= {f"{name} right": round(100 * right / of, 1) for name, right, of in result.attributes if of}
        title = f"events, {path.stem} ({result.reports} reports), version {VERSION}"
        print(f"{title}: " + ", ".join(f"{name} {value}" for name, value in scores.items()), flush=True)
        if arguments.record and path in dev:
            language_file(dev[path], "scores.json").write_text(json.dumps({title: scores}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

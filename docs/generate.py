"""The pages that are made from code and data: `python docs/generate.py` (or `make docs`), checked by tests/contracts/test_docs.py.

codebook.md from the ontology, api.md from docstrings, licences.md from what is installed, screen.svg from a report that is read.
"""

from __future__ import annotations

import dataclasses
import importlib
import inspect
import io
import re
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.markers import default_environment
from packaging.requirements import Requirement
from rich.console import Console

import vigie
from vigie.cli.screen import show
from vigie.lexicon.contexts import load_contexts
from vigie.lexicon.load import load_yaml
from vigie.lexicon.ontology import ONTOLOGY, EventType, load_event_types
from vigie.pipeline import Reader

DOCS = Path(__file__).resolve().parent
_QUADS = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}
_MADE = "<!-- made by `python docs/generate.py` from {}; do not edit -->\n"
_STATUSES = (
    ("occurred", "It happened, as the report tells it."),
    ("scheduled", "It is announced for a day to come, or promised."),
    ("possible", "It may happen: a threat, a condition, a demand."),
    ("alleged", "One side says that the other did it."),
    ("negated", "It is said not to have happened."),
)


# --------------------------------------------------------------------------- codebook


def codebook() -> str:
    """Types with their modes, contexts and sectors."""
    lines = [
        _MADE.format("src/vigie/ontology"), "# Codebook\n",
        "An event is coded with a **type** (what), **modes** (how), a **status** (whether), **contexts** (why), actors and recipients, date and place.",
        "Types, modes, contexts and scores follow PLOVER 2.0 (Open Event Data Alliance); definitions are in our words. The score runs from -10 (conflict) to 10",
        "(cooperation); a mode that has none of its own takes its type's. Look a word up with `vigie lexicon search WORD`.\n",
        "## Status\n", "| status | meaning |", "| --- | --- |", *(f"| `{name}` | {meaning} |" for name, meaning in _STATUSES), "",
        "## Types\n", "| type | class | score | in one line |", "| --- | --- | --- | --- |",
    ]  # fmt: skip
    types = sorted(load_event_types().values(), key=lambda t: t.name)
    lines += [f"| [{t.name}](#{t.name.lower()}) | {_QUADS[t.quad]} | {t.score:+g} | {_first_sentence(t.definition)} |" for t in types]
    for kind in types:
        lines += _type_section(kind)
    lines += ["\n## Contexts\n", "| context | meaning |", "| --- | --- |"]
    contexts = load_yaml(ONTOLOGY / "contexts.yaml")
    lines += [f"| `{name}` | {contexts[name]['definition'].strip()} |" for name in sorted(load_contexts())]
    lines += ["\n## Sectors\n", "| sector | English | French |", "| --- | --- | --- |"]
    lines += [f"| `{code}` | {row['en']} | {row['fr']} |" for code, row in load_yaml(ONTOLOGY / "sectors.yaml").items()]
    return "\n".join(lines) + "\n"


def _first_sentence(text: str) -> str:
    return re.split(r"(?<=[.]) ", " ".join(text.split()), maxsplit=1)[0]


def _type_section(kind: EventType) -> Iterator[str]:
    yield f"\n### {kind.name}\n\n{' '.join(kind.definition.split())}\n"
    yield f"{_QUADS[kind.quad].capitalize()}, score {kind.score:+g}; " + ("all who take part are actors." if kind.is_mutual else "actor → recipient.")
    if kind.modes:
        yield "\n| mode | score | meaning |\n| --- | --- | --- |"
        yield from (f"| `{m.name}` | {m.score:+g} | {' '.join(m.definition.split())} |" for m in kind.modes)
    if kind.ambiguities:
        yield ""
        yield from (f"- {' '.join(line.split())}" for line in kind.ambiguities)


# --------------------------------------------------------------------------- API


def api() -> str:
    """The public names with their docstrings."""
    lines = [_MADE.format("docstrings"), "# In Python\n", "`import vigie` loads these names when they are first used. Everything is typed; records are frozen.\n"]
    for name in sorted(vigie.__all__):
        lines += _class_section(name, getattr(vigie, name))
    store = importlib.import_module("vigie.store")
    lines += [f"\n## vigie.store.open_store\n\n```text\nopen_store{inspect.signature(store.open_store)}\n```\n\n{inspect.getdoc(store.open_store)}\n"]
    lines += _class_section("store.Store", store.Store)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)) + "\n"


def _class_section(name: str, kind: type) -> Iterator[str]:
    yield f"\n## vigie.{name}\n\n{_prose(inspect.getdoc(kind) or '')}\n"
    if dataclasses.is_dataclass(kind):
        notes = _field_notes(kind)
        yield "| field | type | |\n| --- | --- | --- |"
        yield from (f"| `{f.name}` | `{str(f.type).replace('|', chr(92) + '|')}` | {notes.get(f.name, '')} |" for f in dataclasses.fields(kind))
    for method, value in vars(kind).items():
        if not method.startswith("_") and (inspect.isfunction(value) or isinstance(value, property)):
            function = value.fget if isinstance(value, property) else value
            signature = "" if isinstance(value, property) else str(inspect.signature(function)).replace("(self, ", "(").replace("(self)", "()")
            yield f"\n**`{method}{signature}`**\n\n{_prose(inspect.getdoc(function) or '')}\n"


def _prose(text: str) -> str:
    """A docstring with its indented parts (arguments, drawings) and examples as blocks."""
    lines, inside = [], False
    for line in text.splitlines():
        indented = line.startswith("    ") or line.startswith(">>>") or inside and line and not line[0].isspace() and lines[-1].startswith(">>>")
        if indented != inside and line.strip():
            lines.append("```" + ("text" if indented else ""))
            inside = indented
        lines.append(line)
    return "\n".join([*lines, *(["```"] if inside else [])])


def _field_notes(kind: type) -> dict[str, str]:
    """The strings that stand under fields in the source."""
    found = re.findall(r'^    (\w+): [^\n]+\n    """(.+?)"""', inspect.getsource(kind), re.S | re.M)
    return {name: " ".join(text.split()).replace("|", "\\|") for name, text in found}


# --------------------------------------------------------------------------- licences


def runtime_packages(extras: tuple[str, ...] = ()) -> dict[str, Distribution]:
    """The packages that an installation pulls in, by normalised name; those of extras too, where they are installed."""
    found: dict[str, Distribution] = {}
    todo = [("vigie", extras)]
    while todo:
        name, wanted = todo.pop()
        key = re.sub(r"[-_.]+", "-", name).lower()
        if key in found and not wanted:
            continue
        try:
            found[key] = distribution(name)
        except PackageNotFoundError:
            continue
        for line in found[key].requires or ():
            requirement = Requirement(line)
            environments = [{**default_environment(), "extra": extra} for extra in ("", *wanted)]
            if requirement.marker is None or any(requirement.marker.evaluate(e) for e in environments):
                todo.append((requirement.name, tuple(requirement.extras)))
    del found["vigie"]
    return found


def licence_of(package: Distribution) -> str:
    """What a package says of its licence."""
    meta = package.metadata
    stated = meta.get("License-Expression") or ""
    if not stated:
        classifiers = [c.rpartition(" :: ")[2] for c in meta.get_all("Classifier") or () if c.startswith("License ::") and c != "License :: OSI Approved"]
        stated = ", ".join(classifiers) or (meta.get("License") or "").strip().splitlines()[0:1] and (meta.get("License") or "").strip().splitlines()[0] or ""
    return stated[:80]


EXTRAS = ("dask", "parquet", "postgresql", "web", "zst")


def licences() -> str:
    """What Vigie stands on and what it carries, each with its licence."""
    core = runtime_packages()
    rest = {name: package for name, package in runtime_packages(EXTRAS).items() if name not in core}
    lines = [
        _MADE.format("the metadata of installed packages and NOTICE"), "# Licences\n",
        "Vigie's code is under the Apache License 2.0. None of the packages below is part of it: pip installs them.\n",
        "## Packages that every installation needs\n", "| package | licence |", "| --- | --- |",
        *(f"| {name} | {licence_of(package)} |" for name, package in sorted(core.items())),
        f"\n## Packages of the extras {', '.join(EXTRAS)}\n", "| package | licence |", "| --- | --- |",
        *(f"| {name} | {licence_of(package)} |" for name, package in sorted(rest.items())),
        "\nThe extras `ray` (Apache-2.0) and `spark` (Apache-2.0) pull in others, which `pip` shows.\n",
        "## Data and weights that ship with Vigie\n", "```text", (DOCS.parent / "NOTICE").read_text(encoding="utf-8").strip(), "```",
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


# --------------------------------------------------------------------------- the picture of a screen


def screen() -> str:
    """`vigie read` on an example, as a terminal shows it."""
    report = DOCS.parent / "examples" / "2022-06-05-bamako.txt"
    console = Console(record=True, width=118, file=io.StringIO(), highlight=False, force_terminal=True, color_system="truecolor", legacy_windows=False)
    console.print(f"[bold]$[/bold] vigie read examples/{report.name}")
    show(Reader().read(report.read_text(encoding="utf-8")), console)
    svg = console.export_svg(title="vigie", unique_id="vigie")
    return re.sub(r"\s*@font-face \{.*?\}", "", svg, flags=re.S)  # no font is fetched: the reader's own monospace is taken


# --------------------------------------------------------------------------- the way of a report

WAY = (
    ("page", "inputs", "text, HTML, feed, WARC, JSON … → one page a report, or the reason why not"),
    ("article", "article", "title, paragraphs, what is furniture, dateline, day, language"),
    ("sentences", "syntax · models", "words, sentences, and a tree for each that may matter"),
    ("expressions", "dates · quantities · places", "when, how many, where: resolved, each with its reason"),
    ("mentions", "actors", "who is meant by names, offices, demonyms, pronouns"),
    ("statements", "quotations", "who said what, between marks and without"),
    ("events", "events", "candidates by the lexicon, chosen by learned weights; date, place, counts, source"),
    ("reading", "pipeline", "all of it, every part tied to characters of the text"),
    ("output", "export · store · run", "files in any format; a store that keeps one occurrence of what many reports tell"),
)


def way() -> str:
    """The way that a report takes, as one picture."""
    width, height, left = 900, 46, 250
    rows = []
    for number, (noun, modules, what) in enumerate(WAY):
        y = 20 + number * (height + 18)
        rows.append(f'<rect x="20" y="{y}" width="{left - 40}" height="{height}" rx="6" fill="#e8eef5" stroke="#34587a"/>')
        rows.append(f'<text x="{left / 2}" y="{y + 21}" text-anchor="middle" font-weight="bold">{noun}</text>')
        rows.append(f'<text x="{left / 2}" y="{y + 38}" text-anchor="middle" font-size="11" fill="#34587a">{modules}</text>')
        rows.append(f'<text x="{left}" y="{y + 28}">{what}</text>')
        if number + 1 < len(WAY):
            rows.append(f'<path d="M{left / 2} {y + height} v18 m-5 -6 l5 6 l5 -6" fill="none" stroke="#34587a"/>')
    total = 20 + len(WAY) * (height + 18)
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {total}" font-family="sans-serif" font-size="14">'
    return "\n".join([head, f'<rect width="{width}" height="{total}" fill="white"/>', *rows, "</svg>"]) + "\n"


PAGES = {"codebook.md": codebook, "api.md": api, "licences.md": licences, "screen.svg": screen, "way.svg": way}


def main() -> None:
    """Write every page."""
    for name, make in PAGES.items():
        (DOCS / name).write_text(make(), encoding="utf-8")


if __name__ == "__main__":
    main()

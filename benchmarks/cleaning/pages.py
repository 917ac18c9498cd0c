"""Makes the pages of the cleaning benchmark: `python -m benchmarks.cleaning.pages` writes `pages/`.

A page is a layout (`layouts/`) filled with the article of the same number (`articles/`), once in French and once in English. Beside it
stand the article's text (`.txt`) and the strings that stand around it (`.furniture.txt`, one a line), noted while the page is filled.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape, unescape
from pathlib import Path
from typing import Any

import yaml
from jinja2 import Environment, FileSystemLoader

HERE = Path(__file__).resolve().parent
_MONTHS = {
    "fr": ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"],
    "en": ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"],
}
_RUBRICS = {"fr": ["International", "Politique", "Diplomatie", "Défense", "Économie"], "en": ["World", "Politics", "Diplomacy", "Defence", "Business"]}
_KINDS = {"## ": "h", "> ": "q", "- ": "i", "**": "s"}


@dataclass(frozen=True)
class Block:
    """A piece of an article: paragraph, subtitle (`h`), quotation (`q`), item (`i`) or question (`s`)."""

    kind: str
    text: str


@dataclass
class Sample:
    """A page and what should come of it."""

    name: str
    language: str
    text: str
    """Standfirst and body, a paragraph a line."""
    furniture: list[str] = field(default_factory=list)
    html: str = ""


def block_of(source: str) -> Block:
    """A block from its line of YAML."""
    kind = next((k for mark, k in _KINDS.items() if source.startswith(mark)), "p")
    return Block(kind, source.strip("*") if kind == "s" else source.split(" ", 1)[1] if kind != "p" else source)


def samples() -> Iterator[Sample]:
    """Every page, filled anew."""
    layouts = sorted(p.name for p in (HERE / "layouts").glob("[0-9]*.html"))
    pools = yaml.safe_load((HERE / "articles" / "pools.yaml").read_text(encoding="utf-8"))
    for language in ("fr", "en"):
        articles = yaml.safe_load((HERE / "articles" / f"{language}.yaml").read_text(encoding="utf-8"))
        for number, layout in enumerate(layouts):
            article = articles[number if number < len(articles) else (number + 8) % len(articles)]
            yield fill(layout, number, language, article, pools[language])


def fill(layout: str, number: int, language: str, article: dict[str, Any], pool: dict[str, Any]) -> Sample:
    """One page."""
    blocks = [block_of(line) for line in article["body"]]
    sample = Sample(f"{language}-{layout.removesuffix('.html')}", language, "\n".join(b.text for b in blocks))

    def told(string: str) -> str:
        if string.strip():
            sample.furniture.append(" ".join(unescape(string).split()))
        return string

    def either(french: str, english: str) -> str:
        return french if language == "fr" else english

    shown = {name: escape(value) for name, value in article.items() if isinstance(value, str)}
    year, month, day = (int(p) for p in article["date"].split("-"))
    turn = number * 5 % len(pool["related"])
    linked = {
        "@context": "https://schema.org", "@type": "NewsArticle", "headline": article["title"], "datePublished": f"{article['date']}T10:00:00+00:00",
        "author": [{"@type": "Person", "name": article["author"]}], "publisher": {"@type": "Organization", "name": article["outlet"]},
    }  # fmt: skip
    sample.html = Environment(loader=FileSystemLoader(HERE / "layouts"), autoescape=False).get_template(layout).render(
        a=shown, blocks=[Block(b.kind, escape(b.text)) for b in blocks], lang=language, rubrics=_RUBRICS[language], names=pool["names"],
        related=pool["related"][turn:] + pool["related"][:turn], comments=pool["comments"], credit=pool["credits"][number % 4],
        by=f"{either('Par', 'By')} {shown['author']}" if article["author"] else "", ld=json.dumps(linked, ensure_ascii=False),
        day=f"{day} {_MONTHS[language][month - 1]} {year}", f=lambda fr, en: told(either(fr, en)), f2=either, x=told,
    )  # fmt: skip
    if article["standfirst"] and shown["standfirst"] in sample.html.partition("</head>")[2]:  # some sites print none
        sample.text = f"{article['standfirst']}\n{sample.text}"
    return sample


def main() -> None:
    """Write every page with its text and its furniture."""
    folder = HERE / "pages"
    folder.mkdir(exist_ok=True)
    for sample in samples():
        for ending, content in (("html", sample.html), ("txt", sample.text), ("furniture.txt", "\n".join(sample.furniture))):
            (folder / f"{sample.name}.{ending}").write_text(content + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()

"""Runs the cases of `fr.txt` and `en.txt` and reports by phenomenon what is right."""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

from vigie.actors import find_mentions
from vigie.models import load_model
from vigie.places import find_places
from vigie.records import Article, Block, Dateline, Mention, Sentence, Span
from vigie.syntax import read_sentences

HERE = Path(__file__).resolve().parent
DAY = "2023-05-10"
_SETTING = re.compile(r"\{([^}]*)\} ")


def article_of(text: str, language: str) -> Article:
    """An article of one paragraph for each part; `{2019-05-01}` before it is its day, `{Bamako}` its dateline."""
    blocks, start = [], 0
    day, dateline = DAY, None
    while (setting := _SETTING.match(text)) is not None:
        if setting[1][0].isdigit():
            day = setting[1]
        else:
            dateline = Dateline(Span(0, 0), setting[1])
        text = text[setting.end() :]
    body = text.replace(" || ", "\n\n")
    for part in body.split("\n\n"):
        blocks.append(Block(Span(start, start + len(part)), "paragraph"))
        start += len(part) + 2
    return Article(body, language, tuple(blocks), published=day, dateline=dateline)


def at_word(word: str, sentences: tuple[Sentence, ...], mentions: tuple[Mention, ...]) -> list[Mention]:
    """Mentions headed by a word's n-th occurrence."""
    form, _, number = word.partition("#")
    places = [(s.index, t.index) for s in sentences for t in s.tokens if t.text == form]
    nth = int(number or 1) - 1
    if nth >= len(places):
        return []
    headed = [m for m in mentions if (m.sentence, m.head) == places[nth]]
    return headed or _around(places[nth], sentences, mentions)


def _around(place: tuple[int, int], sentences: tuple[Sentence, ...], mentions: tuple[Mention, ...]) -> list[Mention]:
    """The shortest mentions whose words hold a token, for names whose head the parser puts elsewhere."""
    token = next(s for s in sentences if s.index == place[0]).tokens[place[1]]
    found = [m for m in mentions if m.kind not in ("role", "pronoun") and m.span.start <= token.start and token.end <= m.span.end]
    shortest = min((m.span.end - m.span.start for m in found), default=0)
    return [m for m in found if m.span.end - m.span.start == shortest]


def fits(wanted: str, found: list[Mention]) -> bool:
    """Whether the mentions at a word are what a case expects."""
    acting = [m for m in found if m.actors]
    if wanted == "nobody":
        return not acting
    if wanted.startswith("place "):
        return not acting and any(m.place == wanted.split()[1] for m in found)
    if not acting:
        return False
    pairs = [p.split() for p in wanted.split(" + ")]
    actors = acting[0].actors
    return len(pairs) == len(actors) and all(
        c in ("*", a.code) and s in ("*", a.sector) for (c, s), a in zip(pairs, actors, strict=True)
    )


def run(language: str) -> tuple[Counter[str], Counter[str], list[str]]:
    """Right and all by phenomenon, and the failures."""
    parser = load_model(language)
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    failures: list[str] = []
    heading = ""
    for line in (HERE / f"{language}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            heading = line[1:].strip()
            continue
        text, _, expected = line.partition(" => ")
        if not expected:
            continue
        article = article_of(text, language)
        sentences = read_sentences(article, parser)
        mentions = find_mentions(article, sentences, find_places(article, sentences))
        for case in expected.split(";"):
            word, _, wanted = case.strip().partition(": ")
            found = at_word(word, sentences, mentions)
            total[heading] += 1
            if fits(wanted, found):
                right[heading] += 1
            else:
                got = [(m.kind, m.place, [(a.code, a.sector, a.reason) for a in m.actors]) for m in found]
                failures.append(f"{heading}: {text}\n    {word}: wanted {wanted}, got {got}")
    return right, total, failures


if __name__ == "__main__":
    right, total, failures = run(sys.argv[1])
    for heading in total:
        print(f"{right[heading]:4} of {total[heading]:4}  {heading}")
    print("\n".join(failures))
    print(f"{sum(right.values())} of {sum(total.values())}")

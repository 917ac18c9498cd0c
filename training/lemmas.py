"""The lemma table of a language: what treebanks say of every form, and the irregular words that people wrote.

Rows are sorted: form, part of speech, features (only where one form has several lemmas), lemma (left out where
it is the form itself).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from training.treebank import Tree
from vigie.lexicon.load import load_yaml
from vigie.text import plain_characters

_OPEN = ["PROPN", "NUM", "PUNCT", "SYM", "X", "INTJ"]
"""Parts of speech whose lemma is the word itself."""

Row = tuple[str, str, str, str]


def lemma_rows(trees: Iterable[Tree], irregular: Path, own: Sequence[str] = ()) -> list[Row]:
    """The rows of the table, sorted; parts of speech in `own` come from the irregular words alone."""
    seen: dict[tuple[str, str], dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for tree in trees:
        for word in tree.words:
            form, lemma = plain_characters(word.text).lower(), plain_characters(word.lemma)
            if word.upos in _OPEN or word.upos in own or not lemma or "_" in lemma or any(c.isdigit() for c in form):
                continue
            seen[form, word.upos][lemma.lower() if lemma.isupper() else lemma][word.morph] += 1
    for upos, form, lemma in irregular_forms(load_yaml(irregular)):
        if (form, upos) not in seen or lemma not in seen[form, upos]:
            seen[form, upos][lemma][""] += 0 if (form, upos) in seen else 1
    rows: list[Row] = []
    for (form, upos), lemmas in sorted(seen.items()):
        rows.extend(_rows(form, upos, lemmas))
    return rows


def _rows(form: str, upos: str, lemmas: Mapping[str, Counter[str]]) -> Iterator[Row]:
    """The most frequent lemma first; a lemma seen once among many is an error of the treebank."""
    total = sum(sum(c.values()) for c in lemmas.values())
    ranked = sorted(lemmas, key=lambda lemma: (-sum(lemmas[lemma].values()), lemma))
    kept = [lemma for lemma in ranked if sum(lemmas[lemma].values()) * 12 > total or lemma == ranked[0]]
    for lemma in kept:
        features = "" if len(kept) == 1 else max(sorted(lemmas[lemma]), key=lambda m: lemmas[lemma][m])
        yield form, upos, features, "" if lemma == form else lemma


def irregular_forms(data: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """(part of speech, form, lemma) of every irregular word."""
    paradigm: Mapping[str, list[str]] = data["paradigm"]
    for upos, words in data.items():
        if upos == "paradigm":
            continue
        for lemma, entry in words.items():
            entry = entry or {}
            forms = [lemma, *entry.get("forms", ())]
            for name, endings in paradigm.items():
                if name in entry:
                    forms.extend(entry[name] + ending for ending in endings)
            for prefix in ["", *entry.get("prefixes", ())]:
                for form in forms:
                    yield upos, prefix + form, prefix + lemma


def write_rows(rows: Iterable[Row], path: Path) -> None:
    """Write the table."""
    path.write_text("".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")

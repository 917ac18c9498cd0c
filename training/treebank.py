"""Treebanks in CoNLL-U as trees over the words that Vigie sees.

Universal Dependencies splits contractions into syntactic words. Where these words put together are the
written form (`do`+`n't`), they stay apart; where they are not (`du` = `de`+`le`), they become one word
again, with the tag of the part that hangs on the rest of the sentence. Features that no stage reads are
dropped, so that labels are fewer and better learned.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from vigie.text import plain_characters, plain_dashes

FEATURES = (
    "Case", "Definite", "Degree", "Gender", "Mood", "Number", "NumType", "Person", "Polarity", "Poss", "PronType",
    "Reflex", "Tense", "VerbForm", "Voice",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a tree; `head` counts from 0, the root is its own head."""

    text: str
    lemma: str
    upos: str
    morph: str
    head: int
    deprel: str
    space_after: bool = True


@dataclass(frozen=True, slots=True)
class Tree:
    """A sentence of a treebank."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """The sentence as written."""
        return "".join(w.text + " " * w.space_after for w in self.words).rstrip(" ")


@dataclass(slots=True)
class _Row:
    number: int
    form: str
    lemma: str
    upos: str
    feats: str
    head: int
    deprel: str
    misc: str


def read_trees(path: Path) -> Iterator[Tree]:
    """The complete trees of a CoNLL-U file, in order; a sentence without heads is left out."""
    rows: list[_Row] = []
    contractions: list[tuple[int, int, str, str]] = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if not line and rows:
                if _is_complete(rows):
                    yield _tree(rows, contractions)
                rows, contractions = [], []
            elif line and not line.startswith("#"):
                cells = line.split("\t")
                if "-" in cells[0]:
                    first, last = cells[0].split("-")
                    contractions.append((int(first), int(last), cells[1], cells[9]))
                elif "." not in cells[0]:
                    rows.append(
                        _Row(int(cells[0]), cells[1], cells[2], cells[3], cells[5], _head(cells[6]), cells[7], cells[9])
                    )
    if rows and _is_complete(rows):
        yield _tree(rows, contractions)


def _head(cell: str) -> int:
    return int(cell) if cell.isdigit() else -1


def _is_complete(rows: list[_Row]) -> bool:
    heads = [row.head for row in rows]
    return heads.count(0) == 1 and all(0 <= h <= len(rows) for h in heads)


def _tree(rows: list[_Row], contractions: list[tuple[int, int, str, str]]) -> Tree:
    place = {row.number: row.number for row in rows}  # row number → number of the row that stands for it
    kept: list[_Row] = []
    spaced: dict[int, bool] = {row.number: "SpaceAfter=No" not in row.misc for row in rows}
    merged: set[int] = set()
    for first, last, form, misc in contractions:
        parts = rows[first - 1 : last]
        space = "SpaceAfter=No" not in misc
        if "".join(p.form for p in parts) == form:
            for part in parts:
                spaced[part.number] = False
            spaced[last] = space
            continue
        keeper = next((p for p in parts if not first <= p.head <= last), parts[0])
        keeper.form = form
        spaced[keeper.number] = space
        for part in parts:
            place[part.number] = keeper.number
            if part is not keeper:
                merged.add(part.number)
    kept = [row for row in rows if row.number not in merged]
    index = {row.number: i for i, row in enumerate(kept)}
    words = []
    for i, row in enumerate(kept):
        head = i if row.head == 0 else index[place[row.head]]
        deprel = "root" if row.head == 0 else row.deprel
        words.append(
            Word(row.form, row.lemma, row.upos, _features(row.feats), head, deprel, spaced[row.number])
        )
    return Tree(tuple(words))


def _features(feats: str) -> str:
    kept = (part for part in feats.split("|") if part.partition("=")[0] in FEATURES)
    return "|".join(sorted(kept))


def is_tree(tree: Tree) -> bool:
    """Whether every word leads to one root: joining words can close a loop, and such sentences are left out."""
    for start in range(len(tree.words)):
        here, steps = start, 0
        while tree.words[here].head != here:
            here, steps = tree.words[here].head, steps + 1
            if steps > len(tree.words):
                return False
    return sum(w.head == i for i, w in enumerate(tree.words)) == 1


def plain_tree(tree: Tree) -> Tree:
    """The tree with plain characters, as the network sees words."""
    return Tree(tuple(replace(w, text=plain_word(w.text)) for w in tree.words))


def plain_word(text: str) -> str:
    """A word as the network sees it."""
    return plain_dashes(plain_characters(text))


def relabel(tree: Tree, labels: dict[str, str]) -> Tree:
    """The tree with some dependency labels replaced, to bring treebanks to one usage."""
    return Tree(tuple(replace(w, deprel=labels.get(w.deprel, w.deprel)) for w in tree.words))


def sizes(trees: Sequence[Tree]) -> tuple[int, int]:
    """Number of sentences and of words."""
    return len(trees), sum(len(t.words) for t in trees)

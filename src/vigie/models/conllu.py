"""Trees made elsewhere, from a CoNLL-U file: sentences are found by their words.

Limits: the file's words must be those that the syntax stage makes (contractions whole); a sentence that the
file does not hold is an error. Names come from `NE=B-PER` in the tenth column, when it is there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from vigie.errors import ModelError
from vigie.models.parser import Annotation, Tree
from vigie.models.trees import mend_tree

_COLUMNS = 10


class ConlluParser:
    """A table from words to trees."""

    def __init__(self, language: str, path: Path) -> None:
        try:
            data = path.read_bytes()
            self._trees = dict(_sentences(data.decode("utf-8")))
        except (OSError, ValueError) as error:
            raise ModelError(f"{path}: cannot be read as CoNLL-U ({error})") from error
        self._path = path
        self._language = language
        self._version = f"conllu-{hashlib.sha256(data).hexdigest()[:12]}"

    @property
    def language(self) -> str:
        """BCP 47 code."""
        return self._language

    @property
    def version(self) -> str:
        """Hash of the file."""
        return self._version

    def parse(self, sentences: Sequence[Sequence[str]]) -> list[Tree]:
        """The file's trees of these sentences."""
        return [self._find(tuple(words)) for words in sentences]

    def _find(self, words: tuple[str, ...]) -> Tree:
        if not words:
            return ()
        if words not in self._trees:
            shown = " ".join(words[:8])
            raise ModelError(f"{self._path}: holds no tree for the sentence '{shown} …': parse it and add it")
        return self._trees[words]


def _sentences(text: str) -> Iterator[tuple[tuple[str, ...], Tree]]:
    rows: list[list[str]] = []
    for line in [*text.splitlines(), ""]:
        cells = line.split("\t")
        if len(cells) == _COLUMNS and cells[0].isdigit():
            rows.append(cells)
        elif not line and rows:
            yield tuple(row[1] for row in rows), _tree(rows)
            rows = []


def _tree(rows: Sequence[Sequence[str]]) -> Tree:
    heads = [i if row[6] == "0" else int(row[6]) - 1 for i, row in enumerate(rows)]
    heads, deprels = mend_tree(heads, [row[7] for row in rows], [row[3] for row in rows])
    words = []
    for i, row in enumerate(rows):
        mark, _, kind = _name(row[9]).partition("-")
        morph = "" if row[5] == "_" else row[5]
        words.append(Annotation(row[3], morph, heads[i], deprels[i], kind, mark == "B" and bool(kind), row[2]))
    return tuple(words)


def _name(misc: str) -> str:
    return next((part[3:] for part in misc.split("|") if part.startswith("NE=")), "")

"""Trees of a treebank made more like the wire: headlines in capitals, bare weekdays behind the verb, foreign names.

Every change keeps a correct tree; which sentences are changed is drawn with a fixed seed.
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from training.nets import NamedSentence
from training.treebank import Tree, Word


@dataclass(frozen=True, slots=True)
class Weekdays:
    """How a language puts a bare weekday: `a appelé samedi à`."""

    words: tuple[str, ...]
    upos: str
    morph: str
    deprel: str


def vary(
    trees: Iterable[Tree], weekdays: Weekdays, names: Sequence[str], share: float, seed: int
) -> Iterator[Tree]:
    """Changed copies of a share of the trees."""
    draw = random.Random(seed)
    for tree in trees:
        if draw.random() < share:
            changed = rename(insert_weekday(tree, weekdays, draw), names, draw)
            if changed != tree:
                yield changed
        if draw.random() < share / 10:
            yield shout(tree, with_accents=draw.random() < 0.5)


def insert_weekday(tree: Tree, weekdays: Weekdays, draw: random.Random) -> Tree:
    """A weekday behind a past participle or a finite verb with a subject before it."""
    words = tree.words
    places = [
        i
        for i, word in enumerate(words[:-1])
        if word.upos == "VERB"
        and ("Tense=Past" in word.morph or "Tense=Fut" in word.morph)
        and not words[i + 1].text.startswith(("-", "'"))
        and word.deprel in ("root", "ccomp", "parataxis", "parataxis:insert", "conj", "acl:relcl", "advcl")
        and any(w.head == i and w.deprel.startswith("nsubj") for w in words[:i])
        and not any(w.head == i and w.deprel.startswith("compound") for w in words)
    ]
    if not places:
        return tree
    verb = draw.choice(places)
    at = verb + 1
    day = Word(draw.choice(weekdays.words), "", weekdays.upos, weekdays.morph, verb, weekdays.deprel)
    moved = [replace(w, head=w.head + (w.head >= at)) for w in words]
    if not words[verb].space_after:
        moved[verb] = replace(moved[verb], space_after=True)
        day = replace(day, space_after=False)
    return Tree((*moved[:at], day, *moved[at:]))


def rename(tree: Tree, names: Sequence[str], draw: random.Random) -> Tree:
    """Other words in the place of the parts of personal names (`flat` names)."""
    words = list(tree.words)
    parts = {i for i, w in enumerate(words) if w.deprel in ("flat:name", "flat") and w.upos == "PROPN"}
    parts |= {words[i].head for i in parts if words[words[i].head].upos == "PROPN"}
    for i in sorted(parts):
        if words[i].text[:1].isupper() and len(words[i].text) > 2:
            words[i] = replace(words[i], text=draw.choice(names))
    return Tree(tuple(words))


def shout(tree: Tree, with_accents: bool) -> Tree:
    """The tree in capitals, as a headline."""
    return Tree(tuple(replace(w, text=_capitals(w.text, with_accents)) for w in tree.words))


def _capitals(text: str, with_accents: bool) -> str:
    text = text.upper()
    if with_accents:
        return text
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def vary_names(
    sentences: Sequence[NamedSentence], foreign: Sequence[str], share: float, seed: int
) -> Iterator[NamedSentence]:
    """Copies in which names stand in for each other: each by another of its kind, people also by new ones."""
    draw = random.Random(seed)
    pool: dict[str, list[tuple[str, ...]]] = {}
    for sentence in sentences:
        for start, end, kind in sentence.names:
            pool.setdefault(kind, []).append(sentence.words[start:end])
    for sentence in sentences:
        if sentence.names and draw.random() < share:
            yield _swapped(sentence, pool, foreign, draw)
        if draw.random() < share / 8:
            yield replace(sentence, words=tuple(_capitals(w, draw.random() < 0.5) for w in sentence.words))


def _swapped(
    sentence: NamedSentence, pool: dict[str, list[tuple[str, ...]]], foreign: Sequence[str], draw: random.Random
) -> NamedSentence:
    words: list[str] = []
    names: list[tuple[int, int, str]] = []
    position = 0
    for start, end, kind in sentence.names:
        words.extend(sentence.words[position:start])
        put = draw.choice(pool[kind]) if draw.random() < 0.7 else sentence.words[start:end]
        if kind == "PER" and draw.random() < 0.4:
            put = tuple(draw.choice(foreign) for _ in range(draw.choice((1, 2, 2, 2, 3))))
        names.append((len(words), len(words) + len(put), kind))
        words.extend(put)
        position = end
    words.extend(sentence.words[position:])
    return NamedSentence(tuple(words), tuple(names))

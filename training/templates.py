"""Sentences in wire style, grown from a small grammar that people write, each with its tree.

The treebanks hold little agency prose. A recipe's `wire.yaml` lists patterns such as

    [nsubj <state>] [aux:tense a/AUX] *<said> [obl:mod <day>] [punct ./PUNCT]

where `*` marks the head of its bracket, `word/UPOS` is a word, `<name>` a pattern drawn from the list of that
name, and the label of a bracket the relation of its head. A word's features are those it has most often in the
treebanks, unless the pattern gives them (`appelé/VERB/Tense=Past|VerbForm=Part`).
"""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from training.treebank import Tree, Word

_TOKEN = re.compile(r"\[[^\s\]]+|\]|[^\s\]]+")
_TIGHT_BEFORE = frozenset(".,)?!…")
_DEEPEST = 8
_VOWELS = frozenset("aeiouyhàâäéèêëîïôöùûüœAEIOUYHÀÂÉÈÊËÎÏÔÙÛŒ")

Features = Mapping[tuple[str, str], str]


@dataclass(frozen=True, slots=True)
class Grammar:
    """The lists of patterns, and what happens where two words meet."""

    parts: Mapping[str, list[list[str]]]
    features: Mapping[str, str]
    """Short names of features in patterns: `P` for a past participle."""
    contractions: Mapping[str, str]
    """`de le` → `du`: the first word's node takes the place of both."""
    elisions: Mapping[str, str]
    """`de` → `d'` before a vowel."""
    usual: Features


@dataclass(slots=True)
class _Node:
    text: str
    upos: str
    morph: str
    before: list[tuple[str, _Node]]
    after: list[tuple[str, _Node]]


def usual_features(trees: Iterable[Tree]) -> Features:
    """The most frequent features of every (form, part of speech)."""
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for tree in trees:
        for word in tree.words:
            counts[word.text.lower(), word.upos][word.morph] += 1
    return {key: max(sorted(found), key=lambda m: found[m]) for key, found in counts.items()}


def read_grammar(data: Mapping[str, Any], usual: Features) -> Grammar:
    """A recipe's grammar."""
    tables = ("features", "contractions", "elisions")
    parts = {
        name: [_TOKEN.findall(str(pattern)) for pattern in patterns]
        for name, patterns in data.items()
        if name not in tables
    }
    return Grammar(parts, *(data.get(name) or {} for name in tables), usual)


def grow(grammar: Grammar, number: int, seed: int) -> Iterator[Tree]:
    """`number` sentences drawn from the patterns under `sentence`."""
    draw = random.Random(seed)
    for _ in range(number):
        yield _flatten(_expand("sentence", grammar, draw, 0), grammar)


def _expand(name: str, grammar: Grammar, draw: random.Random, depth: int) -> _Node:
    if name not in grammar.parts:
        raise ValueError(f"the wire grammar has no list named '{name}'")
    patterns = grammar.parts[name]
    if depth > _DEEPEST:
        patterns = sorted(patterns, key=len)[:1]
    tokens = list(draw.choice(patterns))
    node = _phrase(tokens, grammar, draw, depth)
    if tokens:
        raise ValueError(f"the wire grammar's '{name}' has a pattern with brackets that do not match")
    return node


def _phrase(tokens: list[str], grammar: Grammar, draw: random.Random, depth: int) -> _Node:
    """Read tokens up to the bracket that closes this phrase."""
    before: list[tuple[str, _Node]] = []
    head: _Node | None = None
    while tokens and tokens[0] != "]":
        token = tokens.pop(0)
        if token.startswith("["):
            child = _phrase(tokens, grammar, draw, depth + 1)
            tokens.pop(0)
            (head.after if head else before).append((token[1:], child))
            continue
        word = token.removeprefix("*")
        head = _expand(word[1:-1], grammar, draw, depth + 1) if word[0] == "<" else _leaf(word, grammar)
    if head is None:
        raise ValueError("the wire grammar has a pattern without a head")
    head.before[:0] = before
    return head


def _leaf(word: str, grammar: Grammar) -> _Node:
    text, upos, *rest = word.split("/")
    morph = grammar.features.get(rest[0], rest[0]) if rest else grammar.usual.get((text.lower(), upos), "")
    return _Node(text.replace("~", " "), upos, morph, [], [])


def _meet(order: list[tuple[_Node, _Node, str]], grammar: Grammar) -> list[tuple[_Node, _Node, str]]:
    """Contract and elide neighbouring words."""
    kept: list[tuple[_Node, _Node, str]] = []
    for entry in order:
        if kept:
            before, here = kept[-1][0], entry[0]
            if before.text == "," and here.upos == "PUNCT" and here.text != '"':
                kept.pop()  # a parenthesis that the sentence closes
            merged = grammar.contractions.get(f"{before.text} {here.text}")
            if merged and not here.before and not here.after and not _is_elided(here, order, entry, grammar):
                before.text = merged
                continue
            if before.text in grammar.elisions and here.text[0] in _VOWELS:
                before.text = grammar.elisions[before.text]
        kept.append(entry)
    return kept


def _is_elided(
    here: _Node, order: list[tuple[_Node, _Node, str]], entry: tuple[_Node, _Node, str], grammar: Grammar
) -> bool:
    follower = order[order.index(entry) + 1][0] if order.index(entry) + 1 < len(order) else here
    return here.text in grammar.elisions and follower.text[0] in _VOWELS


def _flatten(root: _Node, grammar: Grammar) -> Tree:
    order: list[tuple[_Node, _Node, str]] = []

    def visit(node: _Node, parent: _Node, deprel: str) -> None:
        for label, child in node.before:
            visit(child, node, label)
        order.append((node, parent, deprel))
        for label, child in node.after:
            visit(child, node, label)

    visit(root, root, "root")
    order = _meet(order, grammar)
    index = {id(node): i for i, (node, _, _) in enumerate(order)}
    words: list[Word] = []
    quotes = 0
    for i, (node, parent, deprel) in enumerate(order):
        text = node.text
        after = order[i + 1][0].text if i + 1 < len(order) else " "
        quotes += text == '"'
        opens = text == "(" or (text == '"' and quotes % 2 == 1)
        closes = after[0] in _TIGHT_BEFORE or (after == '"' and quotes % 2 == 1) or after[0] in "-'" and len(after) > 1
        if i == 0 or (i == 1 and order[0][0].text == '"'):
            text = text[:1].upper() + text[1:]
        words.append(
            Word(text, "", node.upos, node.morph, index[id(parent)], deprel, not (opens or closes or text.endswith("'")))
        )
    return Tree(tuple(words))

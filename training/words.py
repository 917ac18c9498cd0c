"""Gold trees brought to the words that Vigie's own rules make, so that training sees what reading will see."""

from __future__ import annotations

from dataclasses import replace

from training.treebank import Tree, Word
from vigie.syntax.rules import load_rules
from vigie.syntax.words import find_words
from vigie.text import plain_characters


def recut(tree: Tree, language: str) -> Tree:
    """Join the words that our rules keep together (`al-Qaida`); where our rules cut finer, the tree stays.

    A joined word takes the place of the part that hangs on the rest of the sentence.
    """
    text = tree.text
    plain = plain_characters(text)
    starts: list[int] = []
    position = 0
    for word in tree.words:
        starts.append(position)
        position += len(word.text) + word.space_after
    ends = [start + len(word.text) for start, word in zip(starts, tree.words, strict=True)]
    groups = []
    for span in find_words(plain, 0, len(plain), load_rules(language)):
        inside = [i for i, start in enumerate(starts) if span.start <= start < span.end]
        if len(inside) > 1 and starts[inside[0]] == span.start and ends[inside[-1]] == span.end:
            groups.append((inside, text[span.start : span.end]))
    return join(tree, groups) if groups else tree


def join(tree: Tree, groups: list[tuple[list[int], str]]) -> Tree:
    """Each group of neighbouring words as one word."""
    stands_for = list(range(len(tree.words)))
    texts: dict[int, tuple[str, bool]] = {}
    for inside, text in groups:
        keeper = next((i for i in inside if tree.words[i].head not in inside or tree.words[i].head == i), inside[0])
        texts[keeper] = (text, tree.words[inside[-1]].space_after)
        for i in inside:
            stands_for[i] = keeper
    kept = [i for i, keeper in enumerate(stands_for) if keeper == i]
    index = {old: new for new, old in enumerate(kept)}
    words: list[Word] = []
    for old in kept:
        word = tree.words[old]
        text, space = texts.get(old, (word.text, word.space_after))
        head = index[stands_for[word.head]]
        words.append(replace(word, text=text, head=head, space_after=space))
    return Tree(tuple(words))

"""What a parser gets wrong in the manner of wires, put right where the tree contradicts itself.

Two patterns, each told by relations alone, so in any language: a phrase joined by a conjunction that the tree hangs on the verb behind it
("the accord between Djibouti *and Ethiopia* provides …"), and the subject behind an opening participle that the tree gives this
participle as a second object ("Denouncing the coup, *France* suspended aid").
Limits: one phrase is joined, not a list.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from vigie.models import Annotation, Tree

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_INNER = frozenset({"det", "amod", "flat", "compound", "nummod", "nmod", "fixed"})
_MOST = 12
"""Steps up a tree; deeper ones are left alone."""


def mended(tree: Tree, words: Sequence[str]) -> Tree:
    """The tree with the two patterns put right.

    Args:
        tree: Of one sentence.
        words: Its words as written.
    """
    found = list(tree)
    for index, word in enumerate(tree):
        if word.deprel.partition(":")[0] == "nsubj" and word.upos in _NOMINAL:
            _join(found, index)
    _opening(found, words)
    return tuple(found)


def _join(tree: list[Annotation], subject: int) -> None:
    """Hang a "subject" on the phrase before its conjunction, where the verb has another subject already or is itself joined to a noun."""
    verb = tree[subject].head
    start = _start(tree, subject)
    joint = start - 1
    if verb <= subject or joint < 1 or tree[joint].deprel != "cc" or tree[joint].head != verb:
        return
    first = _phrase(tree, joint - 1)
    if first < 0 or tree[first].upos not in _NOMINAL:
        return
    before = [i for i, w in enumerate(tree[:joint]) if w.head == verb and w.deprel.partition(":")[0] in ("nsubj", "obl")]
    above = tree[verb].head
    if above != verb and tree[verb].deprel == "conj" and tree[above].upos == "NOUN" and above < first and tree[above].head == above:
        tree[verb] = replace(tree[verb], head=verb, deprel=tree[above].deprel)
        for i, word in enumerate(tree):
            if word.head == above and i > verb:
                tree[i] = replace(word, head=verb)
        tree[above] = replace(tree[above], head=verb, deprel="nsubj")
    elif not any(tree[i].deprel.partition(":")[0] == "nsubj" for i in before):
        return
    tree[subject] = replace(tree[subject], head=first, deprel="conj")
    tree[joint] = replace(tree[joint], head=subject)


def _opening(tree: list[Annotation], words: Sequence[str]) -> None:
    """Give the main verb the subject that an opening participle has taken for an object."""
    opener = tree[0]
    verb = opener.head
    if verb == 0 or opener.upos != "VERB" or opener.deprel not in ("csubj", "advcl") or "VerbForm=Fin" in opener.morph:
        return
    if any(w.head == verb and w.deprel.partition(":")[0] == "nsubj" for w in tree):
        return
    for i in range(verb - 1, 0, -1):
        word = tree[i]
        start = _start(tree, i)
        if word.head == 0 and word.upos in _NOMINAL and start > 0 and words[start - 1] == ",":
            tree[i] = replace(word, head=verb, deprel="nsubj")
            tree[0] = replace(opener, deprel="advcl")
            return


def _start(tree: Sequence[Annotation], index: int) -> int:
    """The first word of a phrase, as far as it reaches back without a gap."""
    start = index
    while start > 0 and _reaches(tree, start - 1, index) and tree[start - 1].deprel not in ("cc", "punct"):
        start -= 1
    return start


def _reaches(tree: Sequence[Annotation], index: int, head: int) -> bool:
    for _ in range(_MOST):
        if index == head:
            return True
        if tree[index].head == index:
            return False
        index = tree[index].head
    return False


def _phrase(tree: Sequence[Annotation], index: int) -> int:
    """The nominal head of the innermost phrase that ends with a word, or -1."""
    for _ in range(_MOST):
        if tree[index].upos in _NOMINAL and tree[index].deprel.partition(":")[0] not in ("flat", "compound", "fixed", "det"):
            return index
        above = tree[index].head
        if above == index or above > index or tree[index].deprel.partition(":")[0] not in _INNER:
            return -1
        index = above
    return -1

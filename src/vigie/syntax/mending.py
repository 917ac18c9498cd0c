"""What a parser gets wrong in the manner of wires, put right where the tree contradicts itself.

Three patterns, each told by relations alone, so in any language: names of a list that are told apart ("*Mali*, Burkina Faso and Niger
signed"), a phrase joined by a conjunction that the tree hangs on the verb behind it ("the accord between Djibouti *and Ethiopia*
provides …"), and the subject behind an opening participle that the tree gives this participle as a second object ("Denouncing the
coup, *France* suspended aid").
Limits: of a list of names only the one before the last is joined.
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
    for index, word in enumerate(tree):
        if word.deprel == "cc":
            _list(found, words, index)
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


def _list(tree: list[Annotation], words: Sequence[str], joint: int) -> None:
    """Make one list of "Mali, *Burkina Faso* and Niger signed …": of names before a comma that end in a conjunction, the first is the head.

    The tree may hang the first on the verb as an adverbial, or the second on the first as an apposition.
    """
    last = tree[joint].head
    middle = _phrase(tree, joint - 1) if joint > 0 else -1
    if middle >= 0 and tree[middle].upos != "PROPN" and tree[middle].deprel.startswith("nmod"):  # "Corée du *Sud* et"
        middle = tree[middle].head
    if last < joint or middle < 0 or tree[last].deprel != "conj" or tree[last].upos != "PROPN" or tree[middle].upos != "PROPN":
        return
    start = _start(tree, middle)
    first = _phrase(tree, start - 2) if start > 1 and words[start - 1] == "," else -1
    if first < 0 or tree[first].upos != "PROPN" or _is_marked(tree, middle) != _is_marked(tree, first):
        return
    if tree[last].head == first and tree[middle].head == first and tree[middle].deprel == "appos":
        tree[middle] = replace(tree[middle], deprel="conj")
    elif tree[last].head == middle and tree[middle].deprel.partition(":")[0] == "nsubj" and tree[first].head == tree[middle].head:
        tree[first] = replace(tree[first], deprel=tree[middle].deprel)
        tree[middle] = replace(tree[middle], head=first, deprel="conj")


def _is_marked(tree: Sequence[Annotation], index: int) -> bool:
    return any(w.head == index and w.deprel == "case" for w in tree)


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

"""Makes what a network predicts a tree: one root, every word below it, no loop.

A transition parser can leave several words without a head. The first verb among them becomes the root
(else the first of them that is not a mark), the others hang on it as `parataxis`, marks as `punct`.
"""

from __future__ import annotations

from collections.abc import Sequence

_ROOT = "root"
_LEFT_OVER = "parataxis"
_MARK = "PUNCT"


def mend_tree(heads: Sequence[int], deprels: Sequence[str], upos: Sequence[str]) -> tuple[list[int], list[str]]:
    """Heads and relations of a proper tree, with as few changes as that takes.

    Args:
        heads: For each word the index of its head, its own for a root.
        deprels: Relations.
        upos: Parts of speech, to choose among several roots.
    """
    heads, deprels = list(heads), list(deprels)
    _cut_loops(heads)
    roots = [i for i, head in enumerate(heads) if head == i]
    root = _best_root(roots, upos)
    for i in roots:
        if i == root:
            deprels[i] = _ROOT
        else:
            heads[i] = root
            deprels[i] = "punct" if upos[i] == _MARK else _LEFT_OVER
    return heads, deprels


def _best_root(roots: Sequence[int], upos: Sequence[str]) -> int:
    for wanted in (lambda tag: tag == "VERB", lambda tag: tag != _MARK):
        for i in roots:
            if wanted(upos[i]):
                return i
    return roots[0]


def _cut_loops(heads: list[int]) -> None:
    """Make a word of every loop a root, so that each path upwards ends."""
    state = [0] * len(heads)  # 0 unseen, 1 on the present path, 2 known to end
    for start in range(len(heads)):
        path, here = [], start
        while state[here] == 0:
            state[here] = 1
            path.append(here)
            if not 0 <= heads[here] < len(heads):
                heads[here] = here
            here = heads[here]
        if path and state[here] == 1 and heads[here] != here:
            heads[here] = here
        for i in path:
            state[i] = 2

"""How good weights are, on files that no training saw, and the page that says so.

Sentences of the test treebanks are read as raw text with Vigie's own cutting into sentences and words, then scored
with spaCy's scorer (the metric of `spacy benchmark accuracy`: POS, UAS, LAS without punctuation). `LAS base` compares relations
without subtypes, for treebanks that use others. Names are scored on words that are given, by exact span and kind.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import spacy
from spacy.scorer import Scorer
from spacy.tokens import Doc
from spacy.training import Example
from spacy.vocab import Vocab

from training.nets import NamedSentence
from training.treebank import Tree, read_trees, relabel
from vigie.models.card import ModelCard, read_card
from vigie.models.network import NetworkParser
from vigie.models.parser import Parser
from vigie.records import Article, Block, Sentence, Span
from vigie.syntax.reading import read_sentences

_SPACY_ROOT = "ROOT"


def score_language(folder: Path, recipe: dict[str, Any], data: Path, names: Sequence[NamedSentence]) -> ModelCard:
    """The card in a folder with the scores of the weights beside it."""
    card = read_card(folder / "card.json")
    parser = NetworkParser(card.language, card.version, (folder / "network.xz").read_bytes())
    scores: list[tuple[str, tuple[tuple[str, float], ...]]] = []
    for test in recipe["tests"]:
        trees = [relabel(t, recipe.get("labels") or {}) for t in read_trees(data / test["path"])]
        scores.append((test["name"], tuple(score_treebank(parser, trees).items())))
        print(*scores[-1], flush=True)
    scores.append((recipe["names"]["test"], tuple(score_names(parser, names).items())))
    print(*scores[-1], flush=True)
    return replace(card, scores=tuple(scores))


def score_treebank(parser: Parser, trees: Sequence[Tree]) -> dict[str, float]:
    """Scores in per cent, from raw text."""
    vocab = spacy.blank("xx").vocab
    full: list[Example] = []
    base: list[Example] = []
    verbs = right_verbs = lemmas = right_lemmas = whole = 0
    for tree in trees:
        sentences = read_text(tree.text, parser)
        whole += len(sentences) == 1
        full.append(Example(_read_doc(vocab, tree.text, sentences, False), _gold_doc(vocab, tree, False)))
        base.append(Example(_read_doc(vocab, tree.text, sentences, True), _gold_doc(vocab, tree, True)))
        found = {token.start: token for s in sentences for token in s.tokens}
        position = 0
        for word in tree.words:
            token = found.get(position)
            position += len(word.text) + word.space_after
            if token is None or token.text != word.text or word.lemma == "_" or word.upos in ("PROPN", "PUNCT", "PRON"):
                continue
            is_right = token.lemma.lower() == word.lemma.lower()
            lemmas, right_lemmas = lemmas + 1, right_lemmas + is_right
            if word.upos == "VERB":
                verbs, right_verbs = verbs + 1, right_verbs + is_right
    scored, scored_base = Scorer.score_deps(full, "dep", **_DEPS), Scorer.score_deps(base, "dep", **_DEPS)
    values = {
        "words": Scorer.score_tokenization(full)["token_f"],
        "sentences whole": whole / len(trees),
        "POS": Scorer.score_token_attr(full, "pos")["pos_acc"],
        "features": Scorer.score_token_attr(full, "morph", getter=lambda token, name: str(token.morph))["morph_acc"],
        "UAS": scored["dep_uas"],
        "LAS": scored["dep_las"],
        "LAS base": scored_base["dep_las"],
        "verb lemmas": right_verbs / verbs,
        "lemmas": right_lemmas / lemmas,
    }
    return {name: round(100 * float(value), 1) for name, value in values.items()}


_DEPS: dict[str, Any] = {
    "head_attr": "head",
    "getter": lambda token, name: getattr(token, name + "_"),
    "ignore_labels": ("punct",),
}


def read_text(text: str, parser: Parser) -> tuple[Sentence, ...]:
    """A text of one block."""
    article = Article(text, parser.language, (Block(Span(0, len(text)), "paragraph"),))
    return read_sentences(article, parser)


def _gold_doc(vocab: Vocab, tree: Tree, base: bool) -> Doc:
    return Doc(
        vocab,
        words=[w.text for w in tree.words],
        spaces=[w.space_after for w in tree.words],
        pos=[w.upos for w in tree.words],
        morphs=[w.morph for w in tree.words],
        heads=[w.head for w in tree.words],
        deps=[_label(w.deprel, base) for w in tree.words],
    )


def _read_doc(vocab: Vocab, text: str, sentences: Sequence[Sentence], base: bool) -> Doc:
    tokens = [(s.tokens[0].index, len_before, t) for s, len_before in _with_offsets(sentences) for t in s.tokens]
    words, spaces, pos, morphs, heads, deps = [], [], [], [], [], []
    for _, offset, token in tokens:
        words.append(token.text)
        spaces.append(text[token.end : token.end + 1] == " ")
        pos.append(token.upos)
        morphs.append(token.morph)
        heads.append(token.head + offset)
        deps.append(_label(token.deprel, base))
    return Doc(vocab, words=words, spaces=spaces, pos=pos, morphs=morphs, heads=heads, deps=deps)


def _with_offsets(sentences: Sequence[Sentence]) -> list[tuple[Sentence, int]]:
    offsets, total = [], 0
    for sentence in sentences:
        offsets.append((sentence, total))
        total += len(sentence.tokens)
    return offsets


def _label(deprel: str, base: bool) -> str:
    if deprel == "root":
        return _SPACY_ROOT
    return deprel.partition(":")[0] if base else deprel


def score_names(parser: Parser, sentences: Sequence[NamedSentence]) -> dict[str, float]:
    """F1 by kind, and over persons, places and organisations together."""
    right: dict[str, int] = {}
    found: dict[str, int] = {}
    gold: dict[str, int] = {}
    for sentence, tree in zip(sentences, parser.parse([s.words for s in sentences]), strict=True):
        mine = set()
        for i, word in enumerate(tree):
            if word.name_start:
                end = i + 1
                while end < len(tree) and tree[end].name == word.name and not tree[end].name_start:
                    end += 1
                mine.add((i, end, word.name))
        for counts, spans in ((found, mine), (gold, set(sentence.names)), (right, mine & set(sentence.names))):
            for _, _, kind in spans:
                counts[kind] = counts.get(kind, 0) + 1
    kinds = sorted(gold)
    main = [k for k in kinds if k != "MISC"]
    values = {f"{kind} F1": _f1([kind], right, found, gold) for kind in kinds}
    return {"names F1": _f1(main, right, found, gold), "all F1": _f1(kinds, right, found, gold), **values}


def _f1(kinds: Sequence[str], right: dict[str, int], found: dict[str, int], gold: dict[str, int]) -> float:
    hits, made, there = (sum(counts.get(k, 0) for k in kinds) for counts in (right, found, gold))
    return round(200 * hits / max(1, made + there), 1)


def card_page(card: ModelCard) -> str:
    """The card as a page for people."""
    lines = [
        f"# Weights for {card.language}, version {card.version}",
        "",
        f"{card.bytes / 1e6:.1f} MB, sha256 `{card.sha256}`. Made by `training/`; this page is generated from the card.",
        "",
        f"Licence: {card.licence}.",
        "",
        "| trained on | licence |",
        "| --- | --- |",
        *(f"| {source.name} | {source.licence} |" for source in card.sources),
        "",
        "Scores in per cent, on files that training did not see, read from raw text with Vigie's own cutting into words.",
        "`LAS base` compares relations without subtypes.",
        "",
    ]
    for test, scores in card.scores:
        lines += [f"**{test}**: " + ", ".join(f"{name} {value}" for name, value in scores), ""]
    lines += ["| how it was made | |", "| --- | --- |", *(f"| {name} | {value} |" for name, value in card.training), ""]
    return "\n".join(lines)

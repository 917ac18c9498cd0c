"""Train the weights of a language with one command and write its card.

    python -m training.train fr --data ../shared/training

Reads `training/recipes/<language>.yaml`. Writes `src/vigie/weights/<language>/` (network.xz, card.json), the lemma table
`src/vigie/languages/<language>/syntax/lemmas.tsv` and `docs/models/<language>.md`. Run it with OMP_NUM_THREADS=1: with one thread
the same data give the same bytes.
"""

from __future__ import annotations

import argparse
import hashlib
import platform
import time
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from spacy.language import Language

from training.augment import Weekdays, vary, vary_names
from training.lemmas import lemma_rows, write_rows
from training.names import read_columns, read_gum, read_winer
from training.nets import (
    NamedSentence,
    Schedule,
    Size,
    fit,
    names_example,
    names_network,
    score_trees,
    syntax_network,
    tree_example,
)  # fmt: skip
from training.report import card_page, score_language
from training.templates import grow, read_grammar, usual_features
from training.treebank import Tree, is_tree, read_trees, relabel, sizes
from training.words import recut
from vigie.lexicon.load import load_yaml
from vigie.models.card import ModelCard, Source, card_json
from vigie.models.container import Network, pack
from vigie.models.network import dismantle

ROOT = Path(__file__).resolve().parent.parent
RECIPES = ROOT / "training" / "recipes"


def main() -> None:
    """Train one language."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("language")
    arguments.add_argument("--data", type=Path, required=True, help="the folder with ud/ and ner/")
    arguments.add_argument("--steps", type=float, default=1.0, help="share of the recipe's steps, for a trial")
    arguments.add_argument("--only-scores", action="store_true", help="score the weights that are there")
    chosen = arguments.parse_args()
    recipe = load_yaml(RECIPES / f"{chosen.language}.yaml")
    if not chosen.only_scores:
        write_lemmas(recipe, chosen.data)
        networks = (
            dismantle(train_syntax(recipe, chosen.data, chosen.steps)),
            dismantle(train_names(recipe, chosen.data, chosen.steps)),
        )
        write_weights(recipe, networks, chosen.steps)
    write_card(recipe, chosen.data)


def treebank(recipe: dict[str, Any], data: Path) -> list[Tree]:
    """The training trees, cut as Vigie cuts words, with the recipe's labels."""
    trees: list[Tree] = []
    for source in recipe["treebanks"]:
        found = [relabel(tree, recipe.get("labels") or {}) for tree in read_trees(data / source["path"])]
        found = [recut(tree, recipe["language"]) for tree in found[:: int(source.get("every", 1))]]
        found = [tree for tree in found if is_tree(tree)]
        print(source["name"], *sizes(found), flush=True)
        trees.extend(found * int(source["times"]))
    return trees


def wire_trees(recipe: dict[str, Any], trees: Sequence[Tree]) -> list[Tree]:
    """Sentences grown from the recipe's wire grammar, where it has one."""
    if "wire" not in recipe:
        return []
    grammar = read_grammar(load_yaml(RECIPES / f"{recipe['language']}-wire.yaml"), usual_features(trees))
    return list(grow(grammar, int(recipe["wire"]["sentences"]), int(recipe["wire"]["seed"])))


def train_syntax(recipe: dict[str, Any], data: Path, share: float) -> Language:
    """The tagger and parser."""
    trees = treebank(recipe, data)
    days = recipe["weekdays"]
    weekdays = Weekdays(tuple(days["words"]), days["upos"], days["morph"], days["deprel"])
    varied = list(vary(trees, weekdays, recipe["foreign_names"], float(recipe["vary"]["share"]), int(recipe["vary"]["seed"])))
    wire = wire_trees(recipe, trees)
    print("varied", *sizes(varied), "wire", *sizes(wire), flush=True)
    nlp = syntax_network(Size())
    check = list(read_trees(data / recipe["tests"][0]["path"]))[:100]
    _fit(nlp, [tree_example(nlp, t) for t in [*trees, *varied, *wire]], recipe["syntax"], share, check)
    return nlp


def names_sentences(recipe: dict[str, Any], data: Path, test: bool) -> list[NamedSentence]:
    """The sentences with names that a recipe trains on, or those kept for the test (a fixed tenth)."""
    sentences: list[NamedSentence] = []
    for source in recipe["names"]["sources"]:
        path = data / source["path"]
        if source["form"] == "winer":
            sentences.extend(read_winer(path, recipe["language"], test))
            continue
        found = list(read_gum(path, frozenset(recipe["names"].get("titles") or ())) if source["form"] == "gum" else read_columns(path, int(source["word"]), int(source["tag"])))
        is_tested = bool(source.get("tested"))
        sentences.extend(s for i, s in enumerate(found) if (is_tested and i % 10 == 9) == test)
    return sentences


def train_names(recipe: dict[str, Any], data: Path, share: float) -> Language:
    """The finder of names."""
    sentences = names_sentences(recipe, data, test=False)
    settings = recipe["names"]["vary"]
    varied = list(vary_names(sentences, recipe["foreign_names"], float(settings["share"]), int(settings["seed"])))
    print("names", len(sentences), "varied", len(varied), flush=True)
    nlp = names_network(Size())
    _fit(nlp, [names_example(nlp, s) for s in [*sentences, *varied]], recipe["names"]["training"], share, [])
    return nlp


def _fit(nlp: Language, examples: list[Any], settings: dict[str, Any], share: float, check: Sequence[Tree]) -> None:
    schedule = Schedule(
        steps=max(10, int(int(settings["steps"]) * share)),
        words_per_batch=int(settings["words_per_batch"]),
        dropout=float(settings["dropout"]),
        seed=int(settings["seed"]),
    )
    began = time.monotonic()

    def report(step: int, losses: dict[str, float]) -> None:
        shown = {name: round(float(loss)) for name, loss in losses.items()}
        print(step, f"{time.monotonic() - began:.0f}s", shown, score_trees(nlp, check) if check else "", flush=True)

    fit(nlp, examples, schedule, report, every=500)


def write_lemmas(recipe: dict[str, Any], data: Path) -> None:
    """The lemma table, from all treebanks but the tests."""
    folder = ROOT / "src" / "vigie" / "languages" / recipe["language"] / "syntax"
    sources = [*recipe["treebanks"], *(recipe.get("lemmas_only") or ())]
    trees = [tree for path in dict.fromkeys(s["path"] for s in sources) for tree in read_trees(data / path)]
    write_rows(lemma_rows(trees, folder / "irregular.yaml", recipe.get("own_lemmas") or ()), folder / "lemmas.tsv")


def write_weights(recipe: dict[str, Any], networks: tuple[Network, ...], share: float) -> None:
    """The weights file and its card, without scores yet."""
    language = recipe["language"]
    folder = ROOT / "src" / "vigie" / "weights" / language
    folder.mkdir(parents=True, exist_ok=True)
    data = pack(networks)
    (folder / "network.xz").write_bytes(data)
    sources: dict[str, Source] = {}
    for source in [*recipe["treebanks"], *(recipe.get("lemmas_only") or ()), *recipe["names"]["sources"]]:
        sources.setdefault(source["name"], Source(source["name"], source["licence"], "train"))
    how = {
        "command": f"OMP_NUM_THREADS=1 python -m training.train {language} --data DATA",
        "steps": f"syntax {recipe['syntax']['steps']}, names {recipe['names']['training']['steps']}" + (f" (× {share})" if share != 1 else ""),
        "seed": str(recipe["syntax"]["seed"]),
        "made with": ", ".join(f"{name} {version(name)}" for name in ("spacy", "thinc", "blis", "numpy")),
        "python": platform.python_version(),
    }
    card = ModelCard(
        language, recipe["version"], hashlib.sha256(data).hexdigest(), len(data), recipe["licence"],
        tuple(sources.values()), (), tuple(how.items()),
    )  # fmt: skip
    (folder / "card.json").write_text(card_json(card), encoding="utf-8")


def write_card(recipe: dict[str, Any], data: Path) -> None:
    """Score what was written and put the scores on its card and page."""
    card = score_language(ROOT / "src" / "vigie" / "weights" / recipe["language"], recipe, data, names_sentences(recipe, data, test=True))
    (ROOT / "src" / "vigie" / "weights" / recipe["language"] / "card.json").write_text(card_json(card), encoding="utf-8")
    page = ROOT / "docs" / "models" / f"{recipe['language']}.md"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(card_page(card), encoding="utf-8")


if __name__ == "__main__":
    main()

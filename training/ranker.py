"""Learn which readings are meant: `python -m training.ranker GOLD.jsonl … [--examples fr en]`.

From coded reports: for every candidate whose word a coder took as trigger, which option is the coded actor and recipient; then, with
the participants chosen by weights that have not seen the report (five folds), whether the candidate's triples are among the
report's and its word one that tells of them. Prints the scores of reports that each fold has not seen, by threshold, then fits on all
and writes `src/vigie/weights/ranker.json`. Needs `pip install lightgbm` (`make train`). The same input gives the same file.

A coder marks one place where an event is told. Another word with the same triple may tell of it too: such a word counts little where
its entry's conditions are met, and as wrong where they are not. (Counted as right, as they once were, any word of a report on a battle
became an attack: 37 of 100 events stood on words that mean nothing of the kind, now 6, with the same F1.)

The threshold is given by `--threshold`, else the best on the reports of `--check`, else the best of the folds. The Makefile gives the middle of the
flat top of the folds, whose reports were coded after the lexicons were written and are twenty times the dev reports.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np

from training.pages import read_records
from vigie.actors import find_mentions
from vigie.article import read_article
from vigie.dates import find_dates
from vigie.evaluate.coding import CodedEvent, CodedReport, Entity, read_event
from vigie.evaluate.scores import units
from vigie.events.candidates import Candidate
from vigie.events.coding import gather
from vigie.events.forest import RANKER, Forest, RankerWeights, read_forest
from vigie.events.keeping import Choice, Priors, keep_features, word_of
from vigie.events.options import Features, options_of
from vigie.events.ranking import choose, confidences, select
from vigie.events.report import Report
from vigie.lexicon.compile import load_entries
from vigie.lexicon.examples import parse_example
from vigie.lexicon.ontology import load_event_types
from vigie.models import load_model
from vigie.places import find_places
from vigie.quotations import find_attributions, find_quotations
from vigie.records import Article, Codes, Page
from vigie.syntax import read_sentences

FOLDS = 5
THRESHOLDS = [i / 100 for i in range(6, 50, 2)]
_COMMON: dict[str, Any] = {
    "verbose": -1, "seed": 1, "deterministic": True, "force_row_wise": True, "num_threads": 2, "objective": "binary",
    "bagging_fraction": 0.8, "bagging_freq": 1,
}  # fmt: skip
ROLE = {**_COMMON, "num_leaves": 63, "max_depth": 10, "learning_rate": 0.05, "min_data_in_leaf": 30, "feature_fraction": 0.6}
KEEP = {**_COMMON, "num_leaves": 40, "max_depth": 9, "learning_rate": 0.04, "min_data_in_leaf": 40, "feature_fraction": 0.5}
ROLE_ROUNDS, KEEP_ROUNDS = 350, 300
WRITTEN = "written"
"""What the encoder is told of every word of a report that was written for training: its coder takes half as much again as an event as those of the gold do."""
_ELSEWHERE = 0.15
"""Weight of a candidate that has the triple of an event whose trigger stands elsewhere (0 to 0.5 differ by less than 0.005 of F1)."""


@dataclass(frozen=True)
class GoldEvent:
    """What a coder says: type, codes of both sides, where the trigger's words stand in the text, and the rest."""

    type: str
    actor: Codes
    recipient: Codes
    places: tuple[tuple[int, int], ...]
    whole: CodedEvent | None = None
    """With all its fields; an example has only some."""


@dataclass(frozen=True)
class Coded:
    """A report with its candidates and its gold."""

    candidates: list[Candidate]
    report: Report
    events: tuple[GoldEvent, ...]
    triples: frozenset[tuple[str, ...]]
    weight: float = 1.0
    refused: frozenset[str] = frozenset()
    """Types that an example says its sentence is not; `*` stands for all."""
    matches: dict[int, list[GoldEvent]] = field(default_factory=dict)

    is_example: bool = False
    """Whether it is an example of a lexicon: one sentence with one event, or none of a type."""

    def gold_of(self, number: int) -> list[GoldEvent]:
        """The gold events that a candidate's word tells of."""
        return self.matches.get(number, [])


def read_reports(path: Path, *, with_hints: bool = True) -> Iterator[Coded]:
    """The reports of a gold file, with what the encoder makes of them or without."""
    for record in read_records(path):
        yield prepare(record, with_hints=with_hints)


def prepare(record: dict[str, Any], *, with_hints: bool = True, everywhere: Sequence[str] = ()) -> Coded:
    """A gold report as far as the candidates of its words."""
    page = Page(text=record["text"], published=record["published"], language=record["lang"], title=record.get("title") or "", id=record["id"])
    article = read_article(page)
    assert isinstance(article, Article), article
    sentences = read_sentences(article, load_model(article.language))
    mentions = find_mentions(article, sentences, find_places(article, sentences))
    statements = (*find_quotations(article, sentences, mentions), *find_attributions(article, sentences, mentions))
    candidates, report = gather(article, sentences, find_dates(article, sentences), mentions, statements, with_hints=with_hints, everywhere=everywhere)
    events = tuple(_gold_event(e, record["text"]) for e in record["events"])
    coded = Coded(candidates, report, events, frozenset(t for e in events for t in triples(e.type, e.actor, e.recipient)))
    for number, candidate in enumerate(candidates):
        span = candidate.trigger.token.span
        coded.matches[number] = [
            e for e in events if e.type == candidate.type and any(start <= span.start and span.end <= end for start, end in e.places)
        ]
    return coded


def _gold_event(event: dict[str, Any], text: str) -> GoldEvent:
    words = event.get("trigger") or ""
    places, at = [], text.find(words) if words else -1
    while at >= 0:
        places.append((at, at + len(words)))
        at = text.find(words, at + 1)
    sides = [frozenset((e.get("code") or "---").upper() for e in event.get(side) or []) for side in ("actors", "recipients")]
    return GoldEvent(event["type"], sides[0], sides[1], tuple(places), read_event(event))


def triples(kind: str, actor: Iterable[str], recipient: Iterable[str]) -> frozenset[tuple[str, ...]]:
    """The triples of an event, as `vigie evaluate` counts them."""
    sides = [tuple(Entity(code, "") for code in sorted(side)) for side in (actor, recipient)]
    event = CodedEvent(kind, sides[0], sides[1], "", "", frozenset(), "", "")
    return frozenset(units(CodedReport("", (event,)), "triple"))


def grow(rows: Sequence[Features], right: Sequence[float], weights: Sequence[float], parameters: dict[str, Any], rounds: int) -> dict[str, Any]:
    """A forest as its JSON data."""
    names = sorted({name for row in rows for name in row})
    column = {name: i for i, name in enumerate(names)}
    table = np.zeros((len(rows), len(names)))
    for i, row in enumerate(rows):
        for name, value in row.items():
            table[i, column[name]] = value
    data = lightgbm.Dataset(table, label=np.array(right), weight=np.array(weights), feature_name=[f"f{i}" for i in range(len(names))])
    trees = lightgbm.train(parameters, data, num_boost_round=rounds).dump_model()["tree_info"]
    nodes: list[list[float]] = []
    depths = []

    def walk(node: dict[str, Any], depth: int) -> int:
        here = len(nodes)
        nodes.append([0, 0.0, here, here, 0.0])
        if "leaf_value" in node:
            nodes[here][4] = round(node["leaf_value"], 6)
            depths.append(depth)
        else:
            left, right_ = walk(node["left_child"], depth + 1), walk(node["right_child"], depth + 1)
            nodes[here] = [node["split_feature"], node["threshold"], left, right_, 0.0]
        return here

    roots = [walk(tree["tree_structure"], 0) for tree in trees]
    used = sorted({int(n[0]) for n in nodes})
    new = {old: i for i, old in enumerate(used)}
    packed = [[new[int(n[0])], _short(n[1]), *n[2:]] for n in nodes]
    return {"features": [names[i] for i in used], "nodes": packed, "roots": roots, "depth": max(depths)}


def _short(threshold: float) -> float:
    return float(f"{threshold:.6g}") if abs(threshold) > 1e-9 else 0.0


def right_actors(event: GoldEvent, options: Sequence[Codes]) -> set[Codes]:
    """The options that are the coded actor; of a mutual event, those that leave least to the recipient."""
    if not load_event_types()[event.type].is_mutual or event.recipient and event.actor in options:
        return {event.actor}
    everybody = event.actor | event.recipient
    inside = [o for o in options if o and o <= everybody]
    return {o for o in inside if len(o) == max(map(len, inside))} or {event.actor}


def right_recipients(event: GoldEvent, actor: Codes, options: Sequence[Codes]) -> set[Codes]:
    """The options that are the coded recipient beside an actor; of a mutual event, those that complete it."""
    if not load_event_types()[event.type].is_mutual:
        return {event.recipient}
    whole = {o for o in options if actor | o == event.actor | event.recipient}
    return {o for o in whole if not o & actor} or whole or {event.recipient}


def role_rows(reports: Sequence[Coded], side: str) -> tuple[list[Features], list[float], list[float]]:
    """Every option of every candidate whose word a coder took as trigger, and whether it is the coded one."""
    rows: list[Features] = []
    right: list[float] = []
    weights: list[float] = []
    for coded in reports:
        for number, candidate in enumerate(coded.candidates):
            gold = coded.gold_of(number)
            if not gold:
                continue
            options = options_of(candidate, "actor", coded.report)
            actors = [right_actors(e, [o.codes for o in options]) for e in gold]
            wanted = set().union(*actors)
            if side == "recipient":
                actor = min(actors[0], key=sorted)
                options = options_of(candidate, "recipient", coded.report, actor)
                wanted = set().union(*(right_recipients(e, actor, [o.codes for o in options]) for e in gold))
            for option in options:
                rows.append(option.features)
                right.append(float(option.codes in wanted))
                weights.append(coded.weight)
    return rows, right, weights


def grow_roles(reports: Sequence[Coded]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Forests for actor and recipient."""
    actor, recipient = (grow(*role_rows(reports, side), ROLE, ROLE_ROUNDS) for side in ("actor", "recipient"))
    return actor, recipient


def chosen(coded: Coded, actor: Forest, recipient: Forest) -> list[Choice]:
    """Participants for every candidate of a report."""
    return choose(coded.candidates, coded.report, RankerWeights(actor, recipient, actor, 0.0, {}))


def is_right(choice: Choice, coded: Coded) -> bool:
    """Whether all triples of a choice are in the report's gold."""
    found = triples(choice.candidate.type, *choice.sides)
    return any(choice.sides) and found <= coded.triples


def label(choice: Choice, coded: Coded, number: int) -> tuple[float, float]:
    """Whether a candidate's word tells of an event of the report, with the right participants, and what that knowledge weighs."""
    if not is_right(choice, coded):
        return 0.0, 1.0
    if coded.gold_of(number):
        return 1.0, 1.0
    return (1.0, _ELSEWHERE) if choice.candidate.is_met else (0.0, 1.0)


def count_words(coded: Coded) -> dict[str, tuple[int, int]]:
    """For each word and type of a report, how often it was coded and how often it stood there."""
    counts: dict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for number, candidate in enumerate(coded.candidates):
        was, seen = counts[word_of(candidate.trigger.entry)]
        counts[word_of(candidate.trigger.entry)] = (was + bool(coded.gold_of(number)), seen + 1)
    return counts


def score(items: Sequence[tuple[Coded, Sequence[Choice], Sequence[float]]], threshold: float) -> tuple[float, float, float]:
    """Precision, recall and F1 of the triples of candidates above a threshold."""
    both = gold = found = 0
    for coded, choices, confidence in items:
        kept = [triples(c.candidate.type, *c.sides) for c, _ in select(choices, confidence, threshold)]
        every = frozenset(t for row in kept for t in row)
        both, gold, found = both + len(every & coded.triples), gold + len(coded.triples), found + len(every)
    precision, recall = both / max(found, 1), both / max(gold, 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def examples(language: str, weight: float, *, with_hints: bool = True) -> Iterator[Coded]:
    """The examples of a language's lexicon as reports of one sentence, each with its one event."""
    seen: set[str] = set()
    for entry in load_entries(language):
        for line in entry.examples:
            if line in seen:  # the words of a group share their examples
                continue
            seen.add(line)
            example = parse_example(line, entry.id)
            record = {"id": "", "lang": language, "published": "2023-09-16", "text": example.text, "events": []}
            coded = prepare(record, with_hints=with_hints, everywhere=(WRITTEN,))
            if example.is_counter:
                yield Coded(coded.candidates, coded.report, (), frozenset(), weight, frozenset({example.type or "*"}), is_example=True)
                continue
            event = GoldEvent(example.type, frozenset(example.actors), frozenset(example.recipients), ())
            for number, candidate in enumerate(coded.candidates):
                if candidate.is_met and candidate.type == event.type:
                    coded.matches[number] = [event]
            wanted = triples(event.type, event.actor, event.recipient)
            yield Coded(coded.candidates, coded.report, (event,), wanted, weight, frozenset(), coded.matches, True)


def main() -> None:
    """Cross-validate, fit, write."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("gold", nargs="+", type=Path, help="coded reports to learn from")
    options.add_argument("--check", nargs="*", type=Path, default=[], help="coded reports that are not learned from, to choose the threshold on")
    options.add_argument("--known", nargs="*", type=Path, default=[], help="coded reports that the encoder learned from: only their words are counted")
    options.add_argument("--examples", nargs="*", default=[], help="languages whose lexicon examples are learned from too")
    options.add_argument("--weight", type=float, default=0.5, help="weight of an example beside a report's event")
    options.add_argument("--threshold", type=float, help="in place of the best one")
    options.add_argument("--out", type=Path, default=RANKER)
    arguments = options.parse_args()
    reports = [r for path in arguments.gold for r in read_reports(path)]
    extra = [e for language in arguments.examples for e in examples(language, arguments.weight)]
    print(f"{len(reports)} reports, {sum(len(r.events) for r in reports)} events, {len(extra)} examples", flush=True)
    known = [r for path in arguments.known for r in read_reports(path, with_hints=False)]
    data, best = learn(reports, extra, known)
    weights = RankerWeights(read_forest(data["actor"]), read_forest(data["recipient"]), read_forest(data["keep"]), best, data["priors"])
    if arguments.check:
        best = best_threshold("checked", [read_with(coded, weights) for path in arguments.check for coded in read_reports(path)])
    data["threshold"] = arguments.threshold or best
    arguments.out.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")


def read_with(coded: Coded, weights: RankerWeights) -> tuple[Coded, list[Choice], list[float]]:
    """A report with the choices that weights make of it, and their confidence."""
    choices = choose(coded.candidates, coded.report, weights)
    return coded, choices, confidences(choices, coded.report, weights)


def best_threshold(name: str, items: Sequence[tuple[Coded, Sequence[Choice], Sequence[float]]]) -> float:
    """The threshold with the highest F1; prints the scores of all."""
    found: dict[float, float] = {}
    for threshold in THRESHOLDS:
        precision, recall, found[threshold] = score(items, threshold)
        print(f"{name} {threshold:.2f}: P {precision:.3f} R {recall:.3f} F1 {found[threshold]:.3f}", flush=True)
    return max(found, key=lambda t: found[t])


def example_rows(extra: Sequence[Coded], roles: tuple[dict[str, Any], dict[str, Any]], words: Priors) -> list[tuple[Features, float, float]]:
    """What examples tell of keeping: their own event is one, what a counter-example refuses is none, of the rest nothing is known."""
    actor, recipient = map(read_forest, roles)
    found = []
    for coded in extra:
        choices = chosen(coded, actor, recipient)
        for number, (choice, row) in enumerate(zip(choices, keep_features(choices, coded.report, words), strict=True)):
            if coded.gold_of(number):
                found.append((row, float(is_right(choice, coded)), coded.weight))
            elif coded.refused & {"*", choice.candidate.type}:
                found.append((row, 0.0, coded.weight))
    return found


def learn(reports: Sequence[Coded], extra: Sequence[Coded], known: Sequence[Coded] = ()) -> tuple[dict[str, Any], float]:
    """The weights as JSON data, and the threshold that is best on reports not seen.

    Args:
        reports: Reports that the encoder has not seen.
        extra: Examples of the lexicons.
        known: Reports that it has seen: they tell only how often coders take a word.
    """
    order = list(range(len(reports)))
    random.Random(3).shuffle(order)
    folds = [order[k::FOLDS] for k in range(FOLDS)]
    words = [count_words(r) for r in reports]
    total: dict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for row in [*words, *map(count_words, known)]:
        for word, (was, seen) in row.items():
            total[word] = (total[word][0] + was, total[word][1] + seen)
    choices: dict[int, list[Choice]] = {}
    for fold in folds:
        actor, recipient = grow_roles([reports[i] for i in order if i not in fold] + list(extra))
        for i in fold:
            choices[i] = chosen(reports[i], read_forest(actor), read_forest(recipient))
    rows = {i: keep_features(choices[i], reports[i].report, _without(total, words[i])) for i in order}
    labels = {i: [label(c, reports[i], number) for number, c in enumerate(choices[i])] for i in order}

    more = example_rows(extra, grow_roles([*reports, *extra]), total)

    def fit(numbers: Sequence[int]) -> dict[str, Any]:
        flat = [(row, *told) for i in numbers for row, told in zip(rows[i], labels[i], strict=True)]
        learned, answers, weights = zip(*flat, *more, strict=True)
        return grow(learned, answers, weights, KEEP, KEEP_ROUNDS)

    items = []
    for fold in folds:
        keep = read_forest(fit([i for i in order if i not in fold]))
        items += [(reports[i], choices[i], keep.scores(rows[i])) for i in fold]
    best = best_threshold("unseen", items)
    actor, recipient = grow_roles([*reports, *extra])
    priors = {word: counts for word, counts in sorted(total.items()) if counts[1] > 1}
    return {"actor": actor, "recipient": recipient, "keep": fit(order), "priors": priors}, best


def _without(total: dict[str, tuple[int, int]], own: dict[str, tuple[int, int]]) -> dict[str, tuple[int, int]]:
    """What the other reports tell of the words."""
    return {word: (total[word][0] - was, total[word][1] - seen) for word, (was, seen) in own.items()}


if __name__ == "__main__":
    main()

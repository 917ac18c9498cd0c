"""How many passages get their quotation, its speaker and its cue right.

    python benchmarks/quotations/measure.py [fr] [en] [--errors]

Passages stand in `fr.txt` and `en.txt`, one a line: `{q …}` is the quotation (`{q+ …}` goes on with it), `{s …}` who says it,
`{c …}` the word of speech, ` ¶ ` a new paragraph, ` =XXX` at the end the speaker's code. The first quotation takes the first speaker
and cue, and so on; the last of each serves for all that follow. A line without `{q …}` holds no statement.

A quotation is found where a coded statement shares its words (token F1 of 0.7); its speaker is right where the spans overlap and the
code, if the line gives one, is the same; its cue is right where the spans overlap (a quotation that only goes on from another
needs none). A direct or partial statement that matches no quotation counts against precision; indirect ones do not, as passages
mark them only where they are what is tested.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import vigie
from vigie.records import Quotation, Reading, Span

HERE = Path(__file__).parent
_MARKUP = re.compile(r"\{(q\+?|s|c) |\}")
_SHARED = 0.7


@dataclass
class Passage:
    """A line without its markup, and what stands in it."""

    text: str
    code: str
    quotes: list[list[Span]] = field(default_factory=list)
    speakers: list[Span] = field(default_factory=list)
    cues: list[Span] = field(default_factory=list)


def read_passages(path: Path) -> list[Passage]:
    """The passages of a file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [_passage(line) for line in lines if line and not line.startswith("#")]


def _passage(line: str) -> Passage:
    line, _, code = line.partition(" =")
    line = line.replace(" ¶ ", "\n\n")
    found: list[tuple[str, Span]] = []
    text, opened, at = "", [], 0
    for mark in _MARKUP.finditer(line):
        text, at = text + line[at : mark.start()], mark.end()
        if mark[1]:
            opened.append((mark[1], len(text)))
        elif opened:
            kind, start = opened.pop()
            found.append((kind, Span(start, len(text))))
    text += line[at:]
    found.extend((kind, Span(start, len(text))) for kind, start in opened)
    passage = Passage(text, code.strip())
    for kind, span in sorted(found, key=lambda f: f[1]):
        if kind == "q":
            passage.quotes.append([span])
        elif kind == "q+":
            passage.quotes[-1].append(span)
        else:
            (passage.speakers if kind == "s" else passage.cues).append(span)
    return passage


def _words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.lower()))


def _alike(one: str, other: str) -> float:
    a, b = _words(one), _words(other)
    return 2 * sum((a & b).values()) / ((sum(a.values()) + sum(b.values())) or 1)


def score(passage: Passage, reading: Reading) -> tuple[Counter[str], str]:
    """Counts of one passage, and what is wrong with it."""
    counts: Counter[str] = Counter(gold=len(passage.quotes))
    wrong: list[str] = []
    left = [s for s in reading.statements if s.kind != "indirect"] + [s for s in reading.statements if s.kind == "indirect"]
    for number, parts in enumerate(passage.quotes):
        wanted = " ".join(p.of(passage.text) for p in parts)
        best = max(left, key=lambda s: _alike(wanted, s.text), default=None)
        if best is None or _alike(wanted, best.text) < _SHARED:
            wrong.append(f"not found: {wanted}")
            continue
        left.remove(best)
        counts["quote"] += 1
        speaker = _speaker_is_right(passage, number, best)
        cue = _cue_is_right(passage, number, best)
        counts["speaker"] += speaker
        counts["all"] += speaker and cue
        if not speaker or not cue:
            who = best.speaker_span.of(passage.text) if best.speaker_span else None
            code = best.speaker.code if best.speaker else None
            word = best.cue_span.of(passage.text) if best.cue_span else None
            wrong.append(f"{wanted}: speaker {who!r} {code}, cue {word!r} ({best.reason})")
    extra = [s for s in left if s.kind != "indirect"]
    counts["coded"] = counts["quote"] + len(extra)
    wrong.extend(f"extra: {s.text}" for s in extra)
    return counts, " | ".join(wrong)


def _at(spans: list[Span], number: int) -> Span | None:
    return spans[min(number, len(spans) - 1)] if spans else None


def _speaker_is_right(passage: Passage, number: int, found: Quotation) -> bool:
    wanted = _at(passage.speakers, number)
    here = wanted is None or any(found.speaker_span and found.speaker_span.overlaps(s) for s in passage.speakers)
    return here and (not passage.code or found.speaker is not None and found.speaker.code == passage.code)


def _cue_is_right(passage: Passage, number: int, found: Quotation) -> bool:
    if not passage.cues or number >= len(passage.cues) and found.cue_span is None:
        return True
    return found.cue_span is not None and any(found.cue_span.overlaps(c) for c in passage.cues)


def main() -> None:
    """Print the figures of each language."""
    asked = [a for a in sys.argv[1:] if not a.startswith("-")] or ["fr", "en"]
    for language in asked:
        reader = vigie.Reader(language=language)
        total: Counter[str] = Counter()
        passages = read_passages(HERE / f"{language}.txt")
        for passage in passages:
            counts, wrong = score(passage, reader.read(passage.text, published="2024-03-06"))
            total += counts
            if wrong and "--errors" in sys.argv:
                print(f"{passage.text!r}\n    {wrong}")
        for name in ("quote", "speaker", "all"):
            print(f"{language} {len(passages)} passages  {name:8s} F1 {2 * total[name] / (total['gold'] + total['coded']):.3f}")


if __name__ == "__main__":
    main()

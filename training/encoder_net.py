"""The encoder while it is trained: the base's pieces, kept as they are; its layers and the heads, learned with torch.

What is learned here is walked by `vigie/models/encoder.py` and `vigie/events/encoding.py`, with numpy.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from training.encoder_base import Base
from vigie.events.encoding import FAR_SHIFT, SHIFT, SIDES
from vigie.events.hints import Key
from vigie.events.passages import DISTANCES, Passage, Place, distance
from vigie.models.pieces import PAD

PARTS = {"q": "query", "k": "key", "v": "value", "ao": "out", "aln": "attention_norm", "fi": "wide", "fo": "narrow", "oln": "norm"}
"""Names of a layer's parts: the base's, ours."""
HALF = 128
_DROPPED = 0.1
INSIDE, LOOKS = 128, 4
"""Width of what a judge makes of each of those named, and how many looks it takes at the others."""
_NEVER = -1e4
_USUAL = 3 * SIDES


@dataclass(frozen=True)
class Ways:
    """The rest of what a coder says of an event."""

    modes: Tensor
    """For each mode of all types 1 or 0, -1 where it is another type's."""
    status: int
    sectors: Tensor
    """For each side and sector 1 or 0."""
    place: frozenset[str]
    date: str


@dataclass(frozen=True)
class Told:
    """An event of a passage: its word, its type's number, the codes of both sides."""

    at: Key
    kind: int
    sides: tuple[frozenset[str], frozenset[str]]
    ways: Ways | None = None


@dataclass(frozen=True)
class Lesson:
    """A passage with its gold."""

    passage: Passage
    answers: Tensor
    """For each word and type 1, 0, or -1 where nothing is known."""
    events: list[Told]
    weight: float
    pieces: list[int]
    """Numbers of all its pieces in the kept list, with start and end."""
    owners: list[int]
    """For each piece its word, -1 for start and end."""


class Layer(nn.Module):
    """One layer of the transformer, with the base's weights."""

    def __init__(self, base: Base, number: int) -> None:
        super().__init__()
        self.heads = base.heads
        for name in PARTS:
            weight, bias = (torch.tensor(base.tensors[f"l{number}.{name}.{part}"]) for part in ("w", "b"))
            part = nn.LayerNorm(base.width, 1e-12) if weight.dim() == 1 else nn.Linear(weight.shape[1], weight.shape[0])
            part.weight.data, part.bias.data = weight, bias
            self.add_module(name, part)
        self.drop = nn.Dropout(_DROPPED)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Rows of a batch after the layer."""
        batch, length, width = x.shape

        def split(y: Tensor) -> Tensor:
            return y.view(batch, length, self.heads, -1).transpose(1, 2)

        seen = F.scaled_dot_product_attention(split(self.q(x)), split(self.k(x)), split(self.v(x)), attn_mask=mask)
        x = self.aln(x + self.drop(self.ao(seen.transpose(1, 2).reshape(batch, length, width))))
        return self.oln(x + self.drop(self.fo(F.gelu(self.fi(x)))))


class Opening(nn.Module):
    """What the layers start from: pieces and where they stand, as the base has them."""

    def __init__(self, base: Base, kept: Sequence[int]) -> None:
        super().__init__()
        self.table = torch.tensor(base.tensors["emb.word"][list(kept)])
        self.positions = torch.tensor(base.tensors["emb.pos"].reshape(-1, base.width) + base.tensors["emb.type"].reshape(-1, base.width)[0])
        self.norm = nn.LayerNorm(base.width, 1e-12, elementwise_affine=False)
        self.scale, self.move = torch.tensor(base.tensors["emb.ln.w"]), torch.tensor(base.tensors["emb.ln.b"])

    def forward(self, pieces: Tensor) -> Tensor:
        """Rows of a batch of pieces."""
        rows: Tensor = self.norm(self.table[pieces] + self.positions[: pieces.shape[1]]) * self.scale + self.move
        return rows


class Judge(nn.Module):
    """Weighs those named in a passage against each other, for each word that is asked about."""

    def __init__(self, width: int, kinds: int, answers: int) -> None:
        super().__init__()
        self.ask, self.item = nn.Linear(width, INSIDE), nn.Linear(width, INSIDE)
        self.kind, self.far = nn.Embedding(kinds, INSIDE), nn.Embedding(DISTANCES, INSIDE)
        self.kind.weight.data *= 0.1
        self.far.weight.data *= 0.1
        self.turn, self.opening = nn.Linear(INSIDE, INSIDE), nn.LayerNorm(INSIDE, 1e-12)
        self.look, self.seen, self.look_norm = nn.Linear(INSIDE, 3 * INSIDE), nn.Linear(INSIDE, INSIDE), nn.LayerNorm(INSIDE, 1e-12)
        self.wide, self.narrow, self.norm = nn.Linear(INSIDE, 2 * INSIDE), nn.Linear(2 * INSIDE, INSIDE), nn.LayerNorm(INSIDE, 1e-12)
        self.alike = nn.Parameter(torch.zeros(LOOKS))
        self.answer = nn.Linear(INSIDE, answers)
        self.answer.weight.data.zero_()
        self.drop = nn.Dropout(_DROPPED)

    def forward(self, asks: Tensor, kinds: Tensor, items: Tensor, far: Tensor, alike: Tensor) -> Tensor:
        """For each word and each of those named its answers."""
        ask, item = self.ask(asks) + self.kind(kinds), self.item(items)
        x = self.opening(ask[:, None] + item[None] + self.far(far) + self.turn(ask)[:, None] * item[None])
        words, count, _ = x.shape
        query, key, value = self.look(x).view(words, count, 3, LOOKS, INSIDE // LOOKS).permute(2, 0, 3, 1, 4)
        fit = query @ key.transpose(-1, -2) / math.sqrt(INSIDE // LOOKS) + self.alike[None, :, None, None] * alike
        seen = (fit.softmax(-1) @ value).transpose(1, 2).reshape(words, count, INSIDE)
        x = self.look_norm(x + self.drop(self.seen(seen)))
        x = self.norm(x + self.drop(self.narrow(F.gelu(self.wide(x)))))
        answers: Tensor = self.answer(x)
        return answers


class Net(nn.Module):
    """Layers and heads.

    What the stages before know of a word is added to its pieces after the first `fed` layers.
    """

    def __init__(self, base: Base, kept: Sequence[int], fed: int, layers: int, features: int, types: int, modes: int, statuses: int, sectors: int) -> None:
        super().__init__()
        width = base.width
        self.fed = fed
        self.opening = Opening(base, kept)
        self.layers = nn.ModuleList([Layer(base, number) for number in range(layers)])
        self.features = nn.EmbeddingBag(features, width, mode="sum", padding_idx=0)
        self.features.weight.data.zero_()
        self.types = nn.Sequential(nn.Linear(width, width), nn.GELU(), nn.Dropout(_DROPPED), nn.Linear(width, types))
        self.types[-1].bias.data.fill_(-4.0)
        self.trigger, self.mention = nn.Linear(width, SIDES * HALF), nn.Linear(width, SIDES * HALF)
        self.kind, self.distance = nn.Embedding(types, SIDES * HALF), nn.Embedding(DISTANCES, SIDES)
        self.kind.weight.data *= 0.05
        self.distance.weight.data.zero_()
        self.usual, self.usual_kind = nn.Linear(width, _USUAL), nn.Embedding(types, _USUAL)
        self.usual_kind.weight.data.zero_()
        self.day_trigger, self.day = nn.Linear(width, HALF), nn.Linear(width, HALF)
        self.day_distance, self.day_usual = nn.Embedding(DISTANCES, 1), nn.Linear(width, 2)
        self.day_distance.weight.data.zero_()
        self.judge, self.day_judge = Judge(width, types, SIDES), Judge(width, types, 1)
        self.modes = nn.Sequential(nn.Linear(width, width), nn.GELU(), nn.Dropout(_DROPPED), nn.Linear(width, modes))
        self.modes[-1].bias.data.fill_(-2.0)
        self.statuses, self.status_kind = nn.Linear(width, statuses), nn.Embedding(types, statuses)
        self.sectors, self.sector_kind = nn.Linear(width, 2 * sectors), nn.Embedding(types, 2 * sectors)
        for table in (self.status_kind, self.sector_kind):
            table.weight.data.zero_()
        self.drop = nn.Dropout(_DROPPED)

    def rows(self, lessons: Sequence[Lesson]) -> Tensor:
        """For each passage of a batch the rows of its words."""
        length = max(len(lesson.pieces) for lesson in lessons)
        words = max(len(lesson.passage.words) for lesson in lessons)
        most = max((len(row) for lesson in lessons for row in lesson.passage.known), default=1) or 1
        width = self.trigger.in_features
        pieces = torch.full((len(lessons), length), PAD)
        mask = torch.zeros(len(lessons), length, dtype=torch.bool)
        owners = torch.full((len(lessons), length), words)
        known = torch.zeros(len(lessons), words, most, dtype=torch.long)
        for i, lesson in enumerate(lessons):
            size = len(lesson.pieces)
            pieces[i, :size], mask[i, :size] = torch.tensor(lesson.pieces), True
            owners[i, :size] = torch.tensor([words if o < 0 else o for o in lesson.owners])
            for n, row in enumerate(lesson.passage.known):
                known[i, n, : len(row)] = torch.tensor(row, dtype=torch.long)
        told = self.features(known.view(-1, most)).view(len(lessons), words, width)
        told = torch.cat([told, told.new_zeros(len(lessons), 1, width)], 1)
        at = owners[..., None].expand(-1, -1, width)
        x = self.opening(pieces)
        for number, layer in enumerate(self.layers):
            if number == self.fed:
                x = x + torch.gather(told, 1, at)
            x = layer(x, mask[:, None, None, :])
        rows = x.new_zeros(len(lessons), words + 1, width).scatter_add_(1, at, x)
        count = x.new_zeros(len(lessons), words + 1).scatter_add_(1, owners, torch.ones_like(owners, dtype=x.dtype))
        return self.drop(rows[:, :words] / count[:, :words, None].clamp(min=1))

    def sides(self, rows: Tensor, passage: Passage, events: Sequence[Told]) -> Tensor:
        """Log-odds that a code stands on a side, or is the place: events, sides, codes."""
        words = torch.tensor([passage.word(e.at) for e in events])
        kinds = torch.tensor([e.kind for e in events])
        column = {code: i for i, code in enumerate(passage.codes)}
        blocks = []
        if passage.named:
            asks = (self.trigger(rows[words]) + self.kind(kinds)).view(-1, SIDES, HALF)
            heads = rows[torch.tensor([p.word for p in passage.named])]
            answers = self.mention(heads).view(-1, SIDES, HALF)
            far = torch.tensor([[distance(e.at, p.at) for p in passage.named] for e in events])
            fit = torch.einsum("erd,mrd->erm", asks, answers) / math.sqrt(HALF) + self.distance(far).permute(0, 2, 1)
            fit = fit + self.judge(rows[words], kinds, heads, far, _alike(passage.named)).permute(0, 2, 1)
            is_code = torch.tensor(np.array([[code in p.codes for code in passage.codes] for p in passage.named]))
            blocks.append(fit[..., None].masked_fill(~is_code, _NEVER))
        usual = self.usual(rows[words]) + self.usual_kind(kinds)
        for number, code in enumerate(passage.usual):
            if code in column:
                is_code = torch.arange(len(passage.codes)) == column[code]
                value = usual[:, SIDES * number : SIDES * (number + 1), None, None] + FAR_SHIFT
                blocks.append(value.expand(-1, -1, 1, len(passage.codes)).masked_fill(~is_code, _NEVER))
        return torch.logsumexp(torch.cat(blocks, 2), 2) + SHIFT

    def days(self, rows: Tensor, passage: Passage, events: Sequence[Told]) -> Tensor:
        """Log-odds of dates: events, values."""
        words = torch.tensor([passage.word(e.at) for e in events])
        usual = self.day_usual(rows[words])
        column = {value: i for i, value in enumerate(passage.values)}
        size = len(column)
        blocks = [usual[:, i, None, None].expand(-1, 1, size).masked_fill(torch.arange(size) != i, _NEVER) for i in range(2)]
        if passage.days:
            asks = self.day_trigger(rows[words])
            heads = rows[torch.tensor([d.word for d in passage.days])]
            answers = self.day(heads)
            far = torch.tensor([[distance(e.at, d.at) for d in passage.days] for e in events])
            fit = asks @ answers.T / math.sqrt(HALF) + self.day_distance(far)[..., 0]
            kinds = torch.tensor([e.kind for e in events])
            fit = fit + self.day_judge(rows[words], kinds, heads, far, _alike(passage.days))[..., 0]
            is_value = torch.tensor([[column[value] == i for i in range(size)] for d in passage.days for value in d.codes])
            blocks.append(fit[..., None].masked_fill(~is_value, _NEVER))
        return torch.logsumexp(torch.cat(blocks, 1), 1)

    def ways(self, rows: Tensor, passage: Passage, events: Sequence[Told], places: Tensor) -> Tensor:
        """What modes, statuses, sectors, places and dates miss."""
        words = torch.tensor([passage.word(e.at) for e in events])
        kinds = torch.tensor([e.kind for e in events])
        ways = [e.ways for e in events if e.ways]
        here = rows[words]
        known = torch.stack([w.modes for w in ways])
        modes = F.binary_cross_entropy_with_logits(self.modes(here), known.clamp(min=0), reduction="none") * (known >= 0)
        statuses = F.cross_entropy(self.statuses(here) + self.status_kind(kinds), torch.tensor([w.status for w in ways]), reduction="sum")
        told = (self.sectors(here) + self.sector_kind(kinds)).view(len(ways), 2, -1)
        sectors = F.binary_cross_entropy_with_logits(told, torch.stack([w.sectors for w in ways]), reduction="sum")
        wanted = torch.tensor([[float(code in w.place) for code in passage.codes] for w in ways])
        place = F.binary_cross_entropy_with_logits(places, wanted, reduction="sum")
        values = {value: i for i, value in enumerate(passage.values)}
        dated = [i for i, w in enumerate(ways) if w.date in values]
        days = F.cross_entropy(self.days(rows, passage, events)[dated], torch.tensor([values[ways[i].date] for i in dated]), reduction="sum") if dated else 0.0
        return modes.sum() + 0.4 * statuses + 0.3 * sectors + 0.5 * place + 0.5 * days

    def loss(self, lessons: Sequence[Lesson]) -> tuple[Tensor, Tensor, Tensor]:
        """What types, sides and the rest miss, for a batch."""
        rows = self.rows(lessons)
        odds = self.types(rows)
        types, sides, ways = rows.new_zeros(()), rows.new_zeros(()), rows.new_zeros(())
        for i, lesson in enumerate(lessons):
            answers = lesson.answers
            row = F.binary_cross_entropy_with_logits(odds[i, : len(answers)], answers.clamp(min=0), reduction="none")
            types = types + lesson.weight * (row * (answers >= 0)).sum()
            if lesson.events:
                found = self.sides(rows[i], lesson.passage, lesson.events)
                wanted = torch.tensor([[[float(code in side) for code in lesson.passage.codes] for side in e.sides] for e in lesson.events])
                sides = sides + lesson.weight * F.binary_cross_entropy_with_logits(found[:, :2], wanted, reduction="sum")
                whole = [number for number, e in enumerate(lesson.events) if e.ways]
                if whole:
                    ways = ways + lesson.weight * self.ways(rows[i], lesson.passage, [lesson.events[n] for n in whole], found[whole, 2])
        return types / len(lessons) * 0.1, sides / len(lessons) * 0.08, ways / len(lessons) * 0.08


def _alike(named: Sequence[Place]) -> Tensor:
    """Which of those named have the same codes."""
    return torch.tensor([[float(a.codes == b.codes) for b in named] for a in named])

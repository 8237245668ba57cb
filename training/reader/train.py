"""Train the reader.

    python -m reader.train --pretrained DIR --train GOLD... --out FILE [--start FILE] [--held-out GOLD --fold K/N]

One encoder pass serves all heads; the loss is the sum of theirs. Deterministic for one machine and one
number of threads; the weights that ship were made as README.md says.
"""

from __future__ import annotations

import argparse
import pickle
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import torch
from reader.data import Example, GoldDocument, examples, load_gold
from reader.loss import batch_of, loss_of
from reader.model import Reader, layers_of, thrifty
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.optim import Optimizer

from pacta.annotate.encoder.windows import EXACT, FAST, Cut

BATCH_TOKENS = 1400
Row = TypeVar("Row")
HEAD_RATE = 4  # times the encoder's learning rate


def batches(
    rows: list[Row],
    tokens: int,
    shuffle: random.Random,
    length: Callable[[Row], int] = lambda row: len(row.window.ids),
) -> list[list[Row]]:
    """Batches of similar length, each of about ``tokens`` tokens, in random order; ``length``: tokens of a row."""
    rows = sorted(rows, key=lambda row: (length(row), shuffle.random()))
    found: list[list[Row]] = []
    for row in rows:
        if not found or (len(found[-1]) + 1) * length(row) > tokens:
            found.append([])
        found[-1].append(row)
    shuffle.shuffle(found)
    return found


def parameter_groups(model: Reader, rate: float) -> Iterator[dict[str, Any]]:
    """The heads learn faster than the encoder; word embeddings stay as pretrained; biases do not decay."""
    model.encoder.embeddings.word_embeddings.weight.requires_grad = False
    named = [(name, weight) for name, weight in model.named_parameters() if weight.requires_grad]
    for pretrained in (True, False):
        for one_row in (True, False):
            yield {
                "params": [
                    w for n, w in named if n.startswith("encoder") is pretrained and (w.ndim == 1) is one_row
                ],
                "weight_decay": 0.0 if one_row else 0.01,
                "lr": rate if pretrained else rate * HEAD_RATE,
            }


@dataclass(frozen=True, slots=True)
class Diet:
    """What one epoch holds: a ``share`` of the ``common`` windows, drawn anew, and the ``special`` ones
    ``repeat`` times."""

    common: list[Example]
    special: list[Example]
    share: float = 1.0
    repeat: int = 1

    def epoch(self, shuffle: random.Random) -> list[Example]:
        count = round(self.share * len(self.common))
        drawn = self.common if self.share == 1 else shuffle.sample(self.common, count)
        return drawn + self.special * self.repeat


def descended(
    model: nn.Module, loss: Tensor, optimiser: Optimizer, schedule: torch.optim.lr_scheduler.LRScheduler
) -> float:
    """One step down; the loss before it."""
    optimiser.zero_grad()
    loss.backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimiser.step()
    schedule.step()
    return loss.item()


def train(diet: Diet, model: Reader, epochs: int, rate: float, seed: int) -> Reader:
    torch.manual_seed(seed)
    shuffle = random.Random(seed)
    groups = list(parameter_groups(model, rate))
    optimiser = torch.optim.AdamW(groups)
    plan = [batches(diet.epoch(shuffle), BATCH_TOKENS, shuffle) for _ in range(epochs)]
    steps = sum(map(len, plan)) + 1
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, [g["lr"] for g in groups], total_steps=steps, pct_start=0.1, anneal_strategy="linear"
    )
    for epoch, planned in enumerate(plan):
        model.train()
        began, total, count = time.time(), 0.0, 0
        for batch in planned:
            data = batch_of(batch)
            with thrifty():
                output = model(data.ids, data.mask)
            loss = loss_of(output.float(), data)
            total, count = total + descended(model, loss, optimiser, schedule), count + 1
            if count % 50 == 0:
                print(f"  step {count} of {len(planned)}: loss {total / count:.4f}", flush=True)
        print(f"epoch {epoch + 1}: loss {total / count:.4f}, {time.time() - began:.0f} s", flush=True)
    return model.eval()


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument("--pretrained", type=Path, required=True)
    ap.add_argument("--train", type=Path, nargs="*", default=[])
    ap.add_argument("--always", type=Path, nargs="*", default=[], help="folders that every epoch sees in full")
    ap.add_argument("--taught", type=Path, help="windows that another reader has read (reader.teach)")
    ap.add_argument("--held-out", type=Path)
    ap.add_argument("--fold", default="1/1", help="K/N: hold out every N-th of --held-out, from K; 1/1: none")
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--start", type=Path, help="weights to go on from, instead of the pretrained encoder alone")
    ap.add_argument("--share", type=float, default=1.0, help="of the windows of --train, how many an epoch sees")
    ap.add_argument(
        "--repeat", type=int, default=1, help="how often an epoch sees those of --held-out and --always"
    )
    ap.add_argument("--fast", action="store_true", help="windows as the fast setting reads them")
    ap.add_argument("--epochs", type=int, default=10)
    ap.add_argument("--rate", type=float, default=2e-4)
    ap.add_argument("--seed", type=int, default=1)
    args = ap.parse_args()
    tokenizer = Tokenizer.from_file(str(args.pretrained / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    common = [d for folder in args.train for d in load_gold(folder)]
    special = kept_of_fold(load_gold(args.held_out), args.fold) if args.held_out else []
    special += [d for folder in args.always for d in load_gold(folder)]
    taught = pickle.loads(args.taught.read_bytes()) if args.taught else []
    cut = FAST if args.fast else EXACT
    diet = Diet(rows_of(common, tokenizer, cut) + taught, rows_of(special, tokenizer, cut), args.share, args.repeat)
    print(f"{len(common)} + {len(special)} documents, {len(diet.common)} + {len(diet.special)} windows")
    start = torch.load(args.start) if args.start else None
    model = Reader(args.pretrained, layers_of(start) if start else None)
    if start:
        begin(model, start)
    torch.save(train(diet, model, args.epochs, args.rate, args.seed).state_dict(), args.out)


def begin(model: Reader, state: dict[str, Tensor]) -> None:
    """Go on from a reader's weights, or from an encoder's whose own heads did something else."""
    if "heads.weight" not in state:
        state = {name: weight for name, weight in state.items() if name.startswith("encoder.")}
        state |= {name: weight for name, weight in model.state_dict().items() if name.startswith("heads.")}
    model.load_state_dict(state)


def kept_of_fold(documents: list[GoldDocument], fold: str) -> list[GoldDocument]:
    """All documents but every N-th, from the K-th; all of them for "1/1"."""
    k, n = map(int, fold.split("/"))
    return [d for i, d in enumerate(documents) if n == 1 or i % n != k - 1]


def rows_of(documents: list[GoldDocument], tokenizer: Tokenizer, cut: Cut) -> list[Example]:
    return [x for d in documents for x in examples(d, tokenizer, cut)]


if __name__ == "__main__":
    main()

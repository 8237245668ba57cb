"""Train the encoder that looks at single acts (`pacta.extract.second_look`).

    python -m acts.look --pretrained MODEL --train FOLDER [FOLDER ...] --out FILE [--start FILE] [--test FOLDER]

A folder named twice counts twice. Takes about half an hour an epoch on one core; `python -m reader.export` writes
the file that ships. Deterministic for one machine and one number of threads.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from reader.data import class_of, load_gold
from reader.loss import mean_over
from reader.model import Reader, thrifty
from reader.train import batches, descended
from tokenizers import Tokenizer
from torch import Tensor, nn

from pacta.extract.second_look import PARTS, MarkedAct, marked_act
from pacta.extract.setting import Setting
from pacta.model import CUE_CLASSES, Span

BATCH_TOKENS = 2600
HEAD_RATE = 4  # times the encoder's learning rate
SMOOTHING = 0.03


@dataclass(frozen=True, slots=True)
class Row:
    act: MarkedAct
    label: int  # place in CUE_CLASSES


def rows_of(folder: Path, tokenizer: Tokenizer) -> Iterator[Row]:
    for gold in load_gold(folder):
        setting = Setting(gold.document, gold.annotations)
        for label in gold.labels:
            act = marked_act(setting, Span(*label["cue"]), tokenizer)
            yield Row(act, CUE_CLASSES.index(class_of(label)))


def shuffled(rows: list[Row], shuffle: random.Random) -> list[list[Row]]:
    return batches(rows, BATCH_TOKENS, shuffle, length=lambda row: len(row.act.ids))


def logits_of(model: Reader, rows: list[Row]) -> Tensor:
    """(acts, classes): what the first token, the cue's and its mark say, added up."""
    size = max(len(row.act.ids) for row in rows)
    ids = torch.tensor([[*row.act.ids, *[0] * (size - len(row.act.ids))] for row in rows])
    first = torch.tensor([row.act.first for row in rows])
    end = torch.tensor([row.act.end for row in rows])
    output = model(ids, (ids > 0).long()).unflatten(-1, (PARTS, len(CUE_CLASSES)))
    each = torch.arange(len(rows))
    inside = mean_over(output[:, :, 1], each, first, end - 1)
    return output[:, 0, 0] + inside + output[each, first - 1, 2]


def train(rows: list[Row], model: Reader, epochs: int, rate: float, seed: int) -> None:
    torch.manual_seed(seed)
    shuffle = random.Random(seed)
    model.encoder.embeddings.word_embeddings.weight.requires_grad = False
    encoder = [weight for weight in model.encoder.parameters() if weight.requires_grad]
    groups = [{"params": encoder, "lr": rate}, {"params": model.heads.parameters(), "lr": rate * HEAD_RATE}]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    plan = [batch for _ in range(epochs) for batch in shuffled(rows, shuffle)]
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, [rate, rate * HEAD_RATE], len(plan) + 1, pct_start=0.08, anneal_strategy="linear"
    )
    model.train()
    began, total = time.time(), 0.0
    for step, batch in enumerate(plan, 1):
        with thrifty():
            logits = logits_of(model, batch)
        labels = torch.tensor([row.label for row in batch])
        loss = nn.functional.cross_entropy(logits.float(), labels, label_smoothing=SMOOTHING)
        total += descended(model, loss, optimiser, schedule)
        if step % 50 == 0:
            print(f"step {step} of {len(plan)}: {total / 50:.4f}, {time.time() - began:.0f} s", flush=True)
            total = 0.0
    model.eval()


def begin(model: Reader, state: dict[str, Tensor]) -> None:
    """Go on from such an encoder, or from a reader's whose heads did something else."""
    same = state["heads.weight"].shape == model.heads.weight.shape
    kept = {name: weight for name, weight in state.items() if same or name.startswith("encoder.")}
    model.load_state_dict(kept, strict=same)


def right(model: Reader, rows: list[Row]) -> float:
    """The share of acts whose kind is right."""
    kinds = np.array([name.rstrip("1234") for name in CUE_CLASSES])
    found: list[bool] = []
    with torch.no_grad():
        for batch in shuffled(rows, random.Random(0)):
            best = logits_of(model, batch).argmax(-1).numpy()
            found += (kinds[best] == kinds[[row.label for row in batch]]).tolist()
    return float(np.mean(found))


def main() -> None:
    ap = argparse.ArgumentParser(prog="python -m acts.look", description=__doc__.splitlines()[0])
    ap.add_argument("--pretrained", type=Path, required=True)
    ap.add_argument("--train", type=Path, nargs="+", required=True)
    ap.add_argument("--share", type=float, default=1.0, help="of the acts of --train, how many are seen")
    ap.add_argument("--always", type=Path, nargs="*", default=[], help="folders whose acts are all seen")
    ap.add_argument("--test", type=Path, help="print the share of kinds that are right here")
    ap.add_argument("--start", type=Path, help="weights to go on from, or a reader's to begin with")
    ap.add_argument("--epochs", type=int, default=2)
    ap.add_argument("--rate", type=float, default=1.5e-4)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--out", type=Path, required=True)
    args = ap.parse_args()
    tokenizer = Tokenizer.from_file(str(args.pretrained / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    model = Reader(args.pretrained, columns=PARTS * len(CUE_CLASSES))
    if args.start:
        begin(model, torch.load(args.start))
    rows = [row for folder in args.train for row in rows_of(folder, tokenizer)]
    if args.share < 1:
        rows = random.Random(args.seed).sample(rows, round(args.share * len(rows)))
    rows += [row for folder in args.always for row in rows_of(folder, tokenizer)]
    train(rows, model, args.epochs, args.rate, args.seed)
    torch.save(model.state_dict(), args.out)
    if args.test:
        print(f"kinds right in {args.test.name}: {right(model, list(rows_of(args.test, tokenizer))):.4f}")


if __name__ == "__main__":
    main()

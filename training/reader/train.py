"""Train the reader.

    python -m reader.train --pretrained DIR --train GOLD... --out FILE [--held-out GOLD --fold K/N]

One encoder pass serves all heads; the loss is the sum of theirs. Deterministic for one machine and one
number of threads; the weights that ship were made with the defaults.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import torch
from reader.data import Example, examples, load_gold
from reader.loss import batch_of, loss_of
from reader.model import Reader
from tokenizers import Tokenizer

BATCH_TOKENS = 1400
HEAD_RATE = 4  # times the encoder's learning rate


def batches(rows: list[Example], tokens: int, shuffle: random.Random) -> list[list[Example]]:
    """Batches of similar length, each of about ``tokens`` tokens, in random order."""
    rows = sorted(rows, key=lambda x: (len(x.window.ids), shuffle.random()))
    found: list[list[Example]] = []
    for row in rows:
        if not found or (len(found[-1]) + 1) * len(row.window.ids) > tokens:
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


def train(rows: list[Example], pretrained: Path, epochs: int, rate: float, seed: int) -> Reader:
    torch.manual_seed(seed)
    shuffle = random.Random(seed)
    model = Reader(pretrained)
    groups = list(parameter_groups(model, rate))
    optimiser = torch.optim.AdamW(groups)
    steps = epochs * (len(batches(rows, BATCH_TOKENS, random.Random(0))) + 1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, [g["lr"] for g in groups], total_steps=steps, pct_start=0.1, anneal_strategy="linear"
    )
    for epoch in range(epochs):
        model.train()
        began, total, count = time.time(), 0.0, 0
        for batch in batches(rows, BATCH_TOKENS, shuffle):
            data = batch_of(batch)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                output = model(data.ids, data.mask)
            loss = loss_of(output.float(), data)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total, count = total + loss.item(), count + 1
        print(f"epoch {epoch + 1}: loss {total / count:.4f}, {time.time() - began:.0f} s", flush=True)
    return model.eval()


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument("--pretrained", type=Path, required=True)
    ap.add_argument("--train", type=Path, nargs="+", required=True)
    ap.add_argument("--held-out", type=Path)
    ap.add_argument("--fold", default="1/1", help="K/N: hold out every N-th document of --held-out, from K")
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--epochs", type=int, default=10)
    ap.add_argument("--rate", type=float, default=2e-4)
    ap.add_argument("--seed", type=int, default=1)
    args = ap.parse_args()
    tokenizer = Tokenizer.from_file(str(args.pretrained / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    documents = [d for folder in args.train for d in load_gold(folder)]
    if args.held_out:
        k, n = map(int, args.fold.split("/"))
        documents += [d for i, d in enumerate(load_gold(args.held_out)) if n > 1 and i % n != k - 1]
    rows = [x for d in documents for x in examples(d, tokenizer)]
    print(f"{len(documents)} documents, {len(rows)} windows, {sum(len(x.window.ids) for x in rows)} tokens")
    model = train(rows, args.pretrained, args.epochs, args.rate, args.seed)
    torch.save(model.state_dict(), args.out)


if __name__ == "__main__":
    main()

"""Train the encoder that looks at single acts (`pacta.extract.second_look`): at their kind, and at their items.

    python -m acts.look --pretrained MODEL --train FOLDER [FOLDER ...] --out FILE [--start FILE] [--test FOLDER]

A folder named twice counts twice. Takes about half an hour an epoch on one core; `python -m reader.export` writes
the file that ships. Deterministic for one machine and one number of threads.
"""

from __future__ import annotations

import argparse
import random
import time
from pathlib import Path

import numpy as np
import torch
from acts.rows import Act, Content, Row, rows_of
from reader.data import IGNORE
from reader.loss import mean_over
from reader.model import Reader, thrifty
from reader.train import batches, descended
from tokenizers import Tokenizer
from torch import Tensor, nn

from pacta.extract.second_look import ITEMS, KINDS, PARTS
from pacta.model import CUE_CLASSES

BATCH_TOKENS = 2600
HEAD_RATE = 4  # times the encoder's learning rate
SMOOTHING = 0.03
WITHOUT = 3  # contents without a list that an epoch holds for each that has one


def shuffled(rows: list[Row], shuffle: random.Random) -> list[list[Row]]:
    """Batches of acts and batches of contents, in random order."""
    acts = [row for row in rows if isinstance(row, Act)]
    found = [
        batches(part, BATCH_TOKENS, shuffle, length=lambda row: len(row.ids))
        for part in (acts, lists_of(rows, shuffle))
    ]
    plan: list[list[Row]] = [batch for part in found for batch in part]
    shuffle.shuffle(plan)
    return plan


def lists_of(rows: list[Row], shuffle: random.Random) -> list[Content]:
    """The contents with a list, and so many of the others that they do not drown them."""
    contents = [row for row in rows if isinstance(row, Content)]
    with_list = [row for row in contents if row.holds_list]
    others = [row for row in contents if not row.holds_list]
    return with_list + shuffle.sample(others, min(len(others), WITHOUT * len(with_list)))


def padded(rows: list[tuple[int, ...]], fill: int) -> Tensor:
    size = max(map(len, rows))
    return torch.tensor([[*row, *[fill] * (size - len(row))] for row in rows])


def output_of(model: Reader, rows: list[Row]) -> Tensor:
    ids = padded([row.ids for row in rows], 0)
    output: Tensor = model(ids, (ids > 0).long())
    return output


def logits_of(output: Tensor, acts: list[Act]) -> Tensor:
    """(acts, classes): what the first token, the cue's and its mark say, added up."""
    first = torch.tensor([act.marked.first for act in acts])
    end = torch.tensor([act.marked.end for act in acts])
    said = output[..., KINDS].unflatten(-1, (PARTS, len(CUE_CLASSES)))
    each = torch.arange(len(acts))
    inside = mean_over(said[:, :, 1], each, first, end - 1)
    return said[:, 0, 0] + inside + said[each, first - 1, 2]


def loss_of(output: Tensor, rows: list[Row]) -> Tensor:
    """Of a batch of acts that of their classes, of a batch of contents that of their tokens' tags."""
    acts = [row for row in rows if isinstance(row, Act)]
    if acts:
        labels = torch.tensor([act.label for act in acts])
        return nn.functional.cross_entropy(logits_of(output, acts), labels, label_smoothing=SMOOTHING)
    tags = padded([row.tags for row in rows if isinstance(row, Content)], IGNORE)
    return nn.functional.cross_entropy(
        output[..., ITEMS].flatten(0, 1), tags.flatten(), ignore_index=IGNORE, label_smoothing=SMOOTHING
    )


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
            output = output_of(model, batch)
        loss = loss_of(output.float(), batch)
        total += descended(model, loss, optimiser, schedule)
        if step % 50 == 0:
            print(f"step {step} of {len(plan)}: {total / 50:.4f}, {time.time() - began:.0f} s", flush=True)
            total = 0.0
    model.eval()


def begin(model: Reader, state: dict[str, Tensor]) -> None:
    """Go on from such an encoder, from one that knew no items, or from a reader's with other heads."""
    kept = {name: weight for name, weight in state.items() if name.startswith("encoder.")}
    known = len(state["heads.weight"])
    for name, fresh in model.heads.named_parameters(prefix="heads"):
        stored = state[name] if known in (KINDS.stop, ITEMS.stop) else fresh[:0]
        kept[name] = torch.cat([stored, fresh.detach()[len(stored) :]])
    model.load_state_dict(kept)


def right(model: Reader, rows: list[Act]) -> float:
    """The share of acts whose kind is right."""
    kinds = np.array([name.rstrip("1234") for name in CUE_CLASSES])
    found: list[bool] = []
    with torch.no_grad():
        for batch in batches(rows, BATCH_TOKENS, random.Random(0), length=lambda row: len(row.ids)):
            best = logits_of(output_of(model, batch), batch).argmax(-1).numpy()
            found += (kinds[best] == kinds[[row.label for row in batch]]).tolist()
    return float(np.mean(found))


def main() -> None:
    ap = argparse.ArgumentParser(prog="python -m acts.look", description=__doc__.splitlines()[0])
    ap.add_argument("--pretrained", type=Path, required=True)
    ap.add_argument("--train", type=Path, nargs="+", required=True)
    ap.add_argument("--share", type=float, default=1.0, help="of the acts of --train, how many are seen")
    ap.add_argument("--always", type=Path, nargs="*", default=[], help="folders whose acts are all seen")
    ap.add_argument("--lists", type=int, default=1, help="how often an epoch sees each content")
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
    model = Reader(args.pretrained, columns=ITEMS.stop)
    if args.start:
        begin(model, torch.load(args.start))
    rows = [row for folder in args.train for row in rows_of(folder, tokenizer)]
    if args.share < 1:
        rows = random.Random(args.seed).sample(rows, round(args.share * len(rows)))
    rows += [row for folder in args.always for row in rows_of(folder, tokenizer)]
    rows += [row for row in rows if isinstance(row, Content)] * (args.lists - 1)
    train(rows, model, args.epochs, args.rate, args.seed)
    torch.save(model.state_dict(), args.out)
    if args.test:
        acts = [row for row in rows_of(args.test, tokenizer) if isinstance(row, Act)]
        print(f"kinds right in {args.test.name}: {right(model, acts):.4f}")


if __name__ == "__main__":
    main()

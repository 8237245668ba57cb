"""Teach the encoder syntax before it learns statements.

    python -m reader.syntax --pretrained DIR --parses FILE --out FILE

all-MiniLM was made to compare sentences; what it knows of single words has faded. Here it learns each word's
tag, its relation to the word that governs it, which word that is, and the names, as `reader.parses` has them.
Only the encoder is of use afterwards (``--start`` of `reader.train`); the heads are thrown away.
"""

from __future__ import annotations

import argparse
import pickle
import random
from pathlib import Path

import torch
from reader.model import thrifty
from reader.parses import HEADS, IGNORE, Row
from reader.train import batches, descended
from torch import Tensor, nn
from torch.nn import functional
from transformers import BertModel

BATCH_TOKENS = 1500
MASKED = 0.08  # share of pieces that are hidden
MASK, ORDINARY = 103, 104  # the piece that hides others; from here on pieces are words
RATE, HEAD_RATE = 2.5e-4, 1.25e-3
WARM_UP = 0.06  # share of the steps
PROBE = 192  # width of the vectors whose product says who governs whom
BARRED = -1e4


class Parser(nn.Module):
    """``forward``: ids and mask (batch, tokens) to the linear heads' logits, and (batch, word, governor) scores."""

    def __init__(self, pretrained: Path, sizes: dict[str, int]) -> None:
        super().__init__()
        self.encoder = BertModel.from_pretrained(
            str(pretrained), add_pooling_layer=False, attn_implementation="eager"
        )
        self.encoder.embeddings.word_embeddings.weight.requires_grad = False
        width = self.encoder.config.hidden_size
        self.dropout = nn.Dropout(0.1)
        self.linear = nn.ModuleDict({name: nn.Linear(width, sizes[name]) for name in HEADS})
        self.word, self.governor = nn.Linear(width, PROBE), nn.Linear(width, PROBE)

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[dict[str, Tensor], Tensor]:
        hidden = self.dropout(self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state)
        scores = self.word(hidden) @ self.governor(hidden).transpose(1, 2) / PROBE**0.5
        return {name: head(hidden) for name, head in self.linear.items()}, scores


def loss_of(model: Parser, batch: list[Row]) -> Tensor:
    size = max(len(row.ids) for row in batch)

    def padded(parts: list[list[int]], fill: int) -> Tensor:
        return torch.tensor([part + [fill] * (size - len(part)) for part in parts])

    ids = padded([row.ids for row in batch], 0)
    mask = (ids > 0).long()
    hidden = (torch.rand(ids.shape) < MASKED) & (ids >= ORDINARY)
    with thrifty():
        linear, scores = model(ids.masked_fill(hidden, MASK), mask)
    scores = scores.float().masked_fill(mask[:, None, :] == 0, BARRED)
    said = [(linear[name].float(), padded([row.targets[name] for row in batch], IGNORE)) for name in HEADS]
    said.append((scores, padded([row.governor for row in batch], IGNORE)))
    lost = [functional.cross_entropy(x.flatten(0, 1), y.flatten(), ignore_index=IGNORE) for x, y in said]
    return torch.stack(lost).sum()


def groups(model: Parser) -> list[dict[str, object]]:
    named = [(name, weight) for name, weight in model.named_parameters() if weight.requires_grad]
    return [
        {
            "params": [w for n, w in named if n.startswith("encoder") is encoder and (w.ndim == 1) is row],
            "weight_decay": 0.0 if row else 0.01,
            "lr": RATE if encoder else HEAD_RATE,
        }
        for encoder in (True, False)
        for row in (True, False)
    ]


def train(model: Parser, plan: list[list[Row]]) -> None:
    found = groups(model)
    optimiser = torch.optim.AdamW(found)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, [g["lr"] for g in found], len(plan) + 1, pct_start=WARM_UP, anneal_strategy="linear"
    )
    model.train()
    total = 0.0
    for step, batch in enumerate(plan, 1):
        loss = loss_of(model, batch)
        total += descended(model, loss, optimiser, schedule)
        if step % 100 == 0:
            print(f"step {step} of {len(plan)}: loss {total / 100:.3f}", flush=True)
            total = 0.0


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument("--pretrained", type=Path, required=True)
    ap.add_argument("--parses", type=Path, required=True)
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--seed", type=int, default=1)
    args = ap.parse_args()
    torch.manual_seed(args.seed)
    rows, sizes = pickle.loads(args.parses.read_bytes())
    model = Parser(args.pretrained, sizes)
    train(model, batches(rows, BATCH_TOKENS, random.Random(args.seed), length=lambda row: len(row.ids)))
    torch.save(model.state_dict(), args.out)


if __name__ == "__main__":
    main()

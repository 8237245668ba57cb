"""The loss of a batch: the weighted sum of what each head got wrong."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from reader.data import IGNORE, Choice, Example
from torch import Tensor
from torch.nn import functional

from pacta.model import HEADS

SMOOTHING = 0.03
WEIGHTS = {"cue": 2.0, "item": 0.5, "deadline": 0.3, "content": 0.25, "actor": 0.4, "voice": 0.3}
BARRED = -1e4


@dataclass(frozen=True, slots=True)
class Batch:
    ids: Tensor
    mask: Tensor
    lines: Tensor
    tags: dict[str, Tensor]
    contents: Tensor  # rows (example, cue first, cue last, content first, content last)
    choices: dict[str, list[tuple[int, Choice]]]


def batch_of(rows: list[Example]) -> Batch:
    size = max(len(x.window.ids) for x in rows)

    def pad(parts: list[list[int]], fill: int) -> Tensor:
        return torch.tensor([list(p) + [fill] * (size - len(p)) for p in parts])

    return Batch(
        ids=pad([x.window.ids for x in rows], 0),
        mask=pad([[1] * len(x.window.ids) for x in rows], 0),
        lines=pad([x.window.lines for x in rows], -2),
        tags={name: pad([x.tags[name] for x in rows], IGNORE) for name in ("cue", "item", "deadline")},
        contents=torch.tensor([(n, *c) for n, x in enumerate(rows) for c in x.contents]).reshape(-1, 5),
        choices={
            head: [(n, c) for n, x in enumerate(rows) for c in x.choices[head]] for head in ("actor", "voice")
        },
    )


def loss_of(output: Tensor, batch: Batch) -> Tensor:
    total = torch.zeros(())
    for name, gold in batch.tags.items():
        if (gold != IGNORE).any():
            logits = output[..., HEADS[name]].flatten(0, 1)
            smoothing = SMOOTHING if name == "cue" else 0.0
            lost = functional.cross_entropy(logits, gold.flatten(), ignore_index=IGNORE, label_smoothing=smoothing)
            total = total + WEIGHTS[name] * lost
    if len(batch.contents):
        total = total + WEIGHTS["content"] * content_loss(output, batch)
    for head, choices in batch.choices.items():
        if choices:
            total = total + WEIGHTS[head] * choice_loss(output, head, choices)
    return total


def content_loss(output: Tensor, batch: Batch) -> Tensor:
    """How far the two pointers are from the first and last token of the content, within the cue's block."""
    row, first, last, start, end = batch.contents.unbind(1)
    at = torch.arange(batch.lines.shape[1])[None, :]
    inside = ((at >= first[:, None]) & (at <= last[:, None])).float()
    open_to = (batch.lines[row] == batch.lines[row, first][:, None]) & (inside == 0)
    inside = inside / inside.sum(1, keepdim=True)
    total = torch.zeros(())
    for name, target in (("start", start), ("end", end)):
        query = torch.einsum("nt,ntd->nd", inside, output[..., HEADS[f"{name} query"]][row])
        scores = torch.einsum("nd,ntd->nt", query, output[..., HEADS[f"{name} key"]][row])
        total = total + functional.cross_entropy(scores.masked_fill(~open_to, BARRED), target)
    return total


def choice_loss(output: Tensor, head: str, choices: list[tuple[int, Choice]]) -> Tensor:
    """Minus the log chance of all ways to the right answer together: fixed classes and named candidates."""
    lost = []
    for n, choice in choices:
        rows = output[n, choice.cue[0] : choice.cue[1] + 1]
        classes = functional.log_softmax(rows[:, HEADS[f"{head} class"]].mean(0), -1)
        ways = [classes[i] for i, right in enumerate(choice.fixed) if right]
        if any(right for *_, right in choice.named):
            query = rows[:, HEADS[f"{head} query"]].mean(0)
            keys = torch.stack([output[n, a : b + 1, HEADS[f"{head} key"]].mean(0) for a, b, _ in choice.named])
            pointed = functional.log_softmax(keys @ query, -1)
            right = torch.tensor([r for *_, r in choice.named])
            ways.append(classes[-1] + torch.logsumexp(pointed[right], 0))
        lost.append(-torch.logsumexp(torch.stack(ways), 0))
    return torch.stack(lost).mean()

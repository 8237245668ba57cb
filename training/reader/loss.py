"""The loss of a batch: the weighted sum of what each head got wrong."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from reader.data import IGNORE, Choice, Example
from torch import Tensor
from torch.nn import functional

from pacta.model import HEADS

SMOOTHING = 0.03
WEIGHTS = {"cue": 2.0, "item": 1.0, "deadline": 0.3, "content": 0.25, "actor": 0.4, "voice": 0.3}
BARRED = -1e4


@dataclass(frozen=True, slots=True)
class Batch:
    ids: Tensor
    mask: Tensor
    lines: Tensor
    tags: dict[str, Tensor]
    cues: Tensor  # (examples, tokens, tags of a cue): the chances that are to be learned; zero where nothing is
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
        tags={name: pad([x.tags[name] for x in rows], IGNORE) for name in ("item", "deadline")},
        cues=torch.stack([functional.pad(cue_targets(x), (0, 0, 0, size - len(x.window.ids))) for x in rows]),
        contents=torch.tensor([(n, *c) for n, x in enumerate(rows) for c in x.contents]).reshape(-1, 5),
        choices={
            head: [(n, c) for n, x in enumerate(rows) for c in x.choices[head]] for head in ("actor", "voice")
        },
    )


def cue_targets(example: Example) -> Tensor:
    """The chance of each tag at each token: what another reader says, or the label, a little smoothed."""
    gold = torch.tensor(example.tags["cue"])
    known = (gold != IGNORE)[:, None]
    if example.chances is not None:
        return torch.from_numpy(example.chances).float() * known
    tags = HEADS["cue"].stop - HEADS["cue"].start
    return (functional.one_hot(gold.clamp(min=0), tags) * (1 - SMOOTHING) + SMOOTHING / tags) * known


def loss_of(output: Tensor, batch: Batch) -> Tensor:
    spread = functional.log_softmax(output[..., HEADS["cue"]], -1)
    total = -WEIGHTS["cue"] * (spread * batch.cues).sum() / batch.cues.sum()
    for name, gold in batch.tags.items():
        if (gold != IGNORE).any():
            logits = output[..., HEADS[name]].flatten(0, 1)
            lost = functional.cross_entropy(logits, gold.flatten(), ignore_index=IGNORE)
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
    in_cue = (at >= first[:, None]) & (at <= last[:, None])
    open_to = (batch.lines[row] == batch.lines[row, first][:, None]) & ~in_cue
    total = torch.zeros(())
    for name, target in (("start", start), ("end", end)):
        query = mean_over(output[..., HEADS[f"{name} query"]], row, first, last)
        scores = torch.einsum("nd,ntd->nt", query, output[..., HEADS[f"{name} key"]][row])
        total = total + functional.cross_entropy(scores.masked_fill(~open_to, BARRED), target)
    return total


def choice_loss(output: Tensor, head: str, choices: list[tuple[int, Choice]]) -> Tensor:
    """Minus the log chance of all ways to the right answer together: fixed classes and named candidates."""
    cues = torch.tensor([(n, *choice.cue) for n, choice in choices]).unbind(1)
    classes = functional.log_softmax(mean_over(output[..., HEADS[f"{head} class"]], *cues), -1)
    queries = mean_over(output[..., HEADS[f"{head} query"]], *cues)
    width = max(1, *(len(choice.named) for _, choice in choices))
    rows = [(i, k, n, *named) for i, (n, choice) in enumerate(choices) for k, named in enumerate(choice.named)]
    scores = torch.full((len(choices), width), BARRED)
    right = torch.zeros((len(choices), width), dtype=torch.bool)
    if rows:
        i, k, n, first, last, is_right = torch.tensor([[int(x) for x in row] for row in rows]).unbind(1)
        keys = mean_over(output[..., HEADS[f"{head} key"]], n, first, last)
        scores = scores.index_put((i, k), (keys * queries[i]).sum(-1))
        right[i, k] = is_right.bool()
    pointed = functional.log_softmax(scores, -1).masked_fill(~right, BARRED).logsumexp(-1)
    fixed = torch.tensor([choice.fixed for _, choice in choices])
    ways = torch.cat([classes[:, :2].masked_fill(~fixed, BARRED), (classes[:, 2] + pointed)[:, None]], 1)
    return -ways.logsumexp(-1).mean()


def mean_over(values: Tensor, row: Tensor, first: Tensor, last: Tensor) -> Tensor:
    """The mean of ``values[row, first..last]``, for many stretches at once."""
    sums = functional.pad(values.cumsum(1), (0, 0, 1, 0))
    return (sums[row, last + 1] - sums[row, first]) / (last + 1 - first)[:, None]

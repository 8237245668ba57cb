"""Learn what each sign of a list of items is worth, and write ``lists.json`` (`pacta.extract.lists`).

    python -m lists.train --train FOLDER [FOLDER ...] --out lists.json
    python -m lists.train --train FOLDER [FOLDER ...] --out lists_fast.json --fast

The folders are gold folders with items marked in commitments and requests. The reader must not have learned from
them: what its tags look like on texts that it knows says nothing about others. Takes minutes on one core.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import torch
from reader.data import GoldDocument, load_gold
from torch import Tensor

from pacta.annotate.encoder import encode
from pacta.extract.decode import decode
from pacta.extract.listed import suspects_list, tagged_content
from pacta.extract.lists import possible_lists, signs
from pacta.extract.second_look import item_tags
from pacta.extract.setting import Setting
from pacta.extract.untangle import untangled
from pacta.model import Config, Span
from pacta.review.agreement import overlap

ALIKE = 0.5  # intersection over union at which two items are the same, as in scoring
PRICE = 0.75  # of an item that is given, against 2 for one that is right: near half of the F1 to come
PENALTY = 0.01  # on the squares of the weights of standardised signs
STEPS, RATE = 300, 0.05
SEEN = 5  # a sign must show in so many lists


@dataclass(frozen=True, slots=True)
class Choice:
    """The lists that one content allows: the signs of each, and what choosing it would bring."""

    signs: list[dict[str, float]]
    gains: list[float]


def choices_of(gold: GoldDocument, fast: bool) -> Iterator[Choice]:
    """One for each labelled commitment or request whose cue the reader finds and which allows any list.

    A ``fast`` reading takes no second look.
    """
    document, text = gold.document, gold.document.text
    signals = encode(document, gold.annotations, Config(fast=fast)).signals
    if signals is None:
        return
    setting = Setting(document, gold.annotations)
    wanted = [label for label in gold.labels if label["kind"] in ("commitment", "request")]
    for raw in untangled(text, decode(text, signals)):
        label = next((x for x in wanted if Span(*x["cue"]).overlaps(raw.cue)), None)
        if label is None or raw.content is None:
            continue
        asked = [(raw.cue, raw.content)] if not fast and suspects_list(text, signals, raw) else []
        tagged = tagged_content(text, signals, raw, *item_tags(setting, asked))
        found = possible_lists(tagged.words, tagged.logs) if tagged else []
        if tagged and len(found) > 1:
            right = [Span(*item) for item in label.get("items") or []]
            placed = [[Span(tagged.spans[a][0], tagged.spans[b][1]) for a, b in items] for items in found]
            gains = [_gain(right, items) for items in placed]
            yield Choice([signs(tagged.words, tagged.logs, items) for items in found], gains)


def _gain(right: list[Span], given: list[Span]) -> float:
    left, hits = list(given), 0
    for item in right:
        best = max(left, key=lambda other: overlap(item, other), default=None)
        if best is not None and overlap(item, best) >= ALIKE:
            left.remove(best)
            hits += 1
    return 2 * hits - PRICE * len(given)


def fit(choices: list[Choice]) -> dict[str, float]:
    """The weights that bring most when lists are drawn in proportion to the exponential of their worth."""
    seen = Counter(name for choice in choices for one in choice.signs for name, value in one.items() if value)
    names = sorted(name for name, count in seen.items() if count >= SEEN)
    rows = torch.tensor([[one.get(name, 0.0) for name in names] for choice in choices for one in choice.signs])
    gains = torch.tensor([gain for choice in choices for gain in choice.gains])
    of = torch.tensor([i for i, choice in enumerate(choices) for _ in choice.gains])
    spread = rows.std(0) + 1e-3
    rows = (rows - rows.mean(0)) / spread
    weights = torch.zeros(len(names), requires_grad=True)
    optimiser = torch.optim.Adam([weights], lr=RATE)
    for _ in range(STEPS):
        optimiser.zero_grad()
        brought = (_chances(rows @ weights, of, len(choices)) * gains).sum() / len(choices)
        loss = PENALTY * (weights**2).sum() - brought
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
    return {name: round(float(weight), 4) for name, weight in zip(names, weights.detach() / spread, strict=True)}


def _chances(worth: Tensor, of: Tensor, count: int) -> Tensor:
    """A softmax over the lists of each content."""
    highest = torch.full((count,), -torch.inf).scatter_reduce(0, of, worth, "amax")
    powers = torch.exp(worth - highest[of])
    return powers / torch.zeros(count).index_add(0, of, powers)[of]


def main() -> None:
    ap = argparse.ArgumentParser(prog="python -m lists.train", description=__doc__.splitlines()[0])
    ap.add_argument("--train", type=Path, nargs="+", required=True)
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--fast", action="store_true", help="what signs are worth in a fast reading")
    args = ap.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(1)
    documents = (gold for folder in args.train for gold in load_gold(folder))
    choices = [choice for gold in documents for choice in choices_of(gold, args.fast)]
    weights = fit(choices)
    args.out.write_text(json.dumps(weights, indent=1, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8")
    print(f"{len(choices)} contents that allow a list, {len(weights)} signs")


if __name__ == "__main__":
    main()

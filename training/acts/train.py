"""Train the classifier of acts and write ``acts.npz``.

    python -m acts.train --train FOLDER [FOLDER ...] [--held-out GOLD --fold K/N] --out ACTS.npz

Gold folders hold manifest.json, texts and labels. One named twice counts twice. ``--fold K/N`` adds all of
the held-out folder, twice, but every N-th document from the K-th. Takes minutes on one core.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from reader.data import load_gold
from scipy.sparse import csr_matrix, diags
from sklearn.linear_model import LogisticRegression

from pacta.extract.features import features_at
from pacta.extract.setting import Setting
from pacta.model import CUE_CLASSES, Annotations, Document, Span

SEEN = 2  # a feature must occur in so many statements
STRENGTH = 0.2  # inverse of the penalty on the squares of the weights
RARITY = 3.0  # a feature of one statement in e**RARITY is penalised as one of value 1; rarer ones less

Row = tuple[frozenset[str], int]  # features and the place of its class in CUE_CLASSES


def main() -> None:
    ap = argparse.ArgumentParser(prog="python -m acts.train", description=__doc__.splitlines()[0])
    ap.add_argument("--train", type=Path, nargs="+", required=True)
    ap.add_argument("--held-out", type=Path)
    ap.add_argument("--fold", default="1/1")
    ap.add_argument("--out", type=Path, required=True)
    args = ap.parse_args()
    rows = [row for folder in args.train for row in rows_of(folder)]
    if args.held_out:
        k, n = map(int, args.fold.split("/"))
        rows += 2 * list(rows_of(args.held_out, lambda index: index % n != k - 1))
    write(args.out, *fit(rows))


def rows_of(folder: Path, wanted: Any = lambda index: True) -> Iterator[Row]:
    for index, gold in enumerate(load_gold(folder)):
        if wanted(index):
            yield from rows_in(gold.document, gold.annotations, gold.labels)


def rows_in(document: Document, annotations: Annotations, labels: Iterable[dict[str, Any]]) -> Iterator[Row]:
    setting = Setting(document, annotations)
    for label in labels:
        name = label["kind"] + (str(label["firmness"]) if label["kind"] == "commitment" else "")
        yield features_at(setting, Span(*label["cue"])), CUE_CLASSES.index(name)


def fit(rows: list[Row]) -> tuple[list[str], np.ndarray, np.ndarray]:
    """Names of the features kept, weights (features, classes) and bias (classes,)."""
    seen = Counter(name for found, _ in rows for name in found)
    names = sorted(name for name, count in seen.items() if count >= SEEN)
    place = {name: i for i, name in enumerate(names)}
    columns = [sorted(place[name] for name in found if name in place) for found, _ in rows]
    ends = np.cumsum([0, *map(len, columns)])
    table = csr_matrix((np.ones(ends[-1]), np.concatenate(columns), ends), (len(rows), len(names)))
    rarity = np.log(len(rows) / np.array([seen[name] for name in names])) / RARITY
    model = LogisticRegression(C=STRENGTH, max_iter=300, tol=1e-3)
    model.fit((table @ diags(rarity)).tocsr(), [label for _, label in rows])
    return names, model.coef_.T * rarity[:, None], model.intercept_


def write(path: Path, names: list[str], weights: np.ndarray, bias: np.ndarray) -> None:
    """Weights in 8 bits, one scale a class."""
    scale = np.abs(weights).max(axis=0) / 127
    np.savez_compressed(
        path,
        names=np.frombuffer("\n".join(names).encode("utf-8"), dtype=np.uint8),
        weights=np.rint(weights / scale).astype(np.int8),
        scale=scale.astype(np.float32),
        bias=bias.astype(np.float32),
    )


if __name__ == "__main__":
    main()

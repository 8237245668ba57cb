"""Cross-validation over documents: each document of the gold is read by weights that have not seen it.

    python -m evals.crossvalidate --readers FOLDER_1 ... FOLDER_N [--gold DIR] [--keep DIR]

``FOLDER_K`` holds weights trained without every N-th document from the K-th (``--fold K/N`` of
``training/reader/train.py``). Prints the scores of all predictions together, their mean and spread over the
folds, and the scores by type of document.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path

from evals.__main__ import HERE, report_types
from evals.predict import predict
from evals.scores import score, subset


def main() -> None:
    ap = argparse.ArgumentParser(prog="python -m evals.crossvalidate", description=__doc__.splitlines()[0])
    ap.add_argument("--readers", type=Path, nargs="+", required=True)
    ap.add_argument("--gold", type=Path, default=HERE.parent.parent / "shared" / "gold")
    ap.add_argument("--keep", type=Path, help="folder for the predictions")
    ap.add_argument("--errors", type=int, default=0, help="list up to N errors by kind")
    args = ap.parse_args()
    scorers = args.gold.parent / "eval"
    with tempfile.TemporaryDirectory() as work:
        out = args.keep or Path(work)
        types: dict[str, str] = {}
        folds: list[dict[str, float]] = []
        for reader, documents in zip(args.readers, folds_of(args.gold, len(args.readers)), strict=True):
            os.environ["PACTA_READER"] = str(reader)
            with tempfile.TemporaryDirectory() as part:
                held_out = subset(args.gold, documents, Path(part))
                types |= predict(held_out, out)
                folds.append(score(held_out, out, scorers)[0])
        pooled, errors = score(args.gold, out, scorers, args.errors)
        report(pooled, folds)
        report_types(args.gold, out, types, scorers)
        print("\n".join(errors))


def folds_of(gold: Path, count: int) -> Iterator[frozenset[str]]:
    """The ids of the documents that each fold holds out."""
    ids = [entry["id"] for entry in json.loads((gold / "manifest.json").read_text(encoding="utf-8"))]
    for k in range(count):
        yield frozenset(ids[k::count])


def report(pooled: dict[str, float], folds: list[dict[str, float]]) -> None:
    print(f"{'':28} {'pooled':>8} {'mean':>8} {'spread':>8}   folds")
    for name, value in pooled.items():
        each = [fold.get(name, 0.0) for fold in folds]
        spread = statistics.stdev(each) if len(each) > 1 else 0.0
        row = " ".join(f"{x:.3f}" for x in each)
        print(f"{name:28} {value:8.3f} {statistics.mean(each):8.3f} {spread:8.3f}   {row}")


if __name__ == "__main__":
    main()

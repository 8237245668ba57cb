"""Score the reader against the gold and fail below the pinned floors.

    python -m evals [--gold DIR] [--scorers DIR] [--errors N] [--by-type] [--reader FOLDER]

The shipped weights have seen the gold, so these scores are a guard against regressions, not an estimate.
Estimates (docs/evaluation.md) come from weights that have not seen the gold (``--reader``) and from texts that no
weights have seen (``--gold``, made from `evals/unseen`); neither checks floors.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import tomllib
from collections import defaultdict
from pathlib import Path

from evals.predict import predict
from evals.scores import score, subset

HERE = Path(__file__).parent
GOLD = HERE.parent.parent / "shared" / "gold"


def main() -> int:
    ap = argparse.ArgumentParser(prog="python -m evals", description=__doc__.splitlines()[0])
    ap.add_argument("--gold", type=Path, default=GOLD)
    ap.add_argument("--scorers", type=Path, default=GOLD.parent / "eval", help="folder of the scorers")
    ap.add_argument("--errors", type=int, default=0, help="list up to N errors by kind")
    ap.add_argument("--by-type", action="store_true", help="score each type of document by itself, too")
    ap.add_argument("--reader", type=Path, help="weights other than the shipped ones; no floors are checked")
    args = ap.parse_args()
    if not (args.gold / "manifest.json").exists():
        print(f"evals: no gold at {args.gold}; nothing scored. Name the folder with --gold.", file=sys.stderr)
        return 0
    if args.reader:
        os.environ["PACTA_READER"] = str(args.reader)
    with tempfile.TemporaryDirectory() as work:
        types = predict(args.gold, Path(work))
        scores, errors = score(args.gold, Path(work), args.scorers, args.errors)
        if args.by_type:
            report_types(args.gold, Path(work), types, args.scorers)
    print("\n".join(errors))
    pinned = args.reader is None and args.gold.resolve() == GOLD.resolve()
    return report(scores, floors() if pinned else {})


def floors() -> dict[str, float]:
    found: dict[str, float] = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))["floors"]
    return found


def report(scores: dict[str, float], floors: dict[str, float]) -> int:
    """Print every score with its floor; 1 if any has sunk below it, else 0."""
    sunk = [name for name, floor in floors.items() if scores.get(name, 0.0) < floor]
    for name, value in scores.items():
        floor = f"floor {floors[name]:.3f}" if name in floors else ""
        print(f"{name:28} {value:8.3f}  {floor}{'  SUNK' if name in sunk else ''}")
    return 1 if sunk else 0


def report_types(gold: Path, predictions: Path, types: dict[str, str], scorers: Path) -> None:
    """Print the main scores for each type of document."""
    names = ("statement f1", "statement+kind f1", "commitment f1", "firmness kappa", "actors exact", "voice exact")
    groups: dict[str, list[str]] = defaultdict(list)
    for document, kind in types.items():
        groups[kind].append(document)
    for kind, documents in sorted(groups.items()):
        with tempfile.TemporaryDirectory() as work:
            scores, _ = score(subset(gold, frozenset(documents), Path(work)), predictions, scorers)
        row = "  ".join(f"{name} {scores[name]:.3f}" for name in names if name in scores)
        print(f"{kind:18} {len(documents):3} documents  {row}")


if __name__ == "__main__":
    sys.exit(main())

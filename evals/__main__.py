"""Score the shipped reader against the gold and fail below the pinned floors.

    python -m evals [--gold DIR] [--errors N]

The shipped weights have seen the gold, so these scores are a guard against regressions, not an estimate:
the estimate is the cross-validated table of docs/evaluation.md, which ``training`` makes.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import tomllib
from pathlib import Path

from evals.predict import predict
from evals.scores import score

HERE = Path(__file__).parent


def main() -> int:
    ap = argparse.ArgumentParser(prog="python -m evals", description=__doc__.splitlines()[0])
    ap.add_argument("--gold", type=Path, default=HERE.parent.parent / "shared" / "gold")
    ap.add_argument("--errors", type=int, default=0, help="list up to N errors by kind")
    args = ap.parse_args()
    if not (args.gold / "manifest.json").exists():
        print(f"evals: no gold at {args.gold}; nothing scored. Name the folder with --gold.", file=sys.stderr)
        return 0
    with tempfile.TemporaryDirectory() as work:
        predict(args.gold, Path(work))
        scores, errors = score(args.gold, Path(work), args.gold.parent / "eval", args.errors)
    print("\n".join(errors))
    return report(scores, tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))["floors"])


def report(scores: dict[str, float], floors: dict[str, float]) -> int:
    """Print every score with its floor; the number of scores below theirs, at most 1."""
    sunk = [name for name, floor in floors.items() if scores.get(name, 0.0) < floor]
    for name, value in scores.items():
        floor = f"floor {floors[name]:.3f}" if name in floors else ""
        print(f"{name:28} {value:8.3f}  {floor}{'  SUNK' if name in sunk else ''}")
    return 1 if sunk else 0


if __name__ == "__main__":
    sys.exit(main())

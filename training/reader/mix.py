"""Average the weights of runs that went on from one another.

    python -m reader.mix --weights FILE FILE... --out FILE

Halfway between a run and what it started from reads better than either: the last run knows the gold's hand and
forgets some of the rest.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument("--weights", type=Path, nargs="+", required=True)
    ap.add_argument("--out", type=Path, required=True)
    args = ap.parse_args()
    runs = [torch.load(path, map_location="cpu") for path in args.weights]
    torch.save({name: sum(run[name] for run in runs) / len(runs) for name in runs[0]}, args.out)


if __name__ == "__main__":
    main()

"""Average the weights of runs that went on from one another.

    python -m reader.mix --weights FILE FILE... [--shares N N...] --out FILE

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
    ap.add_argument("--shares", type=float, nargs="+", help="how much each counts; without it all the same")
    ap.add_argument("--out", type=Path, required=True)
    args = ap.parse_args()
    shares = args.shares or [1.0] * len(args.weights)
    if len(shares) != len(args.weights):
        ap.error(f"{len(args.weights)} weights, but {len(shares)} shares")
    runs = [torch.load(path, map_location="cpu") for path in args.weights]
    parts = [share / sum(shares) for share in shares]
    mixed = {name: sum(part * run[name] for part, run in zip(parts, runs, strict=True)) for name in runs[0]}
    torch.save(mixed, args.out)


if __name__ == "__main__":
    main()

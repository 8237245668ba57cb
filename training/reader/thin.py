"""Leave layers of a trained reader out, to train a smaller and faster one from what remains.

    python -m reader.thin --weights FILE --layers 0 2 4 --out FILE

`reader.train --start` goes on with as many layers as the file has.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
from reader.model import LAYER


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument("--weights", type=Path, required=True)
    ap.add_argument("--layers", type=int, nargs="+", required=True, help="which ones stay, from 0")
    ap.add_argument("--out", type=Path, required=True)
    args = ap.parse_args()
    place = {str(old): new for new, old in enumerate(args.layers)}
    thinned = {}
    for name, weight in torch.load(args.weights, map_location="cpu").items():
        layer, _, rest = name.removeprefix(LAYER).partition(".")
        if not name.startswith(LAYER):
            thinned[name] = weight
        elif layer in place:
            thinned[f"{LAYER}{place[layer]}.{rest}"] = weight
    torch.save(thinned, args.out)


if __name__ == "__main__":
    main()

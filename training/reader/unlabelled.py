"""Texts of the corpora to read on before and beside the labels.

    python -m reader.unlabelled --corpora DIR --out FILE [--sample]

Writes JSON Lines with ``id``, ``title`` and ``text``. All joint statements, readouts and kremlin.ru pages, and
some of the long remarks; with ``--sample`` only the opening of so many of each class, which is what a reader is
taught from.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import tarfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from pacta.ingest import read_bytes
from pacta.model import Given

REMARKS = 0.4  # share of the remarks that are taken: a tenth of the documents, and half of the words
SAMPLE = {"joint": 318, "readout": 600, "kremlin": 250, "remarks_with_foreign": 150}
OPENING = 4500  # code points of a sampled document, cut at the end of a line

Row = dict[str, str | None]


def whitehouse(archive: Path, shuffle: random.Random) -> Iterator[tuple[str, Row]]:
    with gzip.open(archive, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if row["class_"] != "remarks_with_foreign" or shuffle.random() <= REMARKS:
                yield row["class_"], {"id": row["id"], "title": row["title"], "text": row["text"]}


def kremlin(archive: Path) -> Iterator[tuple[str, Row]]:
    with tarfile.open(archive) as pages:
        for member in pages:
            page = pages.extractfile(member) if member.name.endswith(".html") else None
            if page is not None:
                (document,) = read_bytes(page.read(), member.name, Given())
                name = f"kremlin-{Path(member.name).stem}"
                yield "kremlin", {"id": name, "title": document.given.title, "text": document.text}


def sampled(rows: list[tuple[str, Row]], shuffle: random.Random) -> Iterator[tuple[str, Row]]:
    """The openings of so many documents of each class, in random order."""
    classes: dict[str, list[Row]] = defaultdict(list)
    for name, row in rows:
        classes[name].append(row)
    found = [
        (name, row)
        for name, n in SAMPLE.items()
        for row in shuffle.sample(classes[name], min(n, len(classes[name])))
    ]
    shuffle.shuffle(found)
    for name, row in found:
        yield name, row | {"text": _opening(row["text"] or "")}


def _opening(text: str) -> str:
    cut = text[:OPENING].rfind("\n") if len(text) > OPENING else len(text)
    return text[: cut if cut > OPENING // 2 else OPENING]


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument("--corpora", type=Path, required=True)
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--sample", action="store_true")
    args = ap.parse_args()
    shuffle = random.Random(0)
    rows = [*whitehouse(args.corpora / "whitehouse.jsonl.gz", shuffle)]
    rows += kremlin(args.corpora / "kremlin-html.tar.gz")
    chosen = list(sampled(rows, shuffle)) if args.sample else rows
    args.out.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for _, row in chosen), encoding="utf-8")
    print(f"{len(chosen)} texts, {sum(len((row['text'] or '').split()) for _, row in chosen)} words")


if __name__ == "__main__":
    main()

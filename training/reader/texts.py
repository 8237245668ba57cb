"""Put the texts of the corpora beside our own labels, as a gold folder to train on.

    python -m reader.texts --corpora DIR --out FOLDER

``labels/`` holds offsets only. The texts come from ``whitehouse.jsonl.gz`` and ``kremlin-html.tar.gz`` in
``DIR`` and must be the very ones that were labelled: their SHA-256 is checked.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import shutil
import tarfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from pacta.ingest import read_bytes
from pacta.model import Given

LABELS = Path(__file__).parent.parent / "labels"
_BODY = re.compile(r"\n\d\d:\d\d\n(.*?)\n(?:Geography|Topics|Persons|Publication status)\n", re.DOTALL)


def whitehouse(archive: Path, wanted: set[str]) -> Iterator[tuple[str, str]]:
    with gzip.open(archive, "rt", encoding="utf-8") as rows:
        for row in map(json.loads, rows):
            if row["id"] in wanted:
                yield row["id"], row["text"]


def kremlin(archive: Path, wanted: set[str]) -> Iterator[tuple[str, str]]:
    """The text of each page between the hour of its release and the list of its topics."""
    with tarfile.open(archive) as pages:
        for member in pages:
            name = "kremlin-" + Path(member.name).stem
            page = pages.extractfile(member) if name in wanted else None
            if page is not None:
                (document,) = read_bytes(page.read(), member.name, Given())
                body = _BODY.search(document.text)
                yield name, (body[1].strip() if body else document.text) + "\n"


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument("--corpora", type=Path, required=True)
    ap.add_argument("--out", type=Path, required=True)
    args = ap.parse_args()
    digests = {e["id"]: e["sha256"] for e in json.loads((LABELS / "manifest.json").read_text(encoding="utf-8"))}
    shutil.copytree(LABELS, args.out, dirs_exist_ok=True)
    (args.out / "texts").mkdir(exist_ok=True)
    found = dict(whitehouse(args.corpora / "whitehouse.jsonl.gz", set(digests)))
    found |= dict(kremlin(args.corpora / "kremlin-html.tar.gz", set(digests)))
    for name, digest in digests.items():
        raw = found.get(name, "").encode("utf-8")
        if sha256(raw).hexdigest() != digest:
            raise SystemExit(f"{name}: not the text that was labelled; use the corpora as they were then")
        (args.out / "texts" / f"{name}.txt").write_bytes(raw)


if __name__ == "__main__":
    main()

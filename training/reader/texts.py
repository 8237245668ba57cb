"""Put the texts of the corpora beside our own labels, as a gold folder to train on.

    python -m reader.texts --corpora DIR --out FOLDER [--labels FOLDER]

A folder of labels holds offsets only. The texts come from ``whitehouse.jsonl.gz`` and ``kremlin-html.tar.gz`` in
``DIR`` and must be the very ones that were labelled: their SHA-256 is checked. A further stretch of a document has
an entry of its own in the manifest, which says ``of`` which document it is.
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
    ap.add_argument("--labels", type=Path, default=LABELS)
    ap.add_argument("--out", type=Path, required=True)
    args = ap.parse_args()
    entries = json.loads((args.labels / "manifest.json").read_text(encoding="utf-8"))
    shutil.copytree(args.labels, args.out, dirs_exist_ok=True)
    (args.out / "texts").mkdir(exist_ok=True)
    wanted = {document_of(entry) for entry in entries}
    found = dict(whitehouse(args.corpora / "whitehouse.jsonl.gz", wanted))
    found |= dict(kremlin(args.corpora / "kremlin-html.tar.gz", wanted))
    for entry in entries:
        raw = found.get(document_of(entry), "").encode("utf-8")
        if sha256(raw).hexdigest() != entry["sha256"]:
            raise SystemExit(f"{entry['id']}: not the text that was labelled; use the corpora as they were then")
        (args.out / "texts" / f"{entry['id']}.txt").write_bytes(raw)


def document_of(entry: dict[str, str]) -> str:
    return entry.get("of", entry["id"])


if __name__ == "__main__":
    main()

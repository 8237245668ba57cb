"""Turn the documents of ``training/written``, whose statements are marked in them, into a gold folder to train on.

python -m reader.written --out FOLDER

Times before a cue count as marked in the documents where one is: the writers of the first did not mark them.
"""

from __future__ import annotations

import argparse
import json
from hashlib import sha256
from pathlib import Path

from reader.marks import documents, unmarked

WRITTEN = Path(__file__).parent.parent / "written"


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument("--written", type=Path, default=WRITTEN)
    ap.add_argument("--out", type=Path, required=True)
    args = ap.parse_args()
    for name in ("texts", "labels"):
        (args.out / name).mkdir(parents=True, exist_ok=True)
    manifest = []
    for file in sorted(args.written.glob("*.txt")):
        for number, (head, marked) in enumerate(documents(file.read_text(encoding="utf-8")), 1):
            name = f"{file.stem}-{number}"
            text, labels = unmarked(marked, head)
            (args.out / "texts" / f"{name}.txt").write_bytes(text.encode("utf-8"))
            rows = "".join(json.dumps(label) + "\n" for label in labels)
            (args.out / "labels" / f"{name}.jsonl").write_text(rows, encoding="utf-8")
            digest = sha256(text.encode("utf-8")).hexdigest()
            entry = {"id": name, "title": head["title"], "date": head["date"], "sha256": digest}
            times = any(x["deadline"] and x["deadline"]["span"][0] < x["cue"][0] for x in labels)
            manifest.append({**entry, "window": [0, len(text)], "full": "voice" in head, "times": times})
    (args.out / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
    print(f"{len(manifest)} documents")


if __name__ == "__main__":
    main()

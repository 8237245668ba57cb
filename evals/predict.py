"""Run the pipeline over a gold folder and write what each layer finds, as `pacta read` would."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from pacta.ingest import read_bytes
from pacta.model import Config, Given
from pacta.pipeline import read
from pacta.publish.records import layer_records

LAYERS = ("statements", "figures", "names")


def predict(gold: Path, out: Path) -> dict[str, str]:
    """Write ``out/LAYER/ID.jsonl`` for every document of ``gold``; the type of each document by id."""
    for layer in LAYERS:
        (out / layer).mkdir(parents=True, exist_ok=True)
    entries = json.loads((gold / "manifest.json").read_text(encoding="utf-8"))
    return {entry["id"]: _predict_one(gold, out, entry) for entry in entries}


def _predict_one(gold: Path, out: Path, entry: dict[str, str]) -> str:
    path = gold / "texts" / f"{entry['id']}.txt"
    day = entry.get("date") or ""
    given = Given(title=entry.get("title"), date=date.fromisoformat(day) if len(day) == 10 else None)
    (document,) = read_bytes(path.read_bytes(), str(path), given)
    annotations = read(document, Config())
    for layer in LAYERS:
        lines = (json.dumps(r, ensure_ascii=False) for r in layer_records(layer, document, annotations))
        (out / layer / f"{entry['id']}.jsonl").write_text("".join(f"{x}\n" for x in lines), encoding="utf-8")
    return annotations.profile.doc_type.value if annotations.profile.doc_type else "other"

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


def predict(gold: Path, out: Path, only: frozenset[str] | None = None) -> None:
    """Write ``out/LAYER/ID.jsonl`` for every document of ``gold`` (or for those in ``only``)."""
    for layer in LAYERS:
        (out / layer).mkdir(parents=True, exist_ok=True)
    for entry in json.loads((gold / "manifest.json").read_text(encoding="utf-8")):
        if only is None or entry["id"] in only:
            _predict_one(gold, out, entry)


def _predict_one(gold: Path, out: Path, entry: dict[str, str]) -> None:
    path = gold / "texts" / f"{entry['id']}.txt"
    day = entry.get("date") or ""
    given = Given(title=entry.get("title"), date=date.fromisoformat(day) if len(day) == 10 else None)
    (document,) = read_bytes(path.read_bytes(), str(path), given)
    annotations = read(document, Config())
    for layer in LAYERS:
        lines = (json.dumps(r, ensure_ascii=False) for r in layer_records(layer, document, annotations))
        (out / layer / f"{entry['id']}.jsonl").write_text("".join(f"{x}\n" for x in lines), encoding="utf-8")

"""The scores of one set of predictions, by the scorers that come with the gold."""

from __future__ import annotations

import contextlib
import importlib.util
import io
import json
from pathlib import Path
from types import ModuleType
from typing import Any

WHO = ("actors exact", "voice exact")  # not labelled where a manifest says ``"full": false``


def load_scorer(folder: Path, name: str) -> ModuleType:
    """A scorer script as a module; it lies beside the gold, not in this repository."""
    spec = importlib.util.spec_from_file_location(f"gold_{name}", folder / f"{name}.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(folder / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def score(gold: Path, predictions: Path, scorers: Path, errors: int = 0) -> tuple[dict[str, float], list[str]]:
    """Flat scores ("statement f1", "actors exact", "figures: relaxed f1", ...) and up to ``errors`` error lines."""
    result, shown = load_scorer(scorers, "score").score(gold, predictions / "statements", errors)
    flat = dict(_flat(result))
    if not any(entry.get("full", True) for entry in _manifest(gold)):
        flat = {name: value for name, value in flat.items() if name not in WHO}
    for layer in ("figures", "names"):
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            load_scorer(scorers, "spans").main(layer, gold, predictions / layer)
        flat |= {f"{layer}: {key}": float(value) for key, value in json.loads(printed.getvalue()).items()}
    return flat, shown


def subset(gold: Path, documents: frozenset[str], folder: Path) -> Path:
    """A gold folder of these documents alone, in ``folder``; the files stay where they are."""
    chosen = [entry for entry in _manifest(gold) if entry["id"] in documents]
    (folder / "manifest.json").write_text(json.dumps(chosen), encoding="utf-8")
    for part in ("texts", "labels", "figures", "names"):
        (folder / part).symlink_to((gold / part).resolve(), target_is_directory=True)
    return folder


def _manifest(gold: Path) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = json.loads((gold / "manifest.json").read_text(encoding="utf-8"))
    return entries


def _flat(result: dict[str, Any]) -> list[tuple[str, float]]:
    rows: list[tuple[str, float]] = []
    for key, value in result.items():
        if key == "kinds":
            rows += [(f"kind {kind} f1", row["f1"]) for kind, row in value.items()]
        elif isinstance(value, dict):
            rows += [(f"{key} {part}", value[part]) for part in ("f1", "p", "r")]
        else:
            rows.append((key, float(value)))
    return rows

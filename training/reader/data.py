"""Gold documents as training examples: windows of tokens with the labels of every head."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from pacta.annotate.encoder.windows import EXACT, Cut, windows
from pacta.extract.setting import JOINT, Candidate, Setting, actor_candidates, voice_candidates
from pacta.model import CUE_CLASSES, Annotations, Config, Document, Given, Source, Window, document_id
from pacta.pipeline import STAGES

IGNORE = -100
Label = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Choice:
    """What a pointer head may choose for one cue, and which choices are right.

    ``fixed`` are the classes that need no candidate; ``named`` are (first token, last token, right).
    """

    cue: tuple[int, int]
    fixed: tuple[bool, bool]
    named: tuple[tuple[int, int, bool], ...]


@dataclass(slots=True)
class Example:
    """One window with its labels.

    ``tags``: a head's label, token by token, IGNORE where it learns nothing. Cues: 0 none, 1 + 2c first and
    2 + 2c further token of class c. Items are learned inside the content of commitments and requests,
    deadlines in blocks that hold a commitment: 0 none, 1 first, 2 further.
    ``contents``: cue first and last, content first and last token.
    ``chances``: (tokens, tags of a cue), what another reader says instead of labels (`reader.teach`).
    """

    window: Window
    tags: dict[str, list[int]]
    contents: list[tuple[int, int, int, int]]
    choices: dict[str, list[Choice]]
    chances: NDArray[np.float16] | None = None


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """``full`` is False where who is not labelled, ``cues`` where only some acts are, ``times`` where no deadline
    that stands before its cue is.

    A label without ``items`` or ``deadline`` says nothing of them.
    """

    id: str
    document: Document
    annotations: Annotations
    labels: tuple[Label, ...]
    scored: tuple[int, int]
    full: bool = True
    cues: bool = True
    times: bool = True


def load_gold(folder: Path) -> list[GoldDocument]:
    """The documents of a gold folder, with what the stages before the encoder find in them."""
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return [_load(folder, entry) for entry in manifest]


def _load(folder: Path, entry: dict[str, Any]) -> GoldDocument:
    raw = (folder / "texts" / f"{entry['id']}.txt").read_bytes()
    lines = (folder / "labels" / f"{entry['id']}.jsonl").read_text(encoding="utf-8").splitlines()
    digest = sha256(raw).hexdigest()
    given = Given(title=entry.get("title"), date=_date(entry.get("date")))
    source = Source(entry.get("of", entry["id"]), digest, len(raw), "text/plain", "utf-8")
    document = Document(document_id(digest), raw.decode("utf-8"), source, given)
    labels = tuple(json.loads(line) for line in lines if line.strip())
    full = entry.get("full", True)
    flags = full, entry.get("cues", True), entry.get("times", full)
    return GoldDocument(entry["id"], document, _found(document), labels, tuple(entry["window"]), *flags)


@lru_cache(maxsize=1)  # the stretches of a long document stand together
def _found(document: Document) -> Annotations:
    return before_encoder(document)


def before_encoder(document: Document) -> Annotations:
    annotations = Annotations()
    for stage in STAGES:
        if stage.__name__ == "encode":
            break
        annotations = stage(document, annotations, Config())
    return annotations


def _date(value: str | None) -> date | None:
    return date.fromisoformat(value) if value and len(value) == 10 else None


def examples(gold: GoldDocument, tokenizer: Tokenizer, cut: Cut = EXACT) -> Iterator[Example]:
    """The windows of the labelled part of a document; none where only some of its acts are labelled."""
    if not gold.cues:
        return
    setting = Setting(gold.document, gold.annotations)
    found = gold.annotations
    for window in windows(gold.document, found.structure, found.profile, tokenizer, cut):
        example = _example(window, gold, setting)
        if any(x != IGNORE for x in example.tags["cue"]):
            yield example


def _example(window: Window, gold: GoldDocument, setting: Setting) -> Example:
    low, high = gold.scored
    blank = {name: [IGNORE] * len(window.ids) for name in ("cue", "item", "deadline")}
    example = Example(window, blank, [], {"actor": [], "voice": []})
    core = range(*window.core)
    _learn(example.tags["cue"], [i for i in core if low <= window.spans[i][0] < high])
    candidates = actor_candidates(setting, window), voice_candidates(setting, window)
    for label in gold.labels:
        cue = _tokens(window, label["cue"], core)
        if cue:
            _paint(example.tags["cue"], cue, 1 + 2 * CUE_CLASSES.index(class_of(label)))
            content = _add_content(example, label, cue)
            if "items" in label:
                _add_items(example, label, content)
            if "deadline" in label:
                _add_deadline(example, label, cue, before=gold.times)
            if gold.full:
                _add_choices(example, label, cue, setting, candidates)
    return example


def _add_content(example: Example, label: Label, cue: list[int]) -> list[int]:
    """The tokens of the content, which the pointers learn."""
    window = example.window
    content = _tokens(window, label["content"], range(len(window.ids))) if label["content"] else []
    content = [i for i in content if window.lines[i] == window.lines[cue[0]]]
    if content and content[0] not in cue and content[-1] not in cue:
        example.contents.append((cue[0], cue[-1], content[0], content[-1]))
    return content


def _add_items(example: Example, label: Label, content: list[int]) -> None:
    if label["kind"] in ("commitment", "request"):
        _learn(example.tags["item"], content)
        for item in label["items"]:
            _paint(example.tags["item"], _tokens(example.window, item, range(len(example.window.ids))), 1)


def _add_deadline(example: Example, label: Label, cue: list[int], *, before: bool) -> None:
    """``before``: whether times before the cue are labelled, too."""
    window, everywhere = example.window, range(len(example.window.ids))
    if label["kind"] == "commitment":
        block = [i for i in everywhere if window.lines[i] == window.lines[cue[0]]]
        _learn(example.tags["deadline"], block if before else [i for i in block if i > cue[-1]])
        if label["deadline"]:
            _paint(example.tags["deadline"], _tokens(window, label["deadline"]["span"], everywhere), 1)


def _add_choices(
    example: Example, label: Label, cue: list[int], setting: Setting, candidates: tuple[list[Candidate], ...]
) -> None:
    actors, voice = tuple(sorted(label["actors"])), label["voice"]
    base = setting.base_voice(label["cue"][0])
    fixed = {
        "actor": (setting.parties == actors, setting.state_of(voice) == actors),
        "voice": (same_voice(base, voice), voice == JOINT),
    }
    right = {"actor": lambda c: c.value == actors, "voice": lambda c: same_voice(c.value[0], voice)}
    for head, found in zip(("actor", "voice"), candidates, strict=True):
        named = tuple((c.first, c.last, right[head](c)) for c in found)
        if any(fixed[head]) or any(r for *_, r in named):
            example.choices[head].append(Choice((cue[0], cue[-1]), fixed[head], named))


def same_voice(a: str, b: str) -> bool:
    """One name's words are all in the other ("Putin", "Vladimir Putin"); joint is only joint."""
    if JOINT in (a, b) or not a or not b:
        return a == b
    left, right = set(a.lower().split()), set(b.lower().split())
    return left <= right or right <= left


def class_of(label: Label) -> str:
    return f"commitment{label['firmness']}" if label["kind"] == "commitment" else str(label["kind"])


def _tokens(window: Window, span: list[int], within: range) -> list[int]:
    start, end = span
    return [i for i in within if window.spans[i][0] < end and window.spans[i][1] > start]


def _learn(row: list[int], tokens: list[int]) -> None:
    for i in tokens:
        row[i] = max(row[i], 0)


def _paint(row: list[int], tokens: list[int], first: int) -> None:
    for n, i in enumerate(tokens):
        row[i] = first if n == 0 else first + 1

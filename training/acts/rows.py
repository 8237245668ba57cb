"""What the second look learns from: acts with their class, and contents with their items."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reader.data import IGNORE, GoldDocument, class_of, load_gold
from tokenizers import Tokenizer

from pacta.extract.listed import may_list
from pacta.extract.second_look import MarkedAct, MarkedContent, marked_act, marked_content
from pacta.extract.setting import Setting
from pacta.model import CUE_CLASSES, Span


@dataclass(frozen=True, slots=True)
class Act:
    marked: MarkedAct
    label: int  # place in CUE_CLASSES

    @property
    def ids(self) -> tuple[int, ...]:
        return self.marked.ids


@dataclass(frozen=True, slots=True)
class Content:
    """``tags``: of each id, IGNORE outside the content; 0 none, 1 first, 2 further token of an item."""

    marked: MarkedContent
    tags: tuple[int, ...]

    @property
    def ids(self) -> tuple[int, ...]:
        return self.marked.ids

    @property
    def holds_list(self) -> bool:
        return 1 in self.tags


Row = Act | Content


def rows_of(folder: Path, tokenizer: Tokenizer) -> Iterator[Row]:
    """Each labelled act of a gold folder, and each content of a commitment or request that may hold a list."""
    for gold in load_gold(folder):
        yield from _rows_of_document(gold, tokenizer)


def _rows_of_document(gold: GoldDocument, tokenizer: Tokenizer) -> Iterator[Row]:
    setting, text = Setting(gold.document, gold.annotations), gold.document.text
    for label in gold.labels:
        cue = Span(*label["cue"])
        yield Act(marked_act(setting, cue, tokenizer), CUE_CLASSES.index(class_of(label)))
        content = Span(*label["content"]) if label["content"] else None
        listed = "items" in label and label["kind"] in ("commitment", "request")
        if listed and content and may_list(text, cue, content):
            marked = marked_content(setting, cue, content, tokenizer)
            yield Content(marked, _tags(marked, [Span(*item) for item in label["items"]]))


def _tags(marked: MarkedContent, items: list[Span]) -> tuple[int, ...]:
    tags = [IGNORE] * len(marked.ids)
    for place in range(len(marked.spans)):
        tags[marked.first + place] = 0
    for item in items:
        inside = [i for i, span in enumerate(marked.spans) if item.overlaps(Span(*span))]
        for n, place in enumerate(inside):
            tags[marked.first + place] = 2 if n else 1
    return tuple(tags)

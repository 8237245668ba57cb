"""Texts with their statements marked in them, as people write them by hand, and back.

    The Ministers <c4>agreed to</c4> <x><i>open an office</i> <d v="2025">in 2025</d> and <i>...</i></x>.

``<c1>`` .. ``<c4>`` are the cues of commitments with their firmness, ``<p>`` of positions, ``<q>`` of requests,
``<a>`` of appraisals, ``<r>`` of reports. ``<x>`` is the content of the last cue before it that has none yet;
inside it ``<i>`` is an item and ``<d v="...">`` the words of a deadline with its value. A ``<d>`` outside a content
is the deadline of the cue that follows.

Where a document says who, its head names the usual voice and actors ("voice: joint", "actors: KEN; TZA"), and a cue
that has others says so itself: ``<c4 voice="Grace Otieno" actors="KEN">``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

Label = dict[str, Any]

KINDS = {"p": "position", "q": "request", "a": "appraisal", "r": "report"}
_MARK = re.compile(r'<(/?)(c[1-4]|[pqarxid])((?: (?:v|voice|actors)="[^"]*")*)>')
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
_DOCUMENT = re.compile(r"^=====.*\n", re.MULTILINE)


class MarkError(ValueError):
    """Marks that do not fit together; says where."""


def documents(written: str) -> Iterator[tuple[dict[str, str], str]]:
    """The head (title, date, type) and the marked text of each document of a file."""
    for part in _DOCUMENT.split(written):
        head, rule, text = part.partition("\n---\n")
        if rule:
            named = (line.partition(":") for line in head.splitlines())
            yield {key.strip(): value.strip() for key, _, value in named}, text.strip("\n") + "\n"


def unmarked(marked: str, head: dict[str, str] | None = None) -> tuple[str, list[Label]]:
    """The text without its marks, and the statements as labels, in the order of their cues; with voice and actors
    where ``head`` names the usual ones."""
    reading = _Reading(head or {})
    at = 0
    for mark in _MARK.finditer(marked):
        reading.text += marked[at : mark.start()]
        at = mark.end()
        if mark[1]:
            reading.close(mark[2])
        else:
            reading.open(mark[2], dict(_ATTRIBUTE.findall(mark[3])))
    reading.text += marked[at:]
    if reading.opened:
        raise MarkError(f"<{reading.opened[-1][0]}> is never closed")
    return reading.text, reading.labels


class _Reading:
    def __init__(self, usual: dict[str, str]) -> None:
        self.text = ""
        self.labels: list[Label] = []
        self.opened: list[tuple[str, int, dict[str, str], Label | None]] = []
        self.time: Label | None = None
        self.usual = usual

    def open(self, mark: str, attributes: dict[str, str]) -> None:
        owner = None
        if mark == "x":
            taken = [label for _, _, _, label in self.opened]
            owner = next((x for x in reversed(self.labels) if x["content"] is None and x not in taken), None)
            if owner is None:
                raise MarkError(f"a content without a cue after {self.text[-60:]!r}")
        self.opened.append((mark, len(self.text), attributes, owner))

    def close(self, mark: str) -> None:
        if not self.opened or self.opened[-1][0] != mark:
            raise MarkError(f"</{mark}> does not close what was opened last, after {self.text[-60:]!r}")
        _, start, attributes, owner = self.opened.pop()
        span = [start, len(self.text)]
        if mark == "x" and owner is not None:
            owner["content"] = span
        elif mark in ("i", "d"):
            self.part(mark, span, {"span": span, "value": attributes.get("v") or None})
        else:
            self.labels.append(_label(mark, span) | {"deadline": self.time} | self.who(attributes))
            self.time = None

    def who(self, attributes: dict[str, str]) -> Label:
        """Voice and actors of a cue, where its document says who; nothing elsewhere."""
        if "voice" not in self.usual:
            return {}
        said = {**self.usual, **attributes}
        actors = sorted(filter(None, (one.strip() for one in said.get("actors", "").split(";"))))
        return {"voice": said["voice"], "actors": actors}

    def part(self, mark: str, span: list[int], time: Label) -> None:
        """An item or a time belongs to the content that it stands in, a time outside to the next cue."""
        whole = next((label for _, _, _, label in reversed(self.opened) if label is not None), None)
        if mark == "d" and whole is None:
            self.time = time
        elif mark == "d":
            whole["deadline"] = time
        elif whole is not None:
            whole["items"].append(span)
        else:
            raise MarkError(f"<i> outside a content, at {self.text[span[0] :]!r}")


def _label(mark: str, cue: list[int]) -> Label:
    firmness = int(mark[1]) if mark[0] == "c" else None
    kind = KINDS.get(mark, "commitment")
    return {"kind": kind, "firmness": firmness, "cue": cue, "content": None, "items": [], "deadline": None}

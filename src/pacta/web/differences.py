"""How one version of a text differs from another: paragraphs that stayed, went, came, or were reworded."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from markupsafe import Markup, escape

PARAGRAPHS, WORDS = 3000, 1500  # of what is compared in detail; SequenceMatcher may take quadratic time
ALIKE = 0.4  # of two paragraphs that are versions of one
AROUND = 1  # unchanged paragraphs shown on each side of a change
_WORD = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True, slots=True)
class Difference:
    """``kind``: "same", "gone", "new", "reworded", or "skipped" with how many paragraphs stayed as they were."""

    kind: str
    html: Markup
    skipped: int = 0


def differences(before: str, after: str) -> tuple[Difference, ...]:
    """Raises ValueError for texts too long to be compared."""
    old, new = _paragraphs(before), _paragraphs(after)
    if len(old) > PARAGRAPHS or len(new) > PARAGRAPHS:
        raise ValueError(f"more than {PARAGRAPHS} paragraphs")
    found: list[Difference] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found += _unchanged(old[a:b], first=a == 0, last=b == len(old))
        else:
            found += _changed(old[a:b], new[c:d])
    return tuple(found)


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _unchanged(lines: Sequence[str], *, first: bool, last: bool) -> Iterator[Difference]:
    head, tail = (0 if first else AROUND), (0 if last else AROUND)
    if len(lines) <= head + tail + 1:
        yield from (Difference("same", escape(line)) for line in lines)
        return
    yield from (Difference("same", escape(line)) for line in lines[:head])
    yield Difference("skipped", Markup(""), len(lines) - head - tail)
    yield from (Difference("same", escape(line)) for line in lines[len(lines) - tail :])


def _changed(old: Sequence[str], new: Sequence[str]) -> Iterator[Difference]:
    """Paragraphs in the same place that are alike are one, reworded."""
    for place in range(max(len(old), len(new))):
        a = old[place] if place < len(old) else None
        b = new[place] if place < len(new) else None
        reworded = _reworded(a, b) if a is not None and b is not None else None
        if reworded is not None:
            yield Difference("reworded", reworded)
            continue
        if a is not None:
            yield Difference("gone", Markup("<del>{}</del>").format(a))
        if b is not None:
            yield Difference("new", Markup("<ins>{}</ins>").format(b))


def _reworded(a: str, b: str) -> Markup | None:
    one, two = _WORD.findall(a), _WORD.findall(b)
    if len(one) > WORDS or len(two) > WORDS:
        return None
    matcher = SequenceMatcher(None, one, two, autojunk=False)
    if matcher.ratio() < ALIKE:
        return None
    pieces = []
    for tag, a1, a2, b1, b2 in matcher.get_opcodes():
        gone, came = "".join(one[a1:a2]), "".join(two[b1:b2])
        if tag == "equal":
            pieces.append(escape(gone))
        else:
            pieces += [
                Markup("<{0}>{1}</{0}>").format(Markup(t), w) for t, w in (("del", gone), ("ins", came)) if w
            ]
    return Markup("").join(pieces)

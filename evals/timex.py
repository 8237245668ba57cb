"""Scores dates against news annotated in TimeML: ``python -m evals.timex FOLDER [--errors]``.

The folder holds ``.tml`` files as TempEval-3 published them. The measures are that task's: an expression is found
where spans overlap (relaxed) or are equal (strict); type and value count where the overlapping expression has them,
letter for letter. The data lies outside this repository.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from pacta.annotate.dates import read_dates
from pacta.model import Span

MEASURES = ("relaxed", "strict", "type", "value")


@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression: where it stands, its TIMEX3 type and value."""

    span: Span
    type: str
    value: str


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m evals.timex", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--errors", action="store_true", help="list what is missed, false, or valued otherwise")
    options = parser.parse_args()
    counts: Counter[str] = Counter()
    unread = 0
    for path in sorted(options.folder.glob("*.tml")):
        try:
            text, day, gold = load(path)
        except (etree.XMLSyntaxError, ValueError) as error:
            unread += 1
            print(f"{path.name} is no TimeML and is left out: {error}", file=sys.stderr)
            continue
        found = [Timex(span, kind, value) for span, kind, value, _ in read_dates(text, day)]
        pairs = list(matched(gold, found))
        for wanted, got in pairs:
            counts.update(_agreements(wanted, got))
            if options.errors and (wanted is None or got is None or wanted.value != got.value):
                print(path.stem, day, _shown(text, wanted), _shown(text, got), sep=" | ")
        counts.update(gold=len(gold), found=len(found))
    for name in MEASURES:
        print(f"{name:<8} F1 {2 * counts[name] / max(1, counts['gold'] + counts['found']):.3f}")
    print(f"{counts['gold']} in gold, {counts['found']} found, {counts['relaxed']} of them overlap")
    return int(unread > 0)


def load(path: Path) -> tuple[str, str, list[Timex]]:
    """The text of a TimeML file, the day it was written, and its time expressions in order.

    Raises ``etree.XMLSyntaxError`` or ``ValueError`` where the file is none.
    """
    root = etree.fromstring(path.read_bytes(), etree.XMLParser(resolve_entities=False, no_network=True))
    body = root.find("TEXT")
    if body is None:
        raise ValueError("no TEXT in it")
    text, found = "", list[Timex]()
    for words, mark in _walk(body):
        if mark is None:
            text += words
        else:
            found.append(
                Timex(Span(len(text), len(text) + len(words)), mark.get("type", ""), mark.get("value", ""))
            )
    return text, str(root.xpath("string(DCT/TIMEX3/@value)"))[:10], found


def _walk(element: etree._Element) -> Iterator[tuple[str, etree._Element | None]]:
    """Stretches of text in order; a time expression is told, with its words, before they come."""
    if element.tag == "TIMEX3":
        yield "".join(map(str, element.itertext())), element
    yield element.text or "", None
    for child in element:
        yield from _walk(child)
        yield child.tail or "", None


def matched(gold: list[Timex], found: list[Timex]) -> Iterator[tuple[Timex | None, Timex | None]]:
    """Each expression of the gold with the first unused one that overlaps it, then those without a partner."""
    free = list(found)
    for wanted in gold:
        got = next((one for one in free if _overlap(one.span, wanted.span)), None)
        if got is not None:
            free.remove(got)
        yield wanted, got
    yield from ((None, one) for one in free)


def _overlap(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


def _agreements(wanted: Timex | None, got: Timex | None) -> list[str]:
    if wanted is None or got is None:
        return []
    same = (True, wanted.span == got.span, wanted.type == got.type, wanted.value == got.value)
    return [name for name, agrees in zip(MEASURES, same, strict=True) if agrees]


def _shown(text: str, one: Timex | None) -> str:
    if one is None:
        return "-"
    before, after = text[max(0, one.span.start - 60) : one.span.start], text[one.span.end : one.span.end + 40]
    return " ".join(f"{before}[{one.span.of(text)}]{after} {one.type} {one.value}".split())


if __name__ == "__main__":
    sys.exit(main())

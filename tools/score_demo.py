"""Scores a real run over the demo corpus against ``tests/demo/expected.toml``; prints every miss.

A statement answers an expectation if its cue lies in the expected words, or, for a bullet whose cue
stands in the stem, if its content covers most of them.
"""

from __future__ import annotations

import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from pacta.demo import CORPUS, PARTIES
from pacta.ingest import read_inputs
from pacta.lexicon.parties_file import load_parties
from pacta.model import Annotations, Config, Document, Span, Statement
from pacta.pipeline import read

EXPECTED = Path(__file__).parents[1] / "tests" / "demo" / "expected.toml"
COLUMNS = ("kind", "firmness", "voice", "actors", "deadline")


class Verdict(NamedTuple):
    """One judged value: ``column`` is "found", a document's "date" or "doc_type", or one of `COLUMNS`."""

    file: str
    quote: str
    column: str
    expected: object
    got: object
    right: bool


def main() -> int:
    verdicts = list(judge())
    for verdict in verdicts:
        if not verdict.right:
            words = f"“{verdict.quote[:70]}”" if verdict.quote else "document"
            print(f"{verdict.file}: {words} {verdict.column}: expected {verdict.expected}, got {verdict.got}")
    for column, (right, judged) in shares(verdicts).items():
        print(f"{column:<10}{right:>4} of {judged:<4}{right / judged:.2f}")
    return 0


def shares(verdicts: list[Verdict]) -> dict[str, tuple[int, int]]:
    """Column -> (right, judged)."""
    judged = Counter(verdict.column for verdict in verdicts)
    right = Counter(verdict.column for verdict in verdicts if verdict.right)
    return {column: (right[column], judged[column]) for column in judged}


def judge() -> Iterator[Verdict]:
    config = Config(parties=load_parties(PARTIES))
    for row in tomllib.loads(EXPECTED.read_text(encoding="utf-8"))["document"]:
        (document,) = read_inputs([str(CORPUS / row["file"])])
        if not isinstance(document, Document):
            raise document
        yield from _document(row, document, read(document, config))


def _document(row: dict[str, Any], document: Document, annotations: Annotations) -> Iterator[Verdict]:
    for column in ("date", "doc_type"):
        if column in row:
            detected = getattr(annotations.profile, column)
            got = detected.value if detected else None
            yield Verdict(row["file"], "", column, row[column], got, got == row[column])
    shared = {"voice": row["voice"]} if "voice" in row else {}
    for expected in row["statements"]:
        yield from _statement(row["file"], {**shared, **expected}, document, annotations.statements)


def _statement(
    file: str, expected: dict[str, Any], document: Document, statements: tuple[Statement, ...]
) -> Iterator[Verdict]:
    quote = expected["quote"]
    region = find(document, quote)
    answers = [statement for statement in statements if _answers(statement, region)]
    yield Verdict(file, quote, "found", True, bool(answers), bool(answers))
    if answers:
        best = max(answers, key=lambda answer: sum(right for _, _, _, right in _columns(expected, answer)))
        for column, wanted, got, right in _columns(expected, best):
            yield Verdict(file, quote, column, wanted, got, right)


def find(document: Document, quote: str) -> Span:
    """Where the quote stands; raises if it does not stand there exactly once."""
    if document.text.count(quote) != 1:
        raise ValueError(f"{document.source.path}: {quote!r} occurs {document.text.count(quote)} times, not once")
    start = document.text.index(quote)
    return Span(start, start + len(quote))


def _answers(statement: Statement, region: Span) -> bool:
    if region.contains(statement.cue):
        return True
    content = statement.content
    shared = min(content.end, region.end) - max(content.start, region.start) if content else 0
    return shared > len(region) / 2


def _columns(expected: dict[str, Any], statement: Statement) -> Iterator[tuple[str, Any, Any, bool]]:
    for column in COLUMNS:
        if column not in expected:
            continue
        wanted = expected[column]
        if column == "deadline":
            got: Any = (statement.deadline.value if statement.deadline else "") or ""
            yield column, wanted, got, got.startswith(wanted) if wanted else not got
        else:
            got = list(statement.actors) if column == "actors" else getattr(statement, column)
            yield column, wanted, got, got == wanted


if __name__ == "__main__":
    sys.exit(main())

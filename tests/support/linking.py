"""Documents made from the labelled texts: read by the rule stages, the statement as it was labelled."""

from __future__ import annotations

import datetime
import tomllib
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from pacta.annotate.dates import dates
from pacta.annotate.figures import figures
from pacta.annotate.names import names
from pacta.annotate.parties import parties
from pacta.lexicon import load_table
from pacta.link import ReadDocument
from pacta.model import (
    Annotations,
    Config,
    DateMention,
    Deadline,
    Document,
    Given,
    Source,
    Span,
    Statement,
    digest,
    document_id,
    mention_id,
)
from pacta.structure import profile, structure

FOLDER = Path(__file__).parents[1] / "link" / "gold"


@cache
def pairs(name: str) -> tuple[dict[str, Any], ...]:
    return tuple(tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))["pair"])


def read(text: str, date: str, states: tuple[str, ...] = ()) -> ReadDocument:
    """Everything but the encoder and the statements."""
    sha = digest(text, date)
    document = Document(
        document_id(sha), text, Source(f"{sha[:8]}.txt", sha, len(text), "text/plain"),
        Given(date=datetime.date.fromisoformat(date), title="Press release", doc_type="other", parties=states),
    )  # fmt: skip
    found = Annotations()
    for stage in (structure, profile, dates, figures, names, parties):
        found = stage(document, found, Config())
    return ReadDocument(document, found)


def undated(text: str) -> ReadDocument:
    """The same of a text that prints no date, and of which nobody gives one."""
    sha = digest(text)
    document = Document(document_id(sha), text, Source(f"{sha[:8]}.txt", sha, len(text), "text/plain"), Given())
    found = Annotations()
    for stage in (structure, dates, names):
        found = stage(document, found, Config())
    return ReadDocument(document, found)


def labelled(row: dict[str, Any]) -> ReadDocument:
    """A text of one statement, coded as the label says; the cue is the first word that a cue table knows."""
    made = read(row["text"], row["date"])
    text = made.document.text
    cue = _cue(text)
    span = Span(0, len(text.rstrip(".")))
    statement = Statement(
        id=mention_id(made.id, "statement", cue), kind=row["kind"], firmness=row.get("firmness"), cue=cue,
        content=Span(cue.end, span.end), quote=span, voice="joint", negated=row.get("negated", False),
        deadline=_deadline(made.annotations.dates, row.get("deadline")),
    )  # fmt: skip
    return replace(made, annotations=replace(made.annotations, statements=(statement,)))


def _cue(text: str) -> Span:
    found = [match for rule in load_table("cues") for match in [rule.pattern.search(text)] if match]
    first = min(found, key=lambda match: (match.start(), -match.end()), default=None)
    return Span(*first.span()) if first else Span(0, 0)


def _deadline(found: tuple[DateMention, ...], value: str | None) -> Deadline | None:
    if value is None:
        return None
    return next((Deadline(mention.span, value) for mention in found if mention.value == value), None) or Deadline(
        found[-1].span, value
    )

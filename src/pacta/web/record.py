"""The pages of one thread and one indicator: quotations with what changed marked, and their plots as data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePath
from textwrap import shorten
from typing import Any

from markupsafe import Markup, escape

from pacta.app.link_views import FindingRow, IndicatorPoint, IndicatorView, Passage, ThreadMention, ThreadView
from pacta.link import Change, Stage
from pacta.model import Span
from pacta.web.addresses import passage_address
from pacta.web.words import date_words, dates_in

QUOTED = 100  # code points of a quotation inside a sentence
RELATIONS = {
    "first": "First said",
    "restates": "Says it again",
    "strengthens": "Firmer than before",
    "weakens": "Weaker than before",
    "specifies": "More specific than before",
    "drops": "Leaves something out",
    "advances": "A step further",
    "fulfils": "Says it is done",
    "supersedes": "Takes the place of what was said before",
    "contradicts": "Does not fit what was said before",
    None: "Order in time not known",
}
ASPECTS = {
    "firmness": "How firm", "deadline": "Deadline", "figures": "Figures", "bodies": "Bodies and instruments",
    "actors": "Who acts", "stage": "Stage", "period": "Period", "date": "Date", "scope": "Scope", "items": "Items",
}  # fmt: skip
LIFE_COLUMNS = (
    "date", "relation", "stage", "kind", "firmness", "voice", "actors", "deadline", "quote", "document_title",
    "document", "start", "end", "statement",
)  # fmt: skip
SERIES_COLUMNS = (
    "when", "dated_by", "low", "high", "precision", "direction", "words", "voice", "document_title", "document",
    "start", "end", "disagrees_with",
)  # fmt: skip


def marked(passage: Passage, marks: Sequence[Span] | None = None, tag: str = "ins") -> Markup:
    """The quotation with the changed words in ``<ins>`` (new against the other side) or ``<del>`` (gone)."""
    pieces, at = [], passage.span.start
    for span in sorted(passage.marks if marks is None else marks):
        if span.start < at or span.end > passage.span.end:
            continue
        pieces += [
            escape(_words(passage, at, span.start)),
            Markup("<{0}>{1}</{0}>").format(Markup(tag), _words(passage, span.start, span.end)),
        ]
        at = span.end
    pieces.append(escape(_words(passage, at, passage.span.end)))
    return Markup("").join(pieces)


def words_at(passage: Passage, span: Span) -> str:
    """The words of a span inside the quotation."""
    return _words(passage, span.start, span.end)


def _words(passage: Passage, start: int, end: int) -> str:
    return passage.quote[start - passage.span.start : end - passage.span.start]


def sentence(row: FindingRow) -> str:
    """The finding's sentence for a reader: documents by title, dates in words, what was promised quoted."""
    said = row.sentence.replace(" promises this", f" promises “{shorten(row.a.quote, QUOTED, placeholder=' …')}”")
    for side in (row.a, row.b):
        if side is not None:
            said = said.replace(PurePath(side.file).name, f"“{side.document_title}”")
    return dates_in(said)


def stage_history(mentions: Iterable[ThreadMention]) -> tuple[tuple[Stage, ThreadMention], ...]:
    """The stages in time order, each with the mention that says it first."""
    found: list[tuple[Stage, ThreadMention]] = []
    for mention in mentions:
        if mention.stage and (not found or found[-1][0] != mention.stage):
            found.append((mention.stage, mention))
    return tuple(found)


def change_words(change: Change) -> str:
    """ "Deadline: was not said, now 2027"."""
    aspect = ASPECTS.get(change.aspect, change.aspect.capitalize())
    if not change.was:
        return f"{aspect}: now {_readable(change.now)}, not said before"
    if not change.now:
        return f"{aspect}: {_readable(change.was)} is no longer said"
    return f"{aspect}: was {_readable(change.was)}, now {_readable(change.now)}"


def _readable(value: str) -> str:
    return date_words(value)


def life_record(view: ThreadView, today: str) -> dict[str, Any]:
    return {
        "today": today,
        "mentions": [
            {
                "date": mention.passage.date, "relation": mention.relation or "unknown",
                "said": RELATIONS[mention.relation], "stage": mention.stage,
                "firmness": mention.firmness, "deadline": mention.deadline,
                "label": f"{date_words(mention.passage.date) or 'No date'}: {RELATIONS[mention.relation]}. "
                         f"{mention.passage.quote[:160]}",
                "address": f"#m-{place}",
            }
            for place, mention in enumerate(view.mentions, 1)
        ],
    }  # fmt: skip


def life_rows(view: ThreadView) -> Iterator[tuple[object, ...]]:
    for mention in view.mentions:
        said = mention.passage
        yield (
            said.date or "", mention.relation or "", mention.stage or "", mention.kind, mention.firmness or "",
            said.voice or "", " ".join(mention.actors), mention.deadline or "", said.quote, said.document_title,
            said.document, said.span.start, said.span.end, said.statement or "",
        )  # fmt: skip


def value_words(point: IndicatorPoint) -> str:
    low, high = _ends(point)
    return f"{low:,g}" if low == high else f"{low:,g} – {high:,g}"


def _ends(point: IndicatorPoint) -> tuple[float, float]:
    return point.value if isinstance(point.value, tuple) else (point.value, point.value)


def series_record(view: IndicatorView) -> dict[str, Any]:
    return {
        "unit": view.row.unit,
        "points": [
            {"when": point.when, "low": _ends(point)[0], "high": _ends(point)[1], "odd": bool(point.disagrees),
             "voice": point.passage.voice or "", "value": point.words,
             "label": f"{date_words(point.when) or 'No date'}: {point.words}, {point.passage.document_title}",
             "address": passage_address(point.passage)}
            for point in view.points
        ],
    }  # fmt: skip


def series_rows(view: IndicatorView) -> Iterator[tuple[object, ...]]:
    for point in view.points:
        low, high = _ends(point)
        said = point.passage
        yield (
            point.when or "", point.dated_by, low, high, point.hedge, point.direction or "", point.words,
            said.voice or "", said.document_title, said.document, said.span.start, said.span.end,
            " ".join(str(place + 1) for place in point.disagrees),
        )  # fmt: skip

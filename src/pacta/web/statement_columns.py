"""The columns of the list of statements, for its table and its CSV."""

from __future__ import annotations

from markupsafe import Markup

from pacta.app.views import StatementRow
from pacta.web import names, words
from pacta.web.addresses import statement_address
from pacta.web.listings import Column, codes, day, link, segment
from pacta.web.markup import quote_html

CSV = (
    "id", "kind", "firmness", "actors", "voice", "deadline", "deadline_words", "condition", "quote",
    "document_title", "document_date", "citation", "pillars", "codebooks", "score", "document", "start", "end",
)  # fmt: skip


def _quote(row: StatementRow) -> Markup:
    return link(statement_address(row.document, row.id), quote_html(row))


def _deadline(row: StatementRow) -> str:
    return words.date_words(row.deadline) or (f"“{row.deadline_words}”" if row.deadline_words else "")


def _codebooks(row: StatementRow) -> list[str]:
    return [name for name, (held, _) in row.codebooks.items() if held]


COLUMNS = (
    Column("quote", "Quotation", lambda r: r.quote, _quote),
    Column("kind", "Kind", lambda r: r.kind, lambda r: words.KIND_LABELS[r.kind], sort="kind"),
    Column("firmness", "Firmness", lambda r: r.firmness, sort="firmness", number=True),
    Column("actors", "Actors", lambda r: " ".join(r.actors), lambda r: codes(r.actors)),
    Column("voice", "Voice", lambda r: r.voice, lambda r: words.voice_words(r.voice)),
    Column("deadline", "Deadline", lambda r: r.deadline, _deadline, sort="deadline"),
    Column("deadline_words", "Words of the deadline", lambda r: r.deadline_words, first=False),
    Column("condition", "Condition", lambda r: r.condition, first=False),
    Column("pillars", "Pillars", lambda r: " ".join(r.pillars),
           lambda r: "; ".join(map(names.pillar_name, r.pillars)), first=False),
    Column("codebooks", "Codebooks", lambda r: " ".join(_codebooks(r)), first=False),
    Column("review", "Review", lambda r: r.review, lambda r: r.review or "open", first=False),
    Column("assignee", "Assigned to", lambda r: r.assignee, first=False),
    Column("assessed", "Assessment", lambda r: r.assessed,
           lambda r: link(f"/s/{segment(r.id)}/assess", words.STATUS_LABELS[r.assessed or "open"]), first=False),
    Column("score", "Score", lambda r: f"{r.score:.3f}", sort="score", number=True, first=False),
    Column("document_title", "Document", lambda r: r.document_title,
           lambda r: link(f"/d/{segment(r.document)}", r.document_title)),
    Column("document_date", "Date", lambda r: r.document_date, lambda r: day(r.document_date), sort="document"),
    Column("citation", "Paragraph", lambda r: r.citation, first=False),
    Column("document", "Document id", lambda r: r.document, first=False),
    Column("start", "Start", lambda r: r.span.start, first=False, number=True),
    Column("end", "End", lambda r: r.span.end, first=False, number=True),
    Column("id", "Id", lambda r: r.id, lambda r: link(f"/s/{segment(r.id)}", r.id), first=False),
)  # fmt: skip
BY_ID = {column.id: column for column in COLUMNS}


def chosen(wanted: list[str]) -> tuple[Column, ...]:
    """The columns asked for, in their own order; none where none was."""
    return tuple(column for column in COLUMNS if column.id in wanted)


def first() -> tuple[Column, ...]:
    return tuple(column for column in COLUMNS if column.first)

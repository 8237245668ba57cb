"""What an assistant is told: plain records, each with the verbatim words and where they stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, ParamSpec

from pacta import __version__
from pacta.app import linked, queries
from pacta.app.export import Texts
from pacta.app.link_views import FindingRow, IndicatorPoint, Passage, ThreadMention
from pacta.app.publications import dataset
from pacta.app.views import DocumentRow, Filters, Hit, StatementRow
from pacta.store import Register

Answer = dict[str, Any]
Asked = ParamSpec("Asked")
NOT_HERE = "not in the register"
MOST = 50  # answers at a time
LONGEST = 20_000  # code points of a passage


def found_or_not(ask: Callable[Asked, list[Answer]]) -> Callable[Asked, Answer]:
    """Adds what was searched; without answers says so, since an assistant would otherwise fill the gap."""

    @wraps(ask)
    def told(*arguments: Asked.args, **options: Asked.kwargs) -> Answer:
        register = arguments[0]
        assert isinstance(register, Register)
        answers = ask(*arguments, **options)
        said: Answer = {"answers": answers} if answers else {"answer": NOT_HERE, "answers": []}
        return said | {"searched": searched(register)}

    return told


def searched(register: Register) -> Answer:
    """The documents behind an answer: without them "nothing was found" means nothing."""
    data = dataset(register)
    return {"documents": data.documents, "since": data.since, "until": data.until, "version": __version__}


@found_or_not
def documents(register: Register, filters: Filters, limit: int) -> list[Answer]:
    return list(map(_document, queries.list_documents(register, filters, size=_most(limit)).rows))


@found_or_not
def passages(register: Register, query: str, filters: Filters, limit: int) -> list[Answer]:
    """Paragraphs that hold all the words, whole."""
    text_of = Texts(register)
    hits = queries.search(register, query, filters, size=_most(limit)).rows
    return [_hit(hit, text_of(hit.document)) for hit in hits]


@found_or_not
def passage(register: Register, document: str, start: int, end: int) -> list[Answer]:
    """The words between two offsets (code points, end exclusive), at most `LONGEST` of them."""
    view = queries.get_document(register, document)
    start = max(0, start)
    quote = view.document.text[start : min(max(start, end), start + LONGEST)]
    row = view.row
    return [_place(row.id, row.title, row.date, start, start + len(quote)) | {"quote": quote}] if quote else []


@found_or_not
def statements(register: Register, filters: Filters, sort: str, limit: int) -> list[Answer]:
    return list(map(_statement, queries.list_statements(register, filters, sort=sort, size=_most(limit)).rows))


@found_or_not
def threads(register: Register, words: str, limit: int) -> list[Answer]:
    """Threads with all the words in their title, each with all its mentions."""
    rows = linked.threads(register, Filters(text=words), size=_most(limit)).rows
    return [_thread(linked.thread(register, row.id)) for row in rows]


@found_or_not
def findings(register: Register, filters: Filters, kinds: tuple[Any, ...], limit: int) -> list[Answer]:
    rows = linked.findings(register, filters, kinds=kinds, dismissed=False, size=_most(limit)).rows
    return list(map(_finding, rows))


@found_or_not
def figures(register: Register, words: str, limit: int) -> list[Answer]:
    """Indicators with all the words in their name, each as a series."""
    rows = linked.indicators(register, Filters(text=words), size=_most(limit)).rows
    return [
        {"indicator": row.name, "unit": row.unit, "disagreements": row.disagreements,
         "series": list(map(_point, linked.indicator(register, row.id).points))}
        for row in rows
    ]  # fmt: skip


def _most(limit: int) -> int:
    return min(max(1, limit), MOST)


def _place(document: str, title: str, date: str | None, start: int, end: int) -> Answer:
    return {"document": document, "title": title, "date": date, "start": start, "end": end}


def _passage(found: Passage) -> Answer:
    place = _place(found.document, found.document_title, found.date, found.span.start, found.span.end)
    return place | {"quote": found.quote, "voice": found.voice}


def _document(row: DocumentRow) -> Answer:
    return {
        "document": row.id, "title": row.title, "date": row.date, "type": row.doc_type,
        "parties": list(row.parties), "words": row.words, "statements": dict(row.statements),
    }  # fmt: skip


def _hit(hit: Hit, text: str) -> Answer:
    start = text.rfind("\n", 0, hit.span.start) + 1
    end = text.find("\n", hit.span.end)
    end = len(text) if end < 0 else end
    place = _place(hit.document, hit.document_title, hit.document_date, start, end)
    return place | {"quote": text[start:end], "statement": hit.statement}


def _statement(row: StatementRow) -> Answer:
    place = _place(row.document, row.document_title, row.document_date, row.span.start, row.span.end)
    return place | {
        "quote": row.quote, "statement": row.id, "kind": row.kind, "firmness": row.firmness, "voice": row.voice,
        "actors": list(row.actors), "deadline": row.deadline, "paragraph": row.citation,
        "score": round(row.score, 3),
    }  # fmt: skip


def _thread(view: Any) -> Answer:
    row = view.row
    return {"thread": row.id, "about": row.title, "type": row.type, "stage": row.stage,
            "mentions": list(map(_mention, view.mentions))}  # fmt: skip


def _mention(mention: ThreadMention) -> Answer:
    changes = [f"{change.aspect}: {change.was} -> {change.now}" for change in mention.changes]
    return _passage(mention.passage) | {
        "kind": mention.kind, "firmness": mention.firmness, "stage": mention.stage, "relation": mention.relation,
        "changes": changes,
    }  # fmt: skip


def _finding(found: FindingRow) -> Answer:
    passages: Iterable[Passage] = filter(None, (found.a, found.b))
    return {"finding": found.id, "kind": found.kind, "severity": found.severity, "sentence": found.sentence,
            "passages": list(map(_passage, passages))}  # fmt: skip


def _point(point: IndicatorPoint) -> Answer:
    value = list(point.value) if isinstance(point.value, tuple) else point.value
    return _passage(point.passage) | {
        "words": point.words, "value": value, "hedge": point.hedge, "direction": point.direction,
        "period": point.when, "period_is": point.dated_by, "disagrees_with": list(point.disagrees),
    }  # fmt: skip

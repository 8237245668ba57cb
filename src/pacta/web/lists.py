"""The lists beside that of the statements: figures, names, threads, findings, indicators, mechanisms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, get_args

from markupsafe import Markup

from pacta.app import linked, queries
from pacta.app.facets import document_counts
from pacta.app.link_views import FindingRow, IndicatorRow, MechanismRow, ThreadRow
from pacta.app.views import DocumentRow, EntityRow, FigureRow, Filters, Page
from pacta.link import FindingKind, Severity, Stage, ThreadType
from pacta.model import KINDS, Kind
from pacta.store import Register
from pacta.web.addresses import span_address
from pacta.web.listings import Column, Listing, code, codes, dates, day, link, segment
from pacta.web.record import sentence
from pacta.web.words import FINDING_LABELS, KIND_LABELS, date_words, voice_words

Options = Mapping[str, tuple[str, ...]]
Tally = Mapping[str, Mapping[str, int]]


def _plain(values: tuple[Any, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((value, value.capitalize()) for value in values)


def _figure_value(row: FigureRow) -> object:
    return " to ".join(f"{part:g}" for part in row.value) if isinstance(row.value, tuple) else f"{row.value:g}"


def _about(row: FigureRow) -> Markup:
    return Markup("{}<span class=meta>{}</span>").format(
        link(f"/d/{segment(row.document)}", row.document_title),
        f", {date_words(row.document_date)}" if row.document_date else "",
    )


def _documents(register: Register, filters: Filters, *, options: Options, **rest: Any) -> Page[DocumentRow]:
    wanted = replace(filters, text=None)
    return queries.list_documents(register, wanted, title=filters.text, **rest)


def _counted(kind: Kind) -> Column:
    label = f"{KIND_LABELS[kind]}s"
    return Column(f"{kind}s", label, lambda r: r.statements[kind], number=True, first=kind == "commitment")


DOCUMENTS = Listing(
    "/documents", "Documents", "What is in the register, each with what was read in it.", "document", "documents",
    (
        Column("title", "Title", lambda r: r.title, lambda r: link(f"/d/{segment(r.id)}", r.title), sort="title"),
        Column("date", "Date", lambda r: r.date, lambda r: day(r.date), sort="date"),
        Column("type", "Type", lambda r: r.doc_type, lambda r: (r.doc_type or "").capitalize(), sort="type"),
        Column("parties", "Parties", lambda r: " ".join(r.parties), lambda r: codes(r.parties)),
        Column("outlet", "Outlet", lambda r: r.outlet, sort="outlet", first=False),
        Column("place", "Place", lambda r: r.place, first=False),
        Column("language", "Language", lambda r: r.language, first=False),
        *map(_counted, KINDS),
        Column("words", "Words", lambda r: r.words, sort="words", number=True),
        Column("path", "Added as", lambda r: r.path, sort="path", first=False),
        Column("version_of", "Replaces", lambda r: r.version_of, first=False),
        Column("id", "Id", lambda r: r.id, first=False),
    ),
    _documents, "-date", ("date", "title", "type", "outlet", "words", "path"),
    "No document is in the register yet. Add some: pacta add FOLDER",
    ("text", "doc_type", "party", "since", "until"), words="Words of the title", counts=document_counts,
    cards="documents.html",
)  # fmt: skip


def _figures(register: Register, filters: Filters, *, options: Options, **rest: Any) -> Page[FigureRow]:
    return queries.list_figures(register, filters, **rest)


FIGURES = Listing(
    "/figures", "Figures", "Each is somebody’s figure: the words say whose and when.", "figure", "figures",
    (
        Column("indicator", "What is measured", lambda r: r.indicator_words,
               lambda r: r.indicator_words or Markup('<span class="none">not said</span>')),
        Column("words", "In the words", lambda r: r.words,
               lambda r: link(span_address(r.document, r.span.start, r.span.end), r.words)),
        Column("value", "Value", _figure_value, sort="value", number=True),
        Column("unit", "Unit", lambda r: r.unit, sort="unit"),
        Column("hedge", "Precision", lambda r: r.hedge, first=False),
        Column("direction", "Direction", lambda r: r.direction, first=False),
        Column("period", "Period", lambda r: r.period, lambda r: date_words(r.period), sort="period"),
        Column("base", "Compared with", lambda r: r.base, lambda r: date_words(r.base), first=False),
        Column("voice", "Voice", lambda r: r.voice, lambda r: r.voice and voice_words(r.voice)),
        Column("document", "Document", lambda r: r.document_title, _about, sort="document"),
        Column("date", "Date", lambda r: r.document_date, lambda r: date_words(r.document_date), first=False),
        Column("id", "Id", lambda r: r.id, first=False),
    ),
    _figures, "document", ("document", "value", "unit", "period"),
    "No figure was found. Figures are read from “US$6 billion”, “20 percent”, “232,000 visitors” and the like.",
    ("text", "voice", "party", "since", "until"), words="Words of the figure",
)  # fmt: skip


NAME_TYPES = ("STATE", "ORG", "PERSON", "OFFICE", "PLACE", "INSTRUMENT", "MECHANISM", "PROJECT", "EVENT")


def _names(register: Register, filters: Filters, *, options: Options, **rest: Any) -> Page[EntityRow]:
    return linked.entities(register, filters, type=next(iter(options.get("type", ())), None), **rest)


NAMES = Listing(
    "/names", "Names", "Who and what the documents name, under all their names as one.", "name", "names",
    (
        Column("name", "Name", lambda r: r.name, lambda r: link(f"/name/{segment(r.id)}", r.name), sort="name"),
        Column("type", "Type", lambda r: r.type, lambda r: r.type.capitalize()),
        Column("code", "Code", lambda r: r.code, lambda r: code(r.code) if r.code else ""),
        Column("mentions", "Mentions", lambda r: r.mentions, sort="mentions", number=True),
        Column("documents", "Documents", lambda r: r.documents, sort="documents", number=True),
        Column("id", "Id", lambda r: r.id, first=False),
    ),
    _names, "-mentions", ("mentions", "documents", "name"), "No name was found yet. Add documents first.",
    choices={"type": ("Type", _plain(NAME_TYPES))}, words="Words of the name", links_alone=True,
)  # fmt: skip


def _threads(register: Register, filters: Filters, *, options: Options, **rest: Any) -> Page[ThreadRow]:
    return linked.threads(register, filters, **_of_threads(options), **rest)


def _threads_by(register: Register, filters: Filters, options: Options) -> Tally:
    return linked.thread_counts(register, filters, **_of_threads(options))


def _of_threads(options: Options) -> dict[str, Any]:
    first: dict[str, Any] = {name: values[0] for name, values in options.items()}
    return first | {"fewest": int(first.get("fewest", "2"))}


THREADS = Listing(
    "/threads", "Threads", "Everything said about one promise, project, instrument or body, in time order.",
    "thread", "threads",
    (
        Column("title", "About", lambda r: r.title, lambda r: link(f"/thread/{segment(r.id)}", r.title),
               sort="title"),
        Column("type", "Type", lambda r: r.type, lambda r: r.type.capitalize(), sort="type"),
        Column("stage", "Stage", lambda r: r.stage, sort="stage"),
        Column("mentions", "Mentions", lambda r: r.mentions, sort="mentions", number=True),
        Column("documents", "Documents", lambda r: r.documents, sort="documents", number=True),
        Column("first", "First said", lambda r: r.first, lambda r: day(r.first), sort="first"),
        Column("last", "Last said", lambda r: r.last, lambda r: day(r.last), sort="last"),
        Column("id", "Id", lambda r: r.id, first=False),
    ),
    _threads, "-mentions", ("title", "type", "stage", "mentions", "documents", "first", "last"),
    "No thread yet: a thread needs two documents that speak of the same thing. Add more documents.",
    choices={
        "type": ("Type", _plain(get_args(ThreadType))), "stage": ("Stage", _plain(get_args(Stage))),
        "fewest": ("Mentions", (("2", "2 or more"), ("1", "1 or more"), ("3", "3 or more"), ("5", "5 or more"))),
    },
    words="Words of the title", tally=_threads_by,
)  # fmt: skip


def _findings(register: Register, filters: Filters, *, options: Options, **rest: Any) -> Page[FindingRow]:
    return linked.findings(register, filters, **_of_findings(options), **rest)


def _findings_by(register: Register, filters: Filters, options: Options) -> Tally:
    return linked.finding_counts(register, filters, **_of_findings(options))


def _of_findings(options: Options) -> dict[str, Any]:
    return {
        "kinds": options.get("kind", ()), "severities": options.get("severity", ()),
        "dismissed": {"no": False, "yes": True}.get(next(iter(options.get("dismissed", ())), "")),
        "as_of": date.today().isoformat(),
    }  # fmt: skip


def _sides(row: FindingRow) -> str:
    return "; ".join(side.document_title for side in (row.a, row.b) if side)


FINDINGS = Listing(
    "/findings", "Findings", "Something for a person to look at: it says what each text says, never who is right.",
    "finding", "findings",
    (
        Column("kind", "What", lambda r: r.kind, lambda r: FINDING_LABELS[r.kind], sort="kind"),
        Column("severity", "Weight", lambda r: r.severity, lambda r: r.severity.capitalize(), sort="severity"),
        Column("sentence", "In a sentence", lambda r: r.sentence,
               lambda r: link(f"/finding/{segment(r.id)}", sentence(r))),
        Column("documents", "Documents", _sides, first=False),
        Column("date", "Date", lambda r: r.a.date,
               lambda r: dates(r.a.date, r.b.date if r.b else None), sort="date"),
        Column("a", "First quotation", lambda r: r.a.quote, first=False),
        Column("b", "Second quotation", lambda r: r.b.quote if r.b else None, first=False),
        Column("dismissed", "Dismissed", lambda r: r.reason or ("yes" if r.dismissed else ""), first=False),
        Column("id", "Id", lambda r: r.id, first=False),
    ),
    _findings, "kind", ("kind", "severity", "date"),
    "Nothing to look at: no two texts were found to tell the same thing differently, and no deadline has passed "
    "in silence.",
    ("party", "since", "until"),
    choices={
        "kind": ("What", tuple((kind, FINDING_LABELS[kind]) for kind in get_args(FindingKind))),
        "severity": ("Weight", _plain(get_args(Severity))),
        "dismissed": ("Dismissed", (("no", "no"), ("yes", "yes"))),
    },
    tally=_findings_by,
)  # fmt: skip


def _indicators(register: Register, filters: Filters, *, options: Options, **rest: Any) -> Page[IndicatorRow]:
    return linked.indicators(register, filters, **rest)


INDICATORS = Listing(
    "/indicators", "Indicators", "Figures of one thing as a series, with whose they are and where they differ.",
    "indicator", "indicators",
    (
        Column("name", "What is measured", lambda r: r.name,
               lambda r: link(f"/indicator/{segment(r.id)}", r.name), sort="name"),
        Column("unit", "Unit", lambda r: r.unit, sort="unit"),
        Column("change", "Level or change", lambda r: "change" if r.change else "level"),
        Column("states", "Of", lambda r: " ".join(r.states), lambda r: codes(r.states)),
        Column("points", "Figures", lambda r: r.points, sort="points", number=True),
        Column("documents", "Documents", lambda r: r.documents, sort="documents", number=True),
        Column("when", "When", lambda r: "/".join(filter(None, (r.first, r.last))),
               lambda r: dates(r.first, r.last), sort="last"),
        Column("disagreements", "Disagree", lambda r: r.disagreements, sort="disagreements", number=True),
        Column("id", "Id", lambda r: r.id, first=False),
    ),
    _indicators, "-points", ("name", "unit", "points", "documents", "disagreements", "last"),
    "No indicator yet: it needs a figure whose words say what is measured.", words="Words of the indicator",
)  # fmt: skip


def _mechanisms(register: Register, filters: Filters, *, options: Options, **rest: Any) -> Page[MechanismRow]:
    return linked.mechanisms(register, filters, as_of=date.today().isoformat(), **rest)


MECHANISMS = Listing(
    "/mechanisms", "Mechanisms",
    "Committees, commissions and dialogues: what they were asked to do, and when they meet.",
    "mechanism", "mechanisms",
    (
        Column("name", "Body", lambda r: r.name, lambda r: link(f"/mechanism/{segment(r.id)}", r.name),
               sort="name"),
        Column("states", "Of", lambda r: " ".join(r.states), lambda r: codes(r.states)),
        Column("tasks", "Tasks", lambda r: r.tasks, sort="tasks", number=True),
        Column("last_met", "Last met", lambda r: r.last_met, lambda r: day(r.last_met), sort="last_met"),
        Column("next_meets", "Meets next", lambda r: r.next_meets, lambda r: day(r.next_meets),
               sort="next_meets"),
        Column("documents", "Documents", lambda r: r.documents, sort="documents", number=True),
        Column("id", "Id", lambda r: r.id, first=False),
    ),
    _mechanisms, "-tasks", ("name", "tasks", "last_met", "next_meets", "documents"),
    "No committee, commission or dialogue was named yet.", words="Words of the name",
)  # fmt: skip

LISTS = (DOCUMENTS, FIGURES, NAMES, THREADS, FINDINGS, INDICATORS, MECHANISMS)

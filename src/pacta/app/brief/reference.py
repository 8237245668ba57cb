"""Sections to look things up in: figures, bodies, persons, and the method with its documents."""

from __future__ import annotations

from functools import partial

from pacta import __version__
from pacta.app import linked
from pacta.app.brief.desk import Desk
from pacta.app.export import every
from pacta.app.link_views import EntityView, Holding, IndicatorRow
from pacta.app.queries import list_documents
from pacta.app.views import DocumentRow, Filters
from pacta.publish.brief import Entry, Row, Section
from pacta.store import Register


def figures(desk: Desk) -> Section:
    """The latest figure of each indicator; those with most sources first."""
    found = desk.every(linked.indicators, sort="-points")
    return _table(desk, "figures", [_figure(desk, row) for row in found[: 2 * desk.most]], len(found))


def mechanisms(desk: Desk) -> Section:
    found = desk.every(linked.mechanisms, as_of=desk.as_of)
    rows = [
        Row((row.name, str(row.tasks), desk.labels.day(row.last_met), desk.labels.day(row.next_meets)))
        for row in found
        if row.tasks or row.last_met or row.next_meets
    ]
    return _table(desk, "mechanisms", rows[: 2 * desk.most], len(rows))


def people(desk: Desk) -> Section:
    """Persons with the offices in which texts name them; an office that a longer one holds is left out."""
    views = [linked.entity(desk.register, person.id) for person in desk.every(linked.entities, type="PERSON")]
    rows = [_person(desk, view) for view in views if view.holders]
    return _table(desk, "people", rows[: 3 * desk.most], len(rows))


def method(desk: Desk, documents: tuple[DocumentRow, ...]) -> Section:
    """How to read the pack, and every document that it rests on."""
    said = desk.labels
    dates = sorted(row.date for row in documents if row.date)
    since, until = (said.day(dates[0]), said.day(dates[-1])) if dates else (said("undated"), said("undated"))
    paragraphs = (
        said("sections.method.coding", codebook=desk.codebook),
        said("sections.method.machine", version=__version__),
        said("sections.method.searched", documents=len(documents), since=since, until=until),
        said("sections.method.quotations"),
    )
    sources = tuple(Entry(f"{desk.source(row.title, row.date)} [{row.id}]") for row in documents)
    groups = (("", tuple(map(Entry, paragraphs))), (said("sections.method.documents"), sources))
    return Section(said("sections.method.title"), said("sections.method.intro"), groups=groups)


def searched(register: Register, filters: Filters) -> tuple[DocumentRow, ...]:
    """The documents of the selection, by date."""
    return tuple(every(partial(list_documents, register, filters, sort="date")))


def _figure(desk: Desk, row: IndicatorRow) -> Row:
    last = linked.indicator(desk.register, row.id).points[-1]
    whose = desk.labels.code(last.passage.voice) if last.passage.voice else ""
    cells = (row.name, last.words, desk.labels.day(last.when), whose, str(row.disagreements or ""))
    return Row(cells, (desk.note(last.passage),))


def _person(desk: Desk, person: EntityView) -> Row:
    held = [each for each in person.holders if not any(_within(each, other) for other in person.holders)]
    dates = sorted(day for each in person.holders for day in (each.first, each.last) if day)
    first, last = (desk.labels.day(dates[0]), desk.labels.day(dates[-1])) if dates else (desk.labels.day(None),) * 2
    when = first if first == last else desk.labels("period", first=first, last=last)
    notes = tuple(desk.note(each.passages[0]) for each in held if each.passages)
    return Row((person.name, "; ".join(dict.fromkeys(each.office for each in held)), when), notes)


def _within(short: Holding, long: Holding) -> bool:
    return short.office != long.office and short.office in long.office


def _table(desk: Desk, name: str, rows: list[Row], every: int) -> Section:
    said = desk.labels
    return Section(
        said(f"sections.{name}.title"), said(f"sections.{name}.intro"),
        header=tuple(said.table["sections"][name]["header"]) if rows else (), rows=tuple(rows),
        remark=desk.remark(len(rows), every) if rows else said(f"sections.{name}.empty"),
    )  # fmt: skip

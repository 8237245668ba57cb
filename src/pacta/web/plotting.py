"""Plots as plain records: what the scripts draw, what the tables show and what the CSV files hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from pacta.app.plots import Cell, Dated, Network, Node
from pacta.app.views import EventRow, Filters
from pacta.web import names, words
from pacta.web.addresses import filter_pairs, statement_address, statements_address

LANES: Mapping[str, str] = {"document": "Documents", "report": "Dated events", "deadline": "Deadlines"}
SINGULAR: Mapping[str, str] = {"document": "Document", "report": "Event", "deadline": "Deadline"}
TYPES: Mapping[str, str] = {
    "ACTOR": "Actor", "ORG": "Organisation", "MECHANISM": "Mechanism", "INSTRUMENT": "Instrument",
    "PROJECT": "Project",
}  # fmt: skip
LABEL = 180  # characters of an entry


@dataclass(frozen=True, slots=True)
class Table:
    """The table view of a plot, which is also its CSV. The last column of ``rows`` is the address behind."""

    columns: tuple[str, ...]
    rows: Sequence[tuple[object, ...]]


def scope_words(filters: Filters) -> str:
    """What a plot or an overview is about: "Russian Federation and Viet Nam, Energy"; "" for the whole register."""
    parts = []
    if filters.party:
        parts.append(" and ".join(names.code_name(code) for code in filters.party.split("+") if code))
    if filters.pillar:
        parts.append(names.pillar_name(filters.pillar))
    if filters.text:
        parts.append(f"“{filters.text}”")
    return ", ".join(parts)


def within(path: str, filters: Filters, **more: str | None) -> str:
    """An address that keeps the filters; what is empty is left out."""
    pairs = [*filter_pairs(filters), *((name, value) for name, value in more.items() if value)]
    return f"{path}?{urlencode(pairs)}" if pairs else path


def timeline_record(found: Dated, filters: Filters, today: str) -> dict[str, Any]:
    return {
        "first": found.first, "last": found.last, "today": today, "total": found.total, "lanes": LANES,
        "entries": [_entry(row) for row in found.entries],
        "counts": [
            {"date": count.date, "kind": count.kind, "count": count.count,
             "label": f"{words.date_words(count.date)}: {words.counted(count.count, SINGULAR[count.kind].lower())}",
             "address": within("/timeline", filters, start=count.date, end=count.date, entry=count.kind)}
            for count in found.counts
        ],
    }  # fmt: skip


def _entry(row: EventRow) -> dict[str, str]:
    start, _, end = row.date.partition("/")
    label = row.label if len(row.label) <= LABEL else row.label[:LABEL] + "…"
    return {
        "start": start or end, "end": end, "kind": row.kind,
        "label": f"{words.date_words(row.date)}: {label}", "address": entry_address(row),
    }  # fmt: skip


def entry_address(row: EventRow) -> str:
    return statement_address(row.document, row.statement) if row.statement else f"/d/{row.document}"


def timeline_table(found: Dated) -> Table:
    if found.counts:
        counts = [(words.date_words(c.date), SINGULAR[c.kind], c.count) for c in found.counts]
        return Table(("When", "What", "Entries"), counts)
    return Table(
        ("When", "What", "Entry", "Address"),
        [(words.date_words(r.date), SINGULAR[r.kind], r.label, entry_address(r)) for r in found.entries],
    )


def pillars_record(cells: Sequence[Cell], filters: Filters) -> dict[str, Any]:
    return {
        "cells": [
            {"pillar": names.pillar_name(cell.pillar), "year": cell.year, "count": cell.statements,
             "label": f"{names.pillar_name(cell.pillar)}, {cell.year}: "
                      f"{words.counted(cell.statements, 'statement')}, of which "
                      f"{words.counted(cell.commitments, 'commitment')}",
             "address": _cell_address(cell, filters)}
            for cell in cells
        ]
    }  # fmt: skip


def _cell_address(cell: Cell, filters: Filters) -> str:
    return statements_address(replace(filters, pillar=cell.pillar, since=cell.year, until=cell.year))


def pillars_table(cells: Sequence[Cell], filters: Filters) -> Table:
    return Table(
        ("Pillar", "Year of document", "Statements", "Commitments", "Address"),
        [(names.pillar_name(c.pillar), c.year, c.statements, c.commitments, _cell_address(c, filters))
         for c in cells],
    )  # fmt: skip


def network_record(found: Network, filters: Filters) -> dict[str, Any]:
    types = {node.id: node.type for node in found.nodes}
    return {
        "types": TYPES,
        "nodes": [
            {"id": node.id, "name": names.code_name(node.id), "type": node.type, "count": node.count,
             "label": f"{names.code_name(node.id)} ({TYPES[node.type].lower()}): "
                      f"{words.counted(node.count, 'statement')}",
             "address": _together(filters, (node.id, node.type))}
            for node in found.nodes
        ],
        "edges": [
            {"source": edge.a, "target": edge.b, "count": edge.count,
             "label": f"{names.code_name(edge.a)} and {names.code_name(edge.b)}: "
                      f"{words.counted(edge.count, 'statement')} with both",
             "address": _together(filters, (edge.a, types[edge.a]), (edge.b, types[edge.b]))}
            for edge in found.edges
        ],
    }  # fmt: skip


def network_table(found: Network, filters: Filters) -> Table:
    types = {node.id: node.type for node in found.nodes}
    return Table(("Who or what", "With", "Type", "Statements", "Address"), list(_links(found, filters, types)))


def _links(found: Network, filters: Filters, types: Mapping[str, str]) -> Iterator[tuple[object, ...]]:
    for node in found.nodes:
        yield _node_row(node, filters)
    for edge in found.edges:
        address = _together(filters, (edge.a, types[edge.a]), (edge.b, types[edge.b]))
        yield names.code_name(edge.a), names.code_name(edge.b), "", edge.count, address


def _node_row(node: Node, filters: Filters) -> tuple[object, ...]:
    address = _together(filters, (node.id, node.type))
    return names.code_name(node.id), "", TYPES[node.type], node.count, address


def _together(filters: Filters, *those: tuple[str, str]) -> str:
    """The statements in which all of those appear: actors as actors, bodies by the words of their names."""
    actors = [*(filters.actor or "").split("+"), *(name for name, kind in those if kind == "ACTOR")]
    phrases = [filters.text or "", *(f'"{name}"' for name, kind in those if kind != "ACTOR")]
    return statements_address(
        replace(
            filters,
            actor="+".join(dict.fromkeys(filter(None, actors))) or None,
            text=" ".join(filter(None, phrases)) or None,
        )
    )

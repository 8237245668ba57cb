"""Linking where all parts meet: names, the threads' ids, findings. Done by the program that leads the run; it holds
names and numbers, and no text of a document.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pacta.corpus.facts import aliases_in, forms_in, uses_in
from pacta.corpus.link_rows import finding_of, finding_row
from pacta.corpus.output import Groups, Output
from pacta.corpus.plan import Plan
from pacta.corpus.tables import Row
from pacta.link.forms import NameUse
from pacta.link.linking import entities_of, in_order
from pacta.link.names import NameForm
from pacta.link.resolving import resolve_all
from pacta.link.threads import thread_id
from pacta.link.types import Finding
from pacta.model import Span

Ids = NDArray[np.bytes_]
Places = NDArray[np.int64]
_ID = "S17"


def plan(output: Output, partitions: Sequence[str]) -> Plan:
    """What counts, and what all parts must know of all documents."""
    shown: dict[str, str] = {}
    for _, _, row in _rows(output, partitions, ["document", "address"]):
        shown[row["address"]] = row["document"]  # later bytes of an address take its place
    current, seen = set(shown.values()), set[str]()
    left_out: dict[str, list[int]] = {}
    joint, day = dict[str, str](), ""
    for name, place, row in _rows(output, partitions, ["document", "date", "joint"]):
        if row["document"] not in current or row["document"] in seen:
            left_out.setdefault(name, []).append(place)
            continue
        seen.add(row["document"])
        day = max(day, row["date"] or "")
        if row["joint"]:
            joint[row["joint"]] = max(joint.get(row["joint"], ""), row["date"] or "")
    return Plan(tuple(partitions), left_out, joint, day)


def _rows(output: Output, partitions: Sequence[str], columns: list[str]) -> Iterator[tuple[str, int, Row]]:
    for name in partitions:
        for place, row in enumerate(output.table("facts", name, columns).to_pylist()):
            yield name, place, row


def names(output: Output, plan: Plan) -> dict[str, Groups]:
    """Which names are of one entity; and the entities."""
    forms: dict[str, NameForm] = {}
    aliases: set[tuple[str, str]] = set()
    uses: Counter[tuple[str, str, str, str | None]] = Counter()
    found: list[tuple[str, ...]] = []
    for name in plan.partitions:
        for row in plan.kept(output, name, ["document", "forms", "uses", "aliases"]):
            forms |= {form.id: form for form in forms_in(row)}
            aliases |= set(aliases_in(row))
            here = uses_in(row)
            found.append(tuple(use.form for use in here))
            for use in here:
                uses[use.form, use.type, use.words, use.code] += use.uses
    leader = resolve_all(forms.values(), aliases).leader
    in_documents = Counter(entity for here in found for entity in {leader[form] for form in here})
    changed = [{"form": form, "entity": entity} for form, entity in leader.items() if form != entity]
    return {"names": [changed], "entities": [_entities(uses, in_documents, leader)]}


def _entities(
    uses: Mapping[tuple[str, Any, str, str | None], int], documents: Mapping[str, int], leader: Mapping[str, str]
) -> list[Row]:
    nowhere = Span(0, 0)
    used = [NameUse(form, kind, words, code, count, nowhere) for (form, kind, words, code), count in uses.items()]
    total: Counter[str] = Counter()
    for use in used:
        total[leader[use.form]] += use.uses
    return [
        {
            "id": one.id, "name": one.name, "type": one.type, "code": one.code, "forms": list(one.forms),
            "documents": documents[one.id], "uses": total[one.id],
        }
        for one in entities_of(used, leader)
    ]  # fmt: skip


def place(output: Output, plan: Plan) -> Iterator[tuple[str, list[Row]]]:
    """For each partition the thread of each of its mentions, with the one that it follows."""
    listed = {name: output.table("listed", name) for name in plan.partitions}
    ids: Ids = np.concatenate([_ids(table["statement"]) for table in listed.values()])
    rank = _rank(np.concatenate([_bytes(table["when"]) for table in listed.values()]))
    parents, spoken = _followed(output, plan, ids, rank)
    roots = _roots(parents)
    start = 0
    for name, table in listed.items():
        here = range(start, start + len(table))
        yield name, [
            {
                "thread": thread_id(ids[roots[one]].decode()), "spoken": bool(spoken[one]),
                "parent": ids[parents[one]].decode() if parents[one] >= 0 else None,
            }
            for one in here
        ]  # fmt: skip
        start += len(table)


def _followed(output: Output, plan: Plan, ids: Ids, rank: Places) -> tuple[Places, NDArray[np.bool_]]:
    """The place of the mention that each follows, -1 for none: of what the shards found the most alike, of those
    the latest. And whether a shard found it spoken of."""
    order = np.argsort(ids)
    likeness, parents = np.full(len(ids), -1.0), np.full(len(ids), -1, dtype=np.int64)
    spoken = np.zeros(len(ids), dtype=np.bool_)
    for name in plan.shard_names:
        table = output.table("followed", name)
        here = _places(table["statement"], ids, order)
        spoken[here] |= table["spoken"].to_numpy()
        follows = np.asarray(table["parent"].is_valid())
        here, table = here[follows], table.filter(table["parent"].is_valid())
        alike, candidates = table["likeness"].to_numpy(), _places(table["parent"], ids, order)
        before = parents[here]
        same = (alike == likeness[here]) & (before >= 0)
        better = (alike > likeness[here]) | (same & (rank[candidates] > rank[before]))
        likeness[here[better]], parents[here[better]] = alike[better], candidates[better]
    return parents, spoken


def _roots(parents: Places) -> Places:
    """The first mention of each one's thread: all go two steps at a time until nothing moves."""
    roots = np.where(parents < 0, np.arange(len(parents)), parents)
    while True:
        further = roots[roots]
        if np.array_equal(further, roots):
            return further
        roots = further


def _places(column: Any, ids: Ids, order: Places) -> Places:
    found: Places = order[np.searchsorted(ids, _ids(column), sorter=order)]
    return found


def _rank(when: NDArray[np.bytes_]) -> Places:
    rank = np.empty(len(when), dtype=np.int64)
    rank[np.argsort(when)] = np.arange(len(when))
    return rank


def _ids(column: Any) -> Ids:
    return np.asarray(column.to_pylist(), dtype=_ID)


def _bytes(column: Any) -> NDArray[np.bytes_]:
    return np.asarray(column.to_pylist(), dtype=np.bytes_)


def findings(output: Output, plan: Plan) -> dict[str, Groups]:
    """What holds on the day of the latest document, each once, by kind, date and place."""
    found: dict[str, tuple[str, Finding]] = {}
    for table, name in product(("found", "told"), plan.shard_names):
        for row in output.table(table, name).to_pylist():
            one = finding_of(row["data"])
            if one.since is None or one.since < plan.day:
                known = found.get(one.id)
                found[one.id] = max(known or (row["source"], one), (row["source"], one), key=_told)
    ordered = sorted(found.values(), key=lambda each: in_order(each[1]))
    return {"findings": [[finding_row(source, one) for source, one in ordered]]}


def _told(found: tuple[str, Finding]) -> tuple[object, ...]:
    return (*in_order(found[1]), found[0])

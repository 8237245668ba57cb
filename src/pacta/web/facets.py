"""The filters of a list as a reader chooses them: words, counts, and what is chosen now."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from pacta.app.facets import Facets
from pacta.model import KINDS, Kind
from pacta.web import names, words
from pacta.web.addresses import Query, filter_pairs, without

LABELS: Mapping[str, str] = {
    "document": "Document", "kind": "Kind", "firmness": "Firmness", "actor": "Actor", "voice": "Voice",
    "codebook": "Codebook", "pillar": "Pillar", "doc_type": "Type of document", "party": "Party",
    "deadline": "Deadline", "since": "Documents since", "until": "Documents until", "text": "Words",
    "stage": "Stage", "review": "Review", "assignee": "Assigned to", "status": "Assessment",
}  # fmt: skip
DEADLINES = {"any": "with a deadline", "none": "without a deadline"}


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter."""

    value: str
    label: str
    count: int | None
    chosen: bool


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter in force, and the address of the list without it."""

    label: str
    value: str
    address: str


def choices(facets: Facets, query: Query) -> dict[str, tuple[Choice, ...]]:
    """For each filter its values in the order of use; a chosen value is always among them."""
    return {name: tuple(_choices(facets, query, name)) for name in facets.counts}


def chips(facets: Facets, query: Query) -> tuple[Chip, ...]:
    found = []
    for name, value in filter_pairs(query.filters):
        rest = replace(query, filters=without(query.filters, name, value))
        found.append(Chip(LABELS[name], label(name, value, facets.titles), rest.address("/statements")))
    return tuple(found)


def label(name: str, value: str, titles: Mapping[str, str]) -> str:
    """A filter's value in words."""
    spoken: dict[str, Callable[[str], str]] = {
        "kind": _kind,
        "firmness": lambda grade: f"{grade} · {words.FIRMNESS_LABELS[int(grade)]}",
        "actor": code_with_name,
        "party": code_with_name,
        "voice": words.voice_words,
        "doc_type": str.capitalize,
        "pillar": names.pillar_name,
        "codebook": lambda book: words.CODEBOOKS.get(book, (book, ""))[0],
        "deadline": lambda date: DEADLINES.get(date) or words.date_words(date),
        "document": lambda document: titles.get(document, document),
        "status": lambda status: words.STATUS_LABELS.get(status, status),
        "review": lambda state: words.REVIEW_LABELS.get(state, state),
        "since": words.date_words,
        "until": words.date_words,
    }
    return spoken.get(name, str)(value)


def code_with_name(code: str) -> str:
    name = names.code_name(code)
    return name if name == code else f"{name} ({code})"


def _kind(value: str) -> str:
    kind: Kind = next(kind for kind in KINDS if kind == value)
    return words.KIND_LABELS[kind]


def _choices(facets: Facets, query: Query, name: str) -> list[Choice]:
    chosen = {value for held, value in filter_pairs(query.filters) if held == name}
    counts = dict(facets.counts[name])
    order = _order(name, counts)
    missing = [value for value in sorted(chosen) if value not in order]
    return [
        Choice(value, label(name, value, facets.titles), counts.get(value, 0), value in chosen)
        for value in (*order, *missing)
    ]


def _order(name: str, counts: Mapping[str, int]) -> list[str]:
    """Kinds and grades keep the codebook's order and are all shown; other values come most used first."""
    if name == "kind":
        return list(KINDS)
    if name == "firmness":
        return [str(grade) for grade in words.FIRMNESS_LABELS]
    if name in ("stage", "status"):
        order = words.STAGES if name == "stage" else tuple(words.STATUS_LABELS)
        return [value for value in order if value in counts]
    return list(counts)

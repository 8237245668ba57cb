"""Lists, totals and searches agree with each other and with what was added."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pacta.app import queries
from pacta.app.queries import STATEMENT_ORDERS
from pacta.app.views import DocumentRow, Filters, StatementRow
from pacta.model import (
    KINDS,
    Annotations,
    CodebookVerdict,
    Config,
    DateMention,
    Deadline,
    Detected,
    Document,
    Figure,
    Given,
    Name,
    PactaError,
    Span,
    mention_id,
)
from pacta.store import Register, keeping, runs
from support import samples

TEXT = """Joint statement number {number}
The parties will build a metro in Hà Nội by 2030.
They support free trade.
They urge calm; they welcome the Đà Nẵng talks.
Trade reached $6 billion.
The parties will consider a visa office.
"""
FIRST = Filters()


def made(number: int) -> tuple[Document, Annotations]:
    """A document with a statement of each kind, a figure and two names."""
    document = samples.document(
        TEXT.format(number=number), f"talks-{number}.txt", given=Given(title=f"Talks {number}")
    )
    at = document.text.index

    def span(words: str) -> Span:
        return Span(at(words), at(words) + len(words))

    actors = ("VNM",) if number % 2 else ("VNM", "RUS")
    verdict = CodebookVerdict("g20-strict", bool(number % 3), "test")
    pledge = {"actors": actors, "voice": "joint", "codebooks": (verdict,), "pillars": ("transport",)}
    act = {"actors": actors, "voice": "joint", "firmness": None}
    statements = (
        samples.statement(document, "will build a metro in Hà Nội by 2030", **pledge,
                          deadline=Deadline(span("by 2030"), "2030" if number % 2 else "2026/2030")),
        samples.statement(document, "support free trade", kind="position", **act),
        samples.statement(document, "urge calm", kind="request", **act),
        samples.statement(document, "welcome the Đà Nẵng talks", kind="appraisal", **act),
        samples.statement(document, "reached $6 billion", kind="report", **act),
        samples.statement(document, "will consider a visa office", actors=("RUS",), voice="RUS",
                          **{"firmness": 2, "score": 0.6 + number / 100}),
    )  # fmt: skip
    found = samples.reading(document, *statements, day=f"20{20 + number % 4}-05-09")
    profile = {"parties": tuple(Detected(code) for code in actors), "doc_type": Detected("joint statement")}
    values: dict[str, Any] = {
        "dates": (DateMention(mention_id(document.id, "dates", span("2030")), span("2030"), "DATE", "2030", "t"),),
        "figures": (
            Figure(mention_id(document.id, "figures", span("$6 billion")), span("$6 billion"), 6_000_000_000, "USD",
                   indicator=span("Trade")),
        ),
        "names": (
            Name(mention_id(document.id, "names", span("Hà Nội")), span("Hà Nội"), "PLACE", "Hà Nội"),
            Name(mention_id(document.id, "names", span("Đà Nẵng")), span("Đà Nẵng"), "PLACE", "Đà Nẵng"),
        ),
    }  # fmt: skip
    fields = {name: getattr(found.profile, name) for name in ("date",)} | profile
    return document, Annotations(found.structure, type(found.profile)(**fields), statements=statements, **values)


@pytest.fixture(scope="module")
def register(shared_place: str) -> Iterator[Register]:
    with Register.open(shared_place) as opened:
        with opened.writing() as connection:
            run = runs.start_run(connection, "test", Config())
        for number in range(12):
            keeping.keep(opened, *made(number), keeping.Task(run, "reader"))
        yield opened


def all_statements(register: Register, filters: Filters = FIRST, sort: str = "document") -> list[StatementRow]:
    found, page = [], 1
    while rows := queries.list_statements(register, filters, sort=sort, page=page, size=7).rows:
        found += rows
        page += 1
    return found


FILTERS = st.builds(
    Filters,
    kind=st.sets(st.sampled_from(KINDS), max_size=2).map(tuple),
    firmness=st.sets(st.integers(1, 4), max_size=2).map(tuple),
    actor=st.sampled_from([None, "VNM", "rus", "USA"]),
    voice=st.sampled_from([None, "joint", "RUS"]),
    codebook=st.sampled_from([None, "g20-strict"]),
    pillar=st.sampled_from([None, "transport"]),
    doc_type=st.sampled_from([None, "joint statement", "speech"]),
    party=st.sampled_from([None, "RUS"]),
    deadline=st.sampled_from([None, "any", "none", "2030", "2026"]),
    since=st.sampled_from([None, "2021-05-09", "2022"]),
    until=st.sampled_from([None, "2022-05-09", "2022"]),
    text=st.sampled_from([None, "metro", "visa offic*", '"free trade"', "no-such-word", '"']),
)


def fits(row: StatementRow, document: DocumentRow, filters: Filters) -> bool:
    """The filters said once more, in Python; ``text`` left aside."""
    wanted_actor = (filters.actor or "").upper()
    deadline = {None: True, "any": row.deadline is not None, "none": row.deadline is None}
    parts = (row.deadline or "").split("/")
    return all((
        not filters.kind or row.kind in filters.kind,
        not filters.firmness or row.firmness in filters.firmness,
        not filters.actor or wanted_actor in row.actors,
        not filters.voice or row.voice == filters.voice,
        not filters.codebook or row.codebooks.get(filters.codebook, (False, ""))[0],
        not filters.pillar or filters.pillar in row.pillars,
        not filters.doc_type or document.doc_type == filters.doc_type,
        not filters.party or filters.party in document.parties,
        deadline.get(filters.deadline, any(part.startswith(filters.deadline or "") for part in parts)),
        not filters.since or (row.document_date or "") >= filters.since,
        not filters.until or (row.document_date or "")[: len(filters.until)] <= filters.until,
    ))  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(filters=FILTERS)
def test_the_filters_keep_what_they_say_and_totals_are_the_lengths_of_the_lists(
    register: Register, filters: Filters
) -> None:
    rows = all_statements(register, filters)
    assert queries.list_statements(register, filters, size=1).total == len(rows) == len({row.id for row in rows})
    documents = {row.id: row for row in queries.list_documents(register).rows}
    if filters.text is None:
        expected = [row.id for row in all_statements(register) if fits(row, documents[row.document], filters)]
        assert [row.id for row in rows] == expected
    listed = queries.list_documents(register, filters)
    assert listed.total == len(listed.rows)
    if rows or filters.text or filters.kind:
        assert {row.id for row in listed.rows} == {row.document for row in rows}


@pytest.mark.parametrize(("sort", "minus"), [*product(STATEMENT_ORDERS, ("", "-"))])
def test_every_order_lists_the_same_statements_and_what_has_no_value_comes_last(
    register: Register, sort: str, minus: str
) -> None:
    rows = all_statements(register, sort=minus + sort)
    assert Counter(row.id for row in rows) == Counter(row.id for row in all_statements(register))
    if sort in ("firmness", "deadline"):
        empty = [getattr(row, sort) is None for row in rows]
        assert empty == sorted(empty)
    if sort == "score":
        scores = [row.score for row in rows]
        assert scores == sorted(scores, reverse=bool(minus))


def test_an_unknown_order_is_told_with_those_that_exist(register: Register) -> None:
    with pytest.raises(PactaError, match="document, firmness"):
        queries.list_statements(register, sort="colour")


def test_the_overview_counts_what_the_lists_list(register: Register) -> None:
    overview = queries.overview(register)
    rows = all_statements(register)
    assert overview.documents == queries.list_documents(register).total == 12
    assert overview.words == sum(row.words for row in queries.list_documents(register).rows)
    assert dict(overview.statements) == Counter(row.kind for row in rows)
    assert {key: n for key, n in overview.firmness.items() if n} == Counter(r.firmness for r in rows if r.firmness)
    assert dict(overview.parties) == {"VNM": 12, "RUS": 6}
    assert dict(overview.actors) == Counter(a for row in rows if row.kind == "commitment" for a in row.actors)
    assert [year for year, _ in overview.years] == ["2020", "2021", "2022", "2023"]
    assert sum(sum(kinds.values()) for _, kinds in overview.years) == len(rows)
    assert [row.deadline_words for row in overview.deadlines] == ["by 2030"] * 12
    assert [event.date for event in overview.events] == sorted(event.date for event in overview.events)
    assert Counter(event.kind for event in overview.events) == {"document": 12, "deadline": 12}


def test_a_row_quotes_its_document(register: Register) -> None:
    for row in all_statements(register):
        view = queries.get_document(register, row.document)
        assert view.document.text[row.span.start : row.span.end] == row.quote
        assert row in view.statements
        assert queries.get_statement(register, row.id[:12]) == row
    assert row.citation == "para. 6"


def test_ids_that_name_nothing_or_several_things_are_told(register: Register) -> None:
    for ask in (queries.get_document, queries.get_statement):
        for wanted in ("", "zzz", "%"):
            with pytest.raises(PactaError, match="no "):
                ask(register, wanted)
    with pytest.raises(PactaError, match="More than one"):
        queries.get_document(register, "d")


@pytest.mark.parametrize("query", ["ha noi", "HÀ NỘI", "hà* metro", '"metro in ha"', "metr*"])
def test_search_finds_words_phrases_and_beginnings_whatever_the_accents(register: Register, query: str) -> None:
    found = queries.search(register, query, size=5)
    assert (found.total, len(found.rows)) == (12, 5)
    for hit in found.rows:
        view = queries.get_document(register, hit.document)
        words = view.document.text[hit.span.start : hit.span.end]
        assert f"\x02{words}\x03" in hit.snippet
        assert hit.statement == view.statements[0].id


def test_search_under_filters_finds_only_where_such_a_statement_stands(register: Register) -> None:
    assert queries.search(register, "parties", Filters(kind=("commitment",))).total == 24
    assert queries.search(register, "parties", Filters(firmness=(2,))).total == 12
    assert queries.search(register, "parties", Filters(kind=("report",))).total == 0
    assert queries.search(register, "metro", Filters(party="RUS")).total == 6


@given(
    query=st.text(alphabet=st.sampled_from("ab\"*()-+^:{}\\'\x00 ANDORNEAT%_,."), max_size=20)
    | st.text(max_size=12)
)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_query_is_an_error(register: Register, query: str) -> None:
    assert queries.search(register, query).total >= 0
    assert queries.list_statements(register, Filters(text=query)).total >= 0


def test_figures_and_entities_are_listed_with_their_words_and_counts(register: Register) -> None:
    figures = queries.list_figures(register, sort="-value")
    assert figures.total == len(figures.rows) == 12
    assert {(row.words, row.value, row.indicator_words) for row in figures.rows} == {
        ("$6 billion", 6_000_000_000, "Trade")
    }
    assert queries.list_figures(register, Filters(text="trade")).total == 12
    entities = queries.list_entities(register, sort="name")
    assert [(row.name, row.mentions, row.documents) for row in entities.rows] == [
        ("Hà Nội", 12, 12),
        ("Đà Nẵng", 12, 12),
    ]
    assert queries.list_entities(register, Filters(party="RUS")).rows[0].documents == 6


def test_bytes_that_the_register_does_not_have_are_none(register: Register, tmp_path: Path) -> None:
    row = queries.list_documents(register).rows[0]
    assert queries.get_bytes(register, row.id) is not None
    with Register.open(tmp_path / "bare.db") as bare:
        with bare.writing() as connection:
            run = runs.start_run(connection, "test", Config())
        document = queries.get_document(register, row.id).document
        keeping.keep(bare, document, Annotations(), keeping.Task(run, "x"))
        assert queries.get_bytes(bare, document.id) is None

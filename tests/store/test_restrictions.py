# ruff: noqa: E501 - rows are a table
"""A restricted document is not there for others, whatever is asked: the database itself hides it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import func, insert, select

from pacta.app import queries
from pacta.app.facets import facets
from pacta.model import Annotations, Block, Config, Given, PactaError, Span, Structure
from pacta.store import Register, accounts, keeping, restrictions, runs
from pacta.store.schema import metadata
from pacta.store.schema_links import link_facts, link_mentions, link_threads
from pacta.store.schema_people import restrictions as restricted
from support import samples

OPEN, SECRET = "The sides will build a bridge.", "The sides will open a secret tunnel."
MADE = "2026-01-01T00:00:00+00:00"


@pytest.fixture
def register(place: str) -> Iterator[Register]:
    with Register.open(place) as opened:
        fill(opened)
        yield opened


def fill(register: Register) -> None:
    """An open and a restricted document; ana is a member of the group that may see it, ben is not."""
    for name, words in (("open.txt", OPEN), ("secret.txt", SECRET)):
        keep(register, name, words)
    with register.writing() as connection:
        for name in ("ana", "ben"):
            row = {
                "name": name,
                "full_name": "",
                "password": "x",
                "role": "reader",
                "disabled": False,
                "made": MADE,
            }
            accounts.insert_account(connection, row)
        accounts.insert_group(connection, "desk", MADE)
        accounts.set_members(connection, "desk", ["ana"])
        restrictions.restrict(connection, [secret_id()], ["desk"])


def keep(register: Register, name: str, words: str) -> str:
    document = samples.document(words, name, given=Given(date=date(2026, 1, 1)))
    said = samples.statement(document, words)
    whole = Structure(blocks=(Block(Span(0, len(words)), "paragraph"),))
    with register.writing() as connection:
        run = runs.start_run(connection, "1", Config())
    keeping.keep(register, document, Annotations(structure=whole, statements=(said,)), keeping.Task(run, "x"))
    return document.id


def secret_id() -> str:
    return samples.document(SECRET, "secret.txt").id


def seen(register: Register, account: str) -> Register:
    return restrictions.seen_by(register, account)


def test_members_see_it_and_others_do_not(register: Register) -> None:
    assert queries.list_documents(seen(register, "ana")).total == 2
    assert queries.list_documents(seen(register, "ben")).total == 1
    assert queries.list_documents(seen(register, "nobody")).total == 1
    assert queries.list_documents(register).total == 2


def test_no_question_lets_it_through(register: Register) -> None:
    """Lists, facets, overview, search, one document, one statement, its bytes: as if it were not there."""
    ben = seen(register, "ben")
    said = queries.list_statements(register, sort="document").rows
    hidden = next(row for row in said if row.document == secret_id())
    assert [row.quote for row in queries.list_statements(ben).rows] == [OPEN]
    assert sum(count for _, count in facets(ben).counts["kind"]) == 1
    assert secret_id() not in facets(ben).titles
    assert queries.overview(ben).documents == 1
    assert (queries.search(ben, "tunnel").total, queries.search(register, "tunnel").total) == (0, 1)
    assert queries.list_events(ben).total == queries.list_events(register).total - 1
    for ask in (
        lambda: queries.get_document(ben, secret_id()),
        lambda: queries.get_bytes(ben, secret_id()),
        lambda: queries.get_statement(ben, hidden.id),
    ):
        with pytest.raises(PactaError, match="There is no"):
            ask()


def test_no_row_of_any_table_speaks_of_it(register: Register) -> None:
    """Whatever table has a column that names a document or a statement is hidden with it, later tables too."""
    statement = metadata.tables["statements"].c
    with register.reading() as connection:
        found = connection.execute(
            select(statement.key, statement.id).where(statement.document == secret_id())
        ).all()
    keys, ids = {row.key for row in found}, {row.id for row in found}
    assert keys
    with seen(register, "ben").reading() as connection:
        for table in metadata.tables.values():
            for column in table.columns:
                if table is restricted or column.name not in ("id", "document", "statement"):
                    continue
                found = set(connection.execute(select(column)).scalars())
                assert not found & {secret_id(), *ids}, column
                assert column.name != "statement" or not found & keys, column


def test_the_views_are_gone_when_the_answer_is_given(register: Register) -> None:
    """Connections are shared: the next viewer, on the same one, sees what is theirs, and plans are not kept."""
    count = select(func.count()).select_from(metadata.tables["documents"])
    for _ in range(12):  # more often than a driver needs to prepare a statement for good
        for account, expected in (("ben", 1), ("ana", 2), ("", 2)):
            with seen(register, account).reading() as connection:
                assert connection.execute(count).scalar() == expected


def test_a_new_version_is_restricted_like_the_old_one(register: Register) -> None:
    newer = keep(register, "secret.txt", SECRET + " And a second one.")
    assert queries.get_document(register, newer).row.version_of == secret_id()
    with pytest.raises(PactaError):
        queries.get_document(seen(register, "ben"), newer)


def test_a_group_that_restricts_a_document_cannot_be_removed(register: Register) -> None:
    """Removing it would open the document to everybody."""
    with pytest.raises(Exception, match=r"(?i)foreign key"), register.writing() as connection:
        accounts.delete_group(connection, "desk")
    assert queries.list_documents(seen(register, "ben")).total == 1


def test_a_thread_with_a_hidden_mention_counts_what_is_seen(register: Register) -> None:
    """Neither how many speak of it, nor when, nor the stage that a hidden text says it reached."""
    third = keep(register, "later.txt", "The sides will build the bridge soon.")
    open_id = samples.document(OPEN, "open.txt").id
    with register.writing() as connection:
        fact = connection.execute(insert(link_facts).values(document=third, kind="mention", id="s", at="", data={}))
        key = fact.inserted_primary_key[0]
        thread = {"id": "t1", "title": "a bridge", "title_document": open_id, "type": "project", "stage": "completed",
                  "mentions": 3, "documents": 3, "first": "2020", "last": "2030", "open": True}  # fmt: skip
        connection.execute(insert(link_threads).values(thread))
        for number, document in enumerate((open_id, third, secret_id())):
            row = {"statement": f"s{number}", "document": document, "fact": key, "thread": "t1"}
            connection.execute(insert(link_mentions).values(row))
    for account, expected in (("ana", (3, "2020", "completed")), ("ben", (2, "2026-01-01", None))):
        with seen(register, account).reading() as connection:
            row = connection.execute(select(link_threads)).one()
        assert (row.mentions, row.first, row.stage) == expected


def test_a_restricted_register_is_empty_for_who_may_not_enter(register: Register) -> None:
    with register.writing() as connection:
        restrictions.restrict_register(connection, ["desk"])
        assert restrictions.may_enter(connection, "ana") and not restrictions.may_enter(connection, "ben")
    assert queries.list_documents(seen(register, "ana")).total == 2
    assert queries.list_documents(seen(register, "ben")).total == 0
    assert queries.list_statements(seen(register, "ben")).total == 0
    with register.writing() as connection:
        restrictions.restrict_register(connection, [])
        assert restrictions.may_enter(connection, "ben")
    assert queries.list_documents(seen(register, "ben")).total == 1

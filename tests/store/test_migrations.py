"""Each migration can be taken back and done again on a filled register, on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from sqlalchemy import Connection, MetaData, Table, select

from pacta.model import Config
from pacta.store import Register, keeping, migrations, runs
from pacta.store.opening import VERSION_TABLE
from support import samples

TEXT = "We will build the bridge by 2030.\nWe will talk in Hà Nội.\n"
Rows = list[dict[str, object]]


@pytest.fixture
def register(place: str) -> Iterator[Register]:
    """A register with two documents in it."""
    with Register.open(place) as opened:
        with opened.writing() as connection:
            run = runs.start_run(connection, "1", Config())
        for number in range(2):
            document = samples.document(f"{TEXT}We will open office {number}.\n", f"{number}.txt")
            found = samples.statement(document, "We will build the bridge by 2030.")
            reading = samples.reading(document, found, day="2025-05-12")
            keeping.keep(opened, document, reading, keeping.Task(run, "test"))
        yield opened


def rows(connection: Connection) -> dict[str, Rows]:
    """The rows of all tables of this moment's schema, but for what search and Alembic keep for themselves."""
    found = MetaData()
    found.reflect(connection, only=lambda name, _: "_search" not in name and name != VERSION_TABLE)
    return {table.name: _rows(connection, table) for table in found.sorted_tables}


def _rows(connection: Connection, table: Table) -> Rows:
    listed = [dict(row) for row in connection.execute(select(table)).mappings()]
    return sorted(listed, key=lambda row: [str(row[column.name]) for column in table.primary_key.columns])


def revision(connection: Connection) -> str | None:
    return connection.exec_driver_sql(f"SELECT version_num FROM {VERSION_TABLE}").scalar()


@pytest.mark.parametrize(("older", "newer"), list(pairwise(migrations.revisions())))
def test_a_migration_taken_back_and_done_again_keeps_what_the_older_schema_knew(
    register: Register, older: str, newer: str
) -> None:
    with register.writing() as connection:
        if newer != migrations.revisions()[-1]:
            migrations.downgrade(connection, VERSION_TABLE, newer)
        migrations.downgrade(connection, VERSION_TABLE, older)
        before = rows(connection)
        migrations.upgrade(connection, VERSION_TABLE, newer)
        assert revision(connection) == newer
        after = rows(connection)
    assert before["statements"], "an empty register proves nothing"
    for table, kept in before.items():
        known = kept[0].keys() if kept else ()
        assert [{name: row[name] for name in known} for row in after[table]] == kept


def test_all_the_way_down_nothing_is_left_and_up_again_the_register_works(register: Register) -> None:
    with register.writing() as connection:
        migrations.downgrade(connection, VERSION_TABLE)
        assert rows(connection) == {}
        migrations.upgrade(connection, VERSION_TABLE)
    with register.writing() as connection:
        run = runs.start_run(connection, "1", Config())
    document = samples.document(TEXT)
    assert keeping.keep(register, document, samples.reading(document), keeping.Task(run, "test")) == "added"

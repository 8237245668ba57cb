"""Documents that only some may see: hidden beneath every query, so that no page can forget to ask.

For a viewer who may not see some documents, a transaction of `SeenBy` lays temporary views over the tables
that speak of documents. SQLite and PostgreSQL both look up a name among temporary tables first, so each query
meets the view; the views go when the transaction is rolled back at its end. A viewer from whom nothing is hidden,
which is the rule, pays for one small query.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Integer,
    Select,
    column,
    delete,
    exists,
    insert,
    or_,
    select,
    table,
    text,
)

from pacta.store.errors import plain_errors
from pacta.store.register import Register
from pacta.store.schema import documents, metadata, statements
from pacta.store.schema_links import link_threads
from pacta.store.schema_people import group_members, register_groups, restrictions

UPKEEP = frozenset({"restrictions"})  # read with the views in place, to know whether one may see a document


def hidden_from(account: str) -> Select[tuple[str]]:
    """Ids of the documents that are restricted to groups of which the account is no member; of all documents where
    the register itself is."""
    seen = select(restrictions.c.document).where(restrictions.c.group_name.in_(_groups_of(account)))
    restricted = documents.c.id.in_(select(restrictions.c.document)) & documents.c.id.not_in(seen)
    return select(documents.c.id).where(or_(restricted, _is_shut_out(account)))


def may_enter(connection: Connection, account: str) -> bool:
    """False where the whole register is restricted to groups of which the account is no member."""
    return not connection.execute(select(_is_shut_out(account))).scalar()


def register_groups_of(connection: Connection) -> list[str]:
    """The groups to which the whole register is restricted; none: every account may enter."""
    return list(connection.execute(select(register_groups.c.group_name).order_by("group_name")).scalars())


def restrict_register(connection: Connection, groups: Iterable[str]) -> None:
    connection.execute(delete(register_groups))
    if rows := [{"group_name": group} for group in groups]:
        connection.execute(insert(register_groups), rows)


def _groups_of(account: str) -> Select[tuple[str]]:
    return select(group_members.c.group_name).where(group_members.c.account == account)


def _is_shut_out(account: str) -> ColumnElement[bool]:
    among = exists().where(register_groups.c.group_name.in_(_groups_of(account)))
    return exists(select(register_groups.c.group_name)) & ~among


def restrict(connection: Connection, ids: list[str], groups: list[str]) -> None:
    """Only members of these groups see the documents from now on; no group: everybody sees them."""
    connection.execute(delete(restrictions).where(restrictions.c.document.in_(ids)))
    rows = [{"document": document, "group_name": group} for document in ids for group in groups]
    if rows:
        connection.execute(insert(restrictions), rows)


def groups_of(connection: Connection, document: str) -> list[str]:
    query = select(restrictions.c.group_name).where(restrictions.c.document == document)
    return list(connection.execute(query.order_by(restrictions.c.group_name)).scalars())


def inherit(connection: Connection, older: str | None, newer: str) -> None:
    """A new version of a restricted document is seen by the same people as the old one."""
    if older is not None:
        restrict(connection, [newer], groups_of(connection, older))


class SeenBy(Register):
    """The register as an account sees it. It shares the connections of the whole one and must not be closed."""

    def __init__(self, whole: Register, account: str) -> None:
        super().__init__(whole.engine, whole.name)
        self.whole, self.account = whole, account

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        with plain_errors(self.name), self.engine.connect() as connection, connection.begin() as transaction:
            if _hides_something(connection, self.account):
                _lay_views(connection, self.account)
            try:
                yield connection
            finally:
                transaction.rollback()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Writing meets the tables themselves: whoever writes has looked through `reading` first."""
        with self.whole.writing() as connection:
            yield connection

    def view(self) -> Hashable:
        with self.whole.reading() as connection:
            return tuple(connection.execute(hidden_from(self.account).order_by(documents.c.id)).scalars())

    def close(self) -> None:
        """The connections are the whole register's."""


def seen_by(register: Register, account: str) -> Register:
    """The register as this account sees it; "" is the one user of a register without accounts."""
    return SeenBy(register, account) if account else register


def may_see(connection: Connection, account: str, document: str) -> bool:
    hidden = hidden_from(account).where(documents.c.id == document)
    return connection.execute(hidden).first() is None


def _hides_something(connection: Connection, account: str) -> bool:
    return bool(connection.execute(select(exists(hidden_from(account)))).scalar())


def _lay_views(connection: Connection, account: str) -> None:
    """A view for each table that speaks of documents or statements, without the rows that are hidden."""
    home = _home(connection)
    for name, columns in (
        ("hidden_documents", "id VARCHAR(17)"),
        ("hidden_statements", "id VARCHAR(17), key INTEGER"),
    ):
        connection.execute(text(f"CREATE TEMPORARY TABLE {name} ({columns})"))
    connection.execute(insert(_hidden_documents).from_select(["id"], hidden_from(account)))
    inside = select(statements.c.id, statements.c.key).where(
        statements.c.document.in_(select(_hidden_documents.c.id))
    )
    connection.execute(insert(_hidden_statements).from_select(["id", "key"], inside))
    for name, condition in _conditions().items():
        columns = ", ".join(_shown_as(its, home) for its in metadata.tables[name].columns)
        view = f"CREATE TEMPORARY VIEW {name} AS SELECT {columns} FROM {home}.{name} AS t WHERE {condition}"
        connection.execute(text(view))


def _home(connection: Connection) -> str:
    """The schema of the tables. On PostgreSQL the changed search path also makes statements that the driver has
    prepared be parsed again; SQLite does so by itself whenever a temporary table comes or goes."""
    if connection.dialect.name == "sqlite":
        return "main"
    home = str(connection.execute(text("SELECT quote_ident(current_schema())")).scalar())
    connection.execute(text(f"SET LOCAL search_path = pg_temp, {home}"))
    return home


_hidden_documents = table("hidden_documents", column("id"))
_hidden_statements = table("hidden_statements", column("id"), column("key"))


def _shown_as(column: Column[Any], home: str) -> str:
    """The column; of a thread with hidden mentions what the others come to, and no stage, which those may have
    set."""
    name = f'"{column.name}"'
    if column.table is not link_threads or column.name not in OF_THREAD:
        return name
    mentions = f"{home}.link_mentions AS m"
    seen = "m.thread = t.id AND m.document NOT IN (SELECT id FROM hidden_documents)"
    some_hidden = f"t.id IN (SELECT m.thread FROM {mentions} WHERE m.document IN (SELECT id FROM hidden_documents))"
    joined = f"{mentions} JOIN {home}.documents AS d ON d.id = m.document WHERE {seen}"
    return (
        f"CASE WHEN {some_hidden} THEN {OF_THREAD[column.name].format(joined=joined)} ELSE t.{name} END AS {name}"
    )


OF_THREAD = {
    "mentions": "(SELECT count(*) FROM {joined})",
    "documents": "(SELECT count(DISTINCT m.document) FROM {joined})",
    "first": "(SELECT min(d.date) FROM {joined})",
    "last": "(SELECT max(d.date) FROM {joined})",
    "stage": "NULL",
}


@cache
def _conditions() -> dict[str, str]:
    """Table -> what its rows must keep to, by the columns that name a document or a statement."""
    found = {}
    for each in metadata.tables.values():
        kept = [_shown(its) for its in each.columns if _names(its)]
        if kept and each.name not in UPKEEP:
            found[each.name] = " AND ".join(kept)
    return found


def _names(column: Column[Any]) -> str:
    """ "hidden_documents", "hidden_statements" or "": what the column's values are ids of."""
    if column.table is documents and column.name == "id":
        return "hidden_documents"
    if column.table is documents:
        return ""  # the id of an older version is no secret, and its row is hidden by itself
    if column.name == "document" or column.name.endswith("_document"):
        return "hidden_documents"
    return "hidden_statements" if column.name == "statement" or column.name.endswith("_statement") else ""


def _shown(column: Column[Any]) -> str:
    key = "key" if isinstance(column.type, Integer) else "id"
    hidden = f"t.{column.name} NOT IN (SELECT {key} FROM {_names(column)})"
    return f"(t.{column.name} IS NULL OR {hidden})" if column.nullable else hidden

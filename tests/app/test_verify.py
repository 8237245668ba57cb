"""Whatever is altered in a register by other hands, verifying finds it."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from pacta.app.add import add_inputs
from pacta.app.verify import verify
from pacta.store import Register

TEXT = """Joint Statement

Temesh, May 20, 2025

The Republic of Orvelia will build 3 bridges by 2030.
Trade reached $6 billion in 2024.
"""
# What is altered, and what must be told of it. Each leaves the database's own checks content.
ALTERATIONS = (
    ("UPDATE statements SET words = 'We promise the moon.'", "quotes 'We promise the moon.'"),
    ("UPDATE statements SET quote_end = quote_end + 100000", "do not lie in its text"),
    ("UPDATE statements SET cue_start = cue_start + 1", "is not that of its place"),
    ("UPDATE statements SET deadline_words = 'tomorrow' WHERE deadline_words IS NOT NULL", "another deadline"),
    ("DELETE FROM statement_actors", "under another actor"),
    ("UPDATE figures SET words = '7 billion'", "quotes '7 billion'"),
    ("UPDATE dates SET span_end = span_end + 1", "is not that of its place"),
    ("UPDATE names SET id = 'n' || substr(id, 3, 16) || '0'", "is not that of its place"),
    ("UPDATE blocks SET span_end = 100000 WHERE position = 0", "do not lie in its text"),
    ("UPDATE documents SET sha256 = 'g' || substr(sha256, 2)", "does not belong to the hash"),
    ("UPDATE documents SET size = size + 1", "another size"),
    ("UPDATE documents SET profile = '{'", "cannot be read"),
)


@pytest.fixture
def register(place: str, tmp_path: Path) -> Iterator[Register]:
    (tmp_path / "talks.txt").write_text(TEXT, encoding="utf-8")
    with Register.open(place) as opened:
        add_inputs(opened, [str(tmp_path / "talks.txt")])
        yield opened


def alter(register: Register, statement: str, *values: object) -> None:
    with register.writing() as connection:
        connection.exec_driver_sql(statement, values or None)  # type: ignore[arg-type]


def told(register: Register) -> str:
    return "\n".join(problem.what for problem in verify(register).problems)


def test_a_whole_register_has_no_problem_and_everything_was_looked_at(register: Register) -> None:
    found = verify(register)
    assert found.problems == []
    assert (found.documents, found.sources) == (1, 1)
    assert found.quotations >= 3


def test_every_alteration_is_found(register: Register) -> None:
    for statement, expected in ALTERATIONS:
        with register.engine.connect() as connection:  # the tests' own transaction, to be taken back
            connection.execution_options(writer=True)
            with connection.begin() as transaction:
                assert connection.exec_driver_sql(statement).rowcount, statement
                with_alteration = _Within(register, connection)
                assert expected in told(with_alteration), statement
                transaction.rollback()
    assert told(register) == ""


class _Within(Register):
    """The register as a transaction sees it that is still open."""

    def __init__(self, whole: Register, connection: object) -> None:
        super().__init__(whole.engine, whole.name, writable=False)
        self.connection = connection

    def reading(self):  # type: ignore[no-untyped-def]
        from contextlib import nullcontext

        return nullcontext(self.connection)


def test_other_bytes_under_a_hash_are_found(register: Register) -> None:
    alter(register, "UPDATE sources SET data = %s" if "://" in register.name else "UPDATE sources SET data = ?",
          zlib.compress(b"other bytes"))  # fmt: skip
    assert "not those that this hash" in told(register)
    alter(register, "UPDATE sources SET data = %s" if "://" in register.name else "UPDATE sources SET data = ?",
          b"no deflated bytes")  # fmt: skip
    assert "cannot be read" in told(register)


def test_what_points_to_nothing_is_found(register: Register) -> None:
    if register.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL holds references by itself.")
    raw = register.engine.raw_connection()
    raw.cursor().execute("PRAGMA foreign_keys = OFF")
    raw.cursor().execute("DELETE FROM entities")
    raw.cursor().execute("PRAGMA foreign_keys = ON")
    raw.close()
    assert "names point to entities that are not there" in told(register)


def test_an_index_of_words_that_lags_behind_is_found(register: Register) -> None:
    if register.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL keeps the index by itself.")
    alter(register, "DROP TRIGGER passage_search_delete")
    alter(register, "DELETE FROM passages")
    assert "index of words of passages" in told(register)

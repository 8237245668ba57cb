"""How a register is: what is in it, who read it, what failed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from pacta import __version__
from pacta.app.views import Failure
from pacta.model import Config, Party
from pacta.pipeline.version import reader_version
from pacta.store import Register, keeping
from pacta.store.runs import failures_of, kept_parties, latest_run, reader_digest, runs_cut_off
from pacta.store.schema import documents, failures, runs, statements

LATEST = 10  # runs


@dataclass(frozen=True, slots=True)
class RunRow:
    id: int
    version: str
    started: str  # ISO 8601, UTC
    finished: str | None  # None: still running, or cut off
    state: str  # "running", "done", "interrupted"
    added: int
    updated: int
    unchanged: int
    failed: int


@dataclass(frozen=True, slots=True)
class Status:
    register: str
    version: str  # of Pacta
    documents: int  # superseded versions left out
    superseded: int
    statements: int
    to_reread: int  # documents last read by another version of Pacta or under other settings
    parties: tuple[str, ...]  # codes from users' parties files
    runs: tuple[RunRow, ...]  # latest first
    failures: tuple[Failure, ...]  # of the latest run


def status(register: Register) -> Status:
    """One consistent view of the register's state."""
    with register.reading() as connection:
        parties = kept_parties(connection)
        count, current = connection.execute(select(func.count(), func.count().filter(documents.c.current))).one()
        return Status(
            register=register.name,
            version=__version__,
            documents=current,
            superseded=count - current,
            statements=_current_statements(connection),
            to_reread=len(keeping.not_read_by(connection, *_current_readers(parties))),
            parties=tuple(party.code for party in parties),
            runs=_runs(connection),
            failures=tuple(Failure(*row) for row in failures_of(connection, latest_run(connection))),
        )


def _current_readers(parties: tuple[Party, ...]) -> Iterator[str]:
    """This version's, exact and fast: which of the two a document is worth is for the user to say."""
    for fast in (False, True):
        yield reader_digest(reader_version(fast), Config(parties=parties, fast=fast))


def _current_statements(connection: Connection) -> int:
    query = select(func.count()).select_from(statements).join(documents, documents.c.id == statements.c.document)
    return connection.execute(query.where(documents.c.current)).scalar_one()


def _runs(connection: Connection) -> tuple[RunRow, ...]:
    failed = select(func.count()).where(failures.c.run == runs.c.id).scalar_subquery().label("failed")
    columns = [runs.c[name] for name in RunRow.__dataclass_fields__ if name != "failed"]
    rows = connection.execute(select(*columns, failed).order_by(runs.c.id.desc()).limit(LATEST)).mappings()
    gone = runs_cut_off(connection)
    return tuple(RunRow(**{**row, "state": "interrupted"} if row["id"] in gone else row) for row in rows)

"""The log of runs: which version of Pacta read what, under which settings, and what failed."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import Connection, desc, insert, select, update

from pacta.model import Config, Party, digest
from pacta.store.codec import from_plain, to_plain
from pacta.store.processes import is_gone, this_process
from pacta.store.schema import failures, parties, runs
from pacta.store.types import canonical_json


def config_digest(config: Config) -> str:
    return digest(canonical_json(to_plain(config)))


def reader_digest(version: str, config: Config) -> str:
    """What a reading depends on beside the document: the version of Pacta and the config."""
    return digest(version, config_digest(config))


def start_run(connection: Connection, version: str, config: Config) -> int:
    end_runs_cut_off(connection)
    row = {
        "version": version, "config": config_digest(config), "settings": to_plain(config),
        "started": _now(), "state": "running", "process": this_process(),
    }  # fmt: skip
    return int(connection.execute(insert(runs).values(row).returning(runs.c.id)).scalar_one())


def end_runs_cut_off(connection: Connection) -> None:
    """Marks runs whose process is gone (killed, or the machine went down) as interrupted; when is not known."""
    for id_ in runs_cut_off(connection):
        connection.execute(update(runs).where(runs.c.id == id_).values(state="interrupted"))


def runs_cut_off(connection: Connection) -> set[int]:
    """Ids of the runs that call themselves running and are not."""
    query = select(runs.c.id, runs.c.process).where(runs.c.state == "running")
    return {id_ for id_, process in connection.execute(query) if process is None or is_gone(process)}


def finish_run(connection: Connection, run: int, *, interrupted: bool) -> None:
    state = "interrupted" if interrupted else "done"
    connection.execute(update(runs).where(runs.c.id == run).values(finished=_now(), state=state))


def count_outcome(connection: Connection, run: int, outcome: str) -> None:
    """``outcome``: "added", "new version" (counts as added), "updated" or "unchanged"."""
    counter = runs.c["added" if outcome == "new version" else outcome]
    connection.execute(update(runs).where(runs.c.id == run).values({counter: counter + 1}))


def record_failure(connection: Connection, run: int, path: str, reason: str, advice: str) -> None:
    connection.execute(insert(failures).values(run=run, path=path, reason=reason, advice=advice))


def latest_run(connection: Connection) -> int | None:
    return connection.execute(select(runs.c.id).order_by(desc(runs.c.id)).limit(1)).scalar()


def failures_of(connection: Connection, run: int | None) -> list[tuple[str, str, str]]:
    """Path, reason and advice of what failed in a run, in order."""
    columns = (failures.c.path, failures.c.reason, failures.c.advice)
    query = select(*columns).where(failures.c.run == run).order_by(failures.c.id)
    return [(path, reason, advice) for path, reason, advice in connection.execute(query)]


def keep_parties(connection: Connection, given: tuple[Party, ...]) -> None:
    """Enters the lines of a parties file; a code that is there already is replaced."""
    for party in given:
        connection.execute(parties.delete().where(parties.c.code == party.code))
        connection.execute(insert(parties).values(to_plain(party)))


def kept_parties(connection: Connection) -> tuple[Party, ...]:
    """The parties that users have entered, by code."""
    rows = connection.execute(select(parties).order_by(parties.c.code)).mappings()
    return tuple(from_plain(Party, dict(row)) for row in rows)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")

"""The register as a whole: opening, migrating, and transactions."""

from __future__ import annotations

import traceback
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from sqlalchemy import Connection, Engine

from pacta.store.engine import make_engine, parse_url
from pacta.store.errors import plain_errors
from pacta.store.opening import check_file, is_read_only, prepare
from pacta.store.search import PassageIndex, passage_index


class Register:
    """Documents, their bytes and everything read in them. Safe to share between threads."""

    def __init__(self, engine: Engine, name: str, *, writable: bool = True) -> None:
        self.engine, self.writable = engine, writable
        self.name = name  # as the user gave it, for messages; passwords are never in it
        self.index: PassageIndex = passage_index(engine.dialect.name)

    @classmethod
    def open(cls, place: str | Path, *, create: bool = True) -> Register:
        """Opens a file or ``postgresql://`` address, brings an older register up to date, makes a new one.

        With ``create=False`` a register must be there already; one that may not be written to is
        then opened for reading. Raises PactaError with advice for everything that can be wrong.
        """
        url = parse_url(place)
        name = url.database if url.get_backend_name() == "sqlite" else url.render_as_string(hide_password=True)
        name = name or str(place)
        check_file(url, name, create=create)
        read_only = not create and is_read_only(url)
        register = cls(make_engine(url, read_only=read_only), name, writable=not read_only)
        try:
            with plain_errors(name):
                prepare(register.engine, url, name, read_only=read_only)
        except BaseException:
            register.close()
            raise
        return register

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One consistent view of the register."""
        with plain_errors(self.name), _letting_go(), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """All or nothing; waits for other writers first."""
        with plain_errors(self.name), _letting_go(), self.engine.connect() as connection:
            connection.execution_options(writer=True)
            with connection.begin():
                yield connection

    def view(self) -> Hashable:
        """What tells this register from others that share its tables and hide something; () hides nothing."""
        return ()

    def close(self) -> None:
        self.engine.dispose()

    def __enter__(self) -> Register:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


@contextmanager
def _letting_go() -> Iterator[None]:
    """After Ctrl-C in the middle of a statement: its cursor lives on in the error's traceback, and SQLite keeps a
    writer's lock as long as one of its cursors lives. Whoever handles the error could not write any more."""
    try:
        yield
    except BaseException as error:
        if not isinstance(error, Exception):
            traceback.clear_frames(error.__traceback__)
        raise

"""What all tests share: steady properties, and registers on both databases.

Properties are tested with the same cases on every run and every machine, however slow.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from support import postgresql

settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")

ENGLISH = "LOCALE_PROVIDER icu ICU_LOCALE 'en-US'"  # sorts otherwise than SQLite, as many servers do


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """A PostgreSQL server of our own, with an empty register as template for those of the tests."""
    if postgresql.programs() is None:
        pytest.skip("There is no PostgreSQL server here (apt install postgresql), so only SQLite is tested.")
    if not postgresql.driver_is_there():
        pytest.skip("There is no driver for PostgreSQL here (pip install pacta[postgresql]).")
    from pacta.store import Register

    with postgresql.server() as address:
        _administer(address, f"CREATE DATABASE template_of_tests TEMPLATE template0 {ENGLISH}")
        Register.open(f"{address}/template_of_tests").close()
        yield address


@pytest.fixture(scope="session")
def new_database(postgresql_server: str) -> Iterator[Callable[[], str]]:
    """Makes a database with an empty register in it; returns its address."""
    made: list[str] = []

    def make() -> str:
        name = f"test_{len(made)}"
        made.append(name)
        _administer(postgresql_server, f"CREATE DATABASE {name} TEMPLATE template_of_tests")
        return f"{postgresql_server}/{name}"

    yield make


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a register may be made: a file, or a database; each test that asks for it runs on both."""
    if request.param == "sqlite":
        return str(tmp_path / "pacta.db")
    return str(request.getfixturevalue("new_database")())


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def shared_place(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The same for the tests of one module together."""
    if request.param == "sqlite":
        return str(tmp_path_factory.mktemp("register") / "pacta.db")
    return str(request.getfixturevalue("new_database")())


def _administer(server: str, statement: str) -> None:
    from sqlalchemy import create_engine

    from pacta.store.engine import parse_url

    engine = create_engine(parse_url(f"{server}/postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()

"""Whatever is wrong with a register, the user is told what and what to do, and nothing is harmed."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from pacta.model import Annotations, Config, PactaError
from pacta.store import Register, keeping, migrations, opening, runs
from pacta.store.schema import metadata
from support import samples

VERSION = opening.VERSION_TABLE


def schema(file: Path) -> str:
    with sqlite3.connect(file) as connection:
        return str(connection.execute(f"SELECT version_num FROM {VERSION}").fetchone()[0])


def set_schema(file: Path, revision: str) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute(f"UPDATE {VERSION} SET version_num = ?", (revision,))


def refusal(place: Path | str, *, create: bool = True) -> PactaError:
    with pytest.raises(PactaError) as caught:
        Register.open(place, create=create).close()
    assert caught.value.advice, "the user must learn what to do"
    return caught.value


def test_a_new_register_has_the_latest_schema(tmp_path: Path) -> None:
    with Register.open(tmp_path / "new.db") as register, register.reading() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": _is_ours})
        assert compare_metadata(context, metadata) == []
    assert schema(tmp_path / "new.db") == opening.HEAD


def _is_ours(thing: object, name: str, kind: str, reflected: bool, other: object) -> bool:
    """Leaves out the tables that full-text search and Alembic make for themselves."""
    return not (kind == "table" and ("_search" in name or name == VERSION))


def test_the_schema_named_in_the_code_is_that_of_the_migrations() -> None:
    assert ScriptDirectory.from_config(migrations._config()).get_current_head() == opening.HEAD


def test_a_register_is_opened_again_as_it_was(tmp_path: Path) -> None:
    for _ in range(2):
        with Register.open(tmp_path / "same.db") as register, register.writing() as connection:
            runs.start_run(connection, "1", Config())
    with Register.open(tmp_path / "same.db") as register, register.reading() as connection:
        assert runs.latest_run(connection) == 2


def test_no_register_is_made_where_one_is_only_looked_for(tmp_path: Path) -> None:
    assert "no register" in refusal(tmp_path / "typo.db", create=False).message
    assert not (tmp_path / "typo.db").exists()


@pytest.mark.parametrize("content", [b"not a database at all" * 100, b"%PDF-1.7"])
def test_a_file_of_another_kind_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "paper.pdf"
    file.write_bytes(content)
    assert "not a Pacta register" in refusal(file).message
    assert file.read_bytes() == content


def test_a_database_of_another_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "other.db"
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE bookmarks (url)")
    before = file.read_bytes()
    assert "another program" in refusal(file).message
    assert file.read_bytes() == before


def test_a_folder_a_missing_folder_and_a_strange_address_are_refused(tmp_path: Path) -> None:
    assert "folder" in refusal(tmp_path).message
    assert "no folder" in refusal(tmp_path / "nowhere" / "pacta.db").message
    assert "cannot use" in refusal("cobol://server/register").message


def test_a_register_of_a_newer_version_is_refused_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "newer.db"
    Register.open(file).close()
    set_schema(file, "9999")
    assert "newer version" in refusal(file).message
    assert schema(file) == "9999"
    assert list(tmp_path.glob("*.backup")) == []


def test_an_older_register_is_copied_and_then_brought_up_to_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "older.db"
    Register.open(file).close()
    upgraded: list[str] = []
    before = opening.HEAD
    monkeypatch.setattr(opening, "HEAD", "9999")  # as if this version had one migration more
    monkeypatch.setattr(migrations, "upgrade", lambda connection, table: upgraded.append(table))
    Register.open(file).close()
    assert upgraded == [VERSION]
    assert schema(file.with_name(f"older.db.schema-{before}.backup")) == before


def test_a_damaged_register_is_told_as_such(tmp_path: Path) -> None:
    file = tmp_path / "damaged.db"
    document = samples.document("words " * 20_000)
    with Register.open(file) as register:
        with register.writing() as connection:
            run = runs.start_run(connection, "1", Config())
        keeping.keep(register, document, Annotations(), keeping.Task(run, "x"))
    whole = file.read_bytes()
    file.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    with pytest.raises(PactaError, match="damaged") as caught, Register.open(file) as register:
        keeping.document(register, document.id)
    assert "backup" in caught.value.advice


def test_a_full_disk_is_told_and_nothing_is_half_written(tmp_path: Path) -> None:
    import random

    noise = random.Random(1).randbytes(400_000).hex()
    with Register.open(tmp_path / "full.db") as register:
        with register.writing() as connection:
            run = runs.start_run(connection, "1", Config())
        with register.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA max_page_count = 150")  # SQLite's own way to a full disk
        with pytest.raises(PactaError, match="disk is full"):
            keeping.keep(register, samples.document(noise), Annotations(), keeping.Task(run, "x"))
        with register.reading() as connection:
            assert connection.exec_driver_sql("SELECT count(*) FROM documents").scalar() == 0
            assert connection.exec_driver_sql("SELECT count(*) FROM sources").scalar() == 0


def test_a_register_that_another_program_holds_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pacta.store.engine.PATIENCE", 0.05)
    file = tmp_path / "held.db"
    with Register.open(file) as register:
        holder = sqlite3.connect(file, isolation_level=None)
        holder.execute("BEGIN IMMEDIATE")
        with pytest.raises(PactaError, match="in use"), register.writing():
            pass
        holder.close()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_register_in_a_read_only_folder_can_be_read_but_not_written(tmp_path: Path) -> None:
    file = tmp_path / "sealed.db"
    Register.open(file).close()
    file.chmod(0o444)
    tmp_path.chmod(0o555)
    try:
        with Register.open(file, create=False) as register, register.reading() as connection:
            assert runs.latest_run(connection) is None
        with pytest.raises(PactaError, match="cannot be"), Register.open(file) as register, register.writing():
            pass
    finally:
        tmp_path.chmod(0o755)

"""Backups are whole or not there; a damaged register is told as such, and comes back from the last of them."""

from __future__ import annotations

import os
import shutil
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from pacta.app.add import add_inputs
from pacta.app.backup import back_up, latest, restore
from pacta.app.queries import list_documents
from pacta.app.verify import verify
from pacta.model import PactaError
from pacta.store import Register, copying

pytestmark = pytest.mark.usefixtures("plain_reading")


@pytest.fixture
def filled(place: str, tmp_path: Path) -> str:
    """A register with three documents."""
    add(place, tmp_path, *(f"We will build bridge {number} in Hà Nội.\n" for number in range(3)))
    return place


def add(place: str, folder: Path, *texts: str) -> None:
    for text in texts:
        (folder / f"{len(text)}-{text.split()[4]}.txt").write_text(text, encoding="utf-8")
    with Register.open(place) as register:
        add_inputs(register, sorted(map(str, folder.glob("*.txt"))))


def contents(place: str | Path) -> dict[str, copying.Digest]:
    with Register.open(place, create=False) as register, register.reading() as connection:
        return copying.contents(connection)


def damage(file: Path) -> None:
    """Overwrites what lies in the middle of the file."""
    for end in ("-wal", "-shm"):
        file.with_name(file.name + end).unlink(missing_ok=True)
    whole = file.read_bytes()
    file.write_bytes(whole[:8192] + b"\xff" * (len(whole) - 8192))


def test_a_backup_is_a_register_equal_to_the_one_it_was_made_of(filled: str, tmp_path: Path) -> None:
    with Register.open(filled) as register:
        made = back_up(register, tmp_path / "copy.db")
    assert contents(made) == contents(filled)
    with Register.open(made) as copy:
        assert verify(copy).problems == []
    assert {path.name for path in tmp_path.glob("copy.db*")} <= {"copy.db", "copy.db-wal", "copy.db-shm"}


def test_a_backup_is_of_one_moment_while_others_go_on_adding(filled: str, tmp_path: Path) -> None:
    texts = [f"We will build road {number}.\n" for number in range(30)]
    other = threading.Thread(target=add, args=(filled, tmp_path, *texts))
    other.start()
    with Register.open(filled) as register:
        made = [back_up(register, tmp_path / f"{number}.db") for number in range(3)]
    other.join()
    for file in made:
        with Register.open(file) as copy:
            assert verify(copy).problems == []
            assert list_documents(copy).total >= 3
    with Register.open(filled) as register:
        assert list_documents(register).total == 33


def test_a_damaged_register_is_told_and_comes_back_from_its_last_backup(tmp_path: Path) -> None:
    file = tmp_path / "pacta.db"
    add(str(file), tmp_path, "We will build bridge 1.\n")
    with Register.open(file) as register:
        back_up(register)
    add(str(file), tmp_path, "We will build bridge 2.\n")
    with Register.open(file) as register:
        last = back_up(register)
    before = contents(file)
    damage(file)

    with pytest.raises(PactaError, match="damaged") as caught, Register.open(file) as register:
        assert verify(register).problems
        back_up(register)
    assert "pacta restore" in caught.value.advice
    assert latest(file) == last, "a damaged register makes no backup"
    restored, aside = restore(str(file))
    assert (restored, aside) == (last, file.with_name("pacta.db.replaced-1"))
    assert contents(file) == before
    assert aside.exists(), "nothing is deleted"


def test_a_damaged_backup_is_refused_and_the_register_left_alone(tmp_path: Path) -> None:
    file, copy = tmp_path / "pacta.db", tmp_path / "copy.db"
    add(str(file), tmp_path, "We will build bridge 1.\n")
    with Register.open(file) as register:
        back_up(register, copy)
    before = contents(file)
    damage(copy)
    (tmp_path / "paper.pdf").write_bytes(b"%PDF-1.7")
    for bad in (copy, tmp_path / "paper.pdf", tmp_path / "missing.db"):
        with pytest.raises(PactaError) as caught:
            restore(str(file), bad)
        assert caught.value.advice
    assert contents(file) == before


def test_a_register_in_use_is_not_replaced(tmp_path: Path) -> None:
    file = tmp_path / "pacta.db"
    add(str(file), tmp_path, "We will build bridge 1.\n")
    with Register.open(file) as register:
        back_up(register)
        with register.reading() as connection:
            connection.exec_driver_sql("SELECT count(*) FROM documents").scalar()
            with pytest.raises(PactaError, match="in use"):
                restore(str(file))
            assert connection.exec_driver_sql("SELECT count(*) FROM documents").scalar() == 1


def test_a_backup_is_restored_into_an_empty_database_only(
    filled: str, tmp_path: Path, new_database: Callable[[], str]
) -> None:
    copy, server = tmp_path / "copy.db", new_database()
    with Register.open(filled) as register:
        back_up(register, copy)
    restore(server, copy)
    assert contents(server) == contents(filled)
    with pytest.raises(PactaError, match="not empty"):
        restore(server, copy)


def test_no_file_is_overwritten_and_none_left_where_there_is_no_room(
    filled: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = tmp_path / "taken.db"
    taken.write_text("mine", encoding="utf-8")
    with Register.open(filled) as register:
        for target in (taken, tmp_path / "nowhere" / "copy.db"):
            with pytest.raises(PactaError):
                back_up(register, target)
    assert taken.read_text(encoding="utf-8") == "mine"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_register_in_a_read_only_folder_can_be_backed_up_elsewhere(tmp_path: Path) -> None:
    sealed = tmp_path / "sealed"
    sealed.mkdir()
    add(str(tmp_path / "pacta.db"), tmp_path, "We will build bridge 1.\n")
    shutil.move(tmp_path / "pacta.db", sealed / "pacta.db")
    sealed.chmod(0o555)
    try:
        with Register.open(sealed / "pacta.db", create=False) as register:
            back_up(register, tmp_path / "copy.db")
    finally:
        sealed.chmod(0o755)
    assert sqlite3.connect(tmp_path / "copy.db").execute("SELECT count(*) FROM documents").fetchone() == (1,)

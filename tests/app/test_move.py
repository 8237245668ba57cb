"""A register moves between databases without losing or changing anything."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pacta.app.add import add_inputs
from pacta.app.move import move
from pacta.app.queries import list_documents, search
from pacta.model import PactaError
from pacta.store import Register, copying

pytestmark = pytest.mark.usefixtures("plain_reading")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A register in a file: two versions of one document, a NUL and letters of several scripts, a failure."""
    place = tmp_path / "file.db"
    text = tmp_path / "talks.txt"
    with Register.open(place) as register:
        for words in ("bridge", "tunnel in Hà Nội, Москва, 東京 𝔸"):
            text.write_text(f"We will build a {words} by 2030.\r\nTrade grew.\n", encoding="utf-8", newline="")
            add_inputs(register, [str(text), str(tmp_path / "missing.txt")])
        for number in range(3):
            (tmp_path / f"{number}.txt").write_text(f"We will open office {number}.\n", encoding="utf-8")
        add_inputs(register, [str(tmp_path / f"{number}.txt") for number in range(3)])
    return place


def contents(place: str | Path) -> dict[str, copying.Digest]:
    with Register.open(place, create=False) as register, register.reading() as connection:
        return copying.contents(connection)


def test_from_a_file_to_postgresql_and_back_everything_is_equal(
    file: Path, tmp_path: Path, new_database: Callable[[], str]
) -> None:
    server, back = new_database(), tmp_path / "back.db"
    for source, target in ((file, server), (server, back)):
        with Register.open(source, create=False) as old, Register.open(target) as new:
            assert move(old, new).documents == 5
    assert contents(file) == contents(server) == contents(back)


def test_a_moved_register_is_searched_and_goes_on_where_the_old_one_ended(
    file: Path, tmp_path: Path, place: str
) -> None:
    target = place if "://" in place else tmp_path / "other.db"
    (tmp_path / "later.txt").write_text("We will talk later.\n", encoding="utf-8")
    with Register.open(file) as old, Register.open(target) as new:
        move(old, new)
        assert search(new, "ha noi").total == search(old, "ha noi").total == 1
        summary = add_inputs(new, [str(tmp_path / "later.txt")])
        assert summary.counts["added"] == 1
        assert list_documents(new).total == list_documents(old).total + 1


def test_a_register_that_holds_something_is_not_overwritten(file: Path, tmp_path: Path) -> None:
    before = contents(file)
    with (
        Register.open(tmp_path / "other.db") as old,
        Register.open(file) as new,
        pytest.raises(PactaError, match="not empty"),
    ):
        move(old, new)
    assert contents(file) == before


def test_batches_meet_without_gap_or_overlap(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = contents(file)
    monkeypatch.setattr(copying, "BATCH", 2)
    assert contents(file) == whole


def test_any_change_of_a_value_changes_the_digest(file: Path) -> None:
    before = contents(file)
    with Register.open(file) as register, register.writing() as connection:
        connection.exec_driver_sql("UPDATE statements SET words = words || ' ' WHERE key = 1")
    after = contents(file)
    assert [name for name in after if after[name] != before[name]] == ["statements"]

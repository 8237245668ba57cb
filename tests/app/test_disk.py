"""A disk that is full, a file system that is sealed, a clock that was set back: told in plain words, nothing lost.

On real file systems, made for the test; skipped, and said so, where this user may not mount any.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from pacta.app.add import add_inputs
from pacta.app.backup import back_up, latest
from pacta.app.queries import list_documents
from pacta.app.status import status
from pacta.app.verify import verify
from pacta.model import PactaError
from pacta.store import Register, runs

pytestmark = pytest.mark.usefixtures("plain_reading")


def mount(*arguments: object) -> bool:
    command = ["mount", *map(str, arguments)]
    return shutil.which("mount") is not None and subprocess.run(command, capture_output=True).returncode == 0


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of two megabytes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if os.name != "posix" or not mount("-t", "tmpfs", "-o", "size=2m", "tmpfs", folder):
        pytest.skip("This user may not mount a file system here.")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """Forty documents of words that cannot be packed: more than the disk holds."""
    folder, chance = tmp_path / "texts", Random(1)
    folder.mkdir()
    for number in range(40):
        words = " ".join(chance.randbytes(4).hex() for _ in range(4000))
        (folder / f"{number:02}.txt").write_text(f"We will build bridge {number}. {words}\n", encoding="utf-8")
    return folder


def count(file: Path) -> int:
    with Register.open(file, create=False) as register:
        assert verify(register).problems == []
        return list_documents(register).total


def test_on_a_full_disk_adding_stops_with_advice_and_goes_on_when_there_is_room(disk: Path, texts: Path) -> None:
    file = disk / "pacta.db"
    with Register.open(file) as register:
        with pytest.raises(PactaError, match="disk is full") as caught:
            add_inputs(register, [str(texts)])
        kept = list_documents(register).total
    assert caught.value.advice
    assert 0 < kept < 40
    assert mount("-o", "remount,size=40m", disk)
    assert count(file) == kept
    with Register.open(file) as register:
        assert add_inputs(register, [str(texts)]).counts == {"unchanged": kept, "added": 40 - kept}
    assert count(file) == 40


def test_a_backup_for_which_there_is_no_room_leaves_no_file(disk: Path, texts: Path, tmp_path: Path) -> None:
    with Register.open(tmp_path / "pacta.db") as register:
        add_inputs(register, [str(texts)])
        with pytest.raises(PactaError, match="no space"):
            back_up(register, disk / "copy.db")
    assert list(disk.iterdir()) == []


def test_on_a_sealed_file_system_a_register_is_read_and_backed_up_elsewhere(disk: Path, tmp_path: Path) -> None:
    file = disk / "pacta.db"
    (tmp_path / "talks.txt").write_text("We will build the bridge.\n", encoding="utf-8")
    with Register.open(file) as register:
        add_inputs(register, [str(tmp_path / "talks.txt")])
    assert mount("-o", "remount,ro", disk)
    assert count(file) == 1
    with Register.open(file, create=False) as register:
        back_up(register, tmp_path / "copy.db")
        with pytest.raises(PactaError, match="cannot be written"):
            add_inputs(register, [str(tmp_path / "talks.txt")])
        with pytest.raises(PactaError, match="written"):
            back_up(register)
    assert count(tmp_path / "copy.db") == 1


def test_a_clock_that_was_set_back_changes_nothing_but_what_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "pacta.db"
    with Register.open(file) as register:
        for number, now in enumerate(("2026-05-01T12:00:00+00:00", "1999-01-01T00:00:00+00:00")):
            monkeypatch.setattr(runs, "_now", lambda now=now: now)
            (tmp_path / f"{number}.txt").write_text(f"We will build bridge {number}.\n", encoding="utf-8")
            add_inputs(register, [str(tmp_path / f"{number}.txt")])
        assert [run.started[:4] for run in status(register).runs] == ["1999", "2026"], "the latest run comes first"
        assert list_documents(register).total == 2
        first, second = back_up(register), back_up(register)
    assert first != second, "two backups of one second are two files"
    assert latest(file) == second

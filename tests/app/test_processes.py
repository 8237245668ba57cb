"""Other processes: killed in the midst of adding, and adding at the same time."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pacta.app.queries import get_document, list_documents, list_statements
from pacta.store import Register

TESTS = Path(__file__).parents[1]
ADD = """
import sys, time
sys.path.insert(0, {tests!r})
from pacta.app import add, reading
from pacta.store import Register, documents
from support.plain import plain_stages

write = documents._insert

def slow_write(connection, table, rows):  # so that most of the time a transaction is open
    write(connection, table, rows)
    time.sleep({pause})

documents._insert = slow_write
reading.run_stages = plain_stages
with Register.open(sys.argv[1]) as register:
    summary = add.add_inputs(register, sys.argv[2:])
print(summary.counts["added"], summary.counts["unchanged"], len(summary.failures))
"""


def add(register: Path, folder: Path, pause: float = 0) -> subprocess.Popen[str]:
    code = ADD.format(tests=str(TESTS), pause=pause)
    return subprocess.Popen([sys.executable, "-c", code, register, folder], stdout=subprocess.PIPE, text=True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in range(30):
        file = tmp_path / "documents" / f"{number:02}.txt"
        file.parent.mkdir(exist_ok=True)
        file.write_text(f"We will build bridge {number}.\nWe will build road {number}.\n", encoding="utf-8")
    return tmp_path / "documents"


def count(file: Path) -> int:
    try:
        with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as connection:
            return int(connection.execute("SELECT count(*) FROM documents").fetchone()[0])
    except sqlite3.OperationalError:  # not there yet
        return 0


def test_kill_9_in_the_midst_loses_at_most_the_document_in_work(tmp_path: Path, folder: Path) -> None:
    file = tmp_path / "pacta.db"
    process = add(file, folder, pause=0.01)
    deadline = time.monotonic() + 60
    while count(file) < 5 and time.monotonic() < deadline:
        time.sleep(0.01)
    seen = count(file)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()

    with Register.open(file) as register:
        with register.reading() as connection:
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
            assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
        rows = list_documents(register).rows
        assert 5 <= seen <= len(rows) < 30
        for row in rows:
            assert len(get_document(register, row.id).statements) == 2, "a document is whole or not there"

    added, unchanged, failed = add(file, folder).communicate()[0].split()
    assert (int(added), int(unchanged), int(failed)) == (30 - len(rows), len(rows), 0)
    assert count(file) == 30


def test_two_processes_that_add_at_once_both_succeed(tmp_path: Path, folder: Path) -> None:
    """Also when both find the register missing, and both read the same documents."""
    file = tmp_path / "pacta.db"
    both = [add(file, folder), add(file, folder)]
    results = [list(map(int, process.communicate()[0].split())) for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert all(failed == 0 for _, _, failed in results)
    assert sum(added for added, _, _ in results) == 30
    with Register.open(file) as register:
        assert list_statements(register).total == 60

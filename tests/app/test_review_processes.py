"""Reviewers in other processes: two at once, and one that is killed in the midst of writing."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from pacta.app import add, queries, review
from pacta.app.review_exchange import export_log
from pacta.store import Register

JUDGE = """
import sys, time
from pacta.app import queries, review
from pacta.app.review import ANYTHING, Conflict, Said
from pacta.store import Register, settling

settle = settling.settle

def slow_settle(connection, document):  # so that most of the time a transaction is open
    settle(connection, document)
    time.sleep({pause})

settling.settle = slow_settle
with Register.open(sys.argv[1]) as register:
    rows = queries.list_statements(register, size=100).rows
    print("ready", flush=True)
    sys.stdin.readline()  # until the others have seen the same
    conflicts = 0
    for row in rows:
        try:
            review.judge(register, row.id, "accept", Said(sys.argv[2], expecting={expecting}))
        except Conflict as conflict:
            assert conflict.theirs.reviewer != sys.argv[2]
            conflicts += 1
        print(row.id, flush=True)
print("conflicts", conflicts)
"""
STATEMENTS = 12


@pytest.fixture
def filled(tmp_path: Path, plain_reading: None) -> Path:
    text = "".join(f"We will build bridge {number}.\n" for number in range(STATEMENTS))
    (tmp_path / "talks.txt").write_text(text, encoding="utf-8")
    with Register.open(tmp_path / "pacta.db") as register:
        add.add_inputs(register, [str(tmp_path / "talks.txt")])
    return tmp_path / "pacta.db"


def judge(file: Path, name: str, *, pause: float = 0, expecting: str = "ANYTHING") -> subprocess.Popen[str]:
    code = JUDGE.format(pause=pause, expecting=expecting)
    command = [sys.executable, "-c", code, file, name]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def start(*processes: subprocess.Popen[str]) -> None:
    """Lets them judge, once each has seen the statements as they are."""
    for process in processes:
        assert process.stdout is not None and process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()


def test_two_who_judge_at_once_lose_no_entry(filled: Path) -> None:
    both = [judge(filled, "ana", pause=0.002), judge(filled, "boris", pause=0.002)]
    start(*both)
    for process in both:
        process.communicate()
    assert [process.returncode for process in both] == [0, 0]
    with Register.open(filled) as register:
        entries = [entry for _, entry in review.changes(register, size=100)]
        assert Counter(entry.reviewer for entry in entries) == {"ana": STATEMENTS, "boris": STATEMENTS}
        states = {row.review for row in queries.list_statements(register, size=100).rows}
        assert states == {"accepted"}


def test_of_two_who_saw_a_statement_without_judgement_one_judges_and_one_is_told(filled: Path) -> None:
    both = [judge(filled, name, pause=0.002, expecting="row.judgement") for name in ("ana", "boris")]
    start(*both)
    conflicts = [int(process.communicate()[0].split()[-1]) for process in both]
    with Register.open(filled) as register:
        assert len(review.changes(register, size=100)) == STATEMENTS
    assert sum(conflicts) == STATEMENTS


def test_kill_9_in_the_midst_loses_at_most_the_entry_in_work(filled: Path) -> None:
    process = judge(filled, "ana", pause=0.05)
    start(process)
    assert process.stdout is not None
    told = [process.stdout.readline() for _ in range(3)]
    time.sleep(0.02)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    with Register.open(filled) as register:
        with register.reading() as connection:
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
        entries = [entry for _, entry in review.changes(register, size=100)]
        judged = {row.id for row in queries.list_statements(register, size=100).rows if row.review}
        assert {line.strip() for line in told} <= judged, "what was confirmed is there"
        assert judged == {entry.target for entry in entries}, "an entry and what it changes are there together"
        assert len(list(export_log(register))) == len(entries)
    again = judge(filled, "ana")
    start(again)
    assert again.communicate()[0]
    with sqlite3.connect(filled) as connection:
        assert connection.execute("SELECT count(*) FROM statements WHERE review = 'accepted'").fetchone()[0] == 12

"""A run whose process was killed is not called running for ever; one that is at work is left alone."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import event, text

from pacta.app.status import status
from pacta.model import Config
from pacta.store import Register, runs
from pacta.store.processes import is_gone, this_process

START = """
import os, sys
from pacta.model import Config
from pacta.store import Register, runs
with Register.open(sys.argv[1]) as register:
    with register.writing() as connection:
        runs.start_run(connection, "1", Config())
    os._exit(9)  # without a word, as after kill -9
"""


def states(register: Register) -> list[str]:
    return [run.state for run in status(register).runs]


def test_a_run_that_was_cut_off_is_told_so_and_marked_by_the_next_one(tmp_path: Path) -> None:
    file = tmp_path / "pacta.db"
    subprocess.run([sys.executable, "-c", START, file], check=False)
    with Register.open(file) as register:
        assert states(register) == ["interrupted"]
        with register.writing() as connection:
            runs.start_run(connection, "1", Config())
        assert states(register) == ["running", "interrupted"]
        with register.reading() as connection:
            assert connection.exec_driver_sql("SELECT state FROM runs WHERE id = 1").scalar() == "interrupted"


def test_only_a_process_that_is_known_to_be_over_counts_as_gone() -> None:
    machine, number, *start = this_process().split()
    assert not is_gone(this_process())
    assert not is_gone(f"another-machine {number}")
    assert not is_gone("") and not is_gone(None) and not is_gone("nonsense")
    if start:
        assert is_gone(f"{machine} {number} {int(start[0]) - 1}"), "the number was given to another process since"
    over = subprocess.Popen([sys.executable, "-c", ""])
    over.wait()
    if os.name == "posix":
        assert is_gone(f"{machine} {over.pid}")


def test_after_ctrl_c_in_the_middle_of_a_statement_the_register_can_be_written_to_at_once(tmp_path: Path) -> None:
    with Register.open(tmp_path / "pacta.db") as register:
        register.engine.dispose()
        with register.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA busy_timeout = 0")  # of the one connection that the pool keeps

        @event.listens_for(register.engine, "after_cursor_execute")
        def interrupt(*arguments: object) -> None:
            if "sqlite_master" in str(arguments[2]):
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt) as caught, register.writing() as connection:
            connection.execute(text("SELECT name FROM sqlite_master"))
        with register.writing() as connection:
            runs.start_run(connection, "1", Config())
        assert caught.traceback, "it is still held by whoever caught it"

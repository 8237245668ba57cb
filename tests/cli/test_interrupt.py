"""Ctrl-C while several processes read: the program says so, keeps what is done, and leaves nothing behind."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="needs /proc to look for processes")
WORDS = "The Orvelian side will open a consulate in Temesh next year and train officers. "


def left(mark: str) -> list[str]:
    """Processes that were started with this mark and still run."""
    found = []
    for folder in Path("/proc").iterdir():
        try:
            if folder.name.isdigit() and mark.encode() in (folder / "environ").read_bytes():
                found.append((folder / "cmdline").read_bytes().decode().replace("\0", " "))
        except OSError:
            continue
    return found


def count(file: Path) -> int:
    try:
        with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as connection:
            return int(connection.execute("SELECT count(*) FROM documents").fetchone()[0])
    except sqlite3.OperationalError:  # not there yet
        return 0


def heed_ctrl_c() -> None:
    """What a shell starts in the background ignores Ctrl-C, and so do its children: the tests may run there."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_ctrl_c_ends_all_processes_without_a_traceback_and_keeps_what_is_done(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    for number in range(60):
        (tmp_path / "texts" / f"{number:02}.txt").write_text(f"Talks {number}.\n\n" + WORDS * 40, encoding="utf-8")
    mark, register = f"PACTA_MARK={tmp_path}", tmp_path / "pacta.db"
    process = subprocess.Popen(
        [sys.executable, "-m", "pacta", "add", "texts", "--jobs", "2", "--register", str(register)], cwd=tmp_path,
        env={**os.environ, "PACTA_MARK": str(tmp_path)}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        start_new_session=True, preexec_fn=heed_ctrl_c,
    )  # fmt: skip
    deadline = time.monotonic() + 200
    while time.monotonic() < deadline and (count(register) < 1 or len(left(mark)) < 3):
        assert process.poll() is None, process.communicate()
        time.sleep(0.05)
    assert len(left(mark)) == 3, "the program and two that read"
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Traceback" not in out + err
    assert "Stopped" in err
    assert left(mark) == []
    assert f"{count(register)} added" in out

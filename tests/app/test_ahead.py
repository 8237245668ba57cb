"""Reading in several processes: the same results in the same order, whatever happens to the processes."""

from __future__ import annotations

import os
import signal
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest

from pacta.app import ahead
from pacta.app.add import add_inputs, reread
from pacta.app.ahead import Pool, Waiting
from pacta.app.reading import Reading
from pacta.app.readings import read_all
from pacta.app.views import Failure
from pacta.app.worker import Worker
from pacta.model import Config, Document, Party
from pacta.store import Register, copying
from support import samples

PLEDGE = "The Orvelian side will open office {number} by 2030.\n"
ORVELIA = Config(parties=(Party("ORV", "Republic of Orvelia", aliases=("Orvelian",)),))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Six documents, of which two are the same, and one that cannot be read."""
    for name, number in enumerate((0, 1, 2, 3, 4, 1)):
        (tmp_path / f"{name}.txt").write_text(PLEDGE.format(number=number), encoding="utf-8")
    (tmp_path / "3b.txt").write_bytes(b"")
    return tmp_path


@pytest.fixture(autouse=True)
def small_is_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "SMALL", 0)


def rows(file: Path) -> dict[str, copying.Digest]:
    with Register.open(file) as register, register.reading() as connection:
        return {name: digest for name, digest in copying.contents(connection).items() if name != "runs"}


def test_one_process_and_three_make_the_same_register(folder: Path) -> None:
    files = {jobs: folder.parent / f"{folder.name}-{jobs}.db" for jobs in (1, 3)}
    for jobs, file in files.items():
        with Register.open(file) as register:
            summary = add_inputs(register, [str(folder)], config=ORVELIA, jobs=jobs)
            assert dict(summary.counts) == {"added": 5, "unchanged": 1}
            assert [failure.path for failure in summary.failures] == [str(folder / "3b.txt")]
            assert add_inputs(register, [str(folder)], jobs=jobs).counts["unchanged"] == 6
            assert reread(register, everything=True, jobs=jobs).counts["updated"] == 5
    assert rows(files[1]) == rows(files[3])


def test_readings_come_in_the_order_of_the_inputs(folder: Path) -> None:
    one, several = (list(read_all([str(folder)], config=ORVELIA, jobs=jobs)) for jobs in (1, 2))
    assert one == several
    assert [isinstance(found, Failure) for found in one].index(True) == 4


def test_few_documents_wait_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "Pool", lambda config, jobs: None)
    monkeypatch.setattr(Waiting, "start", lambda self, pool: None)
    taken = 0

    def inputs() -> object:
        nonlocal taken
        for number in range(1000):
            taken += 1
            yield samples.document(str(number))

    with closing(ahead.ahead(inputs(), lambda found: found, Config(), 2)) as found:  # type: ignore[call-overload]
        for given, _ in enumerate(found, 1):
            assert taken - given <= max(ahead.EACH * 2, ahead.HELD_BACK) + 1


def test_a_process_that_is_killed_while_it_reads_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    document = samples.document("We will talk.\n" * 300)
    with Pool(Config(), 1) as pool:
        first = pool.submit(samples.document("We will talk.\n"))
        assert not isinstance(first.result(), Failure)
        (worker,) = pool._workers
        second = pool.submit(document)
        threading.Timer(0.2, os.kill, [worker.pid, signal.SIGKILL]).start()
        assert not isinstance(second.result(), Failure)
        assert pool._workers != {worker}


def test_a_document_that_kills_its_process_each_time_is_a_failure_and_the_next_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read = Worker.read

    def deadly(self: Worker, document: Document) -> object:
        if "deadly" in document.text:
            self.kill()
        return read(self, document)

    monkeypatch.setattr(Worker, "read", deadly)
    with Pool(Config(), 1) as pool:
        bad, good = pool.submit(samples.document("deadly")), pool.submit(samples.document("We will talk."))
        failure = bad.result()
        assert isinstance(failure, Failure)
        assert "signal 9" in failure.reason and failure.advice
        assert not isinstance(good.result(), Failure)


def test_a_document_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    for limit in ("SECONDS", "SECONDS_EACH"):
        monkeypatch.setattr(f"pacta.pipeline.process.{limit}", 0.0)
    with Pool(Config(), 1) as pool:
        failure = pool.submit(samples.document("We will talk. " * 10)).result()
    assert isinstance(failure, Failure)
    assert "took longer" in failure.reason


def test_closing_ends_the_processes_at_once() -> None:
    pool = Pool(Config(), 2)
    for number in range(4):
        pool.submit(samples.document(f"We will talk {number}. " * 5000))
    time.sleep(0.3)
    workers = list(pool._workers)
    pool.close()
    assert workers
    assert all(worker.has_ended for worker in workers)


def test_a_changed_document_is_read_now_and_not_as_it_was_ahead() -> None:
    before, now = samples.document("We will talk."), samples.document("We will build.")
    waiting = Waiting(before, before, Config())
    with Pool(Config(), 1) as pool:
        waiting.start(pool)
        reading = waiting.reading(now)
    assert isinstance(reading, Reading)
    assert reading.document == now

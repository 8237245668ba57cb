"""Reading ahead in several processes, for callers who take documents one after the other.

The caller goes through its inputs in order, as if it read each by itself; by the time it asks for a reading it
has mostly been made. Few documents wait at a time, so memory is bounded however long the input is. A small
input is read in the caller's own process: starting others would take longer.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import replace
from threading import Lock, local
from typing import Generic, TypeVar

from pacta.app.reading import Reading, read_or_fail
from pacta.app.views import Failure
from pacta.app.worker import Answer, Worker
from pacta.model import Config, Document
from pacta.pipeline.process import DiedError

Found = TypeVar("Found")
SMALL = 120_000  # code points; less is read here (20,000 words, some ten seconds of one core)
HELD_BACK = 64  # inputs that wait while it is not known yet whether there is much to read
EACH = 4  # inputs that wait for each process
MUCH = 8_000_000  # code points that wait at most


def every_core() -> int:
    """As many processes as this one may use cores."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Waiting(Generic[Found]):
    """An input that waits for its turn; ``document`` is what may be read ahead of it."""

    def __init__(self, found: Found, document: Document | None, config: Config) -> None:
        self.found = found
        self.size = len(document.text) if document else 0
        self._document, self._config = document, config
        self._answer: Future[Answer] | None = None

    def start(self, pool: Pool) -> None:
        if self._document is not None and self._answer is None:
            self._answer = pool.submit(self._document)

    def reading(self, document: Document) -> Reading | Failure:
        """The reading of the document: made ahead if this is what was begun with, else made now."""
        if self._answer is None or document != self._document:
            return read_or_fail(document, self._config)
        answer = self._answer.result()
        return answer if isinstance(answer, Failure) else Reading(document, answer)


def ahead(
    found: Iterable[Found], wanted: Callable[[Found], Document | None], config: Config, jobs: int
) -> Generator[Waiting[Found], None, None]:
    """The inputs in their order, those read ahead that ``wanted`` gives a document for.

    To be closed (`contextlib.closing`): this ends the processes at once, whatever they are doing.
    """
    waiting: deque[Waiting[Found]] = deque()
    seen, pool = 0, None
    try:
        for each in found:
            waiting.append(Waiting(each, wanted(each), config))
            seen += waiting[-1].size
            if jobs > 1 and seen > SMALL:
                pool = pool or Pool(config, jobs)
                for one in waiting:
                    one.start(pool)
            while waiting and _enough(waiting, jobs, started=pool is not None):
                yield waiting.popleft()
        while waiting:
            yield waiting.popleft()
    finally:
        if pool is not None:
            pool.close()


def _enough(waiting: deque[Waiting[Found]], jobs: int, *, started: bool) -> bool:
    if jobs < 2:
        return True
    return len(waiting) > (EACH * jobs if started else HELD_BACK) or sum(one.size for one in waiting) > MUCH


class Pool(AbstractContextManager["Pool"]):
    """A thread for each process: it sends, waits, and starts another process where one has died."""

    def __init__(self, config: Config, jobs: int) -> None:
        self._config = config
        self._threads = ThreadPoolExecutor(jobs, thread_name_prefix="pacta-reading")
        self._own = local()  # the worker of each thread
        self._workers: set[Worker] = set()
        self._lock, self._closed = Lock(), False

    def submit(self, document: Document) -> Future[Answer]:
        return self._threads.submit(self._read, replace(document, source=replace(document.source, raw=None)))

    def close(self) -> None:
        """Ends the processes at once; what was not read yet is not read."""
        with self._lock:
            self._closed = True
            for worker in self._workers:
                worker.kill()
        self._threads.shutdown(cancel_futures=True)
        for worker in self._workers:
            worker.end()

    def __exit__(self, *_: object) -> None:
        self.close()

    def _read(self, document: Document) -> Answer:
        """A process may die through no fault of the document that it reads, so there is a second try."""
        for _ in range(2):
            try:
                return self._worker().read(document)
            except DiedError as death:
                reason = death.reason()
                self._lose_worker()
        return Failure(document.source.shown(), reason, "Free some memory, or read with fewer processes: --jobs 1.")

    def _worker(self) -> Worker:
        worker: Worker | None = getattr(self._own, "worker", None)
        if worker is None:
            with self._lock:
                if self._closed:
                    raise RuntimeError("closed")
                worker = self._own.worker = Worker(self._config)
                self._workers.add(worker)
        return worker

    def _lose_worker(self) -> None:
        worker: Worker = self._own.worker
        self._own.worker = None
        with self._lock:
            self._workers.discard(worker)
        worker.end()

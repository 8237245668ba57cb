"""What this process and all that it started use, seen while they run: an engine's workers are not waited for.

Needs psutil (``pip install psutil``).
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event, Thread

import psutil

EVERY = 0.5  # seconds between looks: what a process uses after the last look at it is not seen

_Key = tuple[int, float]  # of a process: number and start


@dataclass(slots=True)
class Used:
    """``seconds`` of the processors and ``peaks`` of memory (MiB), of each process that was seen."""

    seconds: dict[_Key, float] = field(default_factory=dict)
    peaks: dict[_Key, int] = field(default_factory=dict)
    before: float = 0.0  # seconds of the processors that were used before the watch began

    def cpu(self) -> float:
        return round(sum(self.seconds.values()) - self.before, 2)

    def memory(self) -> list[int]:
        """The peak of this process, and that of the largest other one."""
        own = [peak for (number, _), peak in self.peaks.items() if number == os.getpid()]
        others = [peak for (number, _), peak in self.peaks.items() if number != os.getpid()]
        return [max(own, default=0), max(others, default=0)]

    def look(self) -> None:
        this = psutil.Process()
        for process in [this, *this.children(recursive=True)]:
            try:
                key, times = (process.pid, process.create_time()), process.cpu_times()
                memory = process.memory_info().rss // 2**20
            except psutil.Error:
                continue  # it has just ended
            self.seconds[key] = times.user + times.system
            self.peaks[key] = max(memory, self.peaks.get(key, 0))


@contextmanager
def watched() -> Iterator[Used]:
    used, ended = Used(), Event()

    def watch() -> None:
        while not ended.wait(EVERY):
            used.look()

    watcher = Thread(target=watch, daemon=True)
    used.look()
    used.before = sum(used.seconds.values())
    watcher.start()
    try:
        yield used
    finally:
        ended.set()
        watcher.join()
        used.look()

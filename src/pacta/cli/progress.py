"""A progress bar on standard error, if that is a terminal: how many, how fast, how long still."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pacta.app.progress import Progress, Step, quiet

# Files that hold nobody knows how many documents.
CONTAINERS = frozenset({".zip", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".jsonl", ".csv"})


@contextmanager
def showing(label: str, paths: Iterable[str] = (), total: int | None = None) -> Iterator[Progress]:
    """A callback that moves the bar by one a step. The total is the number of files behind the paths."""
    if not sys.stderr.isatty():
        yield quiet
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    rate = TextColumn("{task.fields[rate]}")
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), rate, TimeRemainingColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=total or count_files(paths), rate="")
        words = 0

        def advance(step: Step) -> None:
            nonlocal words
            words += step.words
            seconds = bar.tasks[0].elapsed or 1
            bar.update(task, advance=1, rate=f"{words / max(seconds, 0.1):,.0f} words/s")

        yield advance


def count_files(paths: Iterable[str]) -> int | None:
    """How many files there are to read; None where nobody knows (addresses, archives, tables, patterns)."""
    count = 0
    for path in map(Path, paths):
        if path.is_dir():
            count += sum(len(files) for _, _, files in os.walk(path))
        elif path.is_file() and path.suffix.lower() not in CONTAINERS:
            count += 1
        else:
            return None
    return count

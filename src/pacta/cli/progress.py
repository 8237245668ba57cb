"""A progress bar on standard error, if that is a terminal: how many, how fast, how long still."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pacta.app.progress import Progress, Step, quiet

# Files that hold nobody knows how much.
PACKED = frozenset({".zip", ".tar", ".gz", ".tgz", ".bz2", ".xz"})


@contextmanager
def showing(label: str, paths: Iterable[str] = ()) -> Iterator[Progress]:
    """A callback that moves the bar by the size of each document, or by one step where a step says how many
    there will be. Where nobody knows how much there is, it tells how much is done."""
    if not sys.stderr.isatty():
        yield quiet
        return
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    done = TextColumn("{task.fields[done]}")
    columns = (TextColumn("{task.description}"), BarColumn(), done, TimeRemainingColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=bytes_of(paths), done="")
        documents = words = 0

        def advance(step: Step) -> None:
            nonlocal documents, words
            documents, words = documents + 1, words + step.words
            seconds = max(bar.tasks[0].elapsed or 0, 0.1)
            done = f"{documents:,} documents, {words / seconds:,.0f} words/s"
            if step.of is not None:
                bar.update(task, advance=1, total=step.of, done=done)
            else:
                bar.update(task, advance=step.size, done=done)

        yield advance


def bytes_of(paths: Iterable[str]) -> int | None:
    """How many bytes there are to read; None where nobody knows (addresses, archives, patterns)."""
    total = 0
    for path in map(Path, paths):
        if path.is_dir():
            total += sum(
                (Path(folder) / file).lstat().st_size for folder, _, files in os.walk(path) for file in files
            )
        elif path.is_file() and path.suffix.lower() not in PACKED:
            total += path.stat().st_size
        else:
            return None
    return total or None

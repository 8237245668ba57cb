"""Adding documents to a register, and reading those in it again with this version."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from pacta.app.progress import Progress, Step, quiet
from pacta.app.reading import read_or_fail
from pacta.app.views import Failure
from pacta.ingest import read_inputs
from pacta.model import Config, Document, Given, UnreadableInput
from pacta.pipeline import reader_version
from pacta.store import Register, keeping, runs


@dataclass(slots=True)
class Summary:
    """What a run did. ``interrupted``: the user stopped it; what is counted here is in the register."""

    run: int
    counts: Counter[str] = field(default_factory=Counter)  # "added", "new version", "updated", "unchanged"
    words: int = 0
    failures: list[Failure] = field(default_factory=list)
    warnings: list[tuple[str, str]] = field(default_factory=list)  # path and what to know of its reading
    interrupted: bool = False


def add_inputs(
    register: Register,
    paths: Iterable[str],
    given: Given = Given(),
    config: Config = Config(),
    progress: Progress = quiet,
) -> Summary:
    """Reads files, folders, archives, tables and URLs into the register, one document a transaction.

    The same bytes twice are one document; changed bytes at a known address are a new version. An input
    that cannot be read becomes a failure of the run and the others go on. Parties of ``config`` are kept in
    the register and used from then on. Stopping at any moment loses at most the document in work;
    running the same again goes on. Raises PactaError if the register itself cannot be written.
    """
    with _run(register, config) as (summary, config):
        for found in read_inputs(paths, given):
            if isinstance(found, UnreadableInput):
                _fail(register, summary, Failure(found.path, found.message, found.advice), progress)
            else:
                _add(register, summary, found, config, progress)
    return summary


def reread(
    register: Register, config: Config = Config(), progress: Progress = quiet, *, everything: bool = False
) -> Summary:
    """Reads again what another version of Pacta, or other settings, have read; or everything.

    Ids of what is still found stay; what is no longer found is removed; one transaction a document.
    """
    with _run(register, config) as (summary, config):
        reader = None if everything else runs.reader_digest(reader_version(), config)
        with register.reading() as connection:
            stale = keeping.not_read_by(connection, reader)
        for document_id in stale:
            _add(register, summary, keeping.document(register, document_id), config, progress, again=True)
    return summary


@contextmanager
def _run(register: Register, config: Config) -> Iterator[tuple[Summary, Config]]:
    """A run in the register's log; Ctrl-C ends it in good order."""
    with register.writing() as connection:
        runs.keep_parties(connection, config.parties)
        config = replace(config, parties=runs.kept_parties(connection))
        summary = Summary(runs.start_run(connection, reader_version(), config))
    try:
        yield summary, config
    except KeyboardInterrupt:
        summary.interrupted = True
    with register.writing() as connection:
        runs.finish_run(connection, summary.run, interrupted=summary.interrupted)


def _add(
    register: Register,
    summary: Summary,
    document: Document,
    config: Config,
    progress: Progress,
    *,
    again: bool = False,
) -> None:
    task = keeping.Task(summary.run, runs.reader_digest(reader_version(), config))
    document = keeping.with_kept_metadata(register, document)
    outcome = None if again else keeping.settle_unchanged(register, document, task)
    if outcome is None:
        reading = read_or_fail(document, config)
        if isinstance(reading, Failure):
            _fail(register, summary, reading, progress)
            return
        outcome = keeping.keep(register, document, reading.annotations, task)
        summary.warnings += [(document.source.path, warning) for warning in reading.warnings]
    words = len(document.text.split())
    summary.counts[outcome] += 1
    summary.words += words
    progress(Step(document.source.path, outcome, document.source.size, words))


def _fail(register: Register, summary: Summary, failure: Failure, progress: Progress) -> None:
    summary.failures.append(failure)
    with register.writing() as connection:
        runs.record_failure(connection, summary.run, failure.path, failure.reason, failure.advice)
    progress(Step(failure.path, "failed", reason=failure.reason, advice=failure.advice))

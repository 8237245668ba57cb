"""Adding documents to a register, and reading those in it again with this version."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from functools import partial

from pacta.app.ahead import ahead
from pacta.app.loaded import Loaded, is_output
from pacta.app.progress import Progress, Step, quiet
from pacta.app.reading import Reading
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
    *,
    jobs: int = 1,
) -> Summary:
    """Reads files, folders, archives, tables and URLs into the register, one document a transaction.

    The same bytes twice are one document; changed bytes at a known address are a new version. An input
    that cannot be read becomes a failure of the run and the others go on. Parties of ``config`` are kept in
    the register and used from then on. Stopping at any moment loses at most the document in work;
    running the same again goes on. Raises PactaError if the register itself cannot be written.
    With more than one of ``jobs``, processes read ahead; what is in the register at the end is the same.
    """
    return add_found(register, _found(paths, given), config, progress, jobs=jobs)


def add_found(
    register: Register,
    found: Iterable[Document | UnreadableInput | Loaded],
    config: Config = Config(),
    progress: Progress = quiet,
    *,
    jobs: int = 1,
) -> Summary:
    """The same for inputs that have been opened already."""
    with _run(register, config) as (summary, config):
        adding = _Adding(register, summary, config, progress)
        with closing(ahead(found, adding.unread, config, jobs)) as inputs:
            for waiting in inputs:
                if isinstance(waiting.found, UnreadableInput):
                    adding.fail(Failure(waiting.found.path, waiting.found.message, waiting.found.advice))
                elif isinstance(waiting.found, Document):
                    adding.add(waiting.found, waiting.reading)
                else:
                    adding.add(waiting.found.document, partial(waiting.found.reading, config=config))
    return summary


def reread(
    register: Register,
    config: Config = Config(),
    progress: Progress = quiet,
    *,
    everything: bool = False,
    jobs: int = 1,
) -> Summary:
    """Reads again what another version of Pacta, or other settings, have read; or everything.

    Ids of what is still found stay; what is no longer found is removed; one transaction a document.
    """
    with _run(register, config) as (summary, config):
        readers = () if everything else (runs.reader_digest(reader_version(config.fast), config),)
        with register.reading() as connection:
            stale = keeping.not_read_by(connection, *readers)
        adding = _Adding(register, summary, config, progress, again=True, of=len(stale))
        documents = (keeping.document(register, document_id) for document_id in stale)
        with closing(ahead(documents, adding.unread, config, jobs)) as inputs:
            for waiting in inputs:
                adding.add(waiting.found, waiting.reading)
    return summary


def _found(paths: Iterable[str], given: Given) -> Iterator[Document | UnreadableInput | Loaded]:
    """What stands behind the paths; a folder that a corpus run has written gives what was read in it."""
    for path in paths:
        if is_output(path):
            from pacta.app.corpus import loaded

            yield from loaded(path)
        else:
            yield from read_inputs([path], given)


@contextmanager
def _run(register: Register, config: Config) -> Iterator[tuple[Summary, Config]]:
    """A run in the register's log; Ctrl-C ends it in good order."""
    with register.writing() as connection:
        runs.keep_parties(connection, config.parties)
        config = replace(config, parties=runs.kept_parties(connection))
        summary = Summary(runs.start_run(connection, reader_version(config.fast), config))
    try:
        yield summary, config
    except KeyboardInterrupt:
        summary.interrupted = True
    with register.writing() as connection:
        runs.finish_run(connection, summary.run, interrupted=summary.interrupted)


@dataclass(frozen=True, slots=True)
class _Adding:
    """Adds one document after the other, in order. ``again``: those of the register, ``of`` them."""

    register: Register
    summary: Summary
    config: Config
    progress: Progress
    again: bool = False
    of: int | None = None

    @property
    def task(self) -> keeping.Task:
        return keeping.Task(self.summary.run, runs.reader_digest(reader_version(self.config.fast), self.config))

    def unread(self, found: Document | UnreadableInput | Loaded) -> Document | None:
        """The document as it will be read when its turn comes, as far as can be known now; None: perhaps not."""
        if not isinstance(found, Document):
            return None
        document = keeping.with_kept_metadata(self.register, found)
        known = not self.again and keeping.is_unchanged(self.register, document, self.task)
        return None if known else document

    def add(self, document: Document, read: Callable[[Document], Reading | Failure]) -> None:
        document = keeping.with_kept_metadata(self.register, document)
        outcome = None if self.again else keeping.settle_unchanged(self.register, document, self.task)
        if outcome is None:
            reading = read(document)
            if isinstance(reading, Failure):
                self.fail(reading)
                return
            outcome = keeping.keep(self.register, document, reading.annotations, self.task)
            self.summary.warnings += [(document.source.shown(), warning) for warning in reading.warnings]
        words = len(document.text.split())
        self.summary.counts[outcome] += 1
        self.summary.words += words
        self.progress(Step(document.source.shown(), outcome, document.source.size, words, of=self.of))

    def fail(self, failure: Failure) -> None:
        self.summary.failures.append(failure)
        with self.register.writing() as connection:
            runs.record_failure(connection, self.summary.run, failure.path, failure.reason, failure.advice)
        step = Step(failure.path, "failed", reason=failure.reason, advice=failure.advice, of=self.of)
        self.progress(step)

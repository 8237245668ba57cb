"""What every section of a meeting pack needs: the selection, the day, the labels, and notes on passages."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pacta.app import linked
from pacta.app.export import Texts, every
from pacta.app.link_views import FindingRow, Passage, ThreadView
from pacta.app.queries import list_statements
from pacta.app.views import Filters, Page, StatementRow
from pacta.publish.brief import Entry, Labels, Note
from pacta.store import Register

LINE = 220  # code points of an entry
FOLLOW_UPS = ("overdue", "silent", "dropped", "missing-party")


@dataclass(frozen=True)
class Desk:
    """``as_of`` is the ISO day on which deadlines are looked at; ``most`` the entries that a group shows."""

    register: Register
    filters: Filters
    labels: Labels
    as_of: str
    codebook: str
    most: int

    @cached_property
    def commitments(self) -> tuple[StatementRow, ...]:
        """The commitments that the codebook includes, by document and place."""
        rows = every(lambda **page: list_statements(self.register, self.filters, **page))
        return tuple(
            row for row in rows if row.kind == "commitment" and row.codebooks.get(self.codebook, (False,))[0]
        )

    @cached_property
    def findings(self) -> tuple[FindingRow, ...]:
        """Those that no reviewer has dismissed."""
        return self.every(linked.findings, dismissed=False, as_of=self.as_of)

    @cached_property
    def threads(self) -> tuple[ThreadView, ...]:
        """Threads of two mentions or more, whole."""
        return tuple(linked.thread(self.register, row.id) for row in self.every(linked.threads))

    def every(self, ask: Callable[..., Page[Any]], **options: Any) -> tuple[Any, ...]:
        """The rows of all pages of a question about the selection."""
        return tuple(every(lambda **page: ask(self.register, self.filters, **options, **page)))

    @cached_property
    def _texts(self) -> Texts:
        return Texts(self.register)

    @cached_property
    def earlier(self) -> frozenset[str]:
        """Ids of commitments that a later document repeats."""
        found: set[str] = set()
        for thread in self.threads:
            said = [mention for mention in thread.mentions if mention.kind == "commitment" and mention.passage.date]
            found.update(mention.passage.statement for mention in said[:-1] if mention.passage.statement)
        return frozenset(found)

    def entry(self, row: StatementRow) -> Entry:
        """A commitment as a line: who acts, the words, how firm, by when."""
        tags = [self.labels(f"firmness.{row.firmness}")]
        if row.deadline:
            tags.append(self.labels("due", date=self.labels.day(row.deadline)))
        if row.voice != "joint":
            tags.append(self.labels("speaks", voice=self.labels.code(row.voice)))
        return Entry(self.labels.codes(row.actors), self.short(row), tuple(tags), (self.note_of(row),))

    def short(self, row: StatementRow) -> str:
        """Cue and content, cut to a line or two; the note has the whole clause."""
        text = self._texts(row.document)
        content = row.content.of(text) if row.content and row.content.start >= row.cue.end else ""
        return shortened(f"{row.cue.of(text)} {content}" if content else row.quote)

    def note_of(self, row: StatementRow) -> Note:
        return Note(row.quote, self.source(row.document_title, row.document_date, row.citation), row.document,
                    row.span.start, row.span.end)  # fmt: skip

    def note(self, passage: Passage) -> Note:
        return Note(passage.quote, self.source(passage.document_title, passage.date), passage.document,
                    passage.span.start, passage.span.end)  # fmt: skip

    def source(self, title: str, date: str | None, citation: str | None = None) -> str:
        told = self.labels.day(date)
        if citation:
            return self.labels("paragraph", title=title, date=told, citation=citation)
        return self.labels("no_paragraph", title=title, date=told)

    def remark(self, shown: int, every: int) -> str:
        return self.labels("more", shown=shown, all=every) if every > shown else ""


def shortened(words: str) -> str:
    """The words in one line, cut at a word where they are long."""
    line = " ".join(words.split())
    return line if len(line) <= LINE else line[:LINE].rsplit(" ", 1)[0].rstrip(",;:") + " …"


def firmest_first(rows: Iterable[StatementRow]) -> list[StatementRow]:
    """The firmest first, of those the latest, of those in text order."""
    listed = sorted(rows, key=lambda row: (row.document, row.span.start))
    listed.sort(key=lambda row: row.document_date or "", reverse=True)
    listed.sort(key=lambda row: -(row.firmness or 0))
    return listed

"""One round over what is watched: what is due is asked for, what is new or changed comes into the register."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, Literal

from pacta.app import clock
from pacta.app.add import add_found
from pacta.app.linking import refresh
from pacta.app.watch.archive import Archive
from pacta.app.watch.feeds import Entry, entries_in
from pacta.app.watch.manners import Manners
from pacta.app.watch.sources import Source
from pacta.ingest.raw import Origin
from pacta.ingest.reading import read_stream
from pacta.ingest.urls import Answer, exchange, raw_input
from pacta.model import Config, Document, UnreadableInput
from pacta.store import Register, watching

What = Literal["added", "new version", "updated", "unchanged", "feed", "failed"]
AGAIN = timedelta(days=7)  # a page that a feed named is looked at again while the feed still names it
LATER = timedelta(days=1)  # the longest that a failing address or a server's Retry-After can put things off


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one address. ``reason`` is given for failures."""

    url: str
    what: What
    reason: str = ""


@dataclass(slots=True)
class Watcher:
    """Watches sources for one register. ``now`` is the machine's clock."""

    register: Register
    sources: list[Source]
    manners: Manners
    archive: Archive | None = None
    config: Config = Config()
    now: Callable[[], datetime] = field(default=clock.now)

    def round(self) -> Iterator[Outcome]:
        """Visits every source that is due, and the pages that its feed names. Each address is settled in the
        register before the next is asked, so that stopping at any moment loses nothing."""
        self.manners.new_round()
        changed = False
        try:
            for source in self.sources:
                for outcome in self._visit_source(source):
                    changed |= outcome.what in ("added", "new version", "updated")
                    yield outcome
        finally:
            if changed:
                refresh(self.register)

    def next_due(self) -> datetime | None:
        """When the next source is due; None while there is none at all."""
        with self.register.reading() as connection:
            rows = [watching.known(connection, source.url) for source in self.sources]
        times = [datetime.fromisoformat(row["due"]) if row else self.now() for row in rows]
        return min(times, default=None)

    def _visit_source(self, source: Source) -> Iterator[Outcome]:
        seen = self._known(source.url)
        if not _is_due(seen, self.now()):
            return
        answer = self._ask(source, source.url, seen)
        if isinstance(answer, Outcome):
            yield answer
            return
        entries = entries_in(answer) if answer.status == 200 else None
        if entries is None:
            yield self._settle(source, source.url, seen, answer)
            return
        self._keep(source.url, answer, every=source.every)
        yield Outcome(source.url, "feed")
        for entry in entries:
            yield from self._visit_entry(source, entry)

    def _visit_entry(self, source: Source, entry: Entry) -> Iterator[Outcome]:
        seen = self._known(entry.url)
        if seen.get("mark") == entry.mark and not _is_due(seen, self.now()):
            return
        page = replace(source, url=entry.url, every=AGAIN)
        more = {"feed": source.url, "mark": entry.mark}
        answer = self._ask(page, entry.url, seen, **more)
        yield answer if isinstance(answer, Outcome) else self._settle(page, entry.url, seen, answer, **more)

    def _known(self, url: str) -> watching.Row:
        with self.register.reading() as connection:
            return watching.known(connection, url)

    def _ask(self, source: Source, url: str, seen: watching.Row, **more: Any) -> Answer | Outcome:
        """The answer, archived; or the failure, kept."""
        conditions = {"if-none-match": seen.get("etag"), "if-modified-since": seen.get("modified")}
        headers = {name: value for name, value in conditions.items() if value}
        try:
            answer = exchange(Origin(url), self.manners.limits, headers, self.manners.before)
        except UnreadableInput as error:
            return self._fail(source, url, seen, None, f"{error.message} {error.advice}".strip(), **more)
        if answer.status in (200, 304) and self.archive is not None:
            self.archive.keep(url, answer, self.now())
        if answer.status not in (200, 304):
            said = f"The server answered {answer.status} {answer.reason}".strip()
            return self._fail(source, url, seen, answer, f"{said}.", **more)
        return answer

    def _settle(self, source: Source, url: str, seen: watching.Row, answer: Answer, **more: Any) -> Outcome:
        """Brings a page into the register if its text is another than the last time."""
        if answer.status == 304:
            self._keep(url, answer, every=source.every, **(_kept(seen) | more))
            return Outcome(url, "unchanged")
        raw = raw_input(Origin(url, given=source.given), answer)
        documents = list(read_stream(io.BytesIO(raw.data), raw.origin, self.manners.limits))
        content = _content(documents)
        if content is not None and content == seen.get("content"):
            self._keep(url, answer, every=source.every, content=content, **more)
            return Outcome(url, "unchanged")
        summary = add_found(self.register, documents, self.config)
        if summary.interrupted:
            raise KeyboardInterrupt
        reason = "; ".join(f"{one.reason} {one.advice}".strip() for one in summary.failures)
        if summary.counts.total() == 0:
            return self._fail(source, url, seen, answer, reason or "There is no document in it.", **more)
        self._keep(url, answer, every=source.every, content=content, **more)
        return Outcome(url, _strongest(summary.counts), reason)

    def _fail(
        self, source: Source, url: str, seen: watching.Row, answer: Answer | None, reason: str, **more: Any
    ) -> Outcome:
        wait = min(_retry_after(answer) or source.every, max(LATER, source.every))
        self._keep(url, answer, every=wait, **(_kept(seen) | more), reason=reason)
        return Outcome(url, "failed", reason)

    def _keep(self, url: str, answer: Answer | None, every: timedelta, **values: Any) -> None:
        at = self.now()
        row: dict[str, Any] = dict.fromkeys(("feed", "content", "mark", "reason"))
        if answer is not None and answer.status == 200:
            row |= {"etag": answer.headers.get("etag"), "modified": answer.headers.get("last-modified")}
        row |= values
        status = answer.status if answer is not None else None
        row |= {"url": url, "checked": clock.stamp(at), "due": clock.stamp(at, every), "status": status}
        with self.register.writing() as connection:
            watching.keep(connection, row)


def _is_due(seen: watching.Row, now: datetime) -> bool:
    return not seen or clock.stamp(now) >= seen["due"] or seen["checked"] > clock.stamp(now)


def _kept(seen: watching.Row) -> dict[str, Any]:
    """What stays true of an address of which nothing new was learnt."""
    return {name: seen.get(name) for name in ("etag", "modified", "content", "feed", "mark")}


def _retry_after(answer: Answer | None) -> timedelta | None:
    said = answer.headers.get("retry-after", "") if answer is not None else ""
    return timedelta(seconds=int(said)) if said.isdigit() and len(said) < 9 else None


def _content(documents: list[Document | UnreadableInput]) -> str | None:
    """Digest of the texts without what their format marks as furniture: a new advertisement is no new version."""
    if not documents or any(isinstance(one, UnreadableInput) for one in documents):
        return None
    digest = sha256()
    for one in documents:
        if isinstance(one, Document):
            digest.update(_without_furniture(one).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _without_furniture(document: Document) -> str:
    parts, at = [], 0
    for mark in sorted((m for m in document.layout if m.role == "furniture"), key=lambda m: m.span.start):
        parts.append(document.text[at : max(at, mark.span.start)])
        at = max(at, mark.span.end)
    return "".join([*parts, document.text[at:]])


def _strongest(counts: Any) -> What:
    for what in ("added", "new version", "updated"):
        if counts[what]:
            return what
    return "unchanged"

"""Passages for the record across documents: words with the document they stand in and whose they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from pacta.app.link_views import Passage, ThreadMention
from pacta.link import LinkedMention, Mention
from pacta.link.types import Evidence
from pacta.model import Span
from pacta.store import links
from pacta.store.schema import documents, statements

Place = tuple[str, Span]  # id of the document, and the place in it


@dataclass(frozen=True, slots=True)
class Titles:
    """The titles of documents; those that may not be seen have none."""

    by_id: Mapping[str, str]

    @classmethod
    def of(cls, connection: Connection, ids: Iterable[str]) -> Titles:
        query = select(documents.c.id, documents.c.title)
        return cls(dict(links.rows(connection, query, documents.c.id, set(ids))))

    def mention(self, mention: Mention, marks: tuple[Span, ...] = ()) -> Passage:
        found = mention.evidence
        return Passage(
            found.document, self.by_id.get(found.document, ""), found.file, found.date, found.span, found.quote,
            mention.voice, mention.statement, marks, found.inferred,
        )  # fmt: skip

    def evidence(self, found: Evidence, voice: str | None = None) -> Passage:
        title = self.by_id.get(found.document, "")
        return Passage(
            found.document, title, found.file, found.date, found.span, found.quote, voice, inferred=found.inferred
        )

    def linked(self, linked: LinkedMention, before: Mention | None) -> ThreadMention:
        """A mention as it is shown; ``before`` is the one that its relation is to."""
        mention = linked.mention
        return ThreadMention(
            passage=self.mention(mention, linked.marks),
            kind=mention.kind,
            firmness=mention.firmness,
            actors=mention.actors,
            deadline=mention.deadline,
            stage=mention.stage,
            stage_words=mention.stage_span,
            relation=linked.relation,
            changes=linked.changes,
            before=self.mention(before, linked.gone) if before else None,
            inferred=linked.inferred,
        )


def passages_at(connection: Connection, places: Sequence[Place]) -> list[Passage]:
    """The passages at these places, with the voice of the statement that stands there. The texts that may not be
    seen are passed over, so that there may be fewer passages than places."""
    columns = (documents.c.id, documents.c.title, documents.c.path, documents.c.date, documents.c.text)
    about = {
        row[0]: row for row in links.rows(connection, select(*columns), documents.c.id, {d for d, _ in places})
    }
    voices = _voices(connection, places)
    return [
        Passage(
            document, about[document][1], about[document][2], about[document][3], span,
            span.of(about[document][4]), *voices.get((document, span), (None, None)),
        )
        for document, span in places
        if document in about
    ]  # fmt: skip


def _voices(connection: Connection, places: Sequence[Place]) -> dict[Place, tuple[str, str]]:
    """Voice and id of the statement that shares most with each place."""
    inside = statements.c
    query = select(inside.document, inside.quote_start, inside.quote_end, inside.voice, inside.id)
    found: dict[str, list[tuple[Span, str, str]]] = {}
    for document, start, end, voice, id_ in links.rows(connection, query, inside.document, {d for d, _ in places}):
        found.setdefault(document, []).append((Span(start, end), voice, id_))
    best = {
        place: max(found.get(place[0], ()), key=lambda one: _shared(one[0], place[1]), default=None)
        for place in places
    }
    return {place: (one[1], one[2]) for place, one in best.items() if one and _shared(one[0], place[1]) > 0}


def _shared(a: Span, b: Span) -> int:
    return min(a.end, b.end) - max(a.start, b.start)

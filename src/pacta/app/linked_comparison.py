"""Two documents, or two sets of documents, compared by what is kept of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sqlalchemy import Connection, or_, select

from pacta.app import conditions
from pacta.app.link_passages import Titles
from pacta.app.link_views import ComparedPair, ComparisonView, ThreadMention
from pacta.app.linking import refresh
from pacta.app.views import Filters
from pacta.link import LinkedMention, Mention, Pair
from pacta.link.compare import Comparison, align
from pacta.model import PactaError
from pacta.store import Register, link_names, links
from pacta.store.schema import documents
from pacta.store.schema_links import link_facts

_DAY, _MONTH, _YEAR = 10, 7, 4  # characters of a date
Side = tuple[str, list[str]]  # what it is, and the ids of its documents by date


@dataclass(frozen=True, slots=True)
class Alignment:
    """Two sides, what they are, and which statement of the one is which of the other. What is shown of a pair is
    worked out when it is asked for: two years hold many thousand."""

    a: str
    b: str
    found: Comparison
    titles: Titles

    def pairs(self, pairs: Iterable[Pair]) -> tuple[ComparedPair, ...]:
        return tuple(_pair(pair, self.titles) for pair in pairs)

    def alone(self, mentions: Iterable[Mention]) -> tuple[ThreadMention, ...]:
        """Statements that only one side has."""
        return tuple(self.titles.linked(LinkedMention(mention, None), None) for mention in mentions)


def aligned(register: Register, a: str, b: str, filters: Filters = Filters()) -> Alignment:
    """Aligns two documents or two sets. A side is an id (or as much of it as tells it apart), a path as it was
    added, or a year, month or day of documents ("2023"). Raises PactaError for a side without documents."""
    refresh(register)
    with register.reading() as connection:
        (name_a, first), (name_b, second) = (_side(connection, wanted, filters) for wanted in (a, b))
        ours, theirs = _mentions(connection, first), _mentions(connection, second)
        forms = {name.form for mention in (*ours, *theirs) for name in mention.named}
        found = align(ours, theirs, link_names.entities_of(connection, forms))
        return Alignment(name_a, name_b, found, Titles.of(connection, {*first, *second}))


def compared(register: Register, a: str, b: str, filters: Filters = Filters()) -> ComparisonView:
    """The same with everything that is shown of each statement."""
    sides = aligned(register, a, b, filters)
    found = sides.found
    return ComparisonView(
        sides.a, sides.b, sides.pairs(found.aligned), sides.alone(found.gone), sides.alone(found.new)
    )


def _pair(pair: Pair, titles: Titles) -> ComparedPair:
    later = pair.b
    ours = LinkedMention(pair.a, None, marks=later.gone)
    return ComparedPair(
        titles.linked(ours, None), titles.linked(later, pair.a), pair.likeness, pair.same, pair.doubtful
    )


def _mentions(connection: Connection, ids: list[str]) -> list[Mention]:
    """The statements of documents, in the order of the documents and of their texts."""
    place = {id_: number for number, id_ in enumerate(ids)}
    found = (one.fact for one in links.load_facts(connection, link_facts.c.document, ids, "mention"))
    listed = [fact for fact in found if isinstance(fact, Mention)]
    return sorted(listed, key=lambda one: (place[one.evidence.document], one.evidence.span, one.statement))


def _side(connection: Connection, wanted: str, filters: Filters) -> Side:
    found = _by_date(connection, wanted, filters) or _by_name(connection, wanted, filters)
    if not found:
        raise PactaError(
            f"There is no document {wanted!r}, and none of such a date.",
            "Give an id, a path as it was added, or a year; pacta list documents shows them.",
        )
    return found


def _by_date(connection: Connection, wanted: str, filters: Filters) -> Side | None:
    if not wanted[:_YEAR].isdigit() or len(wanted) not in (_DAY, _MONTH, _YEAR):
        return None
    inside = conditions.of_documents(replace(filters, since=wanted, until=wanted))
    query = select(documents.c.id).where(*inside).order_by(documents.c.date, documents.c.id)
    ids = list(connection.execute(query).scalars())
    return (f"{len(ids)} document{'s' * (len(ids) > 1)} of {wanted}", ids) if ids else None


def _by_name(connection: Connection, wanted: str, filters: Filters) -> Side | None:
    if not wanted:
        return None
    named = or_(documents.c.id.startswith(wanted, autoescape=True), documents.c.path == wanted)
    query = select(documents.c.id, documents.c.title, documents.c.date).where(named, documents.c.current)
    found = list(connection.execute(query.order_by(documents.c.id).limit(2)))
    if len(found) > 1:
        raise PactaError(f"More than one document is {wanted}.", "Give more of the id.")
    return next(((f"{title} ({date or 'undated'})", [id_]) for id_, title, date in found), None)

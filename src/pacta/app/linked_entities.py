"""Entities as they are kept in the register: who and what is named, under all names as one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    Connection,
    Integer,
    Select,
    Subquery,
    and_,
    case,
    cast,
    desc,
    distinct,
    func,
    or_,
    select,
    true,
)

from pacta.app import conditions
from pacta.app.find import one
from pacta.app.link_passages import Titles, passages_at
from pacta.app.link_views import Abstention, EntityView, Holding, NamedView, Passage
from pacta.app.linked_threads import rows_of
from pacta.app.linking import refresh
from pacta.app.paging import in_all
from pacta.app.views import EntityRow, Filters, Page
from pacta.link.bodies import Holding as HoldingFact
from pacta.model import Span
from pacta.review.decisions import entity_decisions
from pacta.store import Register, judgements, link_results, links
from pacta.store.schema import blocks, documents
from pacta.store.schema_links import link_fact_forms, link_facts, link_forms, link_names, link_unsure

_MOST = 50  # passages and threads of an entity
_TEXTS = func.count(distinct(link_names.c.document)).label("documents")


def entities(
    register: Register,
    filters: Filters = Filters(),
    *,
    type: str | None = None,
    sort: str = "-mentions",
    page: int = 1,
    size: int = 50,
) -> Page[EntityRow]:
    """Who and what is named in documents under the filters, under all names as one; ``text``: in the name.
    ``sort``: mentions, documents, name."""
    refresh(register)
    with register.reading() as connection:
        by_documents = sort.removeprefix("-") == "documents"
        found = _entities(filters, type, given_names(connection), documents=by_documents).subquery("found")
        orders = {name: (found.c[name], found.c.name, found.c.id) for name in ("mentions", "name")}
        if by_documents:
            orders["documents"] = (found.c.documents, found.c.name, found.c.id)
        order = conditions.ordering(sort, orders)
        wanted = select(found, func.count().over().label("total")).order_by(*order)  # counted in the same pass
        rows = connection.execute(wanted.limit(size).offset((page - 1) * size)).mappings().all()
        counted = select(func.count()).select_from(found)
        total = in_all(connection, rows[0]["total"] if rows else None, page, counted)
        return Page(_entity_rows(connection, filters, rows), total, page, size)


def entity(register: Register, id: str) -> EntityView:
    """One entity by id or unambiguous prefix of it; the id of any of its forms will do. Raises PactaError if there
    is none."""
    refresh(register)
    with register.reading() as connection:
        entity_id = one(connection, select(link_forms), link_forms.c.id, id, "name")["entity"]
        forms = list(connection.execute(select(link_forms.c.id).where(link_forms.c.entity == entity_id)).scalars())
        given = given_names(connection)
        row = connection.execute(_entities(Filters(), None, given, entity_id)).mappings().first()
        names = _names(connection, forms)
        return EntityView(
            id=entity_id,
            name=row["name"] if row else "",
            type=row["type"] if row else "",
            code=row["code"] if row else None,
            names=tuple(name for name in names if row is None or name[0] != row["name"]),
            passages=tuple(_passages(connection, forms)),
            holders=tuple(_holders(connection, forms)),
            threads=tuple(rows_of(connection, _threads(connection, forms))[:_MOST]),
            unsure=_unsure(connection, entity_id),
        )


def abstentions(register: Register) -> tuple[Abstention, ...]:
    """Pairs of entities that may be one, for a reviewer."""
    refresh(register)
    with register.reading() as connection:
        return _unsure(connection, None)


def named(register: Register, ids: Iterable[str], most: int = 2) -> dict[str, NamedView]:
    """Entities as far as their names tell, by their ids: what a pair that may be one is judged by. ``most``:
    passages of each. Ids of none are passed over."""
    refresh(register)
    found: dict[str, list[Mapping[Any, Any]]] = {}
    with register.reading() as connection:
        query = (
            select(link_forms.c.entity, link_names, documents.c.date)
            .join_from(link_names, link_forms, link_forms.c.id == link_names.c.form)
            .join(documents, documents.c.id == link_names.c.document)
            .where(link_names.c.uses > 0)
        )
        for batch in links.in_batches(dict.fromkeys(ids)):
            for row in connection.execute(query.where(link_forms.c.entity.in_(batch))).mappings():
                found.setdefault(row["entity"], []).append(row)
        given = given_names(connection)
        first = {id_: _first(rows)[:most] for id_, rows in found.items()}
        places = {place: None for places in first.values() for place in places}
        sentences = {place: (place[0], _sentence(connection, *place)) for place in places}
        passages = {(one.document, one.span): one for one in passages_at(connection, list(sentences.values()))}
    return {
        id_: _named(
            id_, rows, given.get(id_), [passages[sentences[at]] for at in first[id_] if sentences[at] in passages]
        )
        for id_, rows in found.items()
    }


def _first(rows: Iterable[Mapping[Any, Any]]) -> list[tuple[str, Span]]:
    """The first mention in each document, by date."""
    ordered = sorted(rows, key=lambda row: (row["date"] or "9999", row["document"], row["first_start"]))
    first: dict[str, Span] = {}
    for row in ordered:
        first.setdefault(row["document"], Span(row["first_start"], row["first_end"]))
    return list(first.items())


def _named(id_: str, rows: Iterable[Mapping[Any, Any]], given: str | None, passages: list[Passage]) -> NamedView:
    uses: dict[tuple[str, str], int] = {}
    for row in rows:
        uses[row["words"], row["type"]] = uses.get((row["words"], row["type"]), 0) + row["uses"]
    words, type_ = min(uses, key=lambda one: (-uses[one], -len(one[0]), one))
    names: dict[str, int] = {}
    for (other, _), count in uses.items():
        names[other] = names.get(other, 0) + count
    ranked = sorted(names, key=lambda other: (-names[other], other))
    code = max((row["code"] for row in rows if row["code"]), default=None)
    shown = given or words
    return NamedView(id_, shown, type_, code, tuple(other for other in ranked if other != shown), tuple(passages))


def given_names(connection: Connection) -> dict[str, str]:
    """The names under which reviewers want entities to be shown, by entity."""
    given = entity_decisions(judgements.entries_about(connection, "entity")).names
    return {entity: given[form] for form, entity in sorted(_entity_of(connection, given).items())}


def _entities(
    filters: Filters,
    type_: str | None,
    given: Mapping[str, str],
    entity_id: str | None = None,
    *,
    documents: bool = False,
) -> Select[Any]:
    """Entities with their mentions in documents under the filters. In how many ``documents`` is dear to count for
    all of them, so it is there only for who orders by it."""
    usual = _usual_names(entity_id, given, _inside(filters))
    wanted = (usual.c.entity.label("id"), usual.c.type, usual.c.code, usual.c.name, usual.c.mentions)
    query = select(*wanted).where(usual.c.mentions > 0)
    if documents:
        counted = _documents(filters).with_only_columns(*wanted, _TEXTS, maintain_column_froms=True)
        counted = counted.join(usual, usual.c.entity == link_forms.c.entity)
        query = counted.group_by(None).group_by(*wanted)
    if type_:
        query = query.where(usual.c.type == type_)
    for word in (filters.text or "").split():
        query = query.where(usual.c.name.icontains(word, autoescape=True))
    return query


def _inside(filters: Filters) -> list[conditions.Condition]:
    """The name stands in a document under the filters."""
    if filters == Filters(text=filters.text):
        return []
    inside = select(documents.c.id).where(*conditions.of_documents(filters))
    return [link_names.c.document.concat("").in_(inside)]  # SQLite else tries each document for each form


def _documents(filters: Filters) -> Select[Any]:
    """In how many documents under the filters each entity is named."""
    query = select(link_forms.c.entity, _TEXTS).join_from(
        link_names, link_forms, link_forms.c.id == link_names.c.form
    )
    return query.where(link_names.c.uses > 0, *_inside(filters)).group_by(link_forms.c.entity)


def _entity_rows(
    connection: Connection, filters: Filters, rows: Iterable[Mapping[Any, Any]]
) -> tuple[EntityRow, ...]:
    found = [{name: row[name] for name in ("id", "type", "code", "name", "mentions")} for row in rows]
    counted = dict(links.rows(connection, _documents(filters), link_forms.c.entity, [row["id"] for row in found]))
    return tuple(EntityRow(**row, documents=counted[row["id"]]) for row in found)


def _usual_names(
    entity_id: str | None, given: Mapping[str, str], inside: Sequence[conditions.Condition] = ()
) -> Subquery:
    """For each entity the name that a reviewer gave it, or the one that is used most; with the type of that. Its
    mentions and code are those ``inside``."""
    here = and_(true(), *inside)
    uses, code = link_names.c.uses, link_names.c.code
    counted = (
        select(
            link_forms.c.entity, link_names.c.words, link_names.c.type, func.sum(uses).label("uses"),
            func.sum(case((here, uses), else_=0) if inside else uses).label("mentions"),
            func.max(case((here, code)) if inside else code).label("code"),
        )
        .join_from(link_names, link_forms, link_forms.c.id == link_names.c.form)
        .where(uses > 0, *([link_forms.c.entity == entity_id] if entity_id else []))
        .group_by(link_forms.c.entity, link_names.c.words, link_names.c.type)
        .subquery("counted")
    )  # fmt: skip
    order = (desc(counted.c.uses), desc(func.length(counted.c.words)), counted.c.words, counted.c.type)
    place = func.row_number().over(partition_by=counted.c.entity, order_by=order).label("place")
    mentions = cast(func.sum(counted.c.mentions).over(partition_by=counted.c.entity), Integer).label("mentions")
    its_code = func.max(counted.c.code).over(partition_by=counted.c.entity).label("code")
    words = case(dict(given), value=counted.c.entity, else_=counted.c.words) if given else counted.c.words
    ranked = select(counted.c.entity, words.label("name"), counted.c.type, place, mentions, its_code)
    found = ranked.subquery("ranked")
    return select(found).where(found.c.place == 1).subquery("usual")


def _names(connection: Connection, forms: Iterable[str]) -> list[tuple[str, int]]:
    query = select(link_names.c.words, link_names.c.uses).where(link_names.c.uses > 0)
    counted: dict[str, int] = {}
    for words, uses in links.rows(connection, query, link_names.c.form, forms):
        counted[words] = counted.get(words, 0) + uses
    return sorted(counted.items(), key=lambda name: (-name[1], name[0]))


def _passages(connection: Connection, forms: Iterable[str]) -> list[Passage]:
    """The sentence of the first mention in each document, by date."""
    query = (
        select(link_names.c.document, documents.c.date, link_names.c.first_start, link_names.c.first_end)
        .join(documents, documents.c.id == link_names.c.document)
        .where(link_names.c.uses > 0)
    )
    first: dict[str, tuple[str, str, Span]] = {}
    for document, date, start, end in links.rows(connection, query, link_names.c.form, forms):
        here = (date or "9999", document, Span(start, end))
        first[document] = min(first.get(document, here), here)
    shown = sorted(first.values())[:_MOST]
    return passages_at(
        connection, [(document, _sentence(connection, document, span)) for _, document, span in shown]
    )


def _sentence(connection: Connection, document: str, span: Span) -> Span:
    query = select(blocks.c.sentences).where(
        blocks.c.document == document, blocks.c.span_start <= span.start, blocks.c.span_end >= span.end
    )
    around = [Span(*pair) for pair in connection.execute(query.limit(1)).scalar() or ()]
    return next((sentence for sentence in around if sentence.contains(span)), span)


def _holders(connection: Connection, forms: Iterable[str]) -> list[Holding]:
    """Persons named with this office, or offices with this person, in the order of their first texts."""
    query = select(link_fact_forms.c.fact)
    facts = {fact for (fact,) in links.rows(connection, query, link_fact_forms.c.form, forms)}
    kind = link_facts.c.kind == "holding"
    wanted = [
        key for (key,) in links.rows(connection, select(link_facts.c.key).where(kind), link_facts.c.key, facts)
    ]
    found = [one.fact for one in links.load_facts(connection, link_facts.c.key, wanted)]
    held = [fact for fact in found if isinstance(fact, HoldingFact)]
    entity_of = _entity_of(connection, {form for fact in held for form in fact.forms()})
    filed: dict[tuple[str, str], list[HoldingFact]] = {}
    for fact in sorted(held, key=lambda fact: (fact.evidence.date or "9999", fact.evidence.document)):
        filed.setdefault((entity_of[fact.office], entity_of[fact.person]), []).append(fact)
    titles = Titles.of(connection, {fact.evidence.document for fact in held})
    return [_holding(group, titles) for group in filed.values()]


def _holding(group: list[HoldingFact], titles: Titles) -> Holding:
    dates = [fact.evidence.date for fact in group if fact.evidence.date]
    passages = tuple(titles.evidence(fact.evidence) for fact in group[:_MOST])
    first, last = (dates[0], dates[-1]) if dates else (None, None)
    return Holding(group[0].office_words, group[0].person_words, first, last, passages)


def _entity_of(connection: Connection, forms: Iterable[str]) -> dict[str, str]:
    return dict(links.rows(connection, select(link_forms.c.id, link_forms.c.entity), link_forms.c.id, forms))


def _threads(connection: Connection, forms: Iterable[str]) -> set[str]:
    query = select(link_fact_forms.c.fact)
    facts = {fact for (fact,) in links.rows(connection, query, link_fact_forms.c.form, forms)}
    return {place.thread for place in link_results.places(connection, "fact", facts)}


def _unsure(connection: Connection, entity_id: str | None) -> tuple[Abstention, ...]:
    query = select(link_unsure).order_by(link_unsure.c.a, link_unsure.c.b)
    if entity_id:
        query = query.where(or_(link_unsure.c.a == entity_id, link_unsure.c.b == entity_id))
    found = list(connection.execute(query).mappings())
    usual = _usual_names(None, given_names(connection))
    asked = select(usual.c.entity, usual.c.name, usual.c.type)
    ids = {row[side] for row in found for side in "ab"}
    names = {id_: (name, kind) for id_, name, kind in links.rows(connection, asked, usual.c.entity, ids)}
    return tuple(
        Abstention(row["a"], row["b"], names[row["a"]][0], names[row["b"]][0], names[row["a"]][1], row["reason"])
        for row in found
        if row["a"] in names and row["b"] in names
    )

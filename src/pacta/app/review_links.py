"""Judgements on what linking made: findings that are dismissed or confirmed, names that are of one or of two."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, Protocol

from sqlalchemy import Connection, select

from pacta.app.review import Said, enter_now
from pacta.model import PactaError, Span
from pacta.review import Anchor, Judgement, anchor, cue_in, locate, settle
from pacta.review.decisions import (
    FindingDecisions,
    Passage,
    finding_decisions,
)
from pacta.store import Register, judgements, versions
from pacta.store.schema import documents


class Told(Protocol):
    """A passage of a finding."""

    @property
    def document(self) -> str: ...
    @property
    def span(self) -> Span: ...


class Found(Protocol):
    """A finding, as linking or a list gives it."""

    @property
    def id(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def a(self) -> Told: ...
    @property
    def b(self) -> Told | None: ...


class Named(Protocol):
    """An entity, as a list gives it."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def type(self) -> str: ...
    @property
    def code(self) -> str | None: ...


def judge_finding(
    register: Register, finding: Found, verdict: Literal["dismiss", "confirm", "comment"], said: Said
) -> Judgement:
    """Dismisses a finding (a reason is needed), confirms it or says something of it. Raises `Conflict`,
    `BadEntry`."""
    with register.writing() as connection:
        judgements.lock(connection)
        passages = [passage for passage in (finding.a, finding.b) if passage is not None]
        where = tuple(_anchor(connection, passage) for passage in passages)
        stands = settle(judgements.entries_on(connection, finding.id)).decided
        values = {} if verdict == "comment" else {"kind": finding.kind}
        made = Judgement(
            finding.id, where, verdict, said.reviewer, "", said.reason, values, about="finding", role=said.role,
            replaces=stands.id if stands and verdict != "comment" and not said.independent else None,
        )  # fmt: skip
        return enter_now(connection, made, said.expecting)


def find_finding(register: Register, wanted: str) -> Found:
    """The finding over all documents of this id, or whose id alone begins so."""
    from pacta.app.linked import finding

    return finding(register, wanted).row


def decisions_on_findings(connection: Connection) -> FindingDecisions:
    """What reviewers said of findings; `FindingDecisions.on` tells it of one."""
    log = judgements.entries_about(connection, "finding")
    texts: dict[str, str] = {}
    return finding_decisions(log, lambda where: tuple(_places(connection, where, texts)))


def judge_entities(
    register: Register, a: Named, b: Named, verdict: Literal["same", "different"], said: Said
) -> Judgement:
    """Says that two entities are one, or that they are two, whatever linking made of their names."""
    if a.id == b.id:
        raise PactaError("These are one and the same entity.", "Name two of them.")
    values = {"entity": _named(a), "other": _named(b)}
    return _judge_entity(register, a.id, verdict, values, said)


def name_entity(register: Register, entity: Named, name: str, said: Said) -> Judgement:
    """Says under which name an entity is shown."""
    return _judge_entity(register, entity.id, "name", {"entity": _named(entity), "name": name}, said)


def entries_on_entities(register: Register) -> tuple[Judgement, ...]:
    """All that was said of names, oldest first."""
    with register.reading() as connection:
        return tuple(judgements.entries_about(connection, "entity"))


def _judge_entity(
    register: Register, target: str, verdict: Any, values: Mapping[str, Any], said: Said
) -> Judgement:
    with register.writing() as connection:
        judgements.lock(connection)
        made = Judgement(
            target, (), verdict, said.reviewer, "", said.reason, values, about="entity", role=said.role
        )
        return enter_now(connection, made, said.expecting)


def _named(entity: Named) -> dict[str, Any]:
    return {"id": entity.id, "name": entity.name, "type": entity.type, "code": entity.code}


def _anchor(connection: Connection, passage: Told) -> Anchor:
    return anchor(_text(connection, passage.document, {}), passage.span, passage.document)


def _places(connection: Connection, where: Anchor, texts: dict[str, str]) -> list[Passage]:
    """The places of an anchor in its own document and in the versions of it that are current."""
    if where.start is None:
        return []
    found = [(where.document, Span(where.start, where.start + len(where.exact)))]
    for id_ in versions.versions_of(connection, where.document):
        if id_ != where.document:
            span = locate(where, _text(connection, id_, texts), id_)
            found += [(id_, cue_in(where, span))] if span else []
    return found


def _text(connection: Connection, document: str, texts: dict[str, str]) -> str:
    if document not in texts:
        text = connection.execute(select(documents.c.text).where(documents.c.id == document)).scalar()
        if text is None:
            raise PactaError(f"There is no document {document}.", "pacta list documents shows the ids.")
        texts[document] = text
    return texts[document]

"""Moving a mention from one thread to another: a judgement on its words, which finds them again in a new reading
and in a new version of the document."""

from __future__ import annotations

from sqlalchemy import Connection, select

from pacta.app.find import find_statement, one
from pacta.app.review import Said, enter_now
from pacta.app.review_entries import find_target
from pacta.model import PactaError
from pacta.review import Anchor, Judgement, cue_in, locate
from pacta.review.decisions import moves
from pacta.store import Register, judgements, link_results, links, versions
from pacta.store.schema import documents, statements
from pacta.store.schema_links import link_threads


def move_mention(register: Register, mention: str, thread: str | None, said: Said) -> Judgement:
    """Moves a mention, by the id of its statement, to a thread; None: to one of its own. Ids may be cut short as
    far as they tell. Nothing else of either thread moves. `undo` takes it back. Raises PactaError if there is no
    such mention or thread, or if it stands there already; `Conflict`."""
    with register.writing() as connection:
        judgements.lock(connection)
        statement = find_statement(connection, mention)["id"]
        to = _destination(connection, statement, thread)
        targets = [find_target(connection, id_) for id_ in (statement, to) if id_]
        made = Judgement(
            statement, tuple(where for target in targets for where in target.anchors), "move", said.reviewer, "",
            said.reason, {"to": to}, about="thread", role=said.role,
        )  # fmt: skip
        return enter_now(connection, made, said.expecting)


def moved(connection: Connection) -> frozenset[tuple[str, str]]:
    """Pairs of a mention and the one to whose thread it was moved (empty: to one of its own), as they stand now.
    Those whose words are gone are left out."""
    found = set()
    for entry in moves(judgements.entries_about(connection, "thread")):
        wanted = (entry.target, str(entry.values["to"]))
        here = [_now(connection, id_, where) for id_, where in zip(wanted, entry.anchors, strict=False)]
        if all(here):
            found.add((here[0] or "", here[1] or "" if len(here) > 1 else ""))
    return frozenset(found)


def _destination(connection: Connection, statement: str, thread: str | None) -> str:
    """The mention that this one is to follow: the latest before it, or the first, of the thread."""
    places = {place.statement: place for place in link_results.places(connection, "statement", [statement])}
    if statement not in places:
        raise PactaError(f"The statement {statement} is in no thread: it says too little.", "Choose another one.")
    if thread is None:
        return ""
    id_ = one(connection, select(link_threads), link_threads.c.id, thread, "thread")["id"]
    if places[statement].thread == id_:
        raise PactaError("The mention stands in this thread already.", "Name the thread that it belongs to.")
    members = [place.statement for place in link_results.places(connection, "thread", [id_])]
    when = links.times_of_mentions(connection, [*members, statement])
    before = [other for other in members if when[other] < when[statement]]
    return max(before, key=when.__getitem__) if before else min(members, key=when.__getitem__)


def _now(connection: Connection, id_: str, where: Anchor) -> str | None:
    """The statement that stands where these words stand in what is current; None if they are gone."""
    query = select(statements.c.id).join(documents, documents.c.id == statements.c.document)
    known = list(connection.execute(query.where(statements.c.id == id_, documents.c.current)).scalars())
    if known:
        return str(known[0])
    chain = documents.c.id.in_(versions.versions_of(connection, where.document))
    current = select(documents.c.id, documents.c.text).where(chain, documents.c.current)
    for document, text in connection.execute(current):
        if (span := locate(where, text, document)) is not None:
            cue = cue_in(where, span)
            inside = statements.c.document == document, statements.c.cue_start < cue.end
            found = query.where(*inside, statements.c.cue_end > cue.start).order_by(statements.c.cue_start)
            known += connection.execute(found).scalars()
    return str(known[0]) if known else None

"""From what a reviewer points at to the entry that is kept: places become quotations, values are compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection

from pacta.app.find import find_document, find_statement
from pacta.model import PactaError, Span, Statement
from pacta.review import About, Anchor, BadEntry, Judgement, Standing, anchor
from pacta.review.overlay import LISTS, WORDS, by_hand_id
from pacta.review.standing import STATES
from pacta.store import judgements
from pacta.store.mapping import from_row

SPANS = (*WORDS, "deadline_words")  # values that are places in the document


@dataclass(frozen=True, slots=True)
class Target:
    """What is judged: ``machine`` is what the machine read there, None where a person added it; ``text`` is the
    document's."""

    id: str
    anchors: tuple[Anchor, ...]
    about: About = "statement"
    machine: Statement | None = None
    text: str = ""
    document: str = ""


def find_target(connection: Connection, wanted: str) -> Target:
    """The statement of this id, or whose id alone begins so. Raises PactaError for none or more than one."""
    row = find_statement(connection, wanted)
    document = find_document(connection, row["document"])
    read = from_row(Statement, {**row, **(row["machine"] or {})})
    where = anchor(document["text"], read.quote, row["document"], read.cue)
    machine = read if row["by_hand"] is None else None
    return Target(row["id"], (where,), "statement", machine, document["text"], row["document"])


def new_target(connection: Connection, wanted: str, words: Span, cue: Span | None) -> Target:
    """The statement that would stand on these words. Raises PactaError if they are no words of the document."""
    row = find_document(connection, wanted)
    text = row["text"]
    if not words.of(text).strip() or words.end > len(text):
        raise BadEntry("There are no words at this place.", "Select the words of the statement.")
    if cue is not None and not words.contains(cue):
        raise BadEntry("The cue is not among the selected words.", "Select it inside them, or leave it out.")
    id_ = by_hand_id(row["id"], words, cue or words)
    return Target(id_, (anchor(text, words, row["id"], cue),), "statement", None, text, row["id"])


def joined(first: Target, others: Sequence[Target]) -> Target:
    """The first with the words of all. Raises `BadEntry` unless they are several statements of one document."""
    if not others or any(other.document != first.document for other in others):
        raise BadEntry("Only statements of one document can be merged.", "Name two or more of one document.")
    return replace(first, anchors=(*first.anchors, *(where for other in others for where in other.anchors)))


def parts(target: Target, pieces: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Pieces of a statement with their words as quotations and the ids that they will have."""
    if target.machine is None:
        raise BadEntry("Only what was read can be split.", "Correct what was added by hand.")
    return [_part(target, target.machine, piece) for piece in pieces]


def _part(target: Target, whole: Statement, piece: Mapping[str, Any]) -> dict[str, Any]:
    words, cue = _as_span(piece["words"]), piece.get("cue")
    inside = _as_span(cue) if cue is not None else None
    if inside is not None and not words.contains(inside):
        raise BadEntry("The cue of a part is not among its words.", "Select it inside them, or leave it out.")
    where = anchor(target.text, words, target.document, inside)
    others = {name: value for name, value in piece.items() if name not in ("words", "cue")}
    id_ = by_hand_id(target.document, words, inside or whole.cue)
    return {"words": where.plain(), "id": id_} | _quoted(target, others)


def quotation(connection: Connection, document: str, place: Any) -> dict[str, Any]:
    row = find_document(connection, document)
    return _quotation(Target("", (), text=row["text"], document=row["id"]), place)


def full_id(connection: Connection, wanted: str) -> str:
    targets = judgements.targets_beginning(connection, wanted) if wanted else []
    if wanted in targets or len(targets) == 1:
        return wanted if wanted in targets else targets[0]
    if targets:
        raise PactaError(f"More than one id begins with {wanted}.", "Give more of it.")
    return str(find_statement(connection, wanted)["id"])


def find_entry(connection: Connection, wanted: str) -> Judgement:
    found = judgements.entries_beginning(connection, wanted) if wanted else []
    if len(found) == 1 or (found and found[0].id == wanted):
        return found[0]
    if not found:
        raise PactaError(f"There is no entry {wanted}.", "pacta review history shows the entries.")
    raise PactaError(f"More than one entry begins with {wanted}.", "Give more of the id.")


def with_values(
    entry: Judgement, target: Target, values: Mapping[str, Any], stands: Standing, *, independent: bool
) -> Judgement:
    """The entry with its values as they are kept, and the entry that it answers."""
    answered = _answered(entry, stands, independent)
    kept = _quoted(target, values)
    if entry.verdict == "correct":
        earlier = answered.values if answered is not None and answered.verdict == "correct" else {}
        kept = _different(target, {**earlier, **kept})
        _check_firmness(target, kept)
    verdict = "accept" if entry.verdict == "correct" and not kept and target.machine else entry.verdict
    return replace(entry, verdict=verdict, values=kept, replaces=answered.id if answered else None)


def _answered(entry: Judgement, stands: Standing, independent: bool) -> Judgement | None:
    """The entry that this verdict replaces: one's own that stands, or what has been decided so far."""
    if entry.verdict not in STATES:
        return None
    own = [other for other in stands.verdicts if other.reviewer == entry.reviewer]
    if own or independent:
        return own[-1] if own else None
    return stands.decided


def _quoted(target: Target, values: Mapping[str, Any]) -> dict[str, Any]:
    """Values with every place as a quotation."""
    kept: dict[str, Any] = {}
    for name, value in values.items():
        if name in SPANS and value is not None:
            kept[name] = _quotation(target, value)
        elif name == "items":
            kept[name] = [_quotation(target, item) for item in value]
        else:
            kept[name] = list(value) if isinstance(value, tuple) else value
    return kept


def _quotation(target: Target, place: Any) -> dict[str, Any]:
    span = _as_span(place)
    if not span.of(target.text).strip():
        raise BadEntry("There are no words at this place.", "Select the words.")
    return anchor(target.text, span, target.document).plain()


def _as_span(place: Any) -> Span:
    try:
        return place if isinstance(place, Span) else Span(*place)
    except (TypeError, ValueError) as error:
        raise BadEntry(f"{place!r} is no place in the text.", "Give start and end.") from error


def _different(target: Target, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values that are not the machine's own."""
    read = target.machine
    if read is None:
        return dict(values)
    own = {name: getattr(read, name) for name in ("kind", "firmness", "voice", "negated")}
    own |= {name: list(getattr(read, name)) for name in LISTS}
    own |= {name: _own_words(target, getattr(read, name)) for name in WORDS}
    own["items"] = [_own_words(target, item) for item in read.items]
    own["deadline"] = read.deadline.value if read.deadline else None
    own["deadline_words"] = _own_words(target, read.deadline.span) if read.deadline else None
    return {name: value for name, value in values.items() if name not in own or own[name] != value}


def _own_words(target: Target, span: Span | None) -> dict[str, Any] | None:
    return None if span is None else anchor(target.text, span, target.document).plain()


def _check_firmness(target: Target, values: Mapping[str, Any]) -> None:
    read = target.machine
    kind = values.get("kind", read.kind if read else None)
    firmness = values.get("firmness", read.firmness if read else None)
    if read is not None and kind == "commitment" and firmness is None:
        raise BadEntry("A commitment has a firmness.", "Say how firm it is: 1, 2, 3 or 4.")

"""What a reviewer said, laid over what the machine read: a statement as it stands. The machine's own stays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, get_args

from pacta.model import Deadline, Kind, Span, Statement, digest
from pacta.review.anchor import Anchor, cue_in, locate
from pacta.review.judgement import Judgement

KINDS = get_args(Kind)
PLAIN = ("kind", "firmness", "voice", "negated")  # fields that a correction gives as they are
LISTS = ("actors", "pillars")
WORDS = ("cue", "content")  # fields that a correction gives as words, that is as an anchor
FIELDS = (*PLAIN, *LISTS, *WORDS, "items", "deadline", "deadline_words")
NOTHING = Statement("", "commitment", None, Span(0, 0), None, Span(0, 0))
BY_HAND = "reviewer"  # the origin in `Statement.why` of what a person added


class LostPlace(Exception):  # noqa: N818 - named for what happened
    """The words of a judgement are not in the text any more, or stand there more than once."""


@dataclass(frozen=True, slots=True)
class Text:
    """The text of one version, in which the words of judgements are looked up."""

    document: str  # id
    text: str

    def find(self, where: Anchor) -> Span:
        found = locate(where, self.text, self.document)
        if found is None:
            raise LostPlace(where.exact)
        return found


def corrected(statement: Statement, values: Mapping[str, Any], text: Text) -> Statement:
    """The statement with the values of a correction. What the values do not name stays the machine's.

    A kind other than commitment has no firmness. The quotation grows to hold cue and content.
    Raises `LostPlace` where the words of a value are gone.
    """
    changes: dict[str, Any] = {name: values[name] for name in PLAIN if name in values}
    changes |= {name: tuple(values[name]) for name in LISTS if name in values}
    changes |= {name: _span(values[name], text) for name in WORDS if name in values}
    if "items" in values:
        changes["items"] = tuple(text.find(Anchor.of_plain(item)) for item in values["items"])
    if "deadline" in values or "deadline_words" in values:
        changes["deadline"] = _deadline(statement, values, text)
    found = replace(statement, **changes)
    if found.kind != "commitment":
        found = replace(found, firmness=None)
    return replace(found, quote=_cover(found.quote, found.cue, found.content))


def merged(statement: Statement, others: tuple[Statement, ...]) -> Statement:
    """One statement of several: its own act, about the content of all."""
    content = [one.content or one.cue for one in (statement, *others)]
    whole = _cover(*content)
    return replace(
        statement, content=whole, quote=_cover(statement.quote, whole),
        items=tuple(sorted({*statement.items, *(item for one in others for item in one.items)})),
    )  # fmt: skip


def added(entry: Judgement, text: Text) -> Statement:
    """The statement that a reviewer added by selecting words: all its values are the reviewer's."""
    return _by_hand(entry.anchors[0], entry.values, text, NOTHING)


def parts(entry: Judgement, statement: Statement, text: Text) -> Iterator[Statement]:
    """The statements into which a reviewer split one; a part has the whole's values where it names no own."""
    for part in entry.values.get("parts", ()):
        yield _by_hand(Anchor.of_plain(part["words"]), part, text, statement)


def by_hand_id(document: str, quote: Span, cue: Span) -> str:
    """The id of a statement that a reviewer made: of its words, so that it is the same wherever it is made."""
    return "s" + digest(document, "statement by hand", *quote.pair(), *cue.pair())[:16]


def _by_hand(where: Anchor, values: Mapping[str, Any], text: Text, base: Statement) -> Statement:
    quote = text.find(where)
    cue = cue_in(where, quote) if where.cue else (base.cue if len(base.cue) else quote)
    content = Span(cue.end, quote.end) if where.cue and cue.end < quote.end else (None if cue == quote else quote)
    items = tuple(item for item in base.items if quote.contains(item))
    fresh = replace(
        base, id=by_hand_id(text.document, quote, cue), cue=cue, content=content, quote=quote, items=items,
        score=1.0, why=(BY_HAND,),
    )  # fmt: skip
    return corrected(fresh, values, text)


def _span(value: Any, text: Text) -> Span | None:
    return None if value is None else text.find(Anchor.of_plain(value))


def _deadline(statement: Statement, values: Mapping[str, Any], text: Text) -> Deadline | None:
    """The deadline's words are those given; else the machine's; else, for a value without words, the quotation."""
    span = statement.deadline.span if statement.deadline else None
    if values.get("deadline_words"):
        span = _span(values["deadline_words"], text)
    value = values.get("deadline", statement.deadline.value if statement.deadline else None)
    if value is None and not values.get("deadline_words"):
        return None
    return Deadline(span or statement.quote, value)


def _cover(*spans: Span | None) -> Span:
    real = [span for span in spans if span is not None]
    return Span(min(span.start for span in real), max(span.end for span in real))

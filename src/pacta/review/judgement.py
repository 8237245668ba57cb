"""Judgements: the entries of an append-only log of what people decided. Machine values are never in it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Literal, get_args

from pacta.model import PactaError
from pacta.review.anchor import Anchor

About = Literal["statement", "finding", "entity", "thread"]
Role = Literal["reviewer", "curator"]
Verdict = Literal[
    "accept", "correct", "reject", "split", "merge", "add",  # of statements
    "dismiss", "confirm",  # of findings
    "same", "different", "name",  # of entities
    "move",  # of a mention, out of its thread
    "guideline", "score", "evidence", "search",  # of commitments: assessment
    "comment", "assign", "undo",  # of anything
]  # fmt: skip
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)


@dataclass(frozen=True, slots=True)
class Judgement:
    """One entry of the log.

    ``target`` is the id of what is judged, as the reviewer saw it, and ``anchors`` the words it stands on: of a
    statement its quotation (further ones: the statements merged into it), of a finding its passages. ``at`` is an
    ISO 8601 time that the caller gives, since nothing here looks at a clock. ``values`` are plain JSON: the
    corrected fields of a "correct", the score of a "score". ``replaces`` is the id of the entry that this one
    answers: undoing is a new entry, and so is deciding otherwise than a colleague whose entry one has seen.
    """

    target: str
    anchors: tuple[Anchor, ...]
    verdict: Verdict
    reviewer: str
    at: str
    reason: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    replaces: str | None = None
    about: About = "statement"
    role: Role = "reviewer"
    id: str = field(init=False, compare=False, default="")  # of the content: the same entry twice is one entry

    def __post_init__(self) -> None:
        content = json.dumps(_content(self), ensure_ascii=True, sort_keys=True, separators=(",", ":"))
        object.__setattr__(self, "id", "j" + sha256(content.encode()).hexdigest()[:16])

    def plain(self) -> dict[str, Any]:
        """The entry as a JSON object, as it is exported."""
        return {"id": self.id, **_content(self)}


class BadEntry(PactaError):  # noqa: N818 - named for what the user sees
    """Something that is no entry, or none that can be taken."""


def of_plain(plain: Any) -> Judgement:
    """The entry that a JSON object is. Raises `BadEntry` for what is no entry, or was changed on its way."""
    try:
        entry = Judgement(
            target=_text(plain["target"]),
            anchors=tuple(map(Anchor.of_plain, plain["anchors"])),
            verdict=_text(plain["verdict"]),  # type: ignore[arg-type]  # whether it is one: `check`
            reviewer=_text(plain["reviewer"]),
            at=_text(plain["at"]),
            reason=_text(plain.get("reason", "")),
            values=dict(plain.get("values", {})),
            replaces=None if plain.get("replaces") is None else _text(plain["replaces"]),
            about=_text(plain.get("about", "statement")),  # type: ignore[arg-type]
            role=_text(plain.get("role", "reviewer")),  # type: ignore[arg-type]
        )
        same = plain.get("id") in (None, entry.id)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadEntry(f"This is no entry of a review log: {type(error).__name__} {error}.", ADVICE) from error
    if not same:
        raise BadEntry(f"The entry {plain['id']} is not what it was when it was written.", ADVICE)
    return entry


ADVICE = "Ask for the file again, as pacta review export writes it."


def _content(entry: Judgement) -> dict[str, Any]:
    return {
        "about": entry.about,
        "target": entry.target,
        "verdict": entry.verdict,
        "reviewer": entry.reviewer,
        "role": entry.role,
        "at": entry.at,
        "reason": entry.reason,
        "values": dict(entry.values),
        "replaces": entry.replaces,
        "anchors": [where.plain() for where in entry.anchors],
    }


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value

"""What a second reader proposes, and how that stands to what was read first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, get_args

from pacta.model import Kind, Span

Difference = Literal["same", "values", "missed", "doubted", "unlocated"]
DIFFERENCES: tuple[Difference, ...] = get_args(Difference)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A statement as the model gave it. ``span`` and ``cue_span`` are where its words stand in the document;
    None: they could not be found, or not told apart, and nothing of it may be published."""

    words: str
    cue: str
    kind: Kind
    firmness: int | None = None
    voice: str | None = None
    actors: tuple[str, ...] = ()
    span: Span | None = None
    cue_span: Span | None = None

    def values(self) -> dict[str, Any]:
        """What it says of the statement, as plain JSON; what it is unsure of is left out."""
        found: dict[str, Any] = {"kind": self.kind}
        if self.kind == "commitment" and self.firmness is not None:
            found["firmness"] = self.firmness
        if self.voice:
            found["voice"] = self.voice
        if self.actors:
            found["actors"] = list(self.actors)
        return found


@dataclass(frozen=True, slots=True)
class Opinion:
    """How the two readers stand to each other at one place.

    ``difference``: "same"; "values" (both read a statement, ``fields`` of it differ); "missed" (only the second
    reader does); "doubted" (only the first does); "unlocated" (the second one's words are not in the text).
    ``statement`` is the id of the first reader's, None where there is none.
    """

    difference: Difference
    statement: str | None = None
    proposal: Proposal | None = None
    fields: tuple[str, ...] = ()

"""How a use case tells a shell where it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol


@dataclass(frozen=True, slots=True)
class Step:
    """One document (or failed input) is done."""

    path: str
    outcome: Literal["added", "new version", "updated", "unchanged", "failed"]
    size: int = 0  # bytes
    words: int = 0
    reason: str = ""  # of a failure
    advice: str = ""
    of: int | None = None  # how many steps there will be, where that is known


class Progress(Protocol):
    def __call__(self, step: Step) -> None: ...


def quiet(step: Step) -> None:
    """For callers who do not want to know."""

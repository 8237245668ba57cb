"""One input before it is parsed: its bytes, where they came from and what was said of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import BinaryIO

from pacta.ingest.limits import Limits, in_words
from pacta.model import Given, UnreadableInput
from pacta.model.document import place


@dataclass(frozen=True, slots=True)
class Origin:
    """Where bytes came from. ``path`` is as the user gave it, ``member`` the place inside it."""

    path: str
    member: str | None = None
    given: Given = Given()
    media_type: str | None = None  # as the server said
    charset: str | None = None  # as the server said

    @property
    def name(self) -> str:
        """The file name that tells the format: the member's inside an archive."""
        return (self.member or self.path) if not self.is_row else self.table

    @property
    def is_row(self) -> bool:
        return self.member is not None and (self.member.startswith("row ") or "#row " in self.member)

    @property
    def table(self) -> str:
        """The file that a row stands in."""
        inside, _, _ = (self.member or "").rpartition("#row ")
        return inside or self.path

    def shown(self) -> str:
        """For messages: ``files.zip: talks.html``."""
        return place(self.path, self.member)

    def unreadable(self, message: str, advice: str = "") -> UnreadableInput:
        return UnreadableInput(self.shown(), message, advice)


@dataclass(frozen=True, slots=True)
class RawInput:
    """The bytes of exactly one document: a file, an archive's member, a table's row, a page."""

    origin: Origin
    data: bytes


def read_within(stream: BinaryIO, origin: Origin, limits: Limits) -> bytes:
    """All bytes of a stream. Raises UnreadableInput above ``limits.max_bytes``, having read no more."""
    data = stream.read(limits.max_bytes + 1)
    if len(data) > limits.max_bytes:
        raise too_large(origin, limits)
    return data


def too_large(origin: Origin, limits: Limits) -> UnreadableInput:
    return origin.unreadable(
        f"It is larger than {in_words(limits.max_bytes)}, the limit for one document.",
        "Split it into its documents, or give them as rows of a JSONL table.",
    )

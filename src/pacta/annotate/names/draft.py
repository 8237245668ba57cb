"""A name before its entity and code are known, with the words around it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pacta.annotate.names.phrase import Piece
from pacta.annotate.names.units import Unit
from pacta.model import NameType


@dataclass(frozen=True, slots=True)
class Draft:
    """``before`` and ``after`` are the keys of the two units on each side ("" at the line's ends)."""

    start: int
    end: int
    type: NameType | None
    rule: str
    units: tuple[Unit, ...]
    before: tuple[str, ...]
    after: tuple[str, str]
    before_words: tuple[str, ...] = ()  # three units back

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(word for unit in self.units for word in unit.words)

    @property
    def initial(self) -> bool:
        return self.units[0].initial

    def without_first(self) -> Draft:
        """The draft less its first unit (a year that turned out not to belong to the name)."""
        rest = self.units[1:]
        return replace(self, start=rest[0].start, units=rest)

    def typed(self, kind: NameType, rule: str) -> Draft:
        return replace(self, type=kind, rule=rule)


def draft(line: list[Unit], piece: Piece) -> Draft:
    inside = line[piece.first : piece.last]

    def key(i: int) -> str:
        return line[i].words[-1] if 0 <= i < len(line) else ""

    return Draft(
        inside[0].start, inside[-1].end, piece.type, piece.rule, tuple(inside),
        (key(piece.first - 2), key(piece.first - 1)), (key(piece.last), key(piece.last + 1)),
        tuple(key(i) for i in range(piece.first - 3, piece.first)),
    )  # fmt: skip

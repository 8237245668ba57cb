"""A name before its entity and code are known, with the words around it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pacta.annotate.names.phrase import Piece
from pacta.annotate.names.units import Unit
from pacta.model import NameType

_STOPS = ("", ".", "?", "!", ";")


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
    led: tuple[str, ...] = ()  # the clause before, eight units at most
    followed: tuple[str, ...] = ()  # and behind

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
        _clause([key(i) for i in range(piece.first - 1, piece.first - 9, -1)])[::-1],
        _clause([key(i) for i in range(piece.last, piece.last + 8)]),
    )  # fmt: skip


def _clause(keys: list[str]) -> tuple[str, ...]:
    """The keys up to the first that ends a sentence."""
    end = next((i for i, key in enumerate(keys) if key in _STOPS), len(keys))
    return tuple(keys[:end])

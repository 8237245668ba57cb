"""Statements that are near in meaning to words or to another statement. A proposal, never a link."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any

import numpy as np
from sqlalchemy import select

from pacta.annotate.meaning import Vectors, vectors_of
from pacta.app.generation import generation
from pacta.app.rows import STATEMENT_COLUMNS, statement_row
from pacta.app.views import StatementRow
from pacta.review.standing import GONE
from pacta.store import Register
from pacta.store.schema import documents, statements

AT_ONCE = 2000  # texts
LEAST = 0.3  # of a likeness that is shown


@dataclass(frozen=True, slots=True)
class Related:
    row: StatementRow
    likeness: float  # up to 1


@dataclass(slots=True)
class _Index:
    state: Any
    keys: list[int]
    words: list[str]
    vectors: Vectors


class Meanings:
    """Holds the vectors of one register's statements; only what is new is read again. Safe between threads."""

    def __init__(self) -> None:
        self._held: dict[Any, _Index] = {}
        self._lock = Lock()

    def near(
        self, register: Register, words: str, *, most: int = 10, but: str | None = None
    ) -> tuple[Related, ...]:
        """Nearest first; ``but`` is the id of a statement to leave out, and its own words elsewhere with it."""
        index = self._index(register)
        if not index.keys or not words.strip():
            return ()
        likeness = index.vectors @ vectors_of([words])[0]
        best = np.argsort(-likeness, kind="stable")[: most * 3]
        chosen = [
            (index.keys[place], float(likeness[place])) for place in best.tolist() if likeness[place] >= LEAST
        ]
        rows = _rows(register, [key for key, _ in chosen])
        found = [Related(rows[key], value) for key, value in chosen if key in rows and rows[key].id != but]
        return tuple(found[:most])

    def _index(self, register: Register) -> _Index:
        view, state = (register.name, register.view()), generation(register)
        with self._lock:
            held = self._held.get(view)
            if held is None or held.state != state:
                self._held.clear()  # one reader's view is held: they are large
                held = self._held[view] = _renewed(register, state, held)
            return held


def _renewed(register: Register, state: Any, old: _Index | None) -> _Index:
    query = (
        select(statements.c.key, statements.c.words)
        .join(documents, documents.c.id == statements.c.document)
        .where(documents.c.current, statements.c.review.is_(None) | statements.c.review.not_in(GONE))
        .order_by(statements.c.key)
    )
    with register.reading() as connection:
        rows = [(key, words) for key, words in connection.execute(query)]
    known = {words: place for place, words in enumerate(old.words)} if old else {}
    new = [words for words in dict.fromkeys(words for _, words in rows) if words not in known]
    parts = [old.vectors] if old else []
    parts += [vectors_of(new[start : start + AT_ONCE]) for start in range(0, len(new), AT_ONCE)]
    every = np.concatenate(parts) if parts else np.zeros((0, 1), np.float32)
    known |= {words: place + (len(old.words) if old else 0) for place, words in enumerate(new)}
    return _Index(state, [key for key, _ in rows], [words for _, words in rows], every[[known[w] for _, w in rows]])


def _rows(register: Register, keys: Sequence[int]) -> dict[int, StatementRow]:
    query = select(*STATEMENT_COLUMNS).join_from(statements, documents, statements.c.document == documents.c.id)
    with register.reading() as connection:
        found = connection.execute(query.where(statements.c.key.in_(keys))).mappings()
        return {row["key"]: statement_row(row) for row in found}

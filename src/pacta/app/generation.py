"""Which state a register is in, so that what was counted in it can be kept until that changes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

from sqlalchemy import func, select

from pacta.app.linking import refresh
from pacta.store import Register, links
from pacta.store.schema import metadata, runs
from pacta.store.schema_review import judgements

Value = TypeVar("Value")
LINKED = ("finding", "entity", "thread")  # what judgements on what linking made are about
LOGS = ("judgements", "links")  # tables beside `runs` that only grow, counted where they are


def generation(register: Register) -> tuple[Any, ...]:
    """Changes whenever a document is added, read again or superseded, a review recorded or a link stored."""
    counts: list[Any] = [func.max(runs.c.id), func.sum(runs.c.added + runs.c.updated)]
    for name in LOGS:
        table = metadata.tables.get(name)
        if table is not None:
            counts.append(select(func.count()).select_from(table).scalar_subquery())
    with register.reading() as connection:
        return tuple(connection.execute(select(*counts)).one())


def of_links(register: Register) -> tuple[Any, ...]:
    """Changes whenever links do, or what linking made is reviewed; that a statement is accepted, assessed or spoken
    of changes no link. The links are brought up to date first."""
    refresh(register)
    about = select(func.count()).select_from(judgements).where(judgements.c.about.in_(LINKED))
    with register.reading() as connection:
        run = connection.execute(select(func.max(runs.c.id), func.sum(runs.c.added + runs.c.updated))).one()
        return (*run, connection.execute(about).scalar_one(), links.state(connection, "turn"))


class Kept:
    """Answers over one register, each kept until the register changes; the least used go first."""

    def __init__(self, most: int = 512) -> None:
        self._most = most
        self._answers: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = Lock()

    def answer(
        self, register: Register, question: Hashable, ask: Callable[[], Value], *, links_alone: bool = False
    ) -> Value:
        """``ask()``, or what it said before under the same ``question`` in the same state of the register; of its
        links, where the answer rests on ``links_alone`` and on what documents are."""
        state: Hashable = generation(register)
        if links_alone:
            state = self._kept((register.name, register.view(), state, of_links), lambda: of_links(register))
        return self._kept((register.name, register.view(), state, question), ask)

    def _kept(self, key: Hashable, ask: Callable[[], Value]) -> Value:
        with self._lock:
            if key in self._answers:
                self._answers.move_to_end(key)
                held: Value = self._answers[key]
                return held
        found = ask()
        with self._lock:
            self._answers[key] = found
            while len(self._answers) > self._most:
                self._answers.popitem(last=False)
        return found

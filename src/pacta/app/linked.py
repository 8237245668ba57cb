"""What the record across documents says: threads, findings, entities, indicators, mechanisms, comparisons.

Every function brings the links up to date first; links are stored, so that this costs what is new.
"""

from __future__ import annotations

from pacta.app.link_views import (
    Abstention,
    ComparisonView,
    EntityView,
    FindingRow,
    FindingView,
    IndicatorRow,
    IndicatorView,
    MechanismRow,
    MechanismView,
    ThreadRow,
    ThreadView,
)
from pacta.app.views import EntityRow, Filters, Page
from pacta.link import FindingKind, Severity, Stage, ThreadType
from pacta.store import Register


def threads(
    register: Register,
    filters: Filters = Filters(),
    *,
    type: ThreadType | None = None,
    stage: Stage | None = None,
    fewest: int = 2,
    sort: str = "-mentions",
    page: int = 1,
    size: int = 50,
) -> Page[ThreadRow]:
    """Threads with a mention in a document under the filters; ``text`` keeps those with all its words in the
    title. ``sort``: title, type, stage, mentions, documents, first, last; ``-`` before it for descending."""
    raise NotImplementedError


def thread(register: Register, id: str) -> ThreadView:
    """One thread by id or unambiguous prefix of it. Raises PactaError if there is none."""
    raise NotImplementedError


def findings(
    register: Register,
    filters: Filters = Filters(),
    *,
    kinds: tuple[FindingKind, ...] = (),
    severities: tuple[Severity, ...] = (),
    dismissed: bool | None = None,
    as_of: str | None = None,
    sort: str = "kind",
    page: int = 1,
    size: int = 50,
) -> Page[FindingRow]:
    """Findings whose passages stand in documents under the filters. ``as_of`` (ISO) is the day on which deadlines
    are looked at; without it, the date of the latest document. ``dismissed``: only those, only the others, or
    (None) both. ``sort``: kind, severity, date."""
    raise NotImplementedError


def finding(register: Register, id: str) -> FindingView:
    """One finding by id or unambiguous prefix of it. Raises PactaError if there is none."""
    raise NotImplementedError


def entities(
    register: Register,
    filters: Filters = Filters(),
    *,
    type: str | None = None,
    sort: str = "-mentions",
    page: int = 1,
    size: int = 50,
) -> Page[EntityRow]:
    """Who and what is named in documents under the filters, under all names as one; ``text``: in the name."""
    raise NotImplementedError


def entity(register: Register, id: str) -> EntityView:
    """One entity by id or unambiguous prefix of it. Raises PactaError if there is none."""
    raise NotImplementedError


def abstentions(register: Register) -> tuple[Abstention, ...]:
    """Pairs of entities that may be one, for a reviewer."""
    raise NotImplementedError


def indicators(
    register: Register, filters: Filters = Filters(), *, sort: str = "-points", page: int = 1, size: int = 50
) -> Page[IndicatorRow]:
    """What is measured, with how many figures. ``sort``: name, unit, points, documents, disagreements, last."""
    raise NotImplementedError


def indicator(register: Register, id: str) -> IndicatorView:
    """One indicator as a series, with disagreement marked. Raises PactaError if there is none."""
    raise NotImplementedError


def mechanisms(
    register: Register,
    filters: Filters = Filters(),
    *,
    as_of: str | None = None,
    sort: str = "-tasks",
    page: int = 1,
    size: int = 50,
) -> Page[MechanismRow]:
    """Committees, commissions, dialogues: their tasks, when last met, when next. ``sort``: name, tasks, last_met,
    next_meets, documents."""
    raise NotImplementedError


def mechanism(register: Register, id: str, *, as_of: str | None = None) -> MechanismView:
    """One mechanism with its tasks and meetings. Raises PactaError if there is none."""
    raise NotImplementedError


def compared(register: Register, a: str, b: str, filters: Filters = Filters()) -> ComparisonView:
    """Compares two documents or two sets. A side is an id (or as much of it as tells it apart), a path as it was
    added, or a year, month or day of documents ("2023"). Raises PactaError for a side without documents."""
    raise NotImplementedError

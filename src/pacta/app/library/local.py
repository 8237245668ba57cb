"""A register on this machine with the verbs that `pacta.Client` has for one elsewhere."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from functools import wraps
from getpass import getuser
from pathlib import Path
from types import TracebackType
from typing import Any, ParamSpec, Self, TypeVar, Unpack

from pacta.app.library import entering, lists, receiving, things
from pacta.app.library.entering import Reviewer
from pacta.app.library.errors import named_errors
from pacta.app.library.filters import filters_of, several
from pacta.app.library.lists import Asking, Part
from pacta.app.rights import LOCAL
from pacta.client import errors, records, verbs
from pacta.client import linked as across
from pacta.client.rows import Batch, Rows
from pacta.model import PactaError, Span
from pacta.store import Register

Asked = ParamSpec("Asked")
Value = TypeVar("Value")
R = TypeVar("R", bound=records.Record)


def named(verb: Callable[Asked, Value]) -> Callable[Asked, Value]:
    """Errors of the verb are those of `pacta.client.errors`."""

    @wraps(verb)
    def told(*arguments: Asked.args, **options: Asked.kwargs) -> Value:
        with named_errors():
            return verb(*arguments, **options)

    return told


class LocalRegister:
    """What `pacta.open` gives: an `AnyRegister`. ``reviewer`` is the name under which entries are made."""

    def __init__(self, register: Register, reviewer: str | None = None) -> None:
        self.register, self._asking = register, Asking(register)
        self._by = Reviewer(register, register, LOCAL, reviewer or _own_name())

    @named
    def status(self) -> records.Status:
        return things.status(self.register, LOCAL)

    def documents(
        self, *, title: str | None = None, **filters: Unpack[verbs.StatementFilters]
    ) -> Rows[records.Document]:
        return self._rows(records.Document, lists.list_documents, filters, title=title)

    @named
    def document(self, id: str) -> records.Document:
        return things.document(self.register, id)

    @named
    def text(self, document: str, start: int = 0, end: int | None = None) -> records.Text:
        return things.text(self.register, document, start, end)

    def passages(self, document: str) -> Rows[records.Passage]:
        return Rows(
            named(lambda cursor: things.passages(self._asking, document, Part(None, cursor))), records.Passage
        )

    @named
    def versions(self, document: str) -> tuple[records.Document, ...]:
        return things.versions(self.register, document)

    def statements(self, **filters: Unpack[verbs.StatementFilters]) -> Rows[records.Statement]:
        return self._rows(records.Statement, lists.list_statements, filters)

    @named
    def statement(self, id: str) -> records.Statement:
        return things.statement(self.register, id)

    @named
    def facets(self, **filters: Unpack[verbs.StatementFilters]) -> Mapping[str, Mapping[str, int]]:
        return things.facets(self._asking, filters_of(_plain(filters)))

    def search(self, query: str, **filters: Unpack[verbs.StatementFilters]) -> Rows[records.Hit]:
        def ask(asking: Asking, found: Any, part: Part) -> Batch[records.Hit]:
            return lists.search(asking, query, found, part)

        return self._rows(records.Hit, ask, filters)

    def threads(self, **filters: Unpack[verbs.ThreadFilters]) -> Rows[across.Thread]:
        given = _plain(filters)
        options = {"type": given.pop("type", None), "fewest": given.pop("fewest", 2)}
        return self._rows(across.Thread, lists.list_threads, given, **options)

    @named
    def thread(self, id: str) -> across.ThreadHistory:
        return things.thread(self.register, id)

    def findings(self, **filters: Unpack[verbs.FindingFilters]) -> Rows[across.Finding]:
        given = _plain(filters)
        options = {"kinds": several(given.pop("kind", None)), "severities": several(given.pop("severity", None)),
                   "dismissed": given.pop("dismissed", None), "as_of": given.pop("as_of", None)}  # fmt: skip
        return self._rows(across.Finding, lists.list_findings, given, **options)

    @named
    def finding(self, id: str) -> across.FindingRecord:
        return things.finding(self.register, id)

    def figures(self, **filters: Unpack[verbs.FigureFilters]) -> Rows[records.Figure]:
        return self._rows(records.Figure, lists.list_figures, filters)

    def indicators(self, **filters: Unpack[verbs.DocumentFilters]) -> Rows[across.Indicator]:
        return self._rows(across.Indicator, lists.list_indicators, filters)

    @named
    def indicator(self, id: str) -> across.IndicatorSeries:
        return things.indicator(self.register, id)

    def mechanisms(self, **filters: Unpack[verbs.MechanismFilters]) -> Rows[across.Mechanism]:
        given = _plain(filters)
        return self._rows(across.Mechanism, lists.list_mechanisms, given, as_of=given.pop("as_of", None))

    @named
    def mechanism(self, id: str, *, as_of: str | None = None) -> across.MechanismRecord:
        return things.mechanism(self.register, id, as_of)

    def entities(self, **filters: Unpack[verbs.EntityFilters]) -> Rows[records.Entity]:
        given = _plain(filters)
        return self._rows(records.Entity, lists.list_entities, given, type=given.pop("type", None))

    @named
    def entity(self, id: str) -> across.EntityRecord:
        return things.entity(self.register, id)

    @named
    def compare(self, a: str, b: str) -> across.Comparison:
        return things.compare(self.register, a, b)

    def assessments(self, **filters: Unpack[verbs.StatementFilters]) -> Rows[across.Assessment]:
        return self._rows(across.Assessment, things.assessments, filters)

    @named
    def assessment(self, statement: str) -> across.Assessment:
        return things.assessment(self.register, statement)

    def log(self) -> Rows[records.Judgement]:
        return Rows(named(lambda cursor: things.log_entries(self.register, Part(None, cursor))), records.Judgement)

    @named
    def judgements(self, target: str) -> tuple[records.Judgement, ...]:
        return things.judgements_on(self.register, target)

    @named
    def judge(
        self,
        statement: str,
        verdict: verbs.OnStatement,
        *,
        reason: str = "",
        values: Mapping[str, Any] | None = None,
        expecting: str | None = "*",
        as_curator: bool = False,
        independent: bool = False,
    ) -> records.Judgement:
        said = self._by.said(reason, expecting, as_curator=as_curator, independent=independent)
        return _entered(
            lambda: things.statement(self.register, statement),
            lambda: entering.judge(self._by, statement, verdict, said, values),
        )

    @named
    def judge_finding(
        self,
        finding: str,
        verdict: verbs.OnFinding,
        *,
        reason: str = "",
        expecting: str | None = "*",
        as_curator: bool = False,
    ) -> records.Judgement:
        said = self._by.said(reason, expecting, as_curator=as_curator)
        return _entered(
            lambda: things.finding(self.register, finding),
            lambda: entering.judge_finding(self._by, finding, verdict, said),
        )

    @named
    def add_statement(
        self,
        document: str,
        start: int,
        end: int,
        values: Mapping[str, Any],
        *,
        cue: tuple[int, int] | None = None,
        reason: str = "",
    ) -> records.Judgement:
        words, inside = _span(start, end), _span(*cue) if cue else None
        return entering.add_statement(self._by, document, words, self._by.said(reason), values, inside)

    @named
    def undo(self, entry: str, *, reason: str = "") -> records.Judgement:
        return entering.undo(self._by, entry, reason)

    @named
    def set_guideline(self, statement: str, text: str) -> records.Judgement:
        return self._assess(statement, "guideline", text=text)

    @named
    def score(
        self,
        statement: str,
        score: verbs.ScoreValue,
        *,
        actor: str = "",
        period: str = "",
        reason: str = "",
        as_curator: bool = False,
    ) -> records.Judgement:
        said = self._by.said(reason, as_curator=as_curator)
        given = {"score": score, "actor": actor, "period": period}
        return entering.enter_assessment(self._by, statement, "score", given, said)

    @named
    def add_evidence(
        self,
        statement: str,
        words: str,
        *,
        date: str = "",
        link: str = "",
        bearing: verbs.Bearing = "neutral",
        same_as: str = "",
    ) -> records.Judgement:
        given = {"words": words, "date": date, "link": link, "bearing": bearing, "same_as": same_as}
        return self._assess(statement, "evidence", **given)

    @named
    def found_nothing(self, statement: str, searched: str, until: str) -> records.Judgement:
        return self._assess(statement, "search", searched=searched, until=until)

    @named
    def add(self, source: str | os.PathLike[str], **given: Unpack[verbs.Given]) -> records.Added:
        """The one document of a file of this machine, or of a web address."""
        return receiving.add_source(self.register, os.fspath(source), receiving.given_of(given))

    def close(self) -> None:
        self.register.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<register {self.register.name}>"

    def _assess(self, statement: str, what: str, **given: str) -> records.Judgement:
        return entering.enter_assessment(self._by, statement, what, given, self._by.said())

    def _rows(self, kind: type[R], ask: Callable[..., Batch[R]], filters: Any, **options: Any) -> Rows[R]:
        given = _plain(filters)
        sort = given.pop("sort", None)
        with named_errors():
            found = filters_of(given)
        return Rows(named(lambda cursor: ask(self._asking, found, Part(sort, cursor), **options)), kind)


def open_register(place: str | Path, *, reviewer: str | None = None, create: bool = False) -> LocalRegister:
    """Opens a register of this machine, or one in PostgreSQL, for Python. Raises PactaError with advice."""
    with named_errors():
        return LocalRegister(Register.open(place, create=create), reviewer)


def _entered(load: Callable[[], records.Record], enter: Callable[[], records.Judgement]) -> records.Judgement:
    """Where somebody was quicker, the error has what is there now."""
    try:
        with named_errors():
            return enter()
    except errors.Changed as error:
        raise errors.Changed(error.message, error.advice, load()) from error


def _plain(filters: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in filters.items() if value is not None}


def _span(start: int, end: int) -> Span:
    if not 0 <= start < end:
        raise PactaError(f"{start}..{end} is no place in a text.", "Give start and end in code points.")
    return Span(start, end)


def _own_name() -> str:
    try:
        return os.environ.get("PACTA_REVIEWER", "").strip() or getuser()
    except (KeyError, OSError):
        return "reviewer"

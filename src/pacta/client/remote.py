"""A register that a server keeps, with the verbs that `pacta.open` has for one of this machine."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar, Unpack

import httpx

from pacta.client import errors, verbs
from pacta.client import linked as across
from pacta.client.http import Answer, Http
from pacta.client.records import (
    Added,
    Document,
    Entity,
    Figure,
    Hit,
    Judgement,
    Passage,
    Record,
    Statement,
    Status,
    Text,
)
from pacta.client.rows import Batch, Rows

R = TypeVar("R", bound=Record)
Value = TypeVar("Value")
ANYTHING = "*"
ADDRESSES = ("http://", "https://")


class Client:
    """``address`` is that of the server (https://register.example.org), ``token`` one of ``pacta token make``; a
    server on this machine with a register without accounts needs none. Raises PactaErrors of `pacta.client.errors`.

    ``tries``: how often a request is sent in all where the server is busy; ``timeout`` in seconds.
    """

    def __init__(
        self,
        address: str,
        token: str | None = None,
        *,
        timeout: float = 60.0,
        tries: int = 5,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        self._http = Http(address, token, timeout=timeout, tries=max(1, tries), transport=transport)

    def status(self) -> Status:
        return self._one(Status, "/status")

    def documents(self, *, title: str | None = None, **filters: Unpack[verbs.StatementFilters]) -> Rows[Document]:
        return self._rows(Document, "/documents", {"title": title, **filters})

    def document(self, id: str) -> Document:
        return self._one(Document, f"/documents/{_id(id)}")

    def text(self, document: str, start: int = 0, end: int | None = None) -> Text:
        return self._one(Text, f"/documents/{_id(document)}/text", {"start": max(0, start), "end": end})

    def passages(self, document: str) -> Rows[Passage]:
        return self._rows(Passage, f"/documents/{_id(document)}/passages", {})

    def versions(self, document: str) -> tuple[Document, ...]:
        return tuple(_parsed(list[Document], self._http.get(f"/documents/{_id(document)}/versions")))

    def statements(self, **filters: Unpack[verbs.StatementFilters]) -> Rows[Statement]:
        return self._rows(Statement, "/statements", filters)

    def statement(self, id: str) -> Statement:
        return self._one(Statement, f"/statements/{_id(id)}")

    def facets(self, **filters: Unpack[verbs.StatementFilters]) -> Mapping[str, Mapping[str, int]]:
        return _parsed(dict[str, dict[str, int]], self._http.get("/facets", filters))

    def search(self, query: str, **filters: Unpack[verbs.StatementFilters]) -> Rows[Hit]:
        return self._rows(Hit, "/search", {"q": query, **filters})

    def threads(self, **filters: Unpack[verbs.ThreadFilters]) -> Rows[across.Thread]:
        return self._rows(across.Thread, "/threads", filters)

    def thread(self, id: str) -> across.ThreadHistory:
        return self._one(across.ThreadHistory, f"/threads/{_id(id)}")

    def findings(self, **filters: Unpack[verbs.FindingFilters]) -> Rows[across.Finding]:
        return self._rows(across.Finding, "/findings", filters)

    def finding(self, id: str) -> across.FindingRecord:
        return self._one(across.FindingRecord, f"/findings/{_id(id)}")

    def figures(self, **filters: Unpack[verbs.FigureFilters]) -> Rows[Figure]:
        return self._rows(Figure, "/figures", filters)

    def indicators(self, **filters: Unpack[verbs.DocumentFilters]) -> Rows[across.Indicator]:
        return self._rows(across.Indicator, "/indicators", filters)

    def indicator(self, id: str) -> across.IndicatorSeries:
        return self._one(across.IndicatorSeries, f"/indicators/{_id(id)}")

    def mechanisms(self, **filters: Unpack[verbs.MechanismFilters]) -> Rows[across.Mechanism]:
        return self._rows(across.Mechanism, "/mechanisms", filters)

    def mechanism(self, id: str, *, as_of: str | None = None) -> across.MechanismRecord:
        return self._one(across.MechanismRecord, f"/mechanisms/{_id(id)}", {"as_of": as_of})

    def entities(self, **filters: Unpack[verbs.EntityFilters]) -> Rows[Entity]:
        return self._rows(Entity, "/entities", filters)

    def entity(self, id: str) -> across.EntityRecord:
        return self._one(across.EntityRecord, f"/entities/{_id(id)}")

    def compare(self, a: str, b: str) -> across.Comparison:
        return self._one(across.Comparison, "/compare", {"a": a, "b": b})

    def assessments(self, **filters: Unpack[verbs.StatementFilters]) -> Rows[across.Assessment]:
        return self._rows(across.Assessment, "/assessments", filters)

    def assessment(self, statement: str) -> across.Assessment:
        return self._one(across.Assessment, f"/statements/{_id(statement)}/assessment")

    def log(self) -> Rows[Judgement]:
        return self._rows(Judgement, "/review/log", {})

    def judgements(self, target: str) -> tuple[Judgement, ...]:
        return tuple(_parsed(list[Judgement], self._http.get(f"/statements/{_id(target)}/judgements")))

    def judge(
        self,
        statement: str,
        verdict: verbs.OnStatement,
        *,
        reason: str = "",
        values: Mapping[str, Any] | None = None,
        expecting: str | None = ANYTHING,
        as_curator: bool = False,
        independent: bool = False,
    ) -> Judgement:
        body: dict[str, Any] = {"verdict": verdict, "reason": reason, "as_curator": as_curator,
                                "independent": independent}  # fmt: skip
        if verdict == "correct":
            body["values"] = dict(values or {})
        elif verdict == "assign":
            body["to"] = (values or {}).get("to")
        path = f"/statements/{_id(statement)}"
        return self._enter(f"{path}/judgements", body, path, Statement, expecting)

    def judge_finding(
        self,
        finding: str,
        verdict: verbs.OnFinding,
        *,
        reason: str = "",
        expecting: str | None = ANYTHING,
        as_curator: bool = False,
    ) -> Judgement:
        path = f"/findings/{_id(finding)}"
        body = {"verdict": verdict, "reason": reason, "as_curator": as_curator}
        return self._enter(f"{path}/judgements", body, path, across.FindingRecord, expecting)

    def add_statement(
        self,
        document: str,
        start: int,
        end: int,
        values: Mapping[str, Any],
        *,
        cue: tuple[int, int] | None = None,
        reason: str = "",
    ) -> Judgement:
        body = {"start": start, "end": end, "values": dict(values), "cue": cue, "reason": reason}
        return _parsed(Judgement, self._http.post(f"/documents/{_id(document)}/statements", json=body))

    def undo(self, entry: str, *, reason: str = "") -> Judgement:
        return _parsed(Judgement, self._http.post(f"/review/log/{_id(entry)}/undo", json={"reason": reason}))

    def set_guideline(self, statement: str, text: str) -> Judgement:
        return self._assess(statement, {"what": "guideline", "text": text})

    def score(
        self,
        statement: str,
        score: verbs.ScoreValue,
        *,
        actor: str = "",
        period: str = "",
        reason: str = "",
        as_curator: bool = False,
    ) -> Judgement:
        body = {"what": "score", "score": score, "actor": actor, "period": period, "reason": reason}
        return self._assess(statement, {**body, "as_curator": as_curator})

    def add_evidence(
        self,
        statement: str,
        words: str,
        *,
        date: str = "",
        link: str = "",
        bearing: verbs.Bearing = "neutral",
        same_as: str = "",
    ) -> Judgement:
        body = {"what": "evidence", "words": words, "date": date, "link": link, "bearing": bearing}
        return self._assess(statement, {**body, "same_as": same_as})

    def found_nothing(self, statement: str, searched: str, until: str) -> Judgement:
        return self._assess(statement, {"what": "search", "searched": searched, "until": until})

    def add(self, source: str | os.PathLike[str], **given: Unpack[verbs.Given]) -> Added:
        """A file of this machine is sent; a web address is fetched by the server."""
        if isinstance(source, str) and source.lower().startswith(ADDRESSES):
            return _parsed(Added, self._http.post("/addresses", json={"url": source, **given}))
        path = Path(source)
        try:
            data = path.read_bytes()
        except OSError as error:
            raise errors.BadRequest(f"{path} cannot be read ({error.strerror}).", "Check the path.") from error
        said = {name: value for name, value in given.items() if value}
        return _parsed(Added, self._http.post("/documents", files={"file": (path.name, data)}, data=said))

    def close(self) -> None:
        self._http.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<register at {self._http.address}>"  # never the token

    def _one(self, kind: type[R], path: str, params: Mapping[str, Any] | None = None) -> R:
        return _parsed(kind, self._http.get(path, params))

    def _rows(self, kind: type[R], path: str, params: Mapping[str, Any]) -> Rows[R]:
        def ask(cursor: str | None) -> Batch[R]:
            batch: type[Batch[R]] = Batch[kind]  # type: ignore[valid-type]
            return _parsed(batch, self._http.get(path, {**params, "cursor": cursor}))

        return Rows(ask, kind)

    def _assess(self, statement: str, body: Mapping[str, Any]) -> Judgement:
        path = f"/statements/{_id(statement)}/assessment"
        return self._enter(path, body, path, across.Assessment, ANYTHING)

    def _enter(
        self, path: str, body: Mapping[str, Any], seen: str, kind: type[Any], expecting: str | None
    ) -> Judgement:
        """What the caller has seen is known by its last entry, what the server asks for by its tag."""
        tag: str | None = ANYTHING
        if expecting != ANYTHING:
            answer = self._http.get(seen)
            there = _parsed(kind, answer)
            if there.judgement != expecting:
                raise errors.Changed("Somebody was quicker.", "Look at what is there now, and decide again.", there)
            tag = answer.tag
        try:
            made = self._http.post(path, json=dict(body), headers={"If-Match": tag or ANYTHING})
        except errors.Changed as error:
            current = _parsed(kind, json.dumps(error.current)) if error.current else None
            raise errors.Changed(error.message, error.advice, current) from error
        return _parsed(Judgement, made)


def _parsed(kind: type[Value], answer: Answer | str) -> Value:
    """The answer as records. Raises `Fault` for one that is none."""
    try:
        found: Value = _reader_of(kind).validate_json(answer if isinstance(answer, str) else answer.body)
        return found
    except ValueError as error:
        raise errors.Fault("The server's answer is none that this version knows.", "Update Pacta.") from error


def _make_reader(kind: Any) -> Any:
    from pydantic import TypeAdapter  # takes its time to load

    return TypeAdapter(kind)


_reader_of: Callable[[Any], Any] = cache(_make_reader)


def _id(given: str) -> str:
    """An id as a part of an address; anything else could lead elsewhere."""
    if not given or not given.isascii() or not given.isalnum():
        raise errors.NotThere(f"{str(given)[:40]!r} is no id.", "The lists show the ids.")
    return given

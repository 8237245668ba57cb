"""What the library enters: judgements, assessments and dismissals, with the checks that the pages make."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pacta.app import assess, linked, queries, review, review_links
from pacta.app.find import find_document
from pacta.app.library.values import judgement_value
from pacta.app.review import ANYTHING, Said
from pacta.app.review_entries import SPANS
from pacta.app.rights import Viewer
from pacta.client import records
from pacta.model import PactaError, Span
from pacta.review import BadEntry
from pacta.store import Register, judgements

DECIDING = ("accept", "correct", "reject", "comment", "assign")
ON_FINDINGS = ("dismiss", "confirm", "comment")


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Who enters something. ``seen`` is the register as they may see it, ``whole`` that in which it is written."""

    seen: Register
    whole: Register
    viewer: Viewer
    name: str

    def said(
        self,
        reason: str = "",
        expecting: str | None = ANYTHING,
        *,
        as_curator: bool = False,
        independent: bool = False,
    ) -> Said:
        """Raises NotAllowed for who may not."""
        self.viewer.need("curate" if as_curator else "review")
        role: Any = "curator" if as_curator else "reviewer"
        return Said(self.name, role, reason.strip(), ANYTHING if independent else expecting, independent)


def judge(
    by: Reviewer, statement: str, verdict: str, said: Said, values: Mapping[str, Any] | None = None
) -> records.Judgement:
    """Accepts, corrects, rejects, comments on or assigns a statement. Places among the values are (start, end)."""
    if verdict not in DECIDING:
        raise BadEntry(f"Nobody can {verdict[:40]!r} a statement here.", f"Choose one of: {', '.join(DECIDING)}.")
    row = queries.get_statement(by.seen, statement)
    given = {name: _place_or_value(name, value) for name, value in (values or {}).items()}
    entered = review.judge(by.whole, row.id, verdict, said, given)  # type: ignore[arg-type]
    return judgement_value(entered)


def add_statement(
    by: Reviewer, document: str, words: Span, said: Said, values: Mapping[str, Any], cue: Span | None = None
) -> records.Judgement:
    """Adds a statement that the machine missed; the entry's target is its id."""
    with by.seen.reading() as connection:
        id_ = find_document(connection, document)["id"]
    given = {name: _place_or_value(name, value) for name, value in values.items()}
    return judgement_value(review.add_statement(by.whole, id_, words, said, given, cue))


def judge_finding(by: Reviewer, finding: str, verdict: str, said: Said) -> records.Judgement:
    """Dismisses a finding (a reason is needed), confirms it or says something of it."""
    if verdict not in ON_FINDINGS:
        raise BadEntry(f"Nobody can {verdict[:40]!r} a finding.", f"Choose one of: {', '.join(ON_FINDINGS)}.")
    row = linked.finding(by.seen, finding).row
    return judgement_value(review_links.judge_finding(by.whole, row, verdict, said))  # type: ignore[arg-type]


def undo(by: Reviewer, entry: str, reason: str = "") -> records.Judgement:
    """Takes back one's own entry or, as a curator, anybody's."""
    by.viewer.need("review")
    with by.seen.reading() as connection:
        found = judgements.entry_of(connection, entry)
    if found is None:
        raise PactaError(f"There is no entry {entry[:40]}.", "The review log shows the entries.")
    by.viewer.need("review" if found.reviewer == by.name else "curate")
    said = Said(by.name, found.role, reason.strip())
    return judgement_value(review.undo(by.whole, found.id, said))


def enter_assessment(
    by: Reviewer, statement: str, what: str, given: Mapping[str, str], said: Said
) -> records.Judgement:
    """One entry of an assessment: a guideline, a score, evidence, or that nothing was found."""
    row = queries.get_statement(by.seen, statement)
    if row.kind != "commitment":
        raise BadEntry("Only commitments are assessed.", "Choose a commitment, or correct the kind first.")
    if what == "guideline":
        return judgement_value(assess.set_guideline(by.whole, row.id, _words(given, "text"), said))
    if what == "score":
        only = {name: given.get(name, "").strip() for name in ("actor", "period")}
        return judgement_value(assess.score(by.whole, row.id, given.get("score", ""), said, **only))
    if what == "evidence":
        only = {name: given.get(name, "").strip() for name in ("date", "link", "bearing", "same_as")}
        return judgement_value(assess.add_evidence(by.whole, row.id, _words(given, "words"), said, **only))
    searched, until = _words(given, "searched"), _words(given, "until")
    return judgement_value(assess.found_nothing(by.whole, row.id, searched, until, said))


def _words(given: Mapping[str, str], name: str) -> str:
    words = given.get(name, "").strip()
    if not words:
        raise BadEntry(f"This needs words: {name}.", "Give them and send it again.")
    return words


def _place_or_value(name: str, value: Any) -> Any:
    """Places of the library are (start, end)."""
    if name in SPANS and value is not None:
        return _span(value)
    return [_span(item) for item in value] if name == "items" and isinstance(value, list | tuple) else value


def _span(place: Any) -> Span:
    if isinstance(place, Span):
        return place
    try:
        start, end = place
        return Span(int(start), int(end))
    except (TypeError, ValueError) as error:
        raise BadEntry(f"{str(place)[:60]} is no place in the text.", "Give start and end.") from error

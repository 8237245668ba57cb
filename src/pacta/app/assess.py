"""Assessing commitments: guidelines, evidence and scores by reviewers; proposals of evidence by the threads.

Proposals are proposals: they show what later texts say of the same thing, each event once, and set nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pacta.app import linked, queries, review
from pacta.app.link_views import ThreadMention
from pacta.app.linked_threads import thread_of
from pacta.app.review import Said
from pacta.app.views import Filters, StatementRow
from pacta.review import Judgement
from pacta.review.assessment import Assessment, assess, percent, percent_of_set
from pacta.store import Register, judgements

TELLS_OF_DOING = frozenset({"fulfils", "advances", "supersedes"})  # relations of a later mention to a promise
LATE_STAGES = ("signed", "in force", "under way", "completed", "suspended", "lapsed")


@dataclass(frozen=True, slots=True)
class Proposal:
    """Evidence that a machine proposes: what a later text says of the same thing, and why it may count.
    ``also`` are further texts that tell of the same event, which counts once."""

    mention: ThreadMention
    why: str
    also: tuple[ThreadMention, ...] = ()


@dataclass(frozen=True, slots=True)
class Assessed:
    """A commitment with its assessment."""

    statement: StatementRow
    assessment: Assessment


@dataclass(frozen=True, slots=True)
class SetAssessed:
    """A set of commitments. ``average`` and those by actor are percent, 50 x (score + 1), n/a left out; None where
    nothing is scored. ``scored`` of ``rows`` have a score that stands."""

    rows: tuple[Assessed, ...]
    total: int
    scored: int
    average: float | None
    by_actor: Mapping[str, float | None]


def assessment(register: Register, statement: str) -> Assessed:
    """One commitment. Raises PactaError if there is no such statement."""
    row = queries.get_statement(register, statement)
    return Assessed(row, assess(review.history(register, row.id)))


def set_guideline(register: Register, statement: str, text: str, said: Said) -> Judgement:
    """Says what will count as done, partly done and not done."""
    return review.judge(register, statement, "guideline", _because(said, text))


def score(
    register: Register, statement: str, value: str, said: Said, *, actor: str = "", period: str = ""
) -> Judgement:
    """Scores a commitment, +1, 0, -1 or n/a, for one actor or for all together."""
    given = {"score": value, "actor": actor, "period": period}
    return review.judge(register, statement, "score", said, {name: one for name, one in given.items() if one})


def add_evidence(register: Register, statement: str, words: str, said: Said, **values: Any) -> Judgement:
    """Adds evidence: what it is in a few words, and ``date``, ``link``, ``bearing`` (for, against, neutral), or
    ``document`` with ``place`` (a span there) for a quotation of the register; ``same_as``: the id of an earlier
    item that tells of the same event."""
    given = {name: value for name, value in values.items() if value not in (None, "")}
    place, document = given.pop("place", None), given.get("document")
    if place is not None and document is not None:
        given["words"] = review.quotation(register, document, place)
    return review.judge(register, statement, "evidence", _because(said, words), given)


def found_nothing(register: Register, statement: str, searched: str, until: str, said: Said) -> Judgement:
    """Says that no evidence was found: what was searched, and until when."""
    return review.judge(register, statement, "search", said, {"searched": searched, "until": until})


def assessed_set(register: Register, filters: Filters = Filters(), *, page: int = 1, size: int = 50) -> SetAssessed:
    """The commitments under the filters with their assessments; the averages are of all of them."""
    entries: dict[str, list[Judgement]] = {}
    with register.reading() as connection:
        for statement, entry in judgements.assessments(connection):
            entries.setdefault(statement, []).append(entry)
    found = [Assessed(row, assess(entries.get(row.id, ()))) for row in _commitments(register, filters)]
    scores = [[one.score for one in each.assessment.scores if one.score] for each in found]
    return SetAssessed(
        rows=tuple(found[(page - 1) * size : page * size]),
        total=len(found),
        scored=sum(bool(each) for each in scores),
        average=percent_of_set(scores),
        by_actor=_by_actor(found),
    )


def proposed(register: Register, statement: str) -> tuple[Proposal, ...]:
    """What the thread of a commitment proposes as evidence; nothing for one that is in no thread."""
    row = queries.get_statement(register, statement)
    found = thread_of(register, row.id)
    return proposals(linked.thread(register, found).mentions, row.id) if found else ()


def proposals(mentions: Sequence[ThreadMention], statement: str) -> tuple[Proposal, ...]:
    """Of a thread in time order the later mentions that fulfil or advance a commitment, or report a late stage.
    Texts of one month that tell of one stage tell of one event."""
    places = [place for place, one in enumerate(mentions) if one.passage.statement == statement]
    later = mentions[places[0] + 1 :] if places else ()
    events: dict[tuple[str, str], list[ThreadMention]] = {}
    for one in later:
        if _is_evidence(one):
            events.setdefault((one.stage or str(one.relation), (one.passage.date or "")[:7]), []).append(one)
    return tuple(Proposal(told[0], _why(told[0]), tuple(told[1:])) for told in events.values())


def _is_evidence(one: ThreadMention) -> bool:
    return one.relation in TELLS_OF_DOING or (one.kind == "report" and one.stage in LATE_STAGES)


def _why(one: ThreadMention) -> str:
    return ", ".join(filter(None, (one.relation, one.stage)))


def _commitments(register: Register, filters: Filters) -> Iterator[StatementRow]:
    number, pages = 1, 1
    while number <= pages:
        found = queries.list_statements(register, filters, page=number, size=500)
        yield from found.rows
        number, pages = number + 1, found.pages


def _by_actor(found: Iterable[Assessed]) -> dict[str, float | None]:
    by_actor: dict[str, list[str]] = {}
    for each in found:
        for one in each.assessment.scores:
            if one.score:
                by_actor.setdefault(one.actor, []).append(one.score)
    return {actor: percent(scores) for actor, scores in sorted(by_actor.items())}


def _because(said: Said, words: str) -> Said:
    return Said(said.reviewer, said.role, words, said.expecting, said.independent)

"""Rows of the record across documents as the values of the library and the API (`pacta.client.linked`)."""

from __future__ import annotations

from typing import Any

from pacta.app import link_views as views
from pacta.app.assess import Assessed
from pacta.app.library.values import judgement_value, names_of, pair
from pacta.client import linked as values
from pacta.client.records import Passage
from pacta.link import Change


def passage_fields(found: views.Passage) -> dict[str, Any]:
    return {
        "document": found.document, "title": found.document_title, "date": found.date, "citation": None,
        "start": found.span.start, "end": found.span.end, "quote": found.quote, "voice": found.voice,
        "statement": found.statement,
    }  # fmt: skip


def passage_value(found: views.Passage) -> Passage:
    return Passage(**passage_fields(found))


def thread_value(row: views.ThreadRow) -> values.Thread:
    return values.Thread(**_thread(row))


def _thread(row: views.ThreadRow) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names_of(values.Thread)}


def thread_history(view: views.ThreadView) -> values.ThreadHistory:
    mentions = tuple(
        values.Mention(**_wording(mention), thread=view.row.id, position=position)
        for position, mention in enumerate(view.mentions, start=1)
    )
    return values.ThreadHistory(
        **_thread(view.row), history=mentions, findings=tuple(map(finding_value, view.findings))
    )


def _wording(mention: views.ThreadMention) -> dict[str, Any]:
    found = mention.passage
    same = ("kind", "actors", "firmness", "deadline", "stage", "relation", "inferred")
    return {name: getattr(mention, name) for name in same} | {
        "statement": found.statement, "document": found.document, "title": found.document_title,
        "date": found.date, "voice": found.voice, "changes": tuple(map(change_words, mention.changes)),
        "quote": found.quote, "start": found.span.start, "end": found.span.end,
        "marks": tuple(map(pair, found.marks)),
    }  # fmt: skip


def change_words(change: Change) -> str:
    return f"{change.aspect}: {change.was or 'nothing'} to {change.now or 'nothing'}"


def finding_value(row: views.FindingRow) -> values.Finding:
    return values.Finding(**_finding(row))


def _finding(row: views.FindingRow) -> dict[str, Any]:
    same = ("id", "kind", "severity", "sentence", "dismissed", "reason", "thread")
    return {name: getattr(row, name) for name in same} | _side("a", row.a) | _side("b", row.b)


def _side(name: str, found: views.Passage | None) -> dict[str, Any]:
    told = (
        (found.document, found.document_title, found.date, found.quote, *pair(found.span)) if found else (None,) * 6
    )
    return dict(zip((f"{name}_{part}" for part in SIDE), told, strict=True))


SIDE = ("document", "title", "date", "quote", "start", "end")


def finding_record(view: views.FindingView, judgement: str | None) -> values.FindingRecord:
    about = thread_value(view.thread) if view.thread else None
    return values.FindingRecord(**_finding(view.row), about=about, judgement=judgement)


def indicator_value(row: views.IndicatorRow) -> values.Indicator:
    return values.Indicator(**_indicator(row))


def _indicator(row: views.IndicatorRow) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names_of(values.Indicator)}


def indicator_series(view: views.IndicatorView) -> values.IndicatorSeries:
    return values.IndicatorSeries(**_indicator(view.row), series=tuple(map(_point, view.points)))


def _point(point: views.IndicatorPoint) -> values.Point:
    low, high = point.value if isinstance(point.value, tuple) else (point.value, point.value)
    same = ("figure", "when", "dated_by", "hedge", "direction", "words", "disagrees")
    return values.Point(
        **passage_fields(point.passage), **{name: getattr(point, name) for name in same}, low=float(low),
        high=float(high),
    )  # fmt: skip


def mechanism_value(row: views.MechanismRow) -> values.Mechanism:
    return values.Mechanism(**_mechanism(row))


def _mechanism(row: views.MechanismRow) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names_of(values.Mechanism)}


def mechanism_record(view: views.MechanismView) -> values.MechanismRecord:
    return values.MechanismRecord(
        **_mechanism(view.row),
        asked=tuple(
            values.Task(**passage_fields(task.passage), by=task.by, firmness=task.firmness, deadline=task.deadline)
            for task in view.tasks
        ),
        meetings=tuple(
            values.Meeting(**passage_fields(met.passage), when=met.date, to_come=met.to_come)
            for met in view.meetings
        ),
    )


def entity_record(view: views.EntityView) -> values.EntityRecord:
    return values.EntityRecord(
        id=view.id, type=view.type, code=view.code, name=view.name,
        names=tuple(values.Name(name=name, uses=uses) for name, uses in view.names),
        passages=tuple(map(passage_value, view.passages)),
        holders=tuple(
            values.Holding(
                office=held.office, person=held.person, first=held.first, last=held.last,
                passages=tuple(map(passage_value, held.passages)),
            )
            for held in view.holders
        ),
        threads=tuple(map(thread_value, view.threads)),
    )  # fmt: skip


def comparison_value(view: views.ComparisonView) -> values.Comparison:
    return values.Comparison(
        a=view.a,
        b=view.b,
        pairs=tuple(
            values.Pair(
                a=values.Wording(**_wording(pair.a)), b=values.Wording(**_wording(pair.b)),
                likeness=float(pair.likeness), same=pair.same, doubtful=pair.doubtful,
            )
            for pair in view.aligned
        ),
        gone=tuple(values.Wording(**_wording(mention)) for mention in view.gone),
        new=tuple(values.Wording(**_wording(mention)) for mention in view.new),
    )  # fmt: skip


def assessment_value(found: Assessed) -> values.Assessment:
    row, made = found.statement, found.assessment
    return values.Assessment(
        statement=row.id, document=row.document, date=row.document_date, actors=row.actors, quote=row.quote,
        status=made.status, judgement=row.judgement,
        guideline=judgement_value(made.guideline) if made.guideline else None,
        scores=tuple(
            values.Score(actor=one.actor, score=one.score, by=tuple(map(judgement_value, one.by_reviewer)))
            for one in made.scores
        ),
        evidence=tuple(
            values.Evidence(date=event.date, items=tuple(map(judgement_value, event.items)))
            for event in made.events
        ),
        searches=tuple(map(judgement_value, made.searches)),
    )  # fmt: skip

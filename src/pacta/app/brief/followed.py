"""Sections that follow a promise through the documents: silent, moved, contradicting, and what to ask."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath

from pacta.app.brief.desk import FOLLOW_UPS, Desk, shortened
from pacta.app.link_views import FindingRow, ThreadMention
from pacta.link import Change
from pacta.publish.brief import Entry, Section

STEADY = ("first", "restates")
SEVERITY = {"high": 0, "medium": 1, "low": 2}
QUESTIONS = ("overdue", "date", "figure", "status", "place", "other", "dropped", "missing-party", "silent")


def silent(desk: Desk) -> Section:
    """Follow-ups other than deadlines, gravest first."""
    found = _gravest(each for each in desk.findings if each.kind in FOLLOW_UPS and each.kind != "overdue")
    return _section(desk, "silent", [_finding(desk, each) for each in found[: desk.most]], len(found))


def contradicts(desk: Desk) -> Section:
    found = _gravest(each for each in desk.findings if each.kind not in FOLLOW_UPS)
    return _section(desk, "contradicts", [_finding(desk, each) for each in found], len(found))


def moved(desk: Desk) -> Section:
    """The latest change of each thread, newest first."""
    found = [
        (thread.row.title, mention)
        for thread in desk.threads
        for mention in reversed(thread.mentions)
        if mention.before is not None and mention.relation not in (None, *STEADY)
    ]
    latest = dict(reversed(found))
    ordered = sorted(latest.items(), key=lambda pair: (pair[1].passage.date or "", pair[0]), reverse=True)
    entries = [_change_entry(desk, title, mention) for title, mention in ordered[: desk.most]]
    return _section(desk, "moved", entries, len(ordered))


def questions(desk: Desk) -> Section:
    """One question a finding, and one for each of the next deadlines: what is open, never what to think of it."""
    found = sorted(_gravest(desk.findings), key=lambda each: QUESTIONS.index(each.kind))
    asked = [_question(desk, each) for each in found]
    return _section(desk, "questions", asked[: 2 * desk.most], len(asked))


def _question(desk: Desk, found: FindingRow) -> Entry:
    notes = tuple(desk.note(passage) for passage in (found.a, found.b) if passage)
    return Entry(desk.labels(f"questions.{found.kind}"), shortened(found.a.quote), (), notes)


def _finding(desk: Desk, found: FindingRow) -> Entry:
    """In English the plain sentence; in other languages the kind, since the sentence is English."""
    kind = desk.labels(f"findings.{found.kind}")
    lead = f"{kind}. {_titled(found)}" if desk.labels.language == "en" else kind
    notes = tuple(desk.note(passage) for passage in (found.a, found.b) if passage)
    words = " — ".join(f"“{shortened(note.quote)}”" for note in notes)
    return Entry(lead, words, (), notes)


def _titled(found: FindingRow) -> str:
    """The plain sentence with the titles of the documents, where it names their files."""
    sentence = found.sentence
    for passage in (found.a, found.b):
        if passage:
            sentence = sentence.replace(PurePath(passage.file).name, f"“{passage.document_title}”")
    return sentence.rstrip(".")


def _change_entry(desk: Desk, title: str, mention: ThreadMention) -> Entry:
    said = desk.labels
    assert mention.before is not None and mention.relation is not None
    words = (
        f"{said('was')}: “{shortened(mention.before.quote)}” {said('now')}: “{shortened(mention.passage.quote)}”"
    )
    tags = (said(f"relations.{mention.relation}"), *(_told(desk, change) for change in mention.changes))
    return Entry(title, words, tags, (desk.note(mention.before), desk.note(mention.passage)))


def _told(desk: Desk, change: Change) -> str:
    said = desk.labels
    aspect = said.table["aspects"].get(change.aspect, change.aspect)
    values = (said.table["stages"].get(value, value) or said("none") for value in (change.was, change.now))
    was, now = values
    return f"{aspect}: {said('was_now', was=was, now=now)}"


def _section(desk: Desk, name: str, entries: list[Entry], every: int) -> Section:
    said = desk.labels
    return Section(
        said(f"sections.{name}.title"), said(f"sections.{name}.intro"),
        groups=(("", tuple(entries)),) if entries else (),
        remark=desk.remark(len(entries), every) if entries else said(f"sections.{name}.empty"),
    )  # fmt: skip


def _gravest(found: Iterable[FindingRow]) -> list[FindingRow]:
    return sorted(found, key=lambda each: (SEVERITY[each.severity], each.kind, each.a.date or "", each.id))

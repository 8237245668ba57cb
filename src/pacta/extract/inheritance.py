"""Deadlines that a commitment takes from the words above or before it (codebook, section 2)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from pacta.extract.cues import stem_act
from pacta.extract.deadline import find_deadline, opens_with
from pacta.extract.setting import Setting
from pacta.model import Deadline, Document, Span, Statement

__all__ = ["deadline_of_stem", "with_shared_deadlines"]

# Between two acts of one subject: "By 2030 we will close the mine and will plant the hill".
_SAME_SUBJECT = re.compile(r"[\s,;]*(?:and|or|but)?\s*(?:also|then)?\s*", re.IGNORECASE)


def deadline_of_stem(document: Document, setting: Setting, cue: int) -> Deadline | None:
    """The deadline in the stem that a bullet completes ("By 2030, the two sides will:"). ``cue``: where the
    bullet's act begins."""
    stem = setting.stem_span(cue)
    act = stem_act(document.quote(stem)) if stem else None
    if stem is None or act is None:
        return None
    found = find_deadline(document, setting, stem, Span(stem.start + act.start, stem.start + act.end), ())
    opens = found is not None and opens_with(document.text, setting.sentence_at(found.span.start).start, found.span)
    return found if opens else None


def with_shared_deadlines(text: str, found: Iterable[Statement]) -> Iterator[Statement]:
    """Statements in text order; a further act of the same subject shares the time that opens the sentence."""
    before: Statement | None = None
    for one in found:
        if before and _goes_on(text, before, one):
            one = replace(one, deadline=before.deadline)
        before = one
        yield one


def _goes_on(text: str, before: Statement, one: Statement) -> bool:
    if before.deadline is None or one.kind != "commitment" or one.deadline is not None:
        return False
    opens = before.deadline.span.end <= before.cue.start
    return opens and bool(_SAME_SUBJECT.fullmatch(text, before.quote.end, one.cue.start))

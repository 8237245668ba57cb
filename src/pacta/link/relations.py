"""The relation of a mention to the one before it, with what changed and the words that made the difference."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cache

from pacta.lexicon import Rule, load_table
from pacta.link.changes import changes_between
from pacta.link.stages import RANK
from pacta.link.types import Change, LinkedMention, Mention, Relation
from pacta.model import Span

_WORD = re.compile(r"\w+(?:[’'-]\w+)*|[^\w\s]")
_SAME_WORDS = 0.5  # likeness from which a denial is a denial of the same
_REWORDED = 0.4  # likeness from which a name more or less makes the difference
_DENIAL = re.compile(
    r"\b(?:not|never|no|neither|nor|without|cannot|refus\w+|oppos\w+|reject\w*)\b|n['’]t\b", re.IGNORECASE
)
_CAN_BE_DENIED = ("commitment", "position", "request")
_LONGEST = 400  # words; a longer quote is marked as a whole rather than compared word by word
_TELLING = ("deadline", "figures", "bodies")  # what makes a promise specific
_DONE = {"signed", "in force", "completed"}
_TALKED = {"proposed", "under study", "under negotiation"}
_TO_SIGN = re.compile(r"\b(?:sign(?:ing|ature)?|conclu(?:de|ding|sion)|negotiat\w+)\b", re.IGNORECASE)


def related(earlier: Mention, later: Mention) -> LinkedMention:
    """The later mention, linked to the earlier one of its thread."""
    changes = changes_between(earlier, later)
    known = earlier.evidence.is_before(later.evidence)
    relation = _relation(earlier, later, changes) if known else None
    new, gone = new_words(earlier, later), new_words(later, earlier)
    return LinkedMention(later, relation, changes, new, gone, earlier)


def _relation(a: Mention, b: Mention, changes: tuple[Change, ...]) -> Relation:
    if a.evidence.document == b.evidence.document:
        return _within_one_text(changes)
    if _says(b, "supersedes") or any(change.aspect == "period" for change in changes):
        return "supersedes"
    if _contradicts(a, b, changes):
        return "contradicts"
    if _fulfils(a, b):
        return "fulfils"
    if _advances(a, b):
        return "advances"
    return _reworded(a, b, changes)


def _within_one_text(changes: tuple[Change, ...]) -> Relation:
    """A text does not go back on itself in the next paragraph: it says more of the same."""
    added = (change for change in changes if change.aspect in _TELLING)
    return "specifies" if any(change.now and not change.was for change in added) else "restates"


def _contradicts(a: Mention, b: Mention, changes: tuple[Change, ...]) -> bool:
    if a.kind == b.kind and a.kind in _CAN_BE_DENIED and a.negated != b.negated and _denies(a, b):
        return True
    if any(change.aspect == "event date" for change in changes):
        return True
    return falls_back(a, b)


def _denies(a: Mention, b: Mention) -> bool:
    """One of two like texts has a word of denial, and the other has none: how an act is read is not enough."""
    said = [bool(_DENIAL.search(one.evidence.quote)) for one in (a, b)]
    return said[0] != said[1] and alike(a, b) >= _SAME_WORDS


def falls_back(a: Mention, b: Mention) -> bool:
    """The earlier text says signed, in force or completed; the later one that it is still to come."""
    return _worded(a) in _DONE and _worded(b) in _TALKED and not _says(b, "revises")


def alike(a: Mention, b: Mention) -> float:
    """Shared terms, of all terms of both (0 to 1)."""
    ours, theirs = set(a.terms), set(b.terms)
    return len(ours & theirs) / max(1, len(ours | theirs))


def _fulfils(a: Mention, b: Mention) -> bool:
    if a.kind != "commitment" or b.kind not in ("report", "appraisal"):
        return False
    if _TO_SIGN.search(a.evidence.quote):
        return _worded(b) in ("signed", "in force")
    return _worded(b) == "completed"


def _advances(a: Mention, b: Mention) -> bool:
    """Both texts say a stage in so many words, or the later one tells that a promise is being carried out."""
    later = _worded(b)
    if later not in RANK:
        return False
    earlier = _worded(a)
    if earlier is None and a.kind == "commitment" and b.kind in ("report", "appraisal"):
        return RANK[later] > RANK["agreed"]
    return earlier in RANK and RANK[later] > RANK[earlier]


def _reworded(a: Mention, b: Mention, changes: tuple[Change, ...]) -> Relation:
    firmer = (b.firmness or 0) - (a.firmness or 0)
    if a.kind == b.kind == "commitment" and firmer:
        return "strengthens" if firmer > 0 else "weakens"
    by_aspect = {change.aspect: change for change in changes}
    if "deadline" in by_aspect and by_aspect["deadline"].was and by_aspect["deadline"].now:
        return "strengthens" if by_aspect["deadline"].now < by_aspect["deadline"].was else "weakens"
    # In a text of other words, other names are no news: they are what it is about.
    telling = [by_aspect[n] for n in _TELLING if n in by_aspect and (n != "bodies" or alike(a, b) >= _REWORDED)]
    if any(change.now and not change.was for change in telling):
        return "specifies"
    if any(change.was and not change.now for change in telling):
        return "drops"
    return "restates"


def _worded(mention: Mention) -> str | None:
    """The stage that the words give; a stage that only follows from firmness does not count."""
    return mention.stage if mention.stage_span is not None else None


def _says(mention: Mention, relation: str) -> bool:
    return any(rule.pattern.search(mention.evidence.quote) for rule in _rules(relation))


@cache
def _rules(relation: str) -> tuple[Rule, ...]:
    return tuple(rule for rule in load_table("link_relations") if rule.data["relation"] == relation)


def new_words(earlier: Mention, later: Mention) -> tuple[Span, ...]:
    """The words of the later quote, as spans of its document, that the earlier one does not have."""
    before = _WORD.findall(earlier.evidence.quote)
    after = list(_WORD.finditer(later.evidence.quote))
    if not after or max(len(before), len(after)) > _LONGEST:
        return (later.evidence.span,)
    return tuple(_runs(before, after, later.evidence.span.start))


def same_words(a: Mention, b: Mention) -> bool:
    """Nothing is new in either quote: what `new_words` says of both, without comparing what differs."""
    ours, theirs = (_WORD.findall(one.evidence.quote.casefold()) for one in (a, b))
    return ours == theirs and 0 < len(ours) <= _LONGEST


def _runs(before: list[str], after: list[re.Match[str]], offset: int) -> Iterator[Span]:
    old, new = [word.casefold() for word in before], [match[0].casefold() for match in after]
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, _, _, start, end in matcher.get_opcodes():
        if tag != "equal" and start < end:
            yield Span(offset + after[start].start(), offset + after[end - 1].end())

"""Threads: the mentions of one object through the documents, in time order."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import get_args

from pacta.link.entities import Entities
from pacta.link.relations import related
from pacta.link.similarity import Index, Weights, apart
from pacta.link.types import LinkedMention, Mention, Thread, ThreadType
from pacta.model import digest

_SAME_OBJECT = 0.33  # likeness from which two mentions are about one object; measured on tests/link/gold
_SAME_NAMED = 0.22  # where they also share a name that can be an object
_MANY_WORDS, _FEW_WORDS = 3, 2  # shared, without a shared name
_MOSTLY = 0.5  # likeness where only a few words are shared
_TITLE = 90  # code points
_NAMED_TYPES = tuple(kind for kind in get_args(ThreadType) if kind != "topic")


def threads(mentions: Sequence[Mention], entities: Entities) -> tuple[Thread, ...]:
    """All threads, of single mentions too, by the date of their first mention.

    Each mention joins the thread of the mention that is most like it, if it is like enough. Time is near
    linear in the number of mentions: each is compared with a bounded number of others.
    """
    ordered = sorted(mentions, key=_time)
    weights = Weights(ordered)
    index, thread_of, members = Index(), dict[int, int](), defaultdict[int, list[int]](list)
    for number, mention in enumerate(ordered):
        vector = weights.vector(mention)
        thread = number
        near = (found for found in index.like(vector) if not apart(mention, ordered[found[1]]))
        likeness, other = next(near, (0.0, number))
        if other != number and _one_object(mention, ordered[other], likeness, entities):
            thread = thread_of[other]
        thread_of[number] = thread
        members[thread].append(number)
        index.add(number, vector)
    return tuple(_thread([ordered[number] for number in members[thread]], entities) for thread in sorted(members))


def _time(mention: Mention) -> tuple[str, str, int]:
    found = mention.evidence
    return (found.date or "9999", found.document, found.span.start)


def _one_object(a: Mention, b: Mention, likeness: float, entities: Entities) -> bool:
    """A shared name carries far; without one, words must be many or most of what is said."""
    shared = set(a.entities) & set(b.entities)
    if any(entities.entities[entity].type.lower() in _NAMED_TYPES for entity in shared):
        return likeness >= _SAME_NAMED
    words = len(a.terms & b.terms)
    return likeness >= (_SAME_OBJECT if words >= _MANY_WORDS else _MOSTLY) and (words >= _FEW_WORDS or bool(shared))


def _thread(found: list[Mention], entities: Entities) -> Thread:
    linked = [LinkedMention(found[0], "first")]
    for later in found[1:]:
        if not _overlap(linked[-1].mention, later):
            linked.append(related(linked[-1].mention, later))
    stages = [mention.stage for mention in found if mention.stage]
    subject = _subject(found, entities)
    return Thread(
        id="t" + digest("thread", found[0].statement.id)[:16],
        title=_title(found, subject, entities),
        type=_type(subject, entities),
        stage=stages[-1] if stages else None,
        mentions=tuple(linked),
    )


def _overlap(a: Mention, b: Mention) -> bool:
    """Two acts in the same words are no two mentions."""
    return a.evidence.document == b.evidence.document and a.evidence.span.overlaps(b.evidence.span)


def _subject(found: list[Mention], entities: Entities) -> str | None:
    """The entity that most mentions share, if at least half of them do; named objects before places."""
    counted = Counter(entity for mention in found for entity in mention.entities)
    if not counted:
        return None
    named = {entity: entities.entities[entity].type.lower() in _NAMED_TYPES for entity in counted}
    best = min(counted, key=lambda entity: (not named[entity], -counted[entity], entity))
    return best if counted[best] * 2 >= len(found) else None


def _title(found: list[Mention], subject: str | None, entities: Entities) -> str:
    if subject is not None:
        return entities.entities[subject].name
    shared = Counter(term for mention in found for term in mention.terms)
    best = max(found, key=lambda mention: sum(shared[term] for term in mention.terms) / (5 + len(mention.terms)))
    content = best.statement.content or best.statement.quote
    start = content.start - best.evidence.span.start
    words = " ".join(best.evidence.quote[max(0, start) : max(0, start) + len(content)].split())
    words = words or " ".join(best.evidence.quote.split())
    return words if len(words) <= _TITLE else words[: _TITLE - 1].rsplit(" ", 1)[0] + "…"


def _type(subject: str | None, entities: Entities) -> ThreadType:
    kind = entities.entities[subject].type.lower() if subject is not None else ""
    for known in get_args(ThreadType):
        if kind == known:
            return known  # type: ignore[no-any-return]
    return "mechanism" if kind == "org" else "topic"

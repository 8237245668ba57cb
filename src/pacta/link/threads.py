"""Threads: the mentions of one object through the documents, in time order.

Each mention follows the earlier one that is most like it, if it is like enough; what follows each other is a
thread. Only mentions filed under one key are compared, and of those under a key only the nearest before.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from math import fsum
from typing import get_args

from pacta.link.moves import UNMOVED, Moves
from pacta.link.relations import related
from pacta.link.similarity import Filed, likeness, weight
from pacta.link.types import LinkedMention, Mention, Thread, ThreadType
from pacta.link.words import is_of_spirit
from pacta.model import NameType, digest

WINDOW = 40  # mentions before, under a key, that a mention is compared with: bounds the work
_SAME_OBJECT = 0.36  # likeness from which two mentions are about one object; measured on tests/link/gold
_SAME_NAMED = 0.22  # where they also share a name that can be an object
_MANY_WORDS, _FEW_WORDS = 3, 2  # shared, without a shared name
_MOSTLY = 0.5  # likeness where only a few words are shared
_RARE = 17.0  # weight of a few words that are enough: most sentences of two common words are of two matters
_RAREST = 8.5  # weight of a word that says by itself what a thing is
_SAME_OF_OTHERS = 0.65  # likeness between texts of other parties, who may speak of one war, code or summit
_TELLING = 14.0  # weight of the words that these must share
_ALL_BUT_SAME = 0.7  # likeness from which words of most texts are enough: a formula that comes back
_TITLE = 90  # code points
_NAMED_TYPES: tuple[NameType, ...] = ("INSTRUMENT", "PROJECT", "MECHANISM", "EVENT")


def buckets(found: Iterable[Filed]) -> dict[str, list[Filed]]:
    """Mentions under their keys, in time order."""
    made: dict[str, list[Filed]] = defaultdict(list)
    for mention in sorted(found, key=lambda one: one.when):
        for key in mention.keys:
            made[key].append(mention)
    return made


def parent(mention: Filed, candidates: Iterable[Filed], moves: Moves = UNMOVED) -> str | None:
    """The id of the earlier mention that this one follows; None where it is the first on its object."""
    if mention.id in moves.follows:
        return moves.follows[mention.id]
    best = most_alike(mention, (other for other in candidates if other.id not in moves.moved))
    return best[2] if best else None


def most_alike(mention: Filed, candidates: Iterable[Filed]) -> tuple[float, str, str] | None:
    """Likeness, time and id of the one that this mention follows: the most alike, of those the latest."""
    return max(
        (
            (found, other.when, other.id)
            for other in {other.id: other for other in candidates}.values()
            if (found := likeness(mention, other)) and is_one_object(mention, other, found)
        ),
        default=None,
    )


def is_one_object(a: Filed, b: Filed, found: float) -> bool:
    """A shared name carries far; without one, words must be many or most of what is said."""
    if a.named & b.named:
        return found >= _SAME_NAMED
    telling = [term for term in a.terms & b.terms if not is_of_spirit(term)]
    shared = fsum(map(weight, telling))  # whatever the order of a set
    if _of_others(a, b) and (found < _SAME_OF_OTHERS or shared < _TELLING):
        return False
    if found >= _ALL_BUT_SAME and len(a.terms & b.terms) >= _MANY_WORDS:
        return True
    if not _says_what((a.terms & b.terms) - a.places - b.places):
        return False
    if len(telling) >= _MANY_WORDS:
        return found >= _SAME_OBJECT
    return found >= _MOSTLY and len(telling) >= _FEW_WORDS and shared >= _RARE


def _says_what(words: Collection[str]) -> bool:
    """A place or a state is where a thing is, and not what: a rare word, or a few, must be shared besides."""
    weights = [weight(word) for word in words if not is_of_spirit(word)]
    several = len(weights) >= _FEW_WORDS or (weights and len(words) >= _MANY_WORDS)
    return bool(several) or fsum(weights) >= _RAREST


def _of_others(a: Filed, b: Filed) -> bool:
    """Like words of two sets of parties that have but one in common, or none, are two matters, unless nearly all
    words are alike: what A and B say of their visits, and A and C of theirs."""
    return len(a.parties) > 1 and len(b.parties) > 1 and len(a.parties & b.parties) <= 1


def parents(found: Mapping[str, Sequence[Filed]], moves: Moves = UNMOVED) -> dict[str, str | None]:
    """The parent of each mention of the buckets, all mentions being there."""
    return {mention.id: parent(mention, before, moves) for mention, before in compared(found.values())}


def compared(buckets: Iterable[Sequence[Filed]]) -> Iterator[tuple[Filed, list[Filed]]]:
    """Each mention of the buckets, with those before it that it is compared with."""
    candidates: dict[str, list[Filed]] = defaultdict(list)
    mentions: dict[str, Filed] = {}
    for bucket in buckets:
        for place, mention in enumerate(bucket):
            mentions[mention.id] = mention
            candidates[mention.id] += bucket[max(0, place - WINDOW) : place]
    return ((mention, candidates.pop(id_)) for id_, mention in mentions.items())


def roots(parent_of: Mapping[str, str | None]) -> dict[str, str]:
    """The first mention of the thread of each mention. Every parent must be among the keys."""
    found: dict[str, str] = {}
    for id_ in parent_of:
        path = []
        place: str | None = id_
        while place is not None and place not in found:
            path.append(place)
            place = parent_of[place]
        root = found[place] if place is not None else path[-1]
        found.update(dict.fromkeys(path, root))
    return found


def thread(mentions: Iterable[Mention], leader: Mapping[str, str], parent_of: Mapping[str, str | None]) -> Thread:
    """The thread of mentions that are about one object. ``leader`` maps forms of names to entities, ``parent_of``
    mentions to those that they follow; where that one is not among them, the one before takes its place."""
    ordered = sorted(mentions, key=lambda mention: mention.when)
    by_id = {mention.statement: mention for mention in ordered}
    linked = [LinkedMention(ordered[0], "first")]
    for later in ordered[1:]:
        before = linked[-1].mention
        if not _overlap(before, later):
            linked.append(related(by_id.get(parent_of.get(later.statement) or "", before), later))
    stages = [mention.stage for mention in ordered if mention.stage and mention.evidence.latest]
    stages = stages or [mention.stage for mention in ordered if mention.stage]
    subject = _subject(ordered, leader)
    title, titled_by = _title(ordered, subject, leader)
    return Thread(
        id=thread_id(ordered[0].statement),
        title=title,
        titled_by=titled_by,
        type=_type(ordered, subject, leader),
        stage=stages[-1] if stages else None,
        mentions=tuple(linked),
    )


def thread_id(root: str) -> str:
    """The id of the thread whose first mention is the statement ``root``."""
    return "t" + digest("thread", root)[:16]


def _overlap(a: Mention, b: Mention) -> bool:
    """Two acts in the same words are no two mentions."""
    return a.evidence.document == b.evidence.document and a.evidence.span.overlaps(b.evidence.span)


def _subject(found: Sequence[Mention], leader: Mapping[str, str]) -> str | None:
    """The entity that most mentions share, if at least half of them do; named objects before bodies."""
    counted = Counter(entity for mention in found for entity in {leader[name.form] for name in mention.named})
    if not counted:
        return None
    things = {leader[name.form] for mention in found for name in mention.named if name.type in _NAMED_TYPES}
    best = min(counted, key=lambda entity: (entity not in things, -counted[entity], entity))
    return best if counted[best] * 2 >= len(found) else None


def _title(found: Sequence[Mention], subject: str | None, leader: Mapping[str, str]) -> tuple[str, str]:
    """The name that is used most, or the words of the mention that says most of what all say; and whose words."""
    if subject is not None:
        used = Counter(n.words for mention in found for n in mention.named if leader[n.form] == subject)
        usual = min(used, key=lambda words: (-used[words], -len(words), words))
        return usual, next(m.evidence.document for m in found if any(n.words == usual for n in m.named))
    shared = Counter(term for mention in found for term in mention.terms)
    best = max(found, key=lambda mention: sum(shared[term] for term in mention.terms) / (5 + len(mention.terms)))
    start = best.content.start - best.evidence.span.start
    words = " ".join(best.evidence.quote[max(0, start) : max(0, start) + len(best.content)].split())
    return _shortened(words or " ".join(best.evidence.quote.split())), best.evidence.document


def _shortened(words: str) -> str:
    return words if len(words) <= _TITLE else words[: _TITLE - 1].rsplit(" ", 1)[0] + "…"


def _type(found: Sequence[Mention], subject: str | None, leader: Mapping[str, str]) -> ThreadType:
    types = Counter(n.type.lower() for mention in found for n in mention.named if leader[n.form] == subject)
    if not types:
        return "topic"
    kind = min(types, key=lambda one: (-types[one], one))
    return next(
        (known for known in get_args(ThreadType) if known == kind), "mechanism" if kind == "org" else "topic"
    )

"""Mentions that a reviewer moved to another thread: they follow what the reviewer says, and nothing follows them by
likeness alone, so that they take no others along."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Moves:
    """``follows``: what a mention follows, None for nothing; it is always an earlier one. ``moved`` are the
    mentions that were moved themselves."""

    follows: Mapping[str, str | None] = field(default_factory=dict)
    moved: frozenset[str] = frozenset()


UNMOVED = Moves()


def placed(pairs: Iterable[tuple[str, str]], when: Mapping[str, str]) -> Moves:
    """What follows from pairs of a mention and the one to whose thread it is moved (empty: to one of its own).

    ``when`` sorts the mentions that are there; a pair of others says nothing. Of two the later follows the earlier:
    a mention from before the one that it is moved to comes to stand before it.
    """
    follows: dict[str, str | None] = {}
    moved = set()
    for mention, to in sorted(pairs):
        if mention not in when or (to and to not in when):
            continue
        moved.add(mention)
        if to and when[to] > when[mention]:
            follows.setdefault(mention, None)
            follows[to] = mention
        else:
            follows[mention] = to or None
    return Moves(follows, frozenset(moved))

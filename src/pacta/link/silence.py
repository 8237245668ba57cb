"""Whether anything later speaks of a promise, in whatever words: silence is claimed only where nothing does.

Threads want likeness; silence wants its absence. So this looks further than threads do: one shared name, or a
part of what the promise says, is enough for it to have been spoken of. Of a promise without a day it is those who
promised whose silence is told of: words that it shares with a text of other partners count only if they are most of
what it says.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import fsum

from pacta.link.similarity import Filed

_PART = 0.12  # of the weight of a promise's words that another mention must share to speak of it
_PART_ALONE = 0.3  # in a text of only some of those who promised
_PART_OF_OTHERS = 0.6  # in a text of other partners, who have matters of their own under the same words
_LEAST_SAID = 3  # words that a promise needs for its silence to be looked for


def can_be_looked_for(promise: Filed) -> bool:
    """The promise says enough for its silence to mean something."""
    return bool(promise.named) or len(promise.terms) >= _LEAST_SAID


def is_spoken_of(promise: Filed, others: Iterable[Filed]) -> bool:
    """True if a text of a later day speaks of the promise. ``others`` share a key with it."""
    day = promise.when[:10]
    said = fsum(promise.vector.get(term, 0.0) ** 2 for term in promise.terms) or 1.0
    return any(_speaks_of(other, promise, said) for other in others if day < other.when[:10] < "9999")


def _speaks_of(other: Filed, promise: Filed, said: float) -> bool:
    if any(feature.startswith("e:") and feature in other.vector for feature in promise.vector):
        return True
    shared = fsum(promise.vector[term] ** 2 for term in promise.terms & other.terms)
    return shared / said >= _part(promise, other.parties)


def _part(promise: Filed, theirs: frozenset[str]) -> float:
    """Of the weight of the words. A day that has passed is brought up where no text at all comes near it; that
    those who promised are silent, where no text of theirs does."""
    if promise.dated or theirs >= promise.parties or not theirs:
        return _PART
    return _PART_ALONE if theirs < promise.parties else _PART_OF_OTHERS

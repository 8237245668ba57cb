"""Whether anything later speaks of a promise, in whatever words: silence is claimed only where nothing does.

Threads want likeness; silence wants its absence. So this looks further than threads do: one shared name, or a
fair part of what the promise says, is enough for it to have been spoken of.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from pacta.link.similarity import Weights, features
from pacta.link.types import Mention

_PART = 0.12  # of the weight of a promise's words that another mention must share to speak of it
_TOO_COMMON = 300  # mentions of a word that tells nothing apart
_LEAST_SAID = 3  # words that a promise needs for its silence to be looked for


class Record:
    """All mentions, by their features."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self._mentions = mentions
        self._weights = Weights(mentions)
        self._by_feature: dict[str, list[int]] = defaultdict(list)
        for number, mention in enumerate(mentions):
            for feature in features(mention):
                self._by_feature[feature].append(number)

    def is_silent_after(self, promise: Mention) -> bool:
        """True if the promise says enough to be looked for, and no text of a later day speaks of it."""
        if not promise.entities and len(promise.terms) < _LEAST_SAID:
            return False
        vector = self._weights.vector(promise)
        said = sum(vector[term] ** 2 for term in promise.terms) or 1.0
        shared: dict[int, float] = defaultdict(float)
        for feature, weight in vector.items():
            for number in self._rare(feature):
                shared[number] += weight**2 / said if feature in promise.terms else 1.0
        return not any(
            part >= _PART
            for number, part in shared.items()
            if (self._mentions[number].evidence.date or "9999") > (promise.evidence.date or "")
        )

    def _rare(self, feature: str) -> list[int]:
        found = self._by_feature.get(feature, [])
        return found if len(found) <= _TOO_COMMON else []

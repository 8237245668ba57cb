"""How far reviewers agree beyond chance: Cohen's kappa for two, Krippendorff's alpha for any number.

Own code of a few lines, checked in tests against published worked examples: the packages that compute alpha are
under licences that Pacta cannot ship with, or bring a data frame library along.

Cohen, J. (1960), A coefficient of agreement for nominal scales, Educational and Psychological Measurement 20: 37.
Krippendorff, K. (2011), Computing Krippendorff's Alpha-Reliability, https://repository.upenn.edu/asc_papers/43.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal, TypeVar

from pacta.model import Span

Label = TypeVar("Label", bound=Hashable)
Scale = Literal["nominal", "ordinal", "interval"]


def cohens_kappa(pairs: Sequence[tuple[Label, Label]]) -> float | None:
    """Agreement of two reviewers on the units that both have labelled. None where there is none to speak of: no
    units, or one label throughout."""
    if not pairs:
        return None
    total = len(pairs)
    left, right = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    observed = sum(a == b for a, b in pairs) / total
    expected = sum(left[label] * right[label] for label in left) / total**2
    return None if expected == 1 else (observed - expected) / (1 - expected)


def krippendorffs_alpha(units: Iterable[Sequence[Label]], scale: Scale = "nominal") -> float | None:
    """Agreement of any number of reviewers; ``units`` holds for each unit the labels that it was given, missing
    ones left out. Labels of an ordinal or interval scale are numbers. None where nothing could disagree."""
    coincidences: Counter[tuple[Label, Label]] = Counter()
    for labels in units:
        if len(labels) > 1:
            for i, a in enumerate(labels):
                for j, b in enumerate(labels):
                    if i != j:
                        coincidences[a, b] += 1 / (len(labels) - 1)  # type: ignore[assignment]
    totals: Counter[Label] = Counter()
    for (a, _), weight in coincidences.items():
        totals[a] += weight
    distance = _distance(scale, totals)
    count = sum(totals.values())
    observed = sum(weight * distance(a, b) for (a, b), weight in coincidences.items())
    expected = sum(totals[a] * totals[b] * distance(a, b) for a in totals for b in totals)
    return None if not expected else 1 - (count - 1) * observed / expected


def _distance(scale: Scale, totals: Mapping[Label, float]) -> Callable[[Label, Label], float]:
    """The squared difference of two labels (Krippendorff 2011, section E)."""
    if scale == "nominal":
        return lambda a, b: float(a != b)
    if scale == "interval":
        return lambda a, b: float(a - b) ** 2  # type: ignore[operator]
    order = sorted(totals)  # type: ignore[type-var]
    below: dict[Label, float] = {}
    sum_ = 0.0
    for label in order:
        below[label] = sum_ + totals[label] / 2
        sum_ += totals[label]
    return lambda a, b: (below[a] - below[b]) ** 2


@dataclass(frozen=True, slots=True)
class Marked:
    """A statement as one reviewer leaves it: its cue, its content, and what it is said to be."""

    cue: Span
    content: Span | None
    kind: str
    firmness: int | None


def align(left: Sequence[Marked], right: Sequence[Marked]) -> list[tuple[Marked | None, Marked | None]]:
    """Statements of two reviewers side by side, whose cues need only share a word's letter: who takes "will" and
    who takes "will build" mean one act. Each goes with the one that shares most; the others stand alone."""
    shared = sorted(
        ((_shared(a.cue, b.cue), -i, -j) for i, a in enumerate(left) for j, b in _near(a, right)), reverse=True
    )
    mates: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in shared:
        if -i not in mates and -j not in taken:
            mates[-i] = -j
            taken.add(-j)
    pairs: list[tuple[Marked | None, Marked | None]] = [
        (one, right[mates[i]] if i in mates else None) for i, one in enumerate(left)
    ]
    return pairs + [(None, one) for j, one in enumerate(right) if j not in taken]


def _near(one: Marked, others: Sequence[Marked]) -> Iterable[tuple[int, Marked]]:
    return ((j, other) for j, other in enumerate(others) if one.cue.overlaps(other.cue))


def _shared(a: Span, b: Span) -> int:
    return min(a.end, b.end) - max(a.start, b.start)


def overlap(a: Span | None, b: Span | None) -> float:
    """Shared code points over all code points of two spans: 1 the same, 0 apart. Two that are missing agree."""
    if a is None or b is None:
        return float(a is b)
    shared = max(0, _shared(a, b))
    whole = len(a) + len(b) - shared
    return shared / whole if whole else 1.0


def pairs_of(reviewers: Iterable[str]) -> list[tuple[str, str]]:
    """Every two reviewers, in order of their names."""
    return list(combinations(sorted(reviewers), 2))

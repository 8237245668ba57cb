"""Agreement figures give what the published worked examples give."""

from __future__ import annotations

import pytest

from pacta.model import Span
from pacta.review.agreement import Marked, align, cohens_kappa, krippendorffs_alpha, overlap

# Cohen (1960), table 1: two judges, 200 cases, given there in percent.
COHEN = {
    ("1", "1"): 44, ("1", "2"): 7, ("1", "3"): 9,
    ("2", "1"): 5, ("2", "2"): 20, ("2", "3"): 5,
    ("3", "1"): 1, ("3", "2"): 3, ("3", "3"): 6,
}  # fmt: skip
# Krippendorff (2011), example C: four observers, twelve units, missing values.
OBSERVERS = (
    (1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None),
    (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3),
    (None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None),
    (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None),
)


def test_kappa_of_cohens_own_example() -> None:
    pairs = [pair for pair, count in COHEN.items() for _ in range(count)]
    assert cohens_kappa(pairs) == pytest.approx(0.492, abs=0.0005)


@pytest.mark.parametrize(("scale", "published"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)])
def test_alpha_of_krippendorffs_own_example(scale: str, published: float) -> None:
    units = [[label for label in unit if label is not None] for unit in zip(*OBSERVERS, strict=True)]
    assert krippendorffs_alpha(units, scale) == pytest.approx(published, abs=0.0005)  # type: ignore[arg-type]


def test_alpha_of_krippendorffs_example_of_two_observers_and_two_labels() -> None:
    units = zip((0, 1, 0, 0, 0, 0, 0, 0, 1, 0), (1, 1, 1, 0, 0, 1, 0, 0, 0, 0), strict=True)
    assert krippendorffs_alpha(list(units)) == pytest.approx(0.095, abs=0.0005)


def test_where_nothing_could_disagree_there_is_no_figure() -> None:
    assert cohens_kappa([]) is None and cohens_kappa([("a", "a")]) is None
    assert krippendorffs_alpha([]) is None and krippendorffs_alpha([["a", "a"], ["a"]]) is None


def marked(start: int, end: int) -> Marked:
    return Marked(Span(start, end), None, "report", None)


def test_statements_whose_cues_share_words_are_one_unit_and_others_stand_alone() -> None:
    left, right = [marked(0, 4), marked(10, 14)], [marked(2, 10), marked(30, 34)]
    assert align(left, right) == [(left[0], right[0]), (left[1], None), (None, right[1])]


def test_of_two_that_share_the_closer_one_is_taken() -> None:
    left, right = [marked(0, 10)], [marked(8, 20), marked(0, 9)]
    assert align(left, right) == [(left[0], right[1]), (None, right[0])]


def test_the_overlap_of_spans_is_their_shared_part_of_the_whole() -> None:
    assert overlap(Span(0, 10), Span(5, 15)) == pytest.approx(1 / 3)
    assert overlap(None, None) == 1 and overlap(Span(0, 1), None) == 0 and overlap(Span(0, 3), Span(0, 3)) == 1

"""Bad input goes through the whole pipeline: no crash, valid spans, work that grows with the text and no faster.

The texts are those of `benchmarks.texts`; ``python -m benchmarks.hostile`` reads them at full size.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import pairwise
from types import FrameType
from typing import Any

import numpy as np
import pytest
from benchmarks.texts import CASES
from numpy.typing import NDArray

from pacta.annotate.encoder import encode
from pacta.annotate.encoder.windows import EXACT, FAST, HEADER_TOKENS, PIECE_TOKENS, STEM_TOKENS
from pacta.encoders import Reader, load_reader, weights_of_acts
from pacta.extract.second_look import ITEMS
from pacta.model import COLUMNS, HEADS, Annotations, Config, Span, Statement
from pacta.pipeline import STAGES, read
from support import samples

SIZES = (150, 300, 600)
_ROWS = np.random.default_rng(0).standard_normal((1009, COLUMNS)).astype(np.float32)
_ROWS[:, HEADS["cue"].start] += 3  # mostly no cue, as in any text
_ROWS[102, HEADS["cue"].start + 1] += 9  # but one on every separator, which no training forbids


@pytest.fixture
def encoder_stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """Scores without arithmetic, the same for the same token."""

    of_acts = load_reader(weights_of_acts())

    def run(self: Reader, batch: list[tuple[int, ...]]) -> Iterator[NDArray[np.float32]]:
        columns = ITEMS.stop if self is of_acts else COLUMNS
        return (_ROWS[np.asarray(ids) % len(_ROWS), :columns] for ids in batch)

    monkeypatch.setattr(Reader, "run", run)


@pytest.mark.parametrize("case", CASES)
def test_every_span_lies_in_the_text(case: str) -> None:
    document = samples.document(CASES[case](40))
    found = read(document)
    for span in _spans(found):
        assert 0 <= span.start <= span.end <= len(document.text)
    for layer in (found.dates, found.figures, found.names):
        for mention in layer:
            assert document.quote(mention.span).strip()


@pytest.mark.usefixtures("encoder_stand_in")
@pytest.mark.parametrize("case", CASES)
def test_work_grows_no_faster_than_the_text(case: str) -> None:
    """Lines of Python run: what the second doubling adds is about twice what the first one adds.

    Work inside a single call of a library is not seen here; the benchmark times it.
    """
    read(samples.document(CASES[case](SIZES[0])))  # tables and caches
    counts = [_lines_run(CASES[case](size)) for size in SIZES]
    first, second = (later - earlier for earlier, later in pairwise(counts))
    assert second < 2.6 * max(first, 1000), counts


@pytest.mark.usefixtures("encoder_stand_in")
def test_windows_stay_small_however_long_a_sentence_or_paragraph_is() -> None:
    document = samples.document(CASES["one sentence"](5000))
    annotations = Annotations()
    for stage in STAGES[: STAGES.index(encode) + 1]:
        annotations = stage(document, annotations, Config())
    assert annotations.signals is not None
    longest = max(len(window.ids) for window in annotations.signals.windows)
    assert longest <= HEADER_TOKENS + STEM_TOKENS + EXACT.context + max(EXACT.core, PIECE_TOKENS) + 32


@pytest.mark.parametrize(
    ("case", "says"),
    [
        ("Russian", "read as English"),
        ("Vietnamese", "read as English"),
        ("Arabic", "read as English"),
        ("Chinese", "read as English"),
        ("all capitals", "capitals"),
        ("OCR noise", "misread"),
        ("one sentence", "longer than"),
        ("NULs", "control"),
        ("white space", "No words"),
    ],
)
def test_a_reading_that_cannot_be_trusted_says_so(case: str, says: str) -> None:
    size = 800 if case == "one sentence" else 60
    assert any(says in warning for warning in read(samples.document(CASES[case](size))).warnings)


def _spans(found: Annotations) -> Iterator[Span]:
    for block in found.structure.blocks:
        yield from (block.span, *block.sentences)
    for turn in found.structure.turns:
        yield from (turn.span, turn.label)
    for quotation in found.structure.quotations:
        yield quotation.span
    for mention in (*found.dates, *found.figures, *found.names):
        yield mention.span
    for statement in found.statements:
        yield from _spans_of(statement)


def _spans_of(statement: Statement) -> Iterator[Span]:
    deadline = statement.deadline.span if statement.deadline else None
    every = (statement.cue, statement.quote, statement.content, statement.condition, deadline, *statement.items)
    yield from (span for span in every if span is not None)


def _lines_run(text: str) -> int:
    document, count = samples.document(text), 0

    def trace(_frame: FrameType, _event: str, _argument: Any) -> Any:
        nonlocal count
        count += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        read(document)
    finally:
        sys.settrace(before)
    return count


def test_each_window_of_a_long_document_is_computed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    computed: list[int] = []

    def counted(_: Reader, batch: list[tuple[int, ...]]) -> Iterator[NDArray[np.float32]]:
        computed.extend(map(len, batch))
        return (_ROWS[np.asarray(ids) % len(_ROWS)] for ids in batch)

    monkeypatch.setattr(Reader, "run", counted)
    for module in ("annotate.encoder", "extract"):
        monkeypatch.setattr(f"pacta.{module}.stage.STRETCH", 4)
    sentence = "The two sides agreed to build a bridge over the Elm in 2027 and welcomed the report on floods. "
    document = samples.document(sentence * FAST.core)
    annotations = Annotations()
    for stage in STAGES[: STAGES.index(encode) + 1]:
        annotations = stage(document, annotations, Config(fast=True))
    assert annotations.signals is not None
    windows = len(annotations.signals.windows)
    assert windows > 12 and not computed, "it is long, and nothing is computed before it is read"
    STAGES[-1](document, annotations, Config(fast=True))
    assert len(computed) == windows

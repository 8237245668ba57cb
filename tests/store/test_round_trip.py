"""What goes into the register comes out of it, exactly."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pacta.app.queries import get_bytes, get_document
from pacta.model import Annotations, Config, Document
from pacta.store import Register, keeping, runs
from pacta.store.codec import from_plain, to_plain
from support import samples

CASES = samples.documents().flatmap(lambda document: st.tuples(st.just(document), samples.annotations(document)))
SLOW = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def register(shared_place: str) -> Iterator[Register]:
    with Register.open(shared_place) as opened:
        yield opened


def kept(register: Register, document: Document, annotations: Annotations) -> None:
    with register.writing() as connection:
        run = runs.start_run(connection, "test", Config())
    keeping.keep(register, document, annotations, keeping.Task(run, "reader"))


@SLOW
@given(CASES)
def test_a_document_and_its_reading_come_out_as_they_went_in(
    register: Register, case: tuple[Document, Annotations]
) -> None:
    """Also with a byte order mark, CRLF, astral characters, NUL and control characters in text and values."""
    document, annotations = case
    kept(register, document, annotations)
    view = get_document(register, document.id)
    assert view.document == document
    assert view.annotations == annotations
    assert get_bytes(register, document.id) == document.source.raw


@SLOW
@given(CASES)
def test_a_second_reading_replaces_the_first_without_a_rest(
    register: Register, case: tuple[Document, Annotations]
) -> None:
    document, annotations = case
    kept(register, document, annotations)
    kept(register, document, Annotations())
    assert get_document(register, document.id).annotations == Annotations()
    kept(register, document, annotations)
    assert get_document(register, document.id).annotations == annotations


@SLOW
@given(CASES)
def test_plain_values_keep_everything(case: tuple[Document, Annotations]) -> None:
    for value in case:
        assert from_plain(type(value), to_plain(value)) == value


def test_a_value_written_before_a_field_existed_takes_its_default() -> None:
    assert from_plain(Config, {"parties": []}) == Config()

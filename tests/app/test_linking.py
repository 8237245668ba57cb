"""Links that are kept are those of linking everything at once, in whatever order documents come and go."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pacta.app import linking
from pacta.link import ReadDocument
from pacta.store import Register
from pacta.store.schema import documents
from support.linked import at_once, keep, kept
from support.linking import labelled, pairs, read


def corpus() -> list[ReadDocument]:
    """Labelled mentions and facts that bear on each other, some of them twice, and names that may be of two."""
    reads = [labelled(pair[side]) for pair in pairs("relations")[::3] for side in "ab"]
    reads += [
        read(p[side]["text"], p[side]["date"], tuple(p.get("parties", ())))
        for p in pairs("facts")[::3]
        for side in "ab"
    ]
    reads += [
        read(f"{name} met in Castelmar on 3 March 2019.", f"2020-0{month}-01", ("KEN", "OMN"))
        for month, name in enumerate(
            ("The Joint Committee on Coral Reef Research", "The Kenya-Oman Joint Committee on Coral Reef Research",
             "Maria Petrova", "Maria Ivanovna Petrova", "Maria Stepanovna Petrova", "President Petrova",
             "President Osei", "Kwame Osei"), 1,
        )
    ]  # fmt: skip
    return list({each.id: each for each in reads}.values())


CORPUS = corpus()


def test_the_corpus_of_these_tests_has_threads_findings_and_doubts() -> None:
    found = at_once(CORPUS)
    assert len(found["link_findings"]) >= 5 and len(found["link_unsure"]) >= 1
    assert len(found["link_threads"]) < len(found["mentions"])


@settings(max_examples=5)
@given(st.permutations(range(len(CORPUS))), st.lists(st.integers(0, len(CORPUS)), min_size=1, max_size=5))
def test_documents_added_in_any_order_and_any_portions_link_as_all_at_once(
    order: list[int], cuts: list[int]
) -> None:
    with TemporaryDirectory() as folder, Register.open(Path(folder) / "pacta.db") as register:
        for start, end in zip([0, *sorted(cuts)], [*sorted(cuts), len(order)], strict=True):
            keep(register, [CORPUS[number] for number in order[start:end]])
            linking.refresh(register)
        assert kept(register) == at_once(CORPUS)


@settings(max_examples=4)
@given(st.sets(st.integers(0, len(CORPUS) - 1), min_size=1, max_size=8), st.randoms(use_true_random=False))
def test_documents_that_are_superseded_leave_no_trace(gone: set[int], random: Any) -> None:
    with TemporaryDirectory() as folder, Register.open(Path(folder) / "pacta.db") as register:
        shuffled = random.sample(CORPUS, len(CORPUS))
        keep(register, shuffled[:30])
        linking.refresh(register)
        keep(register, shuffled[30:])
        linking.refresh(register)
        ids = [CORPUS[number].id for number in gone]
        with register.writing() as connection:
            connection.execute(documents.update().where(documents.c.id.in_(ids)).values(current=False))
        linking.refresh(register)
        assert kept(register) == at_once(each for each in CORPUS if each.id not in ids)


def test_a_document_read_again_links_as_before(place: str) -> None:
    with Register.open(place) as register:
        keep(register, CORPUS)
        linking.refresh(register)
        before = kept(register)
        keep(register, CORPUS[:9])
        linking.refresh(register)
        assert kept(register) == before


def test_a_register_that_is_up_to_date_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Register.open(tmp_path / "pacta.db") as register:
        keep(register, CORPUS[:4])
        linking.refresh(register)
        monkeypatch.setattr(register, "writing", lambda: pytest.fail("nothing is to be written"))
        linking.refresh(register)

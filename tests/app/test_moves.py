"""A mention that a reviewer moves to another thread stays there, alone, whatever is read or linked again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pacta.app import linked, linking, review
from pacta.app.review import Said
from pacta.app.review_links import name_entity
from pacta.app.review_moves import move_mention
from pacta.link import ReadDocument
from pacta.model import PactaError, mention_id
from pacta.store import Register
from support.linked import at_once, keep, kept
from support.linking import labelled

ANA = Said("ana")


def promise(year: int, words: str) -> ReadDocument:
    return labelled({"date": f"{year}-05-01", "kind": "commitment", "firmness": 4, "text": words})


FERRY = [
    promise(year, f"Kenya and Finland will open the Lake Orsa ferry terminal by {year + 9}.")
    for year in (2020, 2022)
]
MILL = [
    promise(year, f"Kenya and Finland will restore the Old Samar windmill by {year + 9}.") for year in (2021, 2023)
]
CORPUS = [*FERRY, *MILL]


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    with Register.open(tmp_path / "pacta.db") as opened:
        keep(opened, CORPUS)
        linking.refresh(opened)
        yield opened


def statement(read: ReadDocument) -> str:
    return read.annotations.statements[0].id


def threads(register: Register) -> dict[str, list[str]]:
    """The documents of each thread, in time order, under its id."""
    rows = linked.threads(register, fewest=1, size=99).rows
    views = (linked.thread(register, row.id) for row in rows)
    return {view.row.id: [mention.passage.document for mention in view.mentions] for view in views}


def thread_with(register: Register, read: ReadDocument) -> str:
    return next(id_ for id_, documents in threads(register).items() if read.id in documents)


def test_a_mention_is_moved_alone_and_undoing_brings_it_back(register: Register) -> None:
    before = threads(register)
    assert sorted(map(len, before.values())) == [2, 2]
    entry = move_mention(register, statement(FERRY[0]), thread_with(register, MILL[0]), ANA)
    assert sorted(threads(register).values()) == sorted([[FERRY[1].id], [FERRY[0].id, MILL[0].id, MILL[1].id]])
    review.undo(register, entry.id, ANA)
    assert threads(register) == before


def test_a_mention_from_after_the_others_follows_the_latest_before_it(register: Register) -> None:
    move_mention(register, statement(MILL[1]), thread_with(register, FERRY[0]), ANA)
    view = linked.thread(register, thread_with(register, MILL[1]))
    assert [mention.passage.document for mention in view.mentions] == [FERRY[0].id, FERRY[1].id, MILL[1].id]
    assert view.mentions[2].before is not None and view.mentions[2].before.document == FERRY[1].id


def test_a_mention_is_moved_to_a_thread_of_its_own(register: Register) -> None:
    move_mention(register, statement(FERRY[1]), None, ANA)
    assert sorted(map(len, threads(register).values())) == [1, 1, 2]


def test_it_cannot_be_moved_to_where_it_stands_nor_to_nowhere(register: Register) -> None:
    with pytest.raises(PactaError, match="already"):
        move_mention(register, statement(MILL[0]), thread_with(register, MILL[1]), ANA)
    with pytest.raises(PactaError, match="no thread"):
        move_mention(register, statement(MILL[0]), "nowhere", ANA)


def test_a_move_holds_when_its_document_is_read_again_with_other_ids(register: Register) -> None:
    move_mention(register, statement(FERRY[1]), thread_with(register, MILL[0]), ANA)
    [old] = FERRY[1].annotations.statements
    cue = replace(old.cue, end=old.cue.end + 5)
    new = replace(old, id=mention_id(FERRY[1].id, "statement", cue), cue=cue)
    again = ReadDocument(FERRY[1].document, replace(FERRY[1].annotations, statements=(new,)))
    assert new.id != old.id
    keep(register, [again])
    assert sorted(threads(register).values()) == sorted([[FERRY[0].id], [MILL[0].id, FERRY[1].id, MILL[1].id]])


@pytest.mark.parametrize("first", [CORPUS[:1], CORPUS[:3], CORPUS[1:]])
def test_the_links_are_those_of_linking_everything_at_once(
    register: Register, tmp_path: Path, first: list[ReadDocument]
) -> None:
    move_mention(register, statement(FERRY[0]), thread_with(register, MILL[0]), ANA)
    linking.refresh(register)
    with Register.open(tmp_path / "other.db") as other:
        keep(other, CORPUS)
        linking.refresh(other)
        move_mention(other, statement(FERRY[0]), thread_with(other, MILL[0]), ANA)
        keep(other, first)
        linking.refresh(other)
        assert kept(other) == kept(register)
    assert kept(register) != at_once(CORPUS)


def test_a_name_that_a_reviewer_gave_is_shown_in_every_list(register: Register) -> None:
    row = next(row for row in linked.entities(register, size=99).rows if "Orsa" in row.name)
    name_entity(register, row, "Ferry of Orsa", ANA)
    assert linked.entity(register, row.id).name == "Ferry of Orsa"
    assert "Ferry of Orsa" in {one.name for one in linked.entities(register, sort="name", size=99).rows}
    assert row.name in {name for name, _ in linked.entity(register, row.id).names}

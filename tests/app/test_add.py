"""Adding: idempotent, versioned, all or nothing for each document, and honest about what failed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pacta.app import reading
from pacta.app.add import Summary, add_inputs, reread
from pacta.app.progress import Step
from pacta.app.queries import get_bytes, get_document, get_statement, list_documents, list_statements, search
from pacta.app.status import status
from pacta.app.views import Filters
from pacta.model import Annotations, Config, Document, Given, Party
from pacta.store import Register

pytestmark = pytest.mark.usefixtures("plain_reading")

BRIDGE = "We will build the bridge by 2030.\nTrade grew.\n"
TUNNEL = "We will build the tunnel by 2030.\nTrade grew.\n"


def write(folder: Path, **texts: str) -> list[str]:
    paths = []
    for name, text in texts.items():
        file = folder / f"{name}.txt"
        file.write_text(text, encoding="utf-8")
        paths.append(str(file))
    return paths


def counts(summary: Summary) -> dict[str, int]:
    return {outcome: count for outcome, count in summary.counts.items() if count}


def quotes(register: Register, filters: Filters = Filters()) -> list[str]:
    return [row.quote for row in list_statements(register, filters).rows]


def test_the_same_bytes_are_one_document_however_often_and_wherever_they_come(
    register: Register, tmp_path: Path
) -> None:
    first, twin = write(tmp_path, first=BRIDGE, twin=BRIDGE)
    assert counts(add_inputs(register, [first])) == {"added": 1}
    assert counts(add_inputs(register, [first])) == {"unchanged": 1}
    assert counts(add_inputs(register, [twin, first])) == {"unchanged": 2}
    (row,) = list_documents(register).rows
    assert row.path == first
    assert get_bytes(register, row.id) == BRIDGE.encode()


def test_changed_content_at_a_known_path_is_a_new_version_and_the_old_one_leaves_the_lists(
    register: Register, tmp_path: Path
) -> None:
    (path,) = write(tmp_path, talks=BRIDGE)
    add_inputs(register, [path])
    (old,) = list_documents(register).rows
    write(tmp_path, talks=TUNNEL)
    assert counts(add_inputs(register, [path])) == {"new version": 1}
    (new,) = list_documents(register).rows
    assert new.version_of == old.id
    assert quotes(register) == ["We will build the tunnel by 2030."]
    assert search(register, "bridge").total == 0
    assert quotes(register, Filters(document=old.id)) == ["We will build the bridge by 2030."]
    assert [version.id for version in get_document(register, new.id).versions] == [old.id]
    assert [version.id for version in get_document(register, old.id).versions] == [new.id]


def test_a_change_taken_back_makes_the_first_version_current_again(register: Register, tmp_path: Path) -> None:
    for text in (BRIDGE, TUNNEL, BRIDGE):
        add_inputs(register, write(tmp_path, talks=text))
    assert quotes(register) == ["We will build the bridge by 2030."]


def test_a_version_that_still_stands_elsewhere_stays_current(register: Register, tmp_path: Path) -> None:
    here, there = write(tmp_path, here=BRIDGE, there=BRIDGE)
    add_inputs(register, [here, there])
    write(tmp_path, here=TUNNEL)
    add_inputs(register, [here, there])
    assert sorted(quotes(register)) == ["We will build the bridge by 2030.", "We will build the tunnel by 2030."]


def test_the_same_name_in_another_folder_is_another_document(
    register: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder, text in (("a", BRIDGE), ("b", TUNNEL)):
        (tmp_path / folder).mkdir()
        monkeypatch.chdir(tmp_path / folder)
        write(Path(), talks=text)
        assert counts(add_inputs(register, ["talks.txt"])) == {"added": 1}
    assert list_documents(register).total == 2


def test_what_cannot_be_read_is_told_with_its_reason_and_the_rest_is_added(
    register: Register, tmp_path: Path
) -> None:
    paths = write(tmp_path, empty="", good=BRIDGE)
    seen: list[Step] = []
    summary = add_inputs(register, [*paths, str(tmp_path / "missing.txt")], progress=seen.append)
    assert counts(summary) == {"added": 1}
    assert [failure.path for failure in summary.failures] == [paths[0], str(tmp_path / "missing.txt")]
    assert all(failure.reason and failure.advice for failure in summary.failures)
    assert [step.outcome for step in seen] == ["failed", "added", "failed"]
    assert list(status(register).failures) == summary.failures


def test_a_fault_in_reading_one_document_fails_that_document_only(
    register: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def faulty(document: Document, config: Config) -> Annotations:
        if "bridge" in document.text:
            raise ZeroDivisionError("a fault")
        return Annotations()

    monkeypatch.setattr(reading, "run_stages", faulty)
    summary = add_inputs(register, write(tmp_path, bad=BRIDGE, good=TUNNEL))
    assert counts(summary) == {"added": 1}
    assert "ZeroDivisionError: a fault" in summary.failures[0].reason


def test_ctrl_c_keeps_what_is_done_and_the_same_command_goes_on(
    register: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = write(tmp_path, a=BRIDGE, b=TUNNEL)
    whole = reading.run_stages

    def pressed(document: Document, config: Config) -> Annotations:
        if "tunnel" in document.text:
            raise KeyboardInterrupt
        return whole(document, config)

    monkeypatch.setattr(reading, "run_stages", pressed)
    summary = add_inputs(register, paths)
    assert summary.interrupted
    assert counts(summary) == {"added": 1}
    assert status(register).runs[0].state == "interrupted"
    monkeypatch.setattr(reading, "run_stages", whole)
    assert counts(add_inputs(register, paths)) == {"unchanged": 1, "added": 1}


def test_reading_again_keeps_the_ids_of_what_is_still_found_and_removes_what_is_gone(
    register: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_inputs(register, write(tmp_path, talks=BRIDGE + "We will talk.\n"))
    kept, gone = list_statements(register).rows
    whole = reading.run_stages

    def stricter(document: Document, config: Config) -> Annotations:
        found = whole(document, config)
        return Annotations(structure=found.structure, statements=found.statements[:1])

    monkeypatch.setattr(reading, "run_stages", stricter)
    assert counts(reread(register)) == {}, "nothing is stale"
    assert counts(reread(register, everything=True)) == {"updated": 1}
    assert [row.id for row in list_statements(register).rows] == [kept.id]
    assert get_statement(register, kept.id) == kept
    assert list_statements(register, Filters(text="talk")).total == 0
    assert gone.quote == "We will talk."


def test_another_version_of_pacta_makes_every_reading_stale(
    register: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_inputs(register, write(tmp_path, talks=BRIDGE))
    assert status(register).to_reread == 0
    monkeypatch.setattr("pacta.app.add.reader_version", lambda fast=False: "another")
    monkeypatch.setattr("pacta.app.status.reader_version", lambda fast=False: "another")
    assert status(register).to_reread == 1
    assert counts(reread(register)) == {"updated": 1}
    assert status(register).to_reread == 0


def test_a_document_read_fast_is_not_out_of_date_and_can_be_read_exactly_later(
    register: Register, tmp_path: Path
) -> None:
    add_inputs(register, write(tmp_path, talks=BRIDGE), config=Config(fast=True))
    assert status(register).to_reread == 0
    assert counts(reread(register)) == {"updated": 1}
    assert counts(reread(register)) == {}


def test_parties_given_once_stay_in_the_register(register: Register, tmp_path: Path) -> None:
    first, second = write(tmp_path, first=BRIDGE, second=TUNNEL)
    config = Config(parties=(Party("ORV", "Republic of Orvelia", aliases=("Orvelian",)),))
    add_inputs(register, [first], config=config)
    add_inputs(register, [second])
    for row in list_documents(register).rows:
        assert get_document(register, row.id).annotations.warnings == ("ORV",)
    assert status(register).parties == ("ORV",)
    assert status(register).to_reread == 0


def test_what_is_given_by_hand_outranks_and_outlives_later_runs(register: Register, tmp_path: Path) -> None:
    (path,) = write(tmp_path, talks=BRIDGE)
    add_inputs(register, [path], Given(title="By hand", date=date(2025, 5, 9)))
    assert counts(add_inputs(register, [path])) == {"unchanged": 1}
    (row,) = list_documents(register).rows
    assert (row.title, row.date) == ("By hand", "2025-05-09")
    assert counts(add_inputs(register, [path], Given(title="Better"))) == {"updated": 1}
    (row,) = list_documents(register).rows
    assert (row.title, row.date) == ("Better", "2025-05-09")

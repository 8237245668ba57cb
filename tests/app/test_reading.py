"""The library's front door."""

from __future__ import annotations

from pathlib import Path

import pytest

import pacta
from pacta.model import PactaError, Party, UnreadableInput

TEXT = "We will open a consulate in Hà Nội next year.\r\n"


def test_a_text_a_path_and_the_name_of_a_file_are_read_alike(tmp_path: Path) -> None:
    file = tmp_path / "talks.txt"
    file.write_bytes(TEXT.encode())
    readings = [pacta.read(source, date="2025-05-09") for source in (TEXT, file, str(file))]
    for reading in readings:
        assert reading.document.text == TEXT
        assert reading.records() == readings[0].records() != []
        assert [record["value"] for record in reading.records("dates")] == ["2026"]
    assert isinstance(readings[0], pacta.Reading)


def test_parties_of_ones_own_are_known() -> None:
    party = Party("ORV", "Republic of Orvelia", aliases=("Orvelian",))
    found = pacta.read("The Orvelian side will build a road.", parties=[party]).records("names")
    assert [record["code"] for record in found] == ["ORV"]


@pytest.mark.parametrize("source", [Path("missing.txt"), ""])
def test_what_cannot_be_read_is_told(source: Path | str) -> None:
    with pytest.raises(UnreadableInput):
        pacta.read(source)


def test_a_wrong_date_is_told() -> None:
    with pytest.raises(PactaError, match="YYYY-MM-DD"):
        pacta.read(TEXT, date="May 9")

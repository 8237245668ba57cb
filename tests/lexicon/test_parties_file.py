"""A parties file is read as written, or refused with the file, the row and the remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from pacta.lexicon.parties_file import load_parties
from pacta.model import Party, UnreadableInput

GOOD = """
[[party]]
code = "NVS"
name = "Kingdom of Novasia"
aliases = ["Novasia", "Novasian", "Novasian"]

[[party]]
code = "LBC"
name = "Lake Basin Council"
type = "ORG"
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "parties.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_rows_become_parties_in_file_order(tmp_path: Path) -> None:
    assert load_parties(written(tmp_path, GOOD)) == (
        Party("NVS", "Kingdom of Novasia", "STATE", ("Novasia", "Novasian")),
        Party("LBC", "Lake Basin Council", "ORG", ()),
    )


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "no [[party]] row"),
        ("party = 3", "no [[party]] row"),
        ("party = [3]", "party 1: not a table"),
        ("[[party]\ncode", "not TOML"),
        ('[[party]]\nname = "Kingdom of Novasia"', "party 1: 'code' is missing"),
        ('[[party]]\ncode = "NVS"\nname = " "', "party 1: 'name' is missing"),
        ('[[party]]\ncode = "NVS"\nname = "N"\ntype = "REGION"', "type 'REGION' is none of STATE, ORG"),
        ('[[party]]\ncode = "NVS"\nname = "N"\naliases = "Novasia"', "'aliases' is not a list of words"),
        ('[[party]]\ncode = "NVS"\nname = "N"\nalias = ["Novasia"]', "unknown column 'alias'"),
        (GOOD + '[[party]]\ncode = "NOV"\nname = "novasia"', "'novasia' names both NVS (party 1)"),
    ],
)
def test_a_bad_file_is_refused_with_its_row_and_what_is_wrong(tmp_path: Path, text: str, complaint: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(UnreadableInput) as caught:
        load_parties(path)
    assert complaint in caught.value.message and str(path) in caught.value.message and caught.value.advice


def test_a_missing_file_and_one_that_is_not_utf8_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="cannot be read"):
        load_parties(tmp_path / "none.toml")
    (tmp_path / "latin.toml").write_bytes(b"# \xff\xfe")
    with pytest.raises(UnreadableInput, match="not UTF-8"):
        load_parties(tmp_path / "latin.toml")

"""A speaker is known by the whole name, else by a surname that is known."""

from __future__ import annotations

from pacta.text.speakers import Speakers

KNOWN = Speakers([("Mira Orr", "ORV"), ("Jon Lind", "LIN"), ("Ana Lind", "KDV"), ("Osric II", "SUL")])


def test_the_whole_name_comes_before_the_surname() -> None:
    assert KNOWN.code("Ana  Lind") == "KDV" and KNOWN.code("mira orr") == "ORV"


def test_a_surname_stands_for_the_first_who_bears_it() -> None:
    assert KNOWN.code("President Lind") == "LIN" and KNOWN.by_name("President Lind") is None
    assert KNOWN.code("Lind and Orr") == "ORV"


def test_a_numeral_is_no_surname_and_nobody_has_no_code() -> None:
    assert KNOWN.code("Osric II") == "SUL" and KNOWN.code("Phase II") is None
    assert KNOWN.code("") is None and KNOWN.code("Tolvane") is None

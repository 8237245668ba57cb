"""A document that cannot be read well says so."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from pacta.model import Annotations, Config, Document, Given
from pacta.structure import profile, structure, trust
from support import samples

PROSE = "The two sides agreed to build a bridge at Kestrel and welcomed the progress of the talks. " * 10


def _warnings(text: str, given: Given = Given()) -> tuple[str, ...]:
    """Of a document that has a date."""
    return _all_warnings(text, replace(given, date=datetime.date(2025, 5, 12)))


def _all_warnings(text: str, given: Given = Given()) -> tuple[str, ...]:
    document: Document = samples.document(text, given=given)
    annotations = Annotations()
    for stage in (structure, profile, trust):
        annotations = stage(document, annotations, Config())
    return annotations.warnings


def test_plain_english_prose_has_no_warnings() -> None:
    assert _warnings(PROSE) == ()


def test_a_document_without_a_date_is_told_apart() -> None:
    (warning,) = _all_warnings(PROSE)
    assert "no date" in warning


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Стороны договорились построить мост и приветствовали ход переговоров. " * 10, '"ru"; read as English'),
        ("Hai bên nhất trí xây cầu và hoan nghênh tiến triển của các cuộc đàm phán. " * 10, "read as English"),
        (PROSE.upper(), "Mostly in capitals"),
        (PROSE.replace(".", "") * 5, "longer than"),
        (PROSE.replace("l", "1").replace("e", "3"), "misread print"),
        (PROSE.replace(" ", " \x01"), "control or replacement characters"),
        (" \r\n\t", "No words were found"),
    ],
)
def test_what_cannot_be_trusted_is_told(text: str, says: str) -> None:
    assert any(says in warning for warning in _warnings(text)), _warnings(text)


@pytest.mark.parametrize("language", ["en", "en-GB", "EN"])
def test_the_language_that_was_given_counts(language: str) -> None:
    assert _warnings(PROSE, Given(language=language)) == ()
    assert "read as English" in _warnings(PROSE, Given(language="vi"))[0]


def test_a_menu_in_capitals_and_a_few_acronyms_are_no_reason_to_warn() -> None:
    assert _warnings(PROSE + "\n\nASEAN AND THE UN\n\nUNCLOS, NATO and APEC will meet.\n") == ()


def test_a_label_that_comes_again_and_again_is_no_misread_word() -> None:
    assert _warnings(PROSE + "See photograph P2025XY. " * 40) == ()

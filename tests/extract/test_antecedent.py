"""A pronoun means the person who acted last, unless the other pronoun was said of him or her."""

from __future__ import annotations

import pytest

from pacta.extract.antecedent import Antecedents
from pacta.model import Name, Span

PEOPLE = ("Anton Orr", "Una Lind", "Orr", "Lind")
FULL = {"Orr": "Anton Orr", "Lind": "Una Lind"}


def meant(text: str, pronoun: str = "he") -> str | None:
    names: list[Name] = []
    for words in PEOPLE:
        at = text.find(words)
        while at >= 0:
            span = Span(at, at + len(words))
            if not any(name.span.overlaps(span) for name in names):
                names.append(Name(str(at), span, "PERSON", FULL.get(words, words), None))
            at = text.find(words, at + 1)
    return Antecedents(text, sorted(names, key=lambda name: name.span)).of(pronoun, len(text))


@pytest.mark.parametrize(
    ("text", "pronoun", "person"),
    [
        ("Anton Orr praised the quay. ", "he", "Anton Orr"),
        ("Anton Orr praised the quay. Una Lind left. ", "she", "Una Lind"),
        ("Anton Orr praised the quay after talks with Una Lind. ", "he", "Anton Orr"),
        ("Anton Orr praised the quay. Una Lind said her port was full. ", "he", "Anton Orr"),
        ("Mr. Orr praised the quay. ", "she", None),
        ("“The quay is old,” said Una Lind. ", "she", "Una Lind"),
        ("It rained. ", "he", None),
    ],
)
def test_a_pronoun_is_who_acted_last_and_agrees(text: str, pronoun: str, person: str | None) -> None:
    assert meant(text, pronoun) == person

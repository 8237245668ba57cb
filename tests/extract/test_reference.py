"""Definite words stand for a name where one alone can be meant."""

from __future__ import annotations

import pytest

from pacta.extract.reference import References
from pacta.extract.setting import Setting
from pacta.lexicon import Rule, load_table
from pacta.model import Annotations, Block, Document, Name, Source, Span, Structure

NAMES = {"Arland": "STATE", "Belmark": "STATE", "Cirland": "STATE", "Lakes Safety Centre": "ORG",
         "Tide Center": "ORG", "Agreement between Arland and Belmark": "INSTRUMENT"}  # fmt: skip


def references(text: str, title: str = "") -> tuple[References, list[tuple[str, str]]]:
    names: list[Name] = []
    for words, kind in sorted(NAMES.items(), key=lambda each: -len(each[0])):
        at = text.find(words)
        span = Span(at, at + len(words)) if at >= 0 else None
        if span and not any(name.span.overlaps(span) for name in names):
            names.append(Name(words, span, kind, words))  # type: ignore[arg-type]
    names.sort(key=lambda name: name.span)
    document = Document("d0", text, Source("t", "0" * 64, len(text), "text/plain"))
    whole = Span(0, len(text))
    structure = Structure(blocks=(Block(whole, "paragraph", sentences=(whole,)),))
    found = References(Setting(document, Annotations(structure=structure, names=tuple(names))), names, title)
    return found, [(one.span.of(text), one.name.entity) for one in found.within(Span(0, len(text)))]


@pytest.mark.parametrize("rule", load_table("references"), ids=lambda rule: rule.id)
def test_examples_match_and_counterexamples_do_not(rule: Rule) -> None:
    assert [e for e in rule.examples if not rule.pattern.search(e)] == []
    assert [e for e in rule.counterexamples if rule.pattern.search(e)] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They opened the Lakes Safety Centre. The Center will train.", [("The Center", "Lakes Safety Centre")]),
        ("Under the Agreement between Arland and Belmark they pay, as the Agreement says.",
         [("the Agreement", "Agreement between Arland and Belmark")]),
        ("The Tide Center and the Lakes Safety Centre met. The Center will train.", []),
        ("The Center will train. They opened the Tide Center.", []),
        ("They opened the Tide Center" + ". And so on" * 200 + ". This Center will train.", []),
        ("Talks of Arland and Belmark were held; the latter will pay.", [("the latter", "Belmark")]),
        ("Talks of Arland and Belmark were held; the former will pay.", [("the former", "Arland")]),
        ("Cirland saw Arland and Belmark meet; the latter will pay.", []),
    ],
)  # fmt: skip
def test_what_words_stand_for(text: str, expected: list[tuple[str, str]]) -> None:
    assert references(text)[1] == expected


def test_words_for_the_text_itself_are_left_alone() -> None:
    text = "They signed the Agreement between Arland and Belmark. The Agreement stands."
    assert references(text, "Joint Agreement")[1] == []
    assert len(references(text, "Joint Statement on a Transit Agreement")[1]) == 1


def test_who_is_meant_right_before_the_cue_acts() -> None:
    text = "They opened the Tide Center. The Center also will train officers."
    found, _ = references(text)
    quote, at = Span(text.index("The Center"), len(text)), text.index("will")
    assert found.actors(quote, Span(at, at + 4)) == ("Tide Center",)


def test_very_many_references_go_through() -> None:
    text = "The Tide Center. " + "the Center, the latter, the former, " * 2_000
    assert len(references(text)[1]) > 0

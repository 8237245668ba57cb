"""Who is named only to be left out does not act."""

from __future__ import annotations

import pytest

from pacta.extract.exclusion import without_excluded
from pacta.extract.setting import Setting
from pacta.lexicon import Rule, load_table
from pacta.model import Annotations, Detected, Document, Name, Profile, Source, Span

NAMES = {"Arland": ("STATE", "ARL"), "Belmark": ("STATE", "BEL"), "G7": ("ORG", "G7"), "Canada": ("STATE", "CAN"),
         "Italy": ("STATE", "ITA"), "G20": ("ORG", "G20")}  # fmt: skip


def actors_of(
    text: str, chosen: tuple[str, ...], parties: tuple[str, ...] = ("ARL", "BEL", "CIR")
) -> tuple[str, ...]:
    names = []
    for words, (kind, code) in NAMES.items():
        at = text.find(words)
        if at >= 0:
            names.append(Name(words, Span(at, at + len(words)), kind, words, code))  # type: ignore[arg-type]
    document = Document("d0", text, Source("t", "0" * 64, len(text), "text/plain"))
    profile = Profile(parties=tuple(map(Detected, parties)))
    names.sort(key=lambda name: name.span)
    setting = Setting(document, Annotations(profile=profile, names=tuple(names)))
    at = text.index("agreed")
    return without_excluded(setting, Span(0, len(text)), Span(at, at + 6), chosen)


@pytest.mark.parametrize("rule", load_table("exclusions"), ids=lambda rule: rule.id)
def test_examples_match_and_counterexamples_do_not(rule: Rule) -> None:
    assert [e for e in rule.examples if not rule.pattern.search(e)] == []
    assert [e for e in rule.counterexamples if rule.pattern.search(e)] == []


@pytest.mark.parametrize(
    ("text", "chosen", "actors"),
    [
        ("The participants, except Arland, agreed to pay", ("ARL",), ("BEL", "CIR")),
        ("All members other than Arland and Belmark agreed to pay", ("ARL", "BEL", "CIR"), ("CIR",)),
        ("The parties agreed, with the exception of Belmark, to pay", ("ARL", "BEL", "CIR"), ("ARL", "CIR")),
        ("The G7 without Canada and Italy agreed to pay", ("CAN",), ("DEU", "FRA", "GBR", "JPN", "USA")),
        ("G20 members, excluding Arland, agreed to pay", ("ARL",), ("G20",)),
        ("Apart from energy Arland agreed to pay", ("ARL",), ("ARL",)),
        ("Arland agreed to pay all members but Belmark", ("ARL",), ("ARL",)),
        ("Arland, without Belmark, agreed to pay", ("ARL",), ("ARL",)),
    ],
)
def test_the_others_act(text: str, chosen: tuple[str, ...], actors: tuple[str, ...]) -> None:
    assert actors_of(text, chosen) == actors

"""What the words around a cue show of its act: the features of the classifier of acts.

They are surface words, the rules that know the cue, and who speaks; no feature looks at the encoder, so that
the two are independent witnesses (`pacta.extract.weigh`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from pacta.extract.cues import FOLLOWING, cue_rules, normal_form
from pacta.extract.setting import JOINT, Setting
from pacta.lexicon import load_table
from pacta.model import Span

__all__ = ["Teller", "features", "features_at"]

Teller = Literal["joint", "narrator", "person"]  # whose words: all parties', an outlet's, one speaker's

BEFORE, AFTER = 160, 240  # code points looked at on each side of the cue, within its sentence
WORDS_BEFORE, WORDS_AFTER, PAIRS_AFTER, SUBJECT = 12, 30, 10, 5

_WORD = re.compile(r"[a-z]+|\d+|[^\w\s]")
_ENDING = re.compile(r"(?:ing|ed|es|s|ly)$")
_SUBJECTS = (
    ("we", re.compile(r"\b(?:we|our|us)\b")),
    ("i", re.compile(r"\b(?:i|my)\b")),
    ("both", re.compile(r"\b(?:both|two|sides|leaders|parties|presidents|ministers)\b")),
    ("it", re.compile(r"\b(?:it|this|these|that|which|there)\b")),
    ("they", re.compile(r"\b(?:they|he|she|who)\b")),
)


def features_at(setting: Setting, cue: Span) -> frozenset[str]:
    """The features of the cue at ``cue`` of a document."""
    text, sentence = setting.document.text, setting.sentence_at(cue.start)
    before = text[max(sentence.start, cue.start - BEFORE) : cue.start]
    after = text[cue.end : min(max(sentence.end, cue.end), cue.end + AFTER)]
    return features(cue.of(text), before, after, _teller(setting, cue.start))


def _teller(setting: Setting, offset: int) -> Teller:
    if setting.base_voice(offset) == JOINT:
        return "joint"
    return "narrator" if setting.is_narrated(offset) else "person"


def features(cue: str, before: str, after: str, teller: Teller) -> frozenset[str]:
    """The features of a cue. ``before`` and ``after`` are the rest of its sentence."""
    form = normal_form(cue, after[:FOLLOWING]).split("‖")[0]
    rules = cue_rules(cue, after[:FOLLOWING])
    rule = rules[0].id if rules else "none"
    left, right = _words(before[-BEFORE:])[-WORDS_BEFORE:], _words(after[:AFTER])[:WORDS_AFTER]
    return frozenset(
        (
            f"rule={rule}",
            f"teller={teller}",
            f"rule={rule} teller={teller}",
            *_of_cue(form),
            *_of_context(left, right),
            *(sign for name in _subjects(left) for sign in (f"subject={name}", f"rule={rule} subject={name}")),
            *_of_evaluation(before[-BEFORE:], after[:AFTER]),
        )
    )


def _of_cue(form: str) -> Iterator[str]:
    words = form.split()
    yield f"cue={form}"
    yield from (f"cue has {_stem(word)}" for word in words)
    yield from (f"cue has {a} {b}" for a, b in pairwise(words))
    if words:
        yield f"cue opens {words[0]}"
        yield f"cue closes {words[-1]}"


def _of_context(left: list[str], right: list[str]) -> Iterator[str]:
    if not left:
        yield "opens its sentence"
    yield from (f"before {_stem(word)}" for word in left)
    yield from (f"before-{i} {word}" for i, word in enumerate(reversed(left[-3:]), 1))
    yield from (f"after {_stem(word)}" for word in right)
    yield from (f"after+{i} {word}" for i, word in enumerate(right[:3], 1))
    yield from (f"after {a} {b}" for a, b in pairwise(right[:PAIRS_AFTER]))
    if any(word.isdigit() for word in right):
        yield "number after"


def _of_evaluation(before: str, after: str) -> Iterator[str]:
    """How many words praise or blame, and on which side of the cue."""
    found = [(rule.id.split(".")[1], len(rule.pattern.findall(after))) for rule in load_table("evaluations")]
    yield from (name for name, count in found if count)
    praise = sum(count for name, count in found if name.startswith("praise"))
    yield from (f"praise>={i}" for i in range(1, min(praise, 4) + 1))
    if not any(count for _, count in found):
        yield "no evaluation"
    if any(rule.pattern.search(before) for rule in load_table("evaluations")):
        yield "evaluation before"


def _subjects(left: list[str]) -> Iterator[str]:
    near = " ".join(left[-SUBJECT:])
    return (name for name, pattern in _SUBJECTS if pattern.search(near))


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold().replace("’", "'"))


@lru_cache(maxsize=8192)
def _stem(word: str) -> str:
    return _ENDING.sub("", word) if len(word) > 4 else word

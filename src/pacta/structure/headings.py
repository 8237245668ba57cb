"""Headings in plain text, where no format says what a heading is."""

from __future__ import annotations

import re
from functools import cache

from pacta.lexicon import load_table

_LONGEST, _MOST_WORDS = 160, 22
_PHRASE, _PHRASE_WORDS = 90, 12  # a heading that is not in title case is shorter
_WORD = re.compile(r"[^\W\d_][\w’'&.-]*")
_EMPHASIS = re.compile(r"^(?:<[^>]{1,60}>|[*_#\s])+|(?:<[^>]{1,60}>|[*_#\s])+$")
_CLAUSE = re.compile(r", [a-zß-öø-ÿ]")
_OPENS = re.compile(r"[^\W_]|[“\"(‘']")


def looks_like_heading(words: str) -> str | None:
    """The id of the rule by which a short line is a heading, None if it is none.

    Capitals throughout, capitals on the words that count, or a short phrase without a finite verb.
    """
    if len(words) > 2 * _LONGEST:
        return None
    bare = _EMPHASIS.sub("", words)
    tokens = _WORD.findall(bare) if len(bare) <= _LONGEST else []
    if not tokens or len(tokens) > _MOST_WORDS or not _may_be(bare):
        return None
    if bare.upper() == bare and len(bare) > 3:
        return "heading.capitals"
    weighty = [token for token in tokens if not _is("small", token)]
    titled = sum(token[0].isupper() for token in weighty)
    if len(tokens) > 1 and weighty and titled == len(weighty) and bare[0] != "(":
        return "heading.title-case"
    if any(_is("verb", token) for token in tokens):
        return None
    if len(weighty) > 2 and titled >= 0.75 * len(weighty):
        return "heading.title-case"
    short = len(tokens) <= _PHRASE_WORDS and len(bare) <= _PHRASE and not _CLAUSE.search(bare)
    return "heading.phrase" if short else None


def _may_be(bare: str) -> bool:
    opens = bool(_OPENS.match(bare)) and not bare[0].islower()
    return opens and not matches("no-heading", bare)


def matches(use: str, words: str) -> bool:
    """Whether a row of that use in the table of headings matches a line."""
    rules = (rule for rule in load_table("structure_headings") if rule.data["use"] == use)
    return any(rule.pattern.search(words) for rule in rules)


@cache
def _is(use: str, word: str) -> bool:
    return matches(use, word)

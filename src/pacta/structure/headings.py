"""Headings in plain text, where no format says what a heading is."""

from __future__ import annotations

import re

_LONGEST, _MOST_WORDS = 160, 22
_WORD = re.compile(r"[^\W\d_][\w’'&.-]*")
_SMALL = frozenset(
    "a an and as at between by for from in into of on or over per the to toward towards under upon versus via "
    "vs with within without following after before its their our de la du des und der die das van von al el".split()
)
_VERBS = frozenset(
    "is are was were be been being am will would shall should can could may might must has have had do does did "
    "agreed agree affirmed reaffirmed welcomed discussed met said says told think thank know want hope looks let "
    "believe support supports commit intend i'm we're it's that's i’m we’re it’s that’s don't don’t".split()
)
_NO_HEADING_END = re.compile(r"[.,;:…?!][\"'”’»)\]]*$")
_EMPHASIS = re.compile(r"^(?:<[^>]{1,60}>|[*_#\s])+|(?:<[^>]{1,60}>|[*_#\s])+$")


def looks_like_heading(words: str) -> str | None:
    """The id of the rule by which a short line is a heading, None if it is none.

    Capitals throughout, capitals on the words that count, or a short phrase without a finite verb.
    """
    bare = _EMPHASIS.sub("", words) if len(words) <= 2 * _LONGEST else words
    tokens = _WORD.findall(bare) if len(bare) <= _LONGEST else []
    if (
        not tokens
        or len(tokens) > _MOST_WORDS
        or _NO_HEADING_END.search(bare)
        or not bare[0].isupper()
        and not bare[0].isdigit()
        and bare[0] not in '“"('
    ):
        return None
    if bare.upper() == bare and len(bare) > 3:
        return "heading.capitals"
    weighty = [token for token in tokens if token.lower() not in _SMALL]
    titled = sum(token[0].isupper() for token in weighty)
    if weighty and len(tokens) > 1 and titled == len(weighty) and not bare.startswith("("):
        return "heading.title-case"
    if any(token.lower() in _VERBS for token in tokens):
        return None
    if titled >= 0.75 * len(weighty) and len(weighty) >= 3:
        return "heading.title-case"
    return "heading.phrase" if len(tokens) <= 12 and len(bare) <= 90 else None

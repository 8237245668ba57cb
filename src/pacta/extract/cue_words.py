"""A cue is made of whole words, and an adverb alone carries no act: "resolutely [condemned]"."""

from __future__ import annotations

import re

from pacta.model import Span

__all__ = ["whole_cue"]

_ADVERB = re.compile(
    r"(?!(?:unfortunately|regrettably|sadly|hopefully|only|early|apply|supply|rely|reply|comply|ally|multiply|imply)\b)"
    r"(?:\w+ly|also|further|again|still|now|today|hereby|thus|therefore|jointly|both|always|never|as well)\b",
    re.IGNORECASE,
)
_ONLY_ADVERBS = re.compile(rf"\W*(?:{_ADVERB.pattern}\W*)+", re.IGNORECASE)
_NEXT = re.compile(r"[ \u00a0\u202f]+([^\W\d_][\w'’-]*)")
_FURTHER = 3  # words that are added at most


def whole_cue(text: str, cue: Span, limit: int) -> Span:
    """``cue`` with its first and last word whole and, while it is but adverbs, with the words that follow.

    It does not grow beyond ``limit``.
    """
    start, end = cue.start, cue.end
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < min(limit, len(text)) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    for _ in range(_FURTHER):
        following = _NEXT.match(text, end, limit)
        if following is None or not _ONLY_ADVERBS.fullmatch(text[start:end]):
            break
        end = following.end()
    return Span(start, end)

"""Named anniversaries, the one kind of event whose name runs on in lower case."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pacta.model import Span

_ANNIVERSARY = re.compile(
    r"(?:\b\d{1,3}(?:st|nd|rd|th)[^\S\n]+)?\b[Aa]nniversary[^\S\n]+[Oo]f[^\S\n]+"
    r"(?!(?:his|her|my|our|its|their|this|that)\b)(?P<rest>[^\n.;,:()\"“”]{3,160})"
)
# Words at which the name of an anniversary is over: verbs, clauses, dates, and whose anniversary it is.
_END = re.compile(
    r"\s+(?:(?:between|of|for|in|on|by) (?:our|their|the two|both|its|his)|this|next|last|which|that|who|is|are"
    r"|was|were|will|has|have|had|and the \d|from|at|held|during|marking|celebrated|as|to|when"
    r"|where|and (?:we|to|the \d)"
    r"|(?:in|on|by) (?:\d|January|February|March|April|May|June|July|August|September|October|November|December)"
    r"|(?:in|on|for|by|with) (?:the |a |an )?(?=[a-z])(?!the )(?:accordance|order|the|a))\b"
)


def anniversaries(text: str, start: int, end: int) -> Iterator[Span]:
    """The spans of the named anniversaries in ``text[start:end]``."""
    for match in _ANNIVERSARY.finditer(text, start, end):
        rest = match["rest"]
        stop = _END.search(rest)
        rest = (rest[: stop.start()] if stop else rest).rstrip(" -–—'’\u00a0")
        if len(rest) > 2 and (match[0][0].isdigit() or any(letter.isupper() for letter in rest)):
            yield Span(match.start(), match.start("rest") + len(rest))

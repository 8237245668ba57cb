"""Named anniversaries, the one kind of event whose name runs on in lower case."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pacta.model import Span

_ANNIVERSARY = re.compile(
    r"(?:\b\d{1,3}(?:st|nd|rd|th) +)?\b[Aa]nniversary of +"
    r"(?P<rest>[^\n.;,:()\"“”]{3,160})"
)
# Words at which the name of an anniversary is over: verbs, clauses, and whose anniversary it is.
_END = re.compile(
    r"\s+(?:between (?:our|the two|both)|of (?:our|their|the two|both)|this|next|last|which|that|who|is|are|was|were|will"
    r"|has|have|had|and the \d|with|by|from|at|held|during|on|marking|celebrated|as|to|has|in (?:\d{4}|our|the)|for)\b",
    re.IGNORECASE,
)


def anniversaries(text: str, start: int, end: int) -> Iterator[Span]:
    for match in _ANNIVERSARY.finditer(text, start, end):
        rest = match["rest"]
        stop = _END.search(rest)
        rest = rest[: stop.start()] if stop else rest
        rest = rest.rstrip(" -–—'’")
        if len(rest) > 2 and (match[0][0].isdigit() or any(c.isupper() for c in rest)):
            yield Span(match.start(), match.start("rest") + len(rest))

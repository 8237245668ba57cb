"""One plain spelling of the typographic variants that rules would otherwise have to list."""

from __future__ import annotations

from itertools import pairwise

_SPACES = "\t\r\v\f\u00a0\u2002\u2003\u2007\u2008\u2009\u200a\u202f\u3000"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2212"
_QUOTES = "\u2018\u2019\u02bc"
_TABLE = {ord(c): plain for variants, plain in ((_SPACES, " "), (_DASHES, "-"), (_QUOTES, "'")) for c in variants}


def plain_typography(text: str) -> str:
    """``text`` with spaces, dashes and apostrophes in their ASCII forms; a single line break is a space.

    The result has the same length, so that offsets in it are offsets in ``text``. An empty line stays
    a line break, so that no rule reads across paragraphs.
    """
    lines = text.translate(_TABLE).split("\n")
    joined = [lines[0]]
    for before, line in pairwise(lines):
        joined += ["\n" if not line.strip() or not before.strip() else " ", line]
    return "".join(joined)

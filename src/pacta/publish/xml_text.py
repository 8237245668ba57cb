"""Text that XML can hold. Each code point becomes exactly one, so that offsets stay what they are."""

from __future__ import annotations

import re

# What XML 1.0 forbids: control characters but tab and line ends, surrogates, and two that are no characters.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def xml_text(text: str) -> str:
    """The text with a space for each character that XML cannot hold; as long as before."""
    return FORBIDDEN.sub(" ", text)


def xml_line(text: str) -> str:
    """The same as one line: tabs and line ends are spaces too, as in a running text."""
    return re.sub(r"[\t\r\n]", " ", xml_text(text))

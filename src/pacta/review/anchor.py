"""A place in a text by its words, not by its offsets, so that it is found again in a changed document.

The form is the TextQuoteSelector of the W3C Web Annotation Data Model: the exact words with some of what
stands before and after them.
"""

from __future__ import annotations

from dataclasses import dataclass

from pacta.model import Span

CONTEXT = 32  # code points kept on either side


@dataclass(frozen=True, slots=True)
class Anchor:
    """``exact`` is the quotation; ``prefix`` and ``suffix`` tell its occurrences apart."""

    exact: str
    prefix: str = ""
    suffix: str = ""


def anchor(text: str, span: Span) -> Anchor:
    """The anchor of a span of ``text``."""
    return Anchor(
        exact=span.of(text),
        prefix=text[max(0, span.start - CONTEXT) : span.start],
        suffix=text[span.end : span.end + CONTEXT],
    )


def locate(where: Anchor, text: str) -> Span | None:
    """The span of the anchor's words in ``text``; None where they are gone or cannot be told apart.

    Of several occurrences the one whose surroundings agree longest with the anchor's is taken; equals abstain.
    """
    if not where.exact:
        return None
    found: list[tuple[int, Span]] = []
    at = text.find(where.exact)
    while at >= 0:
        span = Span(at, at + len(where.exact))
        found.append((_agreement(where, text, span), span))
        at = text.find(where.exact, at + 1)
    best = max((score for score, _ in found), default=0)
    likeliest = [span for score, span in found if score == best]
    return likeliest[0] if len(likeliest) == 1 else None


def _agreement(where: Anchor, text: str, span: Span) -> int:
    """How many code points on either side are the anchor's, counted outwards from the quotation."""
    before = text[max(0, span.start - len(where.prefix)) : span.start]
    after = text[span.end : span.end + len(where.suffix)]
    return _common(before[::-1], where.prefix[::-1]) + _common(after, where.suffix)


def _common(left: str, right: str) -> int:
    return next(
        (n for n, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right))
    )

"""A place in a text by its words, not by its offsets, so that it is found again in a changed document.

The form is the TextQuoteSelector of the W3C Web Annotation Data Model: the exact words with some of what
stands before and after them; ``cue`` refines it (the model's ``refinedBy``), ``start`` is its position hint.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pacta.model import Span

CONTEXT = 32  # code points kept on either side
LONG = 1_000  # code points from which on occurrences that overlap each other are passed over


@dataclass(frozen=True, slots=True)
class Anchor:
    """``exact`` is the quotation; ``prefix`` and ``suffix`` tell its occurrences apart.

    ``document`` is the id of the version in which it was made, ``start`` where it stood there; ``cue`` are the
    words that count inside ``exact``, as a span of it (of a statement: its cue).
    """

    exact: str
    prefix: str = ""
    suffix: str = ""
    document: str = ""
    start: int | None = None
    cue: Span | None = None

    def plain(self) -> dict[str, Any]:
        """As JSON; what is empty is left out."""
        found: dict[str, Any] = {"exact": self.exact, "prefix": self.prefix, "suffix": self.suffix}
        if self.document:
            found["document"] = self.document
        if self.start is not None:
            found["start"] = self.start
        if self.cue is not None:
            found["cue"] = self.cue.pair()
        return found

    @classmethod
    def of_plain(cls, plain: Mapping[str, Any]) -> Anchor:
        """The anchor that `plain` was made of. Raises ValueError, KeyError or TypeError for anything else."""
        names = ("exact", "prefix", "suffix", "document")
        exact, prefix, suffix, document = (plain.get(name, "") for name in names)
        if not all(isinstance(text, str) for text in (exact, prefix, suffix, document)):
            raise TypeError("an anchor's words are texts")
        start, pair = plain.get("start"), plain.get("cue")
        if any(type(place) is not int for place in (start or 0, *(pair or ()))) or (start or 0) < 0:
            raise TypeError("an anchor's places are numbers")
        cue = Span(*pair) if pair else None
        if cue is not None and cue.end > len(exact):
            raise ValueError("an anchor's cue lies inside its words")
        return cls(exact, prefix, suffix, document, start, cue)


def anchor(text: str, span: Span, document: str = "", cue: Span | None = None) -> Anchor:
    """The anchor of a span of ``text``; ``cue`` is a span of ``text`` inside it."""
    return Anchor(
        exact=span.of(text),
        prefix=text[max(0, span.start - CONTEXT) : span.start],
        suffix=text[span.end : span.end + CONTEXT],
        document=document,
        start=span.start if document else None,
        cue=Span(cue.start - span.start, cue.end - span.start) if cue and span.contains(cue) else None,
    )


def locate(where: Anchor, text: str, document: str = "") -> Span | None:
    """The span of the anchor's words in ``text``; None where they are gone or cannot be told apart.

    In the very document in which the anchor was made they stand where they stood. Elsewhere, of several
    occurrences the one whose surroundings agree longest with the anchor's is taken; equals abstain.
    """
    if not where.exact:
        return None
    if where.start is not None and where.document == document and text.startswith(where.exact, where.start):
        return Span(where.start, where.start + len(where.exact))
    found = [(_agreement(where, text, span), span) for span in _occurrences(where.exact, text)]
    best = max((score for score, _ in found), default=0)
    likeliest = [span for score, span in found if score == best]
    return likeliest[0] if len(likeliest) == 1 else None


def cue_in(where: Anchor, found: Span) -> Span:
    """The words that count, where the quotation was found at ``found``."""
    if where.cue is None:
        return found
    return Span(found.start + where.cue.start, found.start + where.cue.end)


def _occurrences(words: str, text: str) -> Iterator[Span]:
    step = 1 if len(words) < LONG else len(words)
    at = text.find(words)
    while at >= 0:
        yield Span(at, at + len(words))
        at = text.find(words, at + step)


def _agreement(where: Anchor, text: str, span: Span) -> int:
    """How many code points on either side are the anchor's, counted outwards from the quotation."""
    before = text[max(0, span.start - len(where.prefix)) : span.start]
    after = text[span.end : span.end + len(where.suffix)]
    return _common(before[::-1], where.prefix[::-1]) + _common(after, where.suffix)


def _common(left: str, right: str) -> int:
    return next(
        (n for n, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right))
    )

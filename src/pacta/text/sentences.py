"""Sentences inside a block. The abbreviations are a table: ``lexicon/en/sentences.toml``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pacta.lexicon import load_table
from pacta.model import Span

_CLOSERS = "\"'”’»)\\]*_"
# A run of stops is tried once only (look-behind) and never given back (possessive), so that a
# megabyte of dots costs one pass.
_STOP = re.compile(
    rf"(?<![.!?…])[.!?…]++(?:\./\.)?[{_CLOSERS}]*+(?=\s)"
    rf"|(?<![。！？؟।])[。！？]++[」』）{_CLOSERS}]*+|[؟।](?=\s)"
    r"|(?<=[^\s])[^\S\n]*+\n[^\S\n]*+\r?\n"
)
_SPACE = re.compile(r"\s*+")
_LEFT, _RIGHT = 48, 32  # how much of the words around a stop the rules see


def split_sentences(text: str, span: Span) -> tuple[Span, ...]:
    """The sentences of ``text`` inside ``span``, in order, trimmed of white space.

    They cover every character of the span that is not white space. A single line break is white
    space; an empty line ends a sentence. Time is linear in the length of the span.
    """
    return tuple(_trimmed(text, start, end) for start, end in _pieces(text, span))


def _pieces(text: str, span: Span) -> Iterator[tuple[int, int]]:
    start = _SPACE.match(text, span.start, span.end).end()  # type: ignore[union-attr]
    for stop in _STOP.finditer(text, start, span.end):
        following = _SPACE.match(text, stop.end(), span.end).end()  # type: ignore[union-attr]
        if following < span.end and _ends_sentence(text, start, stop, following):
            yield start, stop.end()
            start = following
    if start < span.end:
        yield start, span.end


def _ends_sentence(text: str, start: int, stop: re.Match[str], following: int) -> bool:
    if stop[0].endswith("\n"):
        return True
    left = text[max(start, stop.end() - _LEFT) : stop.end()]
    context = f"{left}‖{text[following : following + _RIGHT]}"
    return next((bool(r.data["break"]) for r in load_table("sentences") if r.pattern.search(context)), True)


def _trimmed(text: str, start: int, end: int) -> Span:
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)

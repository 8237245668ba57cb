"""Runs of text as HTML. Everything that comes from a document is escaped here, and only here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import quote

from markupsafe import Markup, escape

from pacta.app.views import StatementRow
from pacta.model import Span
from pacta.web.reading import Part, Run
from pacta.web.words import kind_tag, kind_words

OPEN, CLOSE = "\x02", "\x03"  # around a match in `Hit.snippet`
TAGS = {"cue": ("<b class=cue>", "</b>"), "item": ("<span class=item>", "</span>"),
        "speaker": ("<span class=speaker>", "</span>")}  # fmt: skip


def runs_html(runs: Iterable[Run], chosen: str | None = None) -> Markup:
    """The runs of one paragraph; ``chosen`` is the statement whose panel is open."""
    hit_anchor = [' id="hit"']  # the first part of a hit carries the anchor
    return _joined(_run(run, chosen, hit_anchor) for run in runs)


def snippet_html(snippet: str) -> Markup:
    """A search snippet with its matches in ``<mark>``."""
    marked = str(escape(snippet)).replace(OPEN, "<mark>").replace(CLOSE, "</mark>")
    return Markup(marked)


def matched_words(snippet: str) -> tuple[str, ...]:
    """The words that matched, each once, as they stand in the text."""
    found = (piece.partition(CLOSE)[0] for piece in snippet.split(OPEN)[1:])
    return tuple({words.casefold(): words for words in found}.values())


def quote_html(row: StatementRow) -> Markup:
    """A statement's quotation with its cue and items marked."""
    spans = sorted([(row.cue, "cue"), *((item, "item") for item in row.items)])
    pieces, position = [], row.span.start
    for span, role in spans:
        if span.start < position or span.end > row.span.end:
            continue
        pieces += [Part(_slice(row, position, span.start)), Part(_slice(row, span.start, span.end), role)]
        position = span.end
    pieces.append(Part(_slice(row, position, row.span.end)))
    return _joined(_part(piece, []) for piece in pieces)


def part_of_quote(row: StatementRow, span: Span) -> str:
    """The words of a span of the statement, as far as its quotation holds them."""
    return _slice(row, max(span.start, row.span.start), max(span.end, row.span.start))


def _slice(row: StatementRow, start: int, end: int) -> str:
    return row.quote[start - row.span.start : end - row.span.start]


def _joined(pieces: Iterable[Markup]) -> Markup:
    """Pieces that are markup already, put together without escaping each once more."""
    return Markup("".join(pieces))


def _run(run: Run, chosen: str | None, hit_anchor: list[str]) -> Markup:
    space, parts = _led_by_space(run.parts) if run.statement else ("", run.parts)
    inner = _joined(_part(part, hit_anchor) for part in parts)
    labels = _joined(_link(row, Markup(""), chosen, "also") for row in run.hidden)
    if run.statement is None:
        return labels + inner
    return labels + space + _link(run.statement, inner, chosen, "" if run.first else "rest")


def _led_by_space(parts: tuple[Part, ...]) -> tuple[str, tuple[Part, ...]]:
    """The white space before a run's first word, which the label must follow and not precede."""
    words = parts[0].text.lstrip()
    space = parts[0].text[: len(parts[0].text) - len(words)]
    return space, (replace(parts[0], text=words), *parts[1:])


def _link(row: StatementRow, inner: Markup, chosen: str | None, form: str) -> Markup:
    """``form``: "" for a statement's first words, "rest" for later ones, "also" for a label without words."""
    shown = " ".join(
        filter(
            None,
            (
                "s",
                f"k-{row.kind}",
                f"f{row.firmness}" if row.firmness else "",
                form,
                f"r-{row.review}" if row.review else "",
            ),
        )
    )
    address = f"?statement={quote(row.id, safe='')}#s-{quote(row.id, safe='')}"
    if form == "rest":
        attributes = Markup(' tabindex="-1"')
    else:
        about = f"about-{row.kind}{row.firmness or ''}"
        attributes = Markup(' id="s-{}" data-tag="{}" aria-describedby="{}"').format(
            row.id, kind_tag(row.kind, row.firmness), about
        )
    if form == "also":
        attributes += Markup(' aria-label="{}"').format(kind_words(row.kind, row.firmness))
    if row.id == chosen:
        attributes += Markup(' aria-current="true"')
    return Markup('<a class="{}" data-s="{}" href="{}"{}>{}</a>').format(shown, row.id, address, attributes, inner)


def _part(part: Part, hit_anchor: list[str]) -> Markup:
    before, after = TAGS.get(part.role, ("", ""))
    inner = Markup(before) + escape(part.text) + Markup(after)
    if part.hit:
        return Markup("<mark class=hit{}>{}</mark>").format(Markup(hit_anchor.pop() if hit_anchor else ""), inner)
    return inner

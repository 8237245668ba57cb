"""Which of the first blocks is the title, and which only say where a transcript was taken."""

from __future__ import annotations

from dataclasses import replace

from pacta.lexicon import load_table
from pacta.model import Span
from pacta.structure.blocks import Draft
from pacta.structure.headings import looks_like_heading, matches

_TOP = 12  # blocks, furniture left out, among which the title stands
_LONGEST = 320  # code points
_PROSE = 200  # a paragraph this long is text; the title stands before it


def with_title(text: str, drafts: list[Draft]) -> list[Draft]:
    """The blocks with the title marked, if the text prints one, and rooms and cities above a transcript
    marked as datelines."""
    top = [i for i, draft in enumerate(drafts) if draft.kind not in ("furniture", "caption", "separator")][:_TOP]
    marked = list(drafts)
    for n, here in enumerate(top):
        clock_follows = any(drafts[i].why == "structure.clock" for i in top[n + 1 : n + 3])
        if _is_place(text, marked[here], clock_follows, first=n == 0):
            marked[here] = replace(marked[here], kind="dateline", why="title.place-of-transcript")
    if not any(draft.kind == "title" for draft in marked):
        title = _title(text, marked, top)
        if title is not None:
            marked[title] = replace(marked[title], kind="title", why="title.first-heading", number=None)
            marked = _with_second_line(text, marked, title)
    return marked


def _with_second_line(text: str, drafts: list[Draft], title: int) -> list[Draft]:
    """A title goes on in the line below it where that opens with a preposition: "on Deepening the ..."."""
    if title + 1 == len(drafts):
        return drafts
    first, second = drafts[title].span, drafts[title + 1].span
    adjacent = text[first.end : second.start].count("\n") == 1 and len(second) <= _LONGEST
    if not adjacent or not matches("second line of a title", second.of(text)):
        return drafts
    whole = replace(drafts[title], span=Span(first.start, second.end))
    return [*drafts[:title], whole, *drafts[title + 2 :]]


def _is_place(text: str, draft: Draft, clock_follows: bool, first: bool) -> bool:
    """A room above the hour ("East Room", "3:58 P.M."), or a city that opens the text."""
    if draft.kind not in ("heading", "paragraph") or len(draft.span) > _LONGEST:
        return False
    words = draft.span.of(text)
    if clock_follows and matches("room", words):
        return True
    return first and matches("place", words)


def _title(text: str, drafts: list[Draft], top: list[int]) -> int | None:
    """The first heading above the text that is not a mere section's or a newspaper's name. One that names a
    kind of document goes before a site's or office's name; a longer one before a line of one or two words (a
    category). Without any, the headline of an article."""
    candidates = []
    for i in top:
        draft = drafts[i]
        if draft.kind == "paragraph" and not _typed(text, draft):
            break
        if (
            draft.number is None
            and draft.kind in ("heading", "paragraph")
            and not matches("section", draft.span.of(text))
            and not matches("masthead", draft.span.of(text))
        ):
            candidates.append(i)
    longer = [i for i in candidates if len(drafts[i].span.of(text).split()) > 2]
    typed = [i for i in candidates if _typed(text, drafts[i])]
    both = [i for i in longer if i in typed]
    return next(iter(both or typed or longer or candidates), _headline(text, drafts, top))


def _headline(text: str, drafts: list[Draft], top: list[int]) -> int | None:
    """A short line without a stop above the byline or dateline: the headline of an article."""
    for n, i in enumerate(top):
        if drafts[i].kind == "dateline":
            return None
        words = drafts[i].span.of(text)
        below = [drafts[k] for k in top[n + 1 : n + 4]]
        signed = any(d.kind == "dateline" or matches("byline", d.span.of(text)) for d in below)
        is_line = drafts[i].kind == "paragraph" and len(words) <= _PROSE and words[-1] not in ".,;:"
        if is_line and signed and not matches("byline", words):
            return i
    return None


def _typed(text: str, draft: Draft) -> bool:
    """Whether a short sentence names a kind of document as titles do: "Press statements following talks."."""
    if len(draft.span) > _PROSE:
        return False
    words = draft.span.of(text)
    return looks_like_heading(words.rstrip(".")) is not None and any(
        rule.data["where"] == "title" and (match := rule.pattern.search(words)) and match.start() < 30
        for rule in load_table("profile_types")
    )

# ruff: noqa: E501 - the texts and marks are a table
"""A small corpus about two invented states, written for these tests, with its statements marked by hand.

The pages are tested on a real register that the real use case filled; only the last stage of the pipeline
is replaced by these marks, so that a better reader does not change what the pages have to show.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import PurePath

from pacta.model import (
    Annotations,
    CodebookVerdict,
    Config,
    Deadline,
    Document,
    Kind,
    Party,
    Span,
    Statement,
    mention_id,
)

VELMORA, OSTRANY = "X-VELMORA", "X-OSTRANY"
PARTIES = (
    Party(VELMORA, "Velmora", "STATE", ("Velmoran",)),
    Party(OSTRANY, "Ostrany", "STATE", ("Ostranian",)),
)
HOSTILE = "<script>alert('text')</script>\"><img src=x onerror=alert(1)>"

JOINT = """Joint Statement between Velmora and Ostrany

13 May 2024, Port Avel

View settings
Share this page

1. President Ilse Maron of Velmora and Prime Minister Tomas Rehn of Ostrany met in Port Avel on 13 May 2024.

2. The two sides welcomed the opening of the Avel rail tunnel, recognising that it shortens the journey to four hours; and agreed to run two trains a day by 2027.

They expressed readiness to study a second tunnel.

3. Velmora will buy 40 locomotives from Ostrany in 2026 and will continue to strengthen cooperation on river pilots.

4. The two sides underlined the need to protect the Lissa wetlands, and called on the Basin States to share flood data as soon as possible.

5. We will:
- open a consulate in Rehnhavn;
- exchange archives, maps and survey records.
"""

PRESS = """Press statements after the talks

14 May 2024, Port Avel

President Ilse Maron: Thank you, Tomas. We intend to send a trade mission in the autumn of 2025.

Prime Minister Tomas Rehn: Ostrany supports a free river. Ostrany will lower its lock tolls next year.
"""

ARTICLE = f"""A river between friends {HOSTILE}

2 February 2025

Velmora pledged 12 million crowns for the locks. {HOSTILE} Ostrany regretted the delay.
"""

TEXTS = {
    "2024-05-13-joint-statement.txt": JOINT,
    "2024-05-14-press.txt": PRESS,
    "2025-02-02-article <b>x.txt": ARTICLE,
}


@dataclass(frozen=True)
class Mark:
    """A statement by its words: ``cue`` and ``content`` as they stand together in the text."""

    kind: Kind
    firmness: int | None
    words: str  # the quotation; must be unique in its text
    cue: str
    actors: tuple[str, ...]
    deadline: tuple[str, str | None] | None = None
    items: tuple[str, ...] = ()
    pillars: tuple[str, ...] = ()
    voice: str = "joint"


BOTH = (OSTRANY, VELMORA)
MARKS = {
    "2024-05-13-joint-statement.txt": (
        Mark("report", None, "met in Port Avel on 13 May 2024", "met", BOTH),
        Mark("appraisal", None, "welcomed the opening of the Avel rail tunnel, recognising that it shortens the journey to four hours",
             "welcomed", BOTH),
        Mark("position", None, "recognising that it shortens the journey to four hours", "recognising that", BOTH),
        Mark("commitment", 4, "agreed to run two trains a day by 2027", "agreed to", BOTH, ("by 2027", "2027"),
             pillars=("transport",)),
        Mark("commitment", 2, "They expressed readiness to study a second tunnel", "expressed readiness to", BOTH),
        Mark("commitment", 4, "Velmora will buy 40 locomotives from Ostrany in 2026", "will buy", (VELMORA,), ("in 2026", "2026"),
             pillars=("transport", "trade-finance")),
        Mark("commitment", 3, "will continue to strengthen cooperation on river pilots", "will continue to", (VELMORA,)),
        Mark("commitment", 1, "underlined the need to protect the Lissa wetlands", "underlined the need to", BOTH),
        Mark("request", None, "called on the Basin States to share flood data as soon as possible", "called on", BOTH,
             ("as soon as possible", None)),
        Mark("commitment", 4, "open a consulate in Rehnhavn", "open", BOTH),
        Mark("commitment", 4, "exchange archives, maps and survey records", "exchange", BOTH,
             items=("archives", "maps", "survey records")),
    ),
    "2024-05-14-press.txt": (
        Mark("commitment", 2, "We intend to send a trade mission in the autumn of 2025", "intend to", (VELMORA,),
             ("in the autumn of 2025", "2025-23"), voice="Ilse Maron"),
        Mark("position", None, "Ostrany supports a free river", "supports", (OSTRANY,), voice="Tomas Rehn"),
        Mark("commitment", 4, "Ostrany will lower its lock tolls next year", "will lower", (OSTRANY,), ("next year", "2025"),
             voice="Tomas Rehn"),
    ),
    "2025-02-02-article <b>x.txt": (
        Mark("commitment", 4, "Velmora pledged 12 million crowns for the locks", "pledged", (VELMORA,), voice="=HYPERLINK(1)"),
        Mark("appraisal", None, HOSTILE + " Ostrany regretted the delay", "regretted", (OSTRANY, "<i>x</i>"), voice="<u>y</u>"),
    ),
}  # fmt: skip


def marked(document: Document, annotations: Annotations, config: Config) -> Annotations:
    """A stage: the statements marked above, instead of those that the pipeline found."""
    marks = MARKS.get(PurePath(document.source.path).name)
    if marks is None:
        return annotations
    found = sorted((_statement(document, mark) for mark in marks), key=lambda each: each.cue)
    return replace(annotations, statements=tuple(found))


def _statement(document: Document, mark: Mark) -> Statement:
    assert document.text.count(mark.words) >= 1, mark.words
    start = document.text.rindex(mark.words)
    quote = Span(start, start + len(mark.words))
    cue = _inside(document, quote, mark.cue)
    content = Span(cue.end + 1, quote.end)
    deadline = None
    if mark.deadline:
        deadline = Deadline(_inside(document, quote, mark.deadline[0]), mark.deadline[1])
    return Statement(
        id=mention_id(document.id, "statements", cue),
        kind=mark.kind,
        firmness=mark.firmness,
        cue=cue,
        content=content,
        quote=quote,
        items=tuple(_inside(document, quote, item) for item in mark.items),
        voice=mark.voice,
        actors=mark.actors,
        deadline=deadline,
        pillars=mark.pillars,
        score=0.9,
        codebooks=(
            CodebookVerdict("broad", mark.kind == "commitment", "a commitment"),
            CodebookVerdict("g20-strict", (mark.firmness or 0) >= 3, "firmness 3 or 4"),
        ),
        why=("marked by hand",),
    )


def _inside(document: Document, quote: Span, words: str) -> Span:
    start = document.text.index(words, quote.start, quote.end)
    return Span(start, start + len(words))

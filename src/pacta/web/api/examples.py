"""Examples for the description of the API, of two invented states; typed, so that they always fit it."""

from __future__ import annotations

from pacta.client.linked import Finding, Thread
from pacta.client.records import Document, Entity, Figure, Hit, Judgement, Passage, Record, Statement, Status, Text

TITLE, DATE, ID = "Joint Statement of Orvelia and Kedava", "2025-05-20", "d5c82127224c48901"
QUOTE = "The Orvelian side will train 60 officers by the end of 2027."

EXAMPLES: tuple[Record, ...] = (
    Document(
        id=ID, title=TITLE, date=DATE, doc_type="joint statement", outlet=None, place="Temesh", language="en",
        parties=("KDV", "ORV"), words=1100, file="2025-05-20-joint-statement.txt", url=None, sha256="5c82" * 16,
        version_of=None, commitments=21, positions=7, requests=1, appraisals=9, reports=12,
    ),
    Text(document=ID, start=1402, end=1402 + len(QUOTE), length=6963, text=QUOTE),
    Passage(
        document=ID, title=TITLE, date=DATE, citation="para. 5", start=1402, end=1402 + len(QUOTE), quote=QUOTE,
        voice="joint", statement="s9cf86c287312199f",
    ),
    Statement(
        id="s9cf86c287312199f", document=ID, title=TITLE, date=DATE, citation="para. 5", kind="commitment",
        firmness=4, voice="joint", actors=("ORV",), quote=QUOTE[:-1], cue="will",
        content="train 60 officers by the end of 2027", items=(), deadline="2027",
        deadline_words="by the end of 2027", condition=None, pillars=("security",),
        codebooks=("broad", "g20-strict"), score=0.97,
        why=("cue “will”",), review=None, machine=(), by_hand=None, assignee=None, start=1402, end=1461,
        cue_at=(1420, 1424), content_at=(1425, 1461), items_at=(), judgement=None,
    ),
    Figure(
        id="f0a1b2c3d4e5f6071", document=ID, title=TITLE, date=DATE, voice="joint", indicator="officers",
        words="60", low=60.0, high=60.0, unit="count", hedge="=", direction=None, period="2027", base=None,
        start=1431, end=1433,
    ),
    Entity(id="e0a1b2c3d4e5f6071", type="STATE", code="ORV", name="Republic of Orvelia", mentions=31, documents=4),
    Hit(
        document=ID, title=TITLE, date=DATE, start=1425, end=1430, snippet="… side will train 60 officers …",
        matches=((12, 17),), statement="s9cf86c287312199f",
    ),
    Judgement(
        id="j0a1b2c3d4e5f6071", about="statement", target="s9cf86c287312199f", verdict="accept", reviewer="cora",
        role="reviewer", at="2026-01-05T09:30:00.000000+00:00", reason="", values={}, replaces=None, document=ID,
        quote=QUOTE[:-1],
    ),
    Thread(
        id="t0a1b2c3d4e5f6071", title="train officers", type="topic", stage="agreed", mentions=3, documents=2,
        first="2024-02-01", last=DATE,
    ),
    Finding(
        id="q0a1b2c3d4e5f6071", kind="date", severity="high",
        sentence="One text dates the Treaty of Temesh 1985-06-04; the other dates it 1985-06-09.", dismissed=False,
        reason=None, a_document=ID, a_title=TITLE, a_date=DATE, a_quote="the Treaty of Temesh of 4 June 1985",
        a_start=300, a_end=335, b_document="d0a1b2c3d4e5f6071", b_title="Remarks of the President",
        b_date="2025-06-02", b_quote="the Treaty of Temesh of 9 June 1985", b_start=120, b_end=155, thread=None,
    ),
    Status(
        version="0.1.0", documents=8, statements=204, since="2023-03-01", until="2025-06-02", name="cora",
        may=("read", "review", "curate"),
    ),
)  # fmt: skip

"""The quotation of a statement reads as a clause, and only body text performs acts."""

from __future__ import annotations

from typing import Literal

import pytest

from pacta.extract.decode import RawCue
from pacta.extract.quotes import Quotes
from pacta.model import Annotations, Block, BlockKind, Document, Span, Structure, Turn
from support import samples


def raw(document: Document, words: str) -> RawCue:
    start = document.text.index(words)
    return RawCue(0, (0, 0), Span(start, start + len(words)), None, (), ())


def quotes(text: str, kind: BlockKind = "paragraph", number: str | None = None) -> tuple[Document, Quotes]:
    document = samples.document(text)
    whole = Span(0, len(text))
    block = Block(whole, kind, number=number, sentences=(whole,))
    return document, Quotes(document, Annotations(Structure((block,))))


@pytest.mark.parametrize(
    ("text", "number", "quote"),
    [
        ("5. The Parties agreed", "5", "The Parties agreed"),
        ("**12.** The Parties agreed", "12", "The Parties agreed"),
        ("2.1 The Parties agreed", "2.1", "The Parties agreed"),
        ("(iv) the Parties agreed", "iv", "the Parties agreed"),
        ("- the Parties agreed", None, "the Parties agreed"),
        ("2030 is when the Parties agreed", None, "2030 is when the Parties agreed"),
        ('"The Parties agreed', None, "The Parties agreed"),
        ('"Seabridge" was agreed', None, '"Seabridge" was agreed'),
    ],
)
def test_a_quotation_starts_with_its_first_word(text: str, number: str | None, quote: str) -> None:
    document, found = quotes(text, number=number)
    assert document.quote(found.of(raw(document, "agreed"))) == quote


def test_the_second_quotation_of_a_sentence_starts_after_the_first() -> None:
    document, found = quotes('The Parties agreed," said the host, and will meet')
    spans = [found.of(raw(document, "agreed")), found.of(raw(document, "will meet"))]
    assert [document.quote(span) for span in spans] == ["The Parties agreed", "said the host, and will meet"]


@pytest.mark.parametrize(
    ("kind", "spoken"),
    [("paragraph", True), ("bullet", True), ("heading", False), ("title", False), ("caption", False)],
)
def test_only_body_text_performs_acts(kind: BlockKind, spoken: bool) -> None:
    document, found = quotes("The Parties agreed", kind=kind)
    assert found.spoken(raw(document, "agreed")) is spoken


@pytest.mark.parametrize(("role", "spoken"), [("speaker", True), ("question", False)])
def test_a_journalists_question_performs_no_act(role: Literal["speaker", "question"], spoken: bool) -> None:
    document = samples.document("Q The Parties agreed")
    said, label = Span(2, len(document.text)), Span(0, 1)
    block = Block(Span(0, said.end), "paragraph", sentences=(said,))
    structure = Structure((block,), (Turn(said, label, "Q", role=role),))
    assert Quotes(document, Annotations(structure)).spoken(raw(document, "agreed")) is spoken


@pytest.mark.parametrize(
    ("text", "kind", "spoken"),
    [
        ("- Promoting trade: The Parties will open a port.", "bullet", False),
        ("- **Promoting trade:** The Parties will open a port.", "bullet", False),
        ("Promoting trade: The Parties will open a port.", "paragraph", True),
        ("- Promoting trade: by land and by sea.", "bullet", True),
        ("- Promoting trade, and opening a port.", "bullet", True),
    ],
)
def test_the_heading_that_a_bullet_opens_with_performs_no_act(text: str, kind: BlockKind, spoken: bool) -> None:
    document, found = quotes(text, kind)
    assert found.spoken(raw(document, "Promoting")) is spoken

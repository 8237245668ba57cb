"""Cutting text for highlights: nothing lost, nothing twice, every statement reachable."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from pacta.app.views import DocumentRow, DocumentView, StatementRow
from pacta.model import Annotations, Block, Document, Source, Span, Structure
from pacta.web.reading import weave
from pacta.web.segments import cut

LENGTH = 60


def a_statement(number: int, cue: Span, content: Span | None, items: tuple[Span, ...] = ()) -> StatementRow:
    hull = Span(
        min(cue.start, content.start if content else cue.start), max(cue.end, content.end if content else 0)
    )
    return StatementRow(
        id=f"s{number}", document="d", document_title="", document_date=None, citation=None,
        kind="commitment", firmness=4, voice="", actors=(), quote="", cue=cue, content=content, items=items,
        span=hull, deadline=None, deadline_words=None, pillars=(), codebooks={}, score=1.0, why=(), path="",
    )  # fmt: skip


spans = st.tuples(st.integers(0, LENGTH - 1), st.integers(1, LENGTH)).map(
    lambda p: Span(p[0], min(LENGTH, p[0] + p[1]))
)
statements = st.lists(st.tuples(spans, st.none() | spans, st.lists(spans, max_size=3)), max_size=8).map(
    lambda rows: [a_statement(n, cue, content, tuple(items)) for n, (cue, content, items) in enumerate(rows)]
)


@given(statements, st.lists(st.integers(0, LENGTH)))
def test_pieces_tile_the_text(rows: list[StatementRow], cuts: list[int]) -> None:
    """Pieces follow one another without gap or overlap from the first character to the last."""
    pieces = list(cut(LENGTH, rows, cuts))
    assert [piece.start for piece in pieces] == [0, *(piece.end for piece in pieces[:-1])]
    assert pieces[-1].end == LENGTH


@given(statements)
def test_a_piece_belongs_to_a_statement_that_covers_it(rows: list[StatementRow]) -> None:
    for piece in cut(LENGTH, rows):
        covering = [n for n, row in enumerate(rows) if row.span.start <= piece.start and piece.end <= row.span.end]
        assert piece.owner in covering if covering else piece.owner is None


@given(statements)
def test_a_cue_of_its_own_is_never_taken_by_another_statement(rows: list[StatementRow]) -> None:
    for piece in cut(LENGTH, rows):
        cues = [n for n, row in enumerate(rows) if row.cue.start <= piece.start and piece.end <= row.cue.end]
        assert piece.owner == cues[0] if len(cues) == 1 else True


@given(statements)
def test_items_are_marked_where_they_stand(rows: list[StatementRow]) -> None:
    for piece in cut(LENGTH, rows):
        expected = piece.owner is not None and any(
            item.start <= piece.start and piece.end <= item.end for item in rows[piece.owner].items
        )
        assert piece.item == expected


def test_an_inner_statement_keeps_its_words_and_gives_back_the_rest() -> None:
    outer, inner = a_statement(0, Span(0, 4), Span(5, 40)), a_statement(1, Span(10, 14), Span(15, 20))
    assert [piece.owner for piece in cut(45, [outer, inner])] == [0, 0, 1, 1, 0, None]


texts = st.lists(st.sampled_from("aé \n\r\t\u00a0\ufeff\x01<"), min_size=LENGTH, max_size=LENGTH).map("".join)


@settings(max_examples=40)
@given(texts, st.lists(st.integers(0, LENGTH), unique=True), statements)
def test_the_reader_leaves_out_nothing_but_white_space(
    text: str, cuts: list[int], rows: list[StatementRow]
) -> None:
    edges = sorted(cuts)
    blocks = tuple(Block(Span(a, b), "paragraph") for a, b in zip(edges[::2], edges[1::2], strict=False))
    groups = weave(a_view(text, blocks, rows))
    shown = "".join(paragraph.text for group in groups for paragraph in group.paragraphs)
    assert "".join(shown.replace("\ufeff", "").split()) == "".join(text.replace("\ufeff", "").split())


@settings(max_examples=40)
@given(texts, statements)
def test_every_statement_has_exactly_one_anchor(text: str, rows: list[StatementRow]) -> None:
    groups = weave(a_view(text, (Block(Span(0, LENGTH), "paragraph"),), rows))
    runs = [run for group in groups for paragraph in group.paragraphs for run in paragraph.runs]
    anchors = [run.statement.id for run in runs if run.statement and run.first]
    anchors += [row.id for run in runs for row in run.hidden]
    assert sorted(anchors) == sorted(row.id for row in rows)


def a_view(text: str, blocks: tuple[Block, ...], rows: list[StatementRow]) -> DocumentView:
    document = Document("d", text, Source("a.txt", "0" * 64, 1, "text/plain"))
    row = DocumentRow("d", "", None, None, None, None, None, (), "a.txt", 0, {})
    return DocumentView(row, document, Annotations(structure=Structure(blocks)), tuple(rows), ())

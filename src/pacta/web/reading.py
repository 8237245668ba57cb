"""The text of a document as the reader page shows it: paragraphs made of runs, nothing left out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from pacta.app.views import DocumentView, StatementRow
from pacta.model import Block, Span, Turn
from pacta.web.segments import Piece, cut


@dataclass(frozen=True, slots=True)
class Part:
    """Words inside a run. ``role``: "" | "cue" | "item" | "speaker"; ``hit``: what a search found."""

    text: str
    role: str = ""
    hit: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """Adjoining words of one statement, or of none. ``first``: the statement's anchor goes here.
    ``hidden`` are statements whose words all belong to others; they get a label of their own here."""

    statement: StatementRow | None
    first: bool
    parts: tuple[Part, ...]
    hidden: tuple[StatementRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One block of the text. ``kind`` is the block's, or "loose" for words outside all blocks."""

    anchor: str
    kind: str
    level: int
    citation: str | None
    runs: tuple[Run, ...]
    turn: Turn | None = None  # set on the paragraph in which somebody begins to speak
    reasons: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return "".join(part.text for run in self.runs for part in run.parts)

    @property
    def has_hit(self) -> bool:
        return any(part.hit for run in self.runs for part in run.parts)


@dataclass(frozen=True, slots=True)
class Group:
    """Paragraphs shown together: a list's bullets, folded furniture, a table's lines, or one paragraph."""

    kind: str
    paragraphs: tuple[Paragraph, ...]

    @property
    def has_hit(self) -> bool:
        return any(paragraph.has_hit for paragraph in self.paragraphs)


@dataclass(slots=True)
class _Weaver:
    view: DocumentView
    hit: Span | None
    labels: tuple[Span, ...]
    opened: set[int] = field(default_factory=set)

    def runs(self, pieces: Sequence[Piece], homeless: dict[int, list[int]]) -> Iterator[Run]:
        for owner, members in groupby(pieces, key=lambda piece: piece.owner):
            group = list(members)
            first = owner is not None and owner not in self.opened
            if owner is not None:
                self.opened.add(owner)
            hidden = [index for piece in group for index in homeless.pop(piece.start, [])]
            yield Run(
                self.view.statements[owner] if owner is not None else None,
                first,
                tuple(map(self._part, group)),
                tuple(self.view.statements[index] for index in hidden),
            )

    def _part(self, piece: Piece) -> Part:
        role = "cue" if piece.cue else "item" if piece.item else "speaker" if self._is_label(piece) else ""
        hit = self.hit is not None and self.hit.start <= piece.start and piece.end <= self.hit.end
        return Part(self.view.document.text[piece.start : piece.end], role, hit)

    def _is_label(self, piece: Piece) -> bool:
        at = bisect_left(self.labels, piece.end, key=lambda label: label.end)
        return at < len(self.labels) and self.labels[at].start <= piece.start


def weave(view: DocumentView, hit: Span | None = None) -> tuple[Group, ...]:
    """The whole text in groups of paragraphs, every statement anchored once, the hit marked.

    Only white space between blocks is left out: a property test holds it to that.
    """
    structure = view.annotations.structure
    text = view.document.text
    labels = tuple(sorted(turn.label for turn in structure.turns))
    blocks = list(_with_loose(text, structure.blocks))
    cuts = [point for span in (*(block.span for block in blocks), *labels) for point in (span.start, span.end)]
    if hit:
        cuts += [hit.start, hit.end]
    pieces = list(cut(len(text), view.statements, cuts))
    weaver = _Weaver(view, hit, labels)
    paragraphs = _paragraphs(weaver, blocks, pieces, structure.turns)
    return tuple(_grouped(paragraphs))


def paragraph_spans(view: DocumentView) -> tuple[Span, ...]:
    """The spans of the paragraphs of the page, in the order of their anchors: the first is that of "p-1"."""
    return tuple(block.span for block in _with_loose(view.document.text, view.annotations.structure.blocks))


def _with_loose(text: str, blocks: Iterable[Block]) -> Iterator[Block | _Loose]:
    """The blocks in order, with whatever words lie between them: nothing may vanish from the page."""
    position = 0
    for block in blocks:
        yield from _loose(text, position, block.span.start)
        yield block
        position = max(position, block.span.end)
    yield from _loose(text, position, len(text))


@dataclass(frozen=True, slots=True)
class _Loose:
    span: Span
    kind: str = "loose"
    level: int = 0
    citation: str | None = None
    why: str = ""


def _loose(text: str, start: int, end: int) -> Iterator[_Loose]:
    between = text[start:end]
    words = between.strip().strip("\ufeff")
    if words:
        at = start + between.index(words)
        yield _Loose(Span(at, at + len(words)))


def _paragraphs(
    weaver: _Weaver, blocks: Sequence[Block | _Loose], pieces: Sequence[Piece], turns: Sequence[Turn]
) -> Iterator[Paragraph]:
    starts = [piece.start for piece in pieces]
    homeless = _homeless(weaver.view.statements, pieces, starts)
    begins = {turn.label.start: turn for turn in turns}
    labels = sorted(begins)
    for number, block in enumerate(blocks):
        span = block.span
        inside = pieces[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        label = bisect_left(labels, span.start)
        turn = begins[labels[label]] if label < len(labels) and labels[label] < span.end else None
        yield Paragraph(
            f"p-{number + 1}", block.kind, block.level, block.citation,
            tuple(weaver.runs(inside, homeless)), turn, (block.why,) if block.why else (),
        )  # fmt: skip


def _homeless(
    statements: Sequence[StatementRow], pieces: Sequence[Piece], starts: Sequence[int]
) -> dict[int, list[int]]:
    """Statements that own no piece, by the start of the piece in which their cue begins."""
    owners = {piece.owner for piece in pieces}
    found: dict[int, list[int]] = {}
    for index, row in enumerate(statements):
        if index not in owners:
            at = max(0, bisect_left(starts, row.cue.start + 1) - 1)
            found.setdefault(starts[at], []).append(index)
    return found


def _grouped(paragraphs: Iterable[Paragraph]) -> Iterator[Group]:
    together = {"bullet", "furniture", "table"}
    numbered = enumerate(paragraphs)
    for (kind, _), members in groupby(
        numbered, key=lambda pair: (pair[1].kind, None if pair[1].kind in together else pair[0])
    ):
        yield Group(kind, tuple(paragraph for _, paragraph in members))

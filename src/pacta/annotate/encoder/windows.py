"""Cut a document into the token windows that the encoder reads.

Each window opens with a header that says whose words follow ("joint statement. joint text"), then the
stem that a bullet completes, then what stood just before, and then the core: the sentences whose outputs
count. Every sentence is core exactly once, so reading is linear in the length of the document.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tokenizers import Tokenizer

from pacta.model import Block, Document, Profile, Structure, Turn, Window

HEADER_TOKENS = 24
STEM_TOKENS = 40
PIECE_TOKENS = 220  # longer sentences are read in parts

NO_SPAN = (-1, -1)  # of tokens that are not the document's: separators and the header
Token = tuple[int, int, int]  # vocabulary id, start and end in the document's text


@dataclass(frozen=True, slots=True)
class Cut:
    """``core``: tokens at which a core is closed; ``context``: at most so many of what stood before it."""

    core: int
    context: int


# Weights read as they were trained. For each token of text the exact cut reads 1.5, the fast one 1.2.
EXACT, FAST = Cut(core=150, context=64), Cut(core=240, context=40)


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence, or a part of one too long for a window, as tokens."""

    block: int
    tokens: tuple[Token, ...]


def windows(
    document: Document, structure: Structure, profile: Profile, tokenizer: Tokenizer, cut: Cut = EXACT
) -> list[Window]:
    """The windows of a document, in text order. Furniture is not read."""
    pieces = list(_pieces(document, structure, tokenizer))
    heads = _Headers(structure, profile, tokenizer)
    stems = _Stems(pieces)
    found: list[Window] = []
    start = 0
    while start < len(pieces):
        end, size = start, 0
        while end < len(pieces) and (end == start or size + len(pieces[end].tokens) + 1 <= cut.core):
            size += len(pieces[end].tokens) + 1
            end += 1
        found.append(_window(pieces, range(start, end), cut.context, structure.blocks, heads, stems))
        start = end
    return found


def _pieces(document: Document, structure: Structure, tokenizer: Tokenizer) -> Iterator[Piece]:
    """Sentences as tokens. A batch keeps the tokenizer's own threads and caches busy."""
    where = [(index, span) for index, block in enumerate(structure.blocks) for span in block.sentences]
    for at in range(0, len(where), 512):
        batch = where[at : at + 512]
        encoded = tokenizer.encode_batch([document.quote(span) for _, span in batch], add_special_tokens=False)
        for (index, span), one in zip(batch, encoded, strict=True):
            tokens = [(i, span.start + a, span.start + b) for i, (a, b) in zip(one.ids, one.offsets, strict=True)]
            for part in range(0, len(tokens), PIECE_TOKENS):
                yield Piece(index, tuple(tokens[part : part + PIECE_TOKENS]))


def _window(
    pieces: Sequence[Piece],
    core: range,
    context: int,
    blocks: Sequence[Block],
    heads: _Headers,
    stems: _Stems,
) -> Window:
    separator: tuple[int, tuple[int, int], int] = (heads.separator, NO_SPAN, -1)
    first = pieces[core.start]
    row: list[tuple[int, tuple[int, int], int]] = [(heads.opening, NO_SPAN, -1)]
    row += [(i, NO_SPAN, -1) for i in heads.at(first.tokens[0][1] if first.tokens else 0)] + [separator]
    context_start = _context_start(pieces, core.start, context)
    stem = blocks[first.block].stem
    if stem is not None and not any(p.block == stem for p in pieces[context_start : core.start]):
        row += [(i, NO_SPAN, -1) for i in stems.tail(stem, core.start)] + [separator]
    core_from = len(row)
    for index in range(context_start, core.stop):
        if index == core.start:
            core_from = len(row)
        piece = pieces[index]
        row += [(i, (a, b), piece.block) for i, a, b in piece.tokens]
        if index + 1 < len(pieces) and pieces[index + 1].block != piece.block:
            row.append(separator)
    ids, spans, lines = zip(*row, strict=True)
    return Window(ids, spans, lines, (core_from, len(row)))


def _context_start(pieces: Sequence[Piece], start: int, room: int) -> int:
    """Index of the first piece of the context: as many whole pieces before ``start`` as ``room`` tokens hold."""
    size, index = 0, start
    while index > 0 and size + len(pieces[index - 1].tokens) + 1 <= room:
        index -= 1
        size += len(pieces[index].tokens) + 1
    return index


class _Headers:
    """The header of each turn, tokenised once."""

    def __init__(self, structure: Structure, profile: Profile, tokenizer: Tokenizer) -> None:
        self.opening = int(tokenizer.token_to_id("[CLS]") or 0)
        self.separator = int(tokenizer.token_to_id("[SEP]") or 0)
        self._turns = structure.turns
        self._starts = [turn.span.start for turn in structure.turns]
        kind = profile.doc_type.value if profile.doc_type else "document"
        narration = "joint text" if profile.joint else "narration"
        texts = [f"{kind}. {narration}"] + [f"{kind}. {_speech(turn)}" for turn in self._turns]
        self._ids = [e.ids[:HEADER_TOKENS] for e in tokenizer.encode_batch(texts, add_special_tokens=False)]

    def at(self, offset: int) -> list[int]:
        index = bisect_right(self._starts, offset) - 1
        inside = index >= 0 and offset < self._turns[index].span.end
        return self._ids[index + 1 if inside else 0]


class _Stems:
    """The blocks that bullets complete, found at once however far above the bullets they stand."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._pieces = pieces
        self._last = {piece.block: index for index, piece in enumerate(pieces)}

    def tail(self, stem: int, before: int) -> list[int]:
        """The last words of a stem block above piece ``before``."""
        index = min(self._last.get(stem, -1), before - 1)
        words: list[int] = []
        while index >= 0 and self._pieces[index].block == stem and len(words) < STEM_TOKENS:
            words = [token[0] for token in self._pieces[index].tokens] + words
            index -= 1
        return words[-STEM_TOKENS:]


def _speech(turn: Turn) -> str:
    return "question" if turn.role == "question" else f"speech by {turn.office or ''} {turn.speaker}"

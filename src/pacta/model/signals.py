"""What the encoder says of each token: working memory between the encoder and the stages that read it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pacta.model.span import Span

if TYPE_CHECKING:  # every command imports the model; few need NumPy
    import numpy as np
    from numpy.typing import NDArray

# The classes of a cue: a kind and, for commitments, the firmness.
CUE_CLASSES = (
    "commitment1", "commitment2", "commitment3", "commitment4", "position", "request", "appraisal", "report",
)  # fmt: skip

# Who acts, relative to the document: all parties, the state that the voice speaks for, or somebody named
# nearby. Whose words: the voice that the structure gives, the parties together, or a person named nearby.
ACTOR_CLASSES = ("parties", "speaker", "named")
VOICE_CLASSES = ("base", "joint", "named")

# Columns of an output row. A tag head has one column for "none", then first and further token of each class.
_POINTER = 64
_WIDTHS = {
    "cue": 1 + 2 * len(CUE_CLASSES), "item": 3, "deadline": 3,
    "start query": _POINTER, "start key": _POINTER, "end query": _POINTER, "end key": _POINTER,
    "actor query": _POINTER, "actor key": _POINTER, "voice query": _POINTER, "voice key": _POINTER,
    "actor class": len(ACTOR_CLASSES), "voice class": len(VOICE_CLASSES),
}  # fmt: skip
HEADS: dict[str, slice] = {}
for _name, _width in _WIDTHS.items():
    _at = max((s.stop for s in HEADS.values()), default=0)
    HEADS[_name] = slice(_at, _at + _width)
COLUMNS = sum(_WIDTHS.values())
STRETCH = 64  # windows whose outputs are held together: some 10,000 words, 35 MB


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of tokens that the encoder reads at once.

    ``ids``, ``spans`` and ``lines`` run in parallel: vocabulary id, ``(start, end)`` in the document's text
    (``(-1, -1)`` for separators and the header), index of the block (-1: none; no content crosses a block).
    ``core`` is the half-open range of tokens whose outputs count; the rest is context.
    """

    ids: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]
    lines: tuple[int, ...]
    core: tuple[int, int]

    def text_span(self, first: int, last: int) -> Span:
        """The text under tokens ``first`` to ``last``, both included."""
        return Span(self.spans[first][0], self.spans[last][1])


@dataclass(frozen=True, slots=True)
class Signals:
    """The windows of a document and, for each, an array (tokens, COLUMNS) of the encoder's outputs.

    ``reader`` is the version of the weights.
    """

    windows: tuple[Window, ...]
    outputs: Sequence[NDArray[np.float32]]
    reader: str = ""

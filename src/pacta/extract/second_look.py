"""A second look at single acts: each alone, its cue marked, read by an encoder that sees nothing but the act.

The encoder of a whole document settles where acts stand and much else at once; this one is asked what one act is,
or which words of its content are items, and answers better (docs/evaluation.md). It costs about as much again for
each act, so it is asked for a kind only where the others are in doubt, and for items only where a commitment or a
request may hold a list. Trained by ``training/acts/look.py``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from pacta.encoders import batches, load_reader, weights_of_acts
from pacta.extract.listed import Tags
from pacta.extract.setting import Setting
from pacta.extract.weigh import Chances, log_softmax, softmax
from pacta.model import CUE_CLASSES, Span

__all__ = [
    "ITEMS",
    "KINDS",
    "PARTS",
    "MarkedAct",
    "MarkedContent",
    "act_chances",
    "item_tags",
    "look_version",
    "marked_act",
    "marked_content",
]

ABOVE, BEFORE, AFTER = 120, 220, 320  # code points: of the words above the sentence, and on each side of the cue
HEADING_TOKENS, ABOVE_TOKENS, BEFORE_TOKENS, CUE_TOKENS, AFTER_TOKENS = 16, 28, 50, 16, 70
LED_TOKENS, GAP_TOKENS, CONTENT_TOKENS = 40, 12, 200  # of a content: before its cue, between the two, its own
OPENING, CLOSING, FIRST, SEPARATOR = "[unused1]", "[unused2]", "[CLS]", "[SEP]"  # the first two enclose the cue

# The outputs of a token: what it says of each of CUE_CLASSES as the first of all, as part of the cue, as its mark;
# and whether it is no part of an item, its first or a further token.
PARTS = 3
KINDS = slice(0, PARTS * len(CUE_CLASSES))
ITEMS = slice(KINDS.stop, KINDS.stop + 3)


@dataclass(frozen=True, slots=True)
class MarkedAct:
    """Vocabulary ids, and where the cue's tokens begin and end (exclusive). The mark stands before the cue."""

    ids: tuple[int, ...]
    first: int
    end: int


@dataclass(frozen=True, slots=True)
class MarkedContent:
    """Vocabulary ids, where the content's tokens begin among them, and where each of these lies in the text."""

    ids: tuple[int, ...]
    first: int
    spans: tuple[tuple[int, int], ...]


def marked_act(setting: Setting, cue: Span, tokenizer: Tokenizer) -> MarkedAct:
    """The act at ``cue``: whose words, the stem or the words above, and its sentence with the cue marked."""
    text, sentence = setting.document.text, setting.sentence_at(cue.start)
    above = setting.stem_of(cue.start) or text[max(0, sentence.start - ABOVE) : sentence.start]
    before = text[max(sentence.start, cue.start - BEFORE) : cue.start]
    after = text[cue.end : min(max(sentence.end, cue.end), cue.end + AFTER)]
    first, separator, opening, closing = _marks(tokenizer)
    heading = _ids(tokenizer, setting.heading(cue.start))[:HEADING_TOKENS]
    led = [first, *heading, separator, *_ids(tokenizer, above[-ABOVE:].strip())[-ABOVE_TOKENS:], separator]
    led += [*_ids(tokenizer, before)[-BEFORE_TOKENS:], opening]
    words = _ids(tokenizer, cue.of(text))[:CUE_TOKENS]
    row = (*led, *words, closing, *_ids(tokenizer, after)[:AFTER_TOKENS], separator)
    return MarkedAct(row, len(led), len(led) + max(1, len(words)))


def marked_content(setting: Setting, cue: Span, content: Span, tokenizer: Tokenizer) -> MarkedContent:
    """A content behind its cue: the words of the sentence before, the cue marked, the content."""
    text, sentence = setting.document.text, setting.sentence_at(cue.start)
    first, separator, opening, closing = _marks(tokenizer)
    before = text[max(sentence.start, cue.start - BEFORE) : cue.start]
    led = [first, *_ids(tokenizer, before)[-LED_TOKENS:], opening, *_ids(tokenizer, cue.of(text))[:CUE_TOKENS]]
    led += [closing, *_ids(tokenizer, text[cue.end : content.start])[:GAP_TOKENS]]
    words = tokenizer.encode(content.of(text), add_special_tokens=False)
    row = (*led, *words.ids[:CONTENT_TOKENS], separator)
    spans = tuple((content.start + a, content.start + b) for a, b in words.offsets[:CONTENT_TOKENS])
    return MarkedContent(row, len(led), spans)


def _marks(tokenizer: Tokenizer) -> tuple[int, ...]:
    return tuple(int(tokenizer.token_to_id(name) or 0) for name in (FIRST, SEPARATOR, OPENING, CLOSING))


def _ids(tokenizer: Tokenizer, words: str) -> list[int]:
    return tokenizer.encode(words, add_special_tokens=False).ids


def look_version() -> str:
    """The version of the weights; it changes when they do."""
    return load_reader(weights_of_acts()).version


def act_chances(setting: Setting, cues: Sequence[Span]) -> list[Chances]:
    """The chance of each of CUE_CLASSES at each cue, given that an act stands there. They sum to 1."""
    if not cues:
        return []  # a fast reading never looks twice and does without these weights
    tokenizer = load_reader(weights_of_acts()).tokenizer
    acts = [marked_act(setting, cue, tokenizer) for cue in cues]
    return [_pooled(output, act) for output, act in zip(_outputs([act.ids for act in acts]), acts, strict=True)]


def item_tags(setting: Setting, acts: Sequence[tuple[Span, Span]]) -> list[Tags]:
    """What is said of each token of the contents of ``acts``, each a cue and the content behind it."""
    if not acts:
        return []
    tokenizer = load_reader(weights_of_acts()).tokenizer
    contents = [marked_content(setting, cue, content, tokenizer) for cue, content in acts]
    outputs = _outputs([content.ids for content in contents])
    return [_tags(output, content) for output, content in zip(outputs, contents, strict=True)]


def _outputs(rows: Sequence[Sequence[int]]) -> list[NDArray[np.float32]]:
    """(tokens, columns) for each row of vocabulary ids."""
    reader = load_reader(weights_of_acts())
    found: list[NDArray[np.float32]] = [np.zeros((0, 0), dtype=np.float32)] * len(rows)
    for batch in batches([len(row) for row in rows]):
        for index, output in zip(batch, reader.run([rows[i] for i in batch]), strict=True):
            found[index] = output
    return found


def _pooled(output: NDArray[np.float32], act: MarkedAct) -> Chances:
    said = output[:, KINDS]
    whole, inside, mark = said.reshape(len(said), PARTS, len(CUE_CLASSES)).transpose(1, 0, 2)
    return softmax(whole[0] + inside[act.first : act.end].mean(axis=0) + mark[act.first - 1])


def _tags(output: NDArray[np.float32], content: MarkedContent) -> Tags:
    logs = log_softmax(output[content.first : content.first + len(content.spans), ITEMS])
    return {start: row for (start, _), row in zip(content.spans, logs, strict=True)}

"""A second look at single acts: each alone, its cue marked, read by an encoder that says nothing but the act.

The encoder of a whole document settles where acts stand and much else at once; this one is asked what one act is
and answers better (docs/evaluation.md). It costs about as much again for each act, so it is asked only where the
others are in doubt. Trained by ``training/acts/look.py``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from pacta.encoders import batches, load_reader, weights_of_acts
from pacta.extract.setting import Setting
from pacta.extract.weigh import Chances, softmax
from pacta.model import CUE_CLASSES, Span

__all__ = ["PARTS", "MarkedAct", "act_chances", "look_version", "marked_act"]

ABOVE, BEFORE, AFTER = 120, 220, 320  # code points: of the words above the sentence, and on each side of the cue
HEADING_TOKENS, ABOVE_TOKENS, BEFORE_TOKENS, CUE_TOKENS, AFTER_TOKENS = 16, 28, 50, 16, 70
OPENING, CLOSING, FIRST, SEPARATOR = "[unused1]", "[unused2]", "[CLS]", "[SEP]"  # the first two enclose the cue

# The outputs of a token: what it says of each of CUE_CLASSES as the first of all, as part of the cue, as its mark.
PARTS = 3


@dataclass(frozen=True, slots=True)
class MarkedAct:
    """Vocabulary ids, and where the cue's tokens begin and end (exclusive). The mark stands before the cue."""

    ids: tuple[int, ...]
    first: int
    end: int


def marked_act(setting: Setting, cue: Span, tokenizer: Tokenizer) -> MarkedAct:
    """The act at ``cue``: whose words, the stem or the words above, and its sentence with the cue marked."""
    text, sentence = setting.document.text, setting.sentence_at(cue.start)
    above = setting.stem_of(cue.start) or text[max(0, sentence.start - ABOVE) : sentence.start]
    before = text[max(sentence.start, cue.start - BEFORE) : cue.start]
    after = text[cue.end : min(max(sentence.end, cue.end), cue.end + AFTER)]

    def ids(words: str) -> list[int]:
        return tokenizer.encode(words, add_special_tokens=False).ids

    first, separator, opening, closing = (
        int(tokenizer.token_to_id(name) or 0) for name in (FIRST, SEPARATOR, OPENING, CLOSING)
    )
    heading = ids(setting.heading(cue.start))[:HEADING_TOKENS]
    led = [first, *heading, separator, *ids(above[-ABOVE:].strip())[-ABOVE_TOKENS:], separator]
    led += [*ids(before)[-BEFORE_TOKENS:], opening]
    words = ids(cue.of(text))[:CUE_TOKENS]
    row = (*led, *words, closing, *ids(after)[:AFTER_TOKENS], separator)
    return MarkedAct(row, len(led), len(led) + max(1, len(words)))


def look_version() -> str:
    """The version of the weights; it changes when they do."""
    return load_reader(weights_of_acts()).version


def act_chances(setting: Setting, cues: Sequence[Span]) -> list[Chances]:
    """The chance of each of CUE_CLASSES at each cue, given that an act stands there. They sum to 1."""
    if not cues:
        return []  # a fast reading never looks twice and does without these weights
    reader = load_reader(weights_of_acts())
    acts = [marked_act(setting, cue, reader.tokenizer) for cue in cues]
    found: list[Chances] = [()] * len(acts)
    for batch in batches([len(act.ids) for act in acts]):
        outputs = reader.run([acts[i].ids for i in batch])
        for index, output in zip(batch, outputs, strict=True):
            found[index] = _pooled(output, acts[index])
    return found


def _pooled(output: NDArray[np.float32], act: MarkedAct) -> Chances:
    whole, inside, mark = output.reshape(len(output), PARTS, len(CUE_CLASSES)).transpose(1, 0, 2)
    return softmax(whole[0] + inside[act.first : act.end].mean(axis=0) + mark[act.first - 1])

"""Whether a document is such that its reading can be trusted; where not, a warning says why.

Pacta reads English prose. It reads anything else too, as if it were that, and says so here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pacta.model import Annotations, Config, Document, Span

_SILENT = frozenset({"furniture", "caption", "separator"})
_LONGEST = 3_000  # code points of a sentence; treaties and resolutions stay below
_WORD = re.compile(r"[^\W\d_]{4,}")  # shorter ones are acronyms as often as words
_ENOUGH = 30  # words from which a share can be told
_MOSTLY = 0.6  # of the words
_TORN = re.compile(
    r"(?<![^\W\d_])[^\W\d_]++[\d|~^\\{}¬§]++[^\W\d_]+"
)  # a word that a scanner misread: "wi1l", "agr|ed"
_NOISE, _DIFFERENT = 0.02, 4  # torn words for each word, and how many different ones: one may be a label
_DAMAGE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffd]")
_DAMAGED = 0.002  # of the characters


def trust(document: Document, annotations: Annotations, config: Config) -> Annotations:
    """Adds ``warnings``. Needs ``structure`` and the profile's language."""
    content = [block for block in annotations.structure.blocks if block.kind not in _SILENT]
    words = [document.quote(block.span) for block in content]
    sentences = [sentence for block in content for sentence in block.sentences]
    found = (
        *_of_language(annotations),
        *_of_date(annotations),
        *_of_letters(words),
        *_of_sentences(sentences),
        *_of_characters(document.text),
    )
    return replace(annotations, warnings=(*annotations.warnings, *found))


def _of_language(annotations: Annotations) -> Iterator[str]:
    """The language that was given or detected is not English, or none could be told."""
    language = annotations.profile.language
    if language is None:
        yield "No words were found to read."
    elif language.value == "other":
        yield "Its language was not recognised; read as English: results cannot be trusted."
    elif language.value.lower().split("-")[0] not in ("en", "eng", "english"):
        yield f'Its language is "{language.value}"; read as English: results cannot be trusted.'


def _of_date(annotations: Annotations) -> Iterator[str]:
    """Without the document's own date nothing that counts from it can be told."""
    if annotations.profile.date is None:
        yield 'It has no date, so "next year" and the like stay open: give one (--date, or a sidecar file).'


def _of_letters(texts: Sequence[str]) -> Iterator[str]:
    """Capitals throughout hide names; marks and digits inside words are a scanner's mistakes."""
    count = capitals = 0
    torn: Counter[str] = Counter()
    for text in texts:
        for match in _WORD.finditer(text):
            count += 1
            capitals += match[0].isupper()
        torn.update(_TORN.findall(text))
    if count >= _ENOUGH and capitals > _MOSTLY * count:
        yield "Mostly in capitals, which hide names and the starts of sentences: results cannot be trusted."
    if len(torn) >= _DIFFERENT and torn.total() > _NOISE * count:
        yield f"{torn.total()} words hold digits or marks as misread print does: check the text before the results."


def _of_sentences(sentences: Sequence[Span]) -> Iterator[str]:
    """Text without sentence ends is read in parts, which tears acts from subjects."""
    long = [len(sentence) for sentence in sentences if len(sentence) > _LONGEST]
    if long:
        number = f"{len(long)} sentences are" if len(long) > 1 else "One sentence is"
        yield (
            f"{number} longer than {_LONGEST} characters (the longest has {max(long)}) and read in parts: "
            "acts may be told without their subjects."
        )


def _of_characters(text: str) -> Iterator[str]:
    damaged = sum(1 for _ in _DAMAGE.finditer(text))
    if damaged > _DAMAGED * len(text):
        yield f"{damaged} control or replacement characters: the text may be damaged or in another encoding."

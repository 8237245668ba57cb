"""Unlabelled texts with the parses of a larger pipeline, as rows of word pieces.

    python -m reader.parses --parser PIPELINE --pretrained DIR --texts FILE --without GOLD... --out FILE

``PIPELINE`` is any trained English pipeline of spaCy with a tagger, a parser and names (en_core_web_md here);
``FILE`` is JSON Lines with ``text``. Texts that share a long line with one in ``GOLD`` are left out.
"""

from __future__ import annotations

import argparse
import pickle
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import spacy
from reader.teach import texts
from spacy.language import Language
from spacy.tokens import Doc, Span, Token
from tokenizers import Tokenizer

ROW_PIECES = 190
SENTENCE_PIECES = 150
LINE_LENGTH = 3000  # code points
SAYS_LITTLE = 200  # code points: shorter lines that come again are left out
IGNORE = -100
HEADS = ("tag", "relation", "name")  # what a linear head learns of each word


@dataclass(slots=True)
class Row:
    """Sentences as pieces. ``targets`` and ``governor`` are IGNORE but at a word's first piece; a root is
    governed by piece 0."""

    ids: list[int]
    targets: dict[str, list[int]]
    governor: list[int]

    def add(self, piece: int, word: tuple[dict[str, int], int] | None = None) -> None:
        self.ids.append(piece)
        for name in HEADS:
            self.targets[name].append(word[0][name] if word else IGNORE)
        self.governor.append(word[1] if word else IGNORE)


@dataclass(slots=True)
class Labels:
    """The labels met so far of each head, in order."""

    known: dict[str, dict[str, int]] = field(default_factory=lambda: {name: {} for name in HEADS})

    def of(self, word: Token) -> dict[str, int]:
        name = word.ent_iob_ if word.ent_iob_ == "O" else f"{word.ent_iob_}-{word.ent_type_}"
        values = {"tag": word.tag_, "relation": word.dep_, "name": name}
        return {head: self.known[head].setdefault(value, len(self.known[head])) for head, value in values.items()}


def rows(lines: Iterator[str], parser: Language, tokenizer: Tokenizer, labels: Labels) -> Iterator[Row]:
    opening, separator = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")
    row = _opened(opening)
    for parsed in parser.pipe(lines, batch_size=256):
        pieces = _pieces(parsed, tokenizer)
        for sentence in parsed.sents:
            own = [(piece, word) for piece, word in pieces if sentence.start <= word < sentence.end]
            if len(row.ids) + len(own) + 1 > ROW_PIECES:
                yield row
                row = _opened(opening)
            if len(own) <= SENTENCE_PIECES:
                _add_sentence(row, sentence, own, labels)
        row.add(separator)
    yield row


def _opened(opening: int) -> Row:
    row = Row([], {name: [] for name in HEADS}, [])
    row.add(opening)
    return row


def _pieces(parsed: Doc, tokenizer: Tokenizer) -> list[tuple[int, int]]:
    """Each piece of the vocabulary with the word that it belongs to."""
    word_at = {at: word.i for word in parsed for at in range(word.idx, word.idx + len(word))}
    cut = tokenizer.encode(parsed.text, add_special_tokens=False)
    return [(i, word_at[a]) for i, (a, _) in zip(cut.ids, cut.offsets, strict=True) if a in word_at]


def _add_sentence(row: Row, sentence: Span, own: list[tuple[int, int]], labels: Labels) -> None:
    first: dict[int, int] = {}
    for at, (_, word) in enumerate(own, len(row.ids)):
        first.setdefault(word, at)
    for at, (piece, number) in enumerate(own, len(row.ids)):
        word = sentence.doc[number]
        governor = 0 if word.head.i == number else first.get(word.head.i, IGNORE)
        row.add(piece, (labels.of(word), governor) if first[number] == at else None)


def lines_of(file: Path, without: list[Path]) -> Iterator[str]:
    found = [row["text"].splitlines() for row in texts(file, without)]
    random.Random(0).shuffle(found)
    seen: set[str] = set()
    for line in (line.strip() for lines in found for line in lines):
        if line and len(line) <= LINE_LENGTH and not (len(line) < SAYS_LITTLE and line in seen):
            seen.add(line)
            yield line


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument("--parser", type=Path, required=True)
    ap.add_argument("--pretrained", type=Path, required=True)
    ap.add_argument("--texts", type=Path, required=True)
    ap.add_argument("--without", type=Path, nargs="+", required=True)
    ap.add_argument("--out", type=Path, required=True)
    args = ap.parse_args()
    tokenizer = Tokenizer.from_file(str(args.pretrained / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    parser = spacy.load(args.parser, exclude=["lemmatizer", "senter", "attribute_ruler"])
    labels = Labels()
    found = list(rows(lines_of(args.texts, args.without), parser, tokenizer, labels))
    sizes = {name: len(known) for name, known in labels.known.items()}
    args.out.write_bytes(pickle.dumps((found, sizes)))
    print(f"{len(found)} rows, {sum(len(row.ids) for row in found)} pieces")


if __name__ == "__main__":
    main()

"""Writes ``lexicon/en/rarity.tsv``: how rare each term is in the sentences of official releases.

    python tools/word_rarity.py ../shared/corpora/whitehouse.jsonl.gz

Linking weighs words by this table and not by the register, so that a document that comes in changes nothing
between two others. Source: 2,423 White House releases 2021-2026 (works of the US Government, CC0). Numbers only.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from math import log
from pathlib import Path

from pacta.ingest import read_inputs
from pacta.link.words import terms
from pacta.model import Document, Span
from pacta.text.sentences import split_sentences

TARGET = Path(__file__).parents[1] / "src/pacta/lexicon/en/rarity.tsv"
FEWEST = 10  # sentences; rarer terms are all equally rare
SHORTEST = 5  # words of a sentence


def main() -> None:
    counted: Counter[str] = Counter()
    total = 0
    for sentence in _sentences(sys.argv[1]):
        counted.update({term for term in terms(sentence) if term.isalpha()})
        total += 1
    rows: dict[str, list[str]] = defaultdict(list)
    for term, count in sorted(counted.items()):
        if count >= FEWEST:
            rows[f"{log(total / count):.1f}"].append(term)
    lines = [f"{rarity}\t{' '.join(rows[rarity])}\n" for rarity in sorted(rows, key=float)]
    TARGET.write_text(f"{log(total / FEWEST):.1f}\t*\n" + "".join(lines), encoding="utf-8")


def _sentences(path: str) -> Iterator[str]:
    for document in read_inputs([path]):
        if isinstance(document, Document):
            start = 0
            for line in document.text.splitlines(keepends=True):
                for span in split_sentences(document.text, Span(start, start + len(line))):
                    if len(words := document.quote(span)) and len(words.split()) >= SHORTEST:
                        yield words
                start += len(line)


if __name__ == "__main__":
    main()

"""How rare a term is in official language: the natural logarithm of sentences over sentences that have it."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


def rarity(term: str) -> float:
    """From about 2 (in every tenth sentence) to about 9; unknown terms are the rarest. A term is a stem as
    `link.words.terms` gives it."""
    known, rarest = _table()
    return known.get(term, rarest)


@cache
def _table() -> tuple[dict[str, float], float]:
    text = (files("pacta.lexicon") / "en" / "rarity.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines()]
    known = {term: float(value) for value, terms in rows for term in terms.split()}
    return known, known.pop("*")

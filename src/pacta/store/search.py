"""Full-text search over passages, behind one small interface; a dialect each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Protocol

from sqlalchemy import ColumnElement, Double, Select, String, cast, column, func, literal_column, select, table
from sqlalchemy.dialects.postgresql import TSQUERY

from pacta.store.folding import occurrences, words
from pacta.store.schema import passages, statements

OPEN, CLOSE = "\x02", "\x03"  # around a match; passages hold no control characters
UNSEARCHABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
TERM = re.compile(r'"([^"]*)"?|([^\s"]+)')
_NOTHING = re.compile(r"(?!)")
_OTHER_LETTERS = re.compile("[^\x00-\x7f\u2010-\u2027]")  # ASCII, dashes and quotation marks have no marks to fold
PASSAGES = table("passage_search", column("rowid"))
STATEMENTS = table("statement_search", column("rowid"))


@dataclass(frozen=True, slots=True)
class Term:
    """A word or a phrase to find; ``prefix`` where the last word is only the beginning of one."""

    words: str
    prefix: bool = False


class PassageIndex(Protocol):
    """What search needs from a database."""

    def hits(self, terms: Sequence[Term]) -> Select[tuple[int, float, str]]:
        """``passage`` id, ``rank`` (lower is better) and ``marked`` text of each passage with all the terms."""
        ...

    def statements(self, terms: Sequence[Term]) -> Select[tuple[int]]:
        """``key`` of each statement whose words hold all the terms."""
        ...

    def marked(self, found: str, terms: Sequence[Term]) -> str:
        """The text of a hit with `OPEN` and `CLOSE` around each match, if ``marked`` has none yet."""
        ...


def parse_query(query: str) -> tuple[Term, ...]:
    """Words, "phrases" and prefix*. Whatever else is typed (operators, an open quotation mark) is words."""
    terms = []
    for match in TERM.finditer(searchable(query)):
        wanted = (match[1] if match[1] is not None else match[2]).strip()
        if any(map(str.isalnum, wanted)):
            terms.append(Term(wanted.rstrip("*"), prefix=match[1] is None and wanted.endswith("*")))
    return tuple(terms)


def searchable(words: str) -> str:
    """Text as the index can take it: control characters and lone surrogates become spaces, so offsets stay."""
    return UNSEARCHABLE.sub(" ", words)


def passage_index(dialect: str) -> PassageIndex:
    return Fts5() if dialect == "sqlite" else TextSearch()


class Fts5:
    """SQLite's full-text index: accents and case do not matter."""

    def hits(self, terms: Sequence[Term]) -> Select[tuple[int, float, str]]:
        found: ColumnElement[str] = literal_column("passage_search")
        return (
            select(
                PASSAGES.c.rowid.label("passage"),
                func.bm25(found, type_=Double).label("rank"),
                func.highlight(found, 0, OPEN, CLOSE, type_=String).label("marked"),
            )
            .select_from(PASSAGES)
            .where(found.op("MATCH")(_expression(terms)))
        )

    def statements(self, terms: Sequence[Term]) -> Select[tuple[int]]:
        found: ColumnElement[str] = literal_column("statement_search")
        return select(STATEMENTS.c.rowid).where(found.op("MATCH")(_expression(terms)))

    def marked(self, found: str, terms: Sequence[Term]) -> str:
        return found  # by the index itself


def _expression(terms: Sequence[Term]) -> str:
    """Every term in quotation marks, so that none is ever an operator. https://www.sqlite.org/fts5.html#fts5_strings"""
    quoted = (('"' + term.words.replace('"', '""') + '"', term.prefix) for term in terms)
    return " AND ".join(words + " *" if prefix else words for words, prefix in quoted)


class TextSearch:
    """PostgreSQL's full-text index, through the function ``pacta_words``: accents and case do not matter."""

    def hits(self, terms: Sequence[Term]) -> Select[tuple[int, float, str]]:
        found, wanted = func.pacta_words(passages.c.text), _tsquery(terms)
        rank = (-func.ts_rank_cd(found, wanted, type_=Double)).label("rank")
        query = select(passages.c.id.label("passage"), rank, passages.c.text.label("marked"))
        return query.where(found.op("@@")(wanted))

    def statements(self, terms: Sequence[Term]) -> Select[tuple[int]]:
        return select(statements.c.key).where(func.pacta_words(statements.c.words).op("@@")(_tsquery(terms)))

    def marked(self, found: str, terms: Sequence[Term]) -> str:
        return mark(found, terms)


def mark(text: str, terms: Sequence[Term]) -> str:
    """Marks what the terms match. The index tells which texts match, not where; all of it, if in doubt."""
    listed = list(words(text))
    each = (occurrences(listed, _folded(term), prefix=term.prefix) for term in terms)
    places = sorted(chain.from_iterable(each)) or [(0, len(text))]
    marked, done = "", 0
    for start, end in _joined(places):
        marked += text[done:start] + OPEN + text[start:end] + CLOSE
        done = end
    return marked + text[done:]


def holds(text: str, terms: Sequence[Term]) -> bool:
    """Whether every term stands in the text."""
    listed = list(words(text))
    each = (occurrences(listed, _folded(term), prefix=term.prefix) for term in terms)
    return all(next(places, None) is not None for places in each)


def holding(terms: Sequence[Term]) -> Callable[[str], bool]:
    """`holds` for many texts: those of plain letters, nearly all, are looked through by a pattern for each term."""
    patterns = [_in_plain(term) for term in terms]

    def hold(text: str) -> bool:
        if not text.isascii() and _OTHER_LETTERS.search(text):
            return holds(text, terms)
        lowered = text.lower()
        return all(pattern.search(lowered) for pattern in patterns)

    return hold


def _in_plain(term: Term) -> re.Pattern[str]:
    folded = _folded(term)
    if not folded:
        return _NOTHING
    return re.compile(r"(?<![^\W_])" + r"[\W_]+".join(map(re.escape, folded)) + r"(?![^\W_])" * (not term.prefix))


def _folded(term: Term) -> list[str]:
    return [word.folded for word in words(term.words)]


def _tsquery(terms: Sequence[Term]) -> ColumnElement[str]:
    """The words of a term follow each other. Letters and digits only, so nothing in them is an operator."""
    phrases = [" <-> ".join(f"'{word}'" for word in found) + ":*" * term.prefix
               for term in terms if (found := _folded(term))]  # fmt: skip
    return cast(" & ".join(phrases), TSQUERY)


def _joined(places: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Places that overlap, as one."""
    current: tuple[int, int] | None = None
    for start, end in places:
        if current is not None and start < current[1]:
            current = (current[0], max(end, current[1]))
            continue
        if current is not None:
            yield current
        current = (start, end)
    if current is not None:
        yield current

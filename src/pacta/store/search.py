"""Full-text search over passages, behind one small interface; a dialect each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import ColumnElement, Double, Select, String, column, func, literal_column, select, table

from pacta.store.schema import passages, statements

OPEN, CLOSE = "\x02", "\x03"  # around a match; passages hold no control characters
UNSEARCHABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
TERM = re.compile(r'"([^"]*)"?|([^\s"]+)')
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


def parse_query(query: str) -> tuple[Term, ...]:
    """Words, "phrases" and prefix*. Whatever else is typed (operators, an open quotation mark) is words."""
    terms = []
    for match in TERM.finditer(searchable(query)):
        words = (match[1] if match[1] is not None else match[2]).strip()
        if any(map(str.isalnum, words)):
            terms.append(Term(words.rstrip("*"), prefix=match[1] is None and words.endswith("*")))
    return tuple(terms)


def searchable(words: str) -> str:
    """Text as the index can take it: control characters and lone surrogates become spaces, so offsets stay."""
    return UNSEARCHABLE.sub(" ", words)


def passage_index(dialect: str) -> PassageIndex:
    return Fts5() if dialect == "sqlite" else PlainMatch()


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


def _expression(terms: Sequence[Term]) -> str:
    """Every term in quotation marks, so that none is ever an operator. https://www.sqlite.org/fts5.html#fts5_strings"""
    quoted = (('"' + term.words.replace('"', '""') + '"', term.prefix) for term in terms)
    return " AND ".join(words + " *" if prefix else words for words, prefix in quoted)


class PlainMatch:
    """Any other database: substrings, without an index. Enough for small registers."""

    def hits(self, terms: Sequence[Term]) -> Select[tuple[int, float, str]]:
        pattern = "|".join(re.escape(term.words) for term in terms)
        marked = func.regexp_replace(passages.c.text, f"({pattern})", f"{OPEN}\\1{CLOSE}", "gi", type_=String)
        rank = func.length(passages.c.text, type_=Double).label("rank")
        query = select(passages.c.id.label("passage"), rank, marked.label("marked"))
        return query.where(*_substrings(passages.c.text, terms))

    def statements(self, terms: Sequence[Term]) -> Select[tuple[int]]:
        return select(statements.c.key).where(*_substrings(statements.c.words, terms))


def _substrings(words: ColumnElement[str], terms: Sequence[Term]) -> Iterator[ColumnElement[bool]]:
    return (words.icontains(term.words, autoescape=True) for term in terms)

"""Whom "he" or "she" means where a narrator tells of several people: the last one who acted, and of whom the other
pronoun has not been said (Halliday and Hasan, Cohesion in English, 1976, reference)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property

from pacta.model import Name

__all__ = ["Antecedents"]

_FAR = 900  # code points back in which the person stands
_ACTS = re.compile(  # a verb behind the name, or an aside
    r"(?:,|['’]s own\b| \((?:[^()]{1,40})\)| (?:also |then |further |\w+ly )?(?:[a-z]+(?:ed|es|id|aid)\b|told|says"
    r"|spoke|went|met|held|left|came|took|gave|made|saw|kept|led|sent|put|began|wrote|will|would|was|is|has|had|did|could)\b)"
)
_SAID_BY = re.compile(r"\b(?:said|added|replied|according to|told by|noted|warned)(?: [\w’'-]+){0,4} $")
_NOT_SUBJECT = re.compile(
    r"\b(?:by|with|to|of|from|and|for|between|about|told|thanked|met|under|asked|than) "
    r"(?:(?:the|his|her|their|its|[A-Z][\w’'.-]*|counterpart|minister|president|envoy|ambassador),? ){0,6}$"
)
_PRONOUN = re.compile(r"\b(?P<he>he|his|him|himself)\b|\b(?P<she>she|her|herself)\b")
_TITLE = re.compile(
    r"(?P<he>\bMr\.?|\bSir|\bKing|\bPrince|\bSheikh|\bEmir|\bSultan|spokesman,?|chairman,?|\bHis \w+)\s$"
    r"|(?P<she>\bMs\.?|\bMrs\.?|\bMme|\bMadam|\bQueen|\bPrincess|\bDoña|spokeswoman,?|chairwoman,?|\bHer \w+)\s$"
)
_CLAUSE_END = re.compile(r"[.;:!?“”\"\n]")


class Antecedents:
    """The persons of one document and where they act."""

    def __init__(self, text: str, names: Sequence[Name]) -> None:
        self._text = text
        self._persons = [name for name in names if name.type == "PERSON"]
        self._starts = [name.span.start for name in self._persons]

    def of(self, pronoun: str, at: int) -> str | None:
        """The person meant by ``pronoun`` ("he" or "she"), which stands at ``at``; None where nobody can be."""
        last = bisect_left(self._starts, at) - 1
        for i in range(last, -1, -1):
            name = self._persons[i]
            if at - name.span.end > _FAR:
                return None
            if self._said.get(name.entity, pronoun) == pronoun and self._acts(name):
                self._said.setdefault(name.entity, pronoun)
                return name.entity
        return None

    def _acts(self, name: Name) -> bool:
        low = max(0, name.span.start - 60)
        if _SAID_BY.search(self._text, low, name.span.start):
            return True
        follows = _ACTS.match(self._text, name.span.end)
        return bool(follows) and not _NOT_SUBJECT.search(self._text, low, name.span.start)

    @cached_property
    def _said(self) -> dict[str, str]:
        """Which pronoun the text has for whom: by title, or by the first pronoun of the name's own clause."""
        found: dict[str, str] = {}
        for i, name in enumerate(self._persons):
            title = _TITLE.search(self._text, max(0, name.span.start - 24), name.span.start)
            if title and title.lastgroup:
                found[name.entity] = title.lastgroup
            following = self._starts[i + 1] if i + 1 < len(self._persons) else len(self._text)
            stop = _CLAUSE_END.search(self._text, name.span.end)
            end = min(following, stop.start() if stop else following, name.span.end + 120)
            said = _PRONOUN.search(self._text, name.span.end, end) if self._acts(name) else None
            if said and said.lastgroup:
                found.setdefault(name.entity, said.lastgroup)
        return found

"""A bracketed acronym tells how far back its name reaches: "Mission in Somalia (ATMIS)", "Centers for X (CX)"."""

from __future__ import annotations

from dataclasses import replace

from pacta.annotate.names.draft import Draft
from pacta.annotate.names.resolve import bracketed_acronym
from pacta.model import NameType

_FURTHEST = 140  # code points between the start of the name and its acronym


def joined_by_acronyms(text: str, drafts: list[Draft]) -> list[Draft]:
    """Drafts that one acronym spells out together become one name."""
    found: list[Draft] = []
    for draft in drafts:
        if bracketed_acronym(draft) and draft.words[0].isupper() and found and draft.start - found[-1].end < 4:
            _join_back(text, found, draft.words[0])
        found.append(draft)
    return found


def _join_back(text: str, found: list[Draft], acronym: str) -> None:
    last = found[-1]
    if _spells(last.words, acronym) or last.type == "OFFICE":
        return
    for back in range(len(found) - 2, max(-1, len(found) - 5), -1):
        first = found[back]
        between = text[first.end : last.start]
        if last.end - first.start > _FURTHEST or any(mark in between for mark in ".;:()\n"):
            return
        inside = [word for draft in found[back:] for word in draft.words]
        if _spells(tuple(inside), acronym):
            kind: NameType | None = next(
                (draft.type for draft in found[back:] if draft.rule.startswith("head:")), "ORG"
            )
            units = tuple(unit for draft in found[back:] for unit in draft.units)
            joined = replace(first, end=last.end, type=kind, rule="acronym-spelt", units=units, after=last.after)
            found[back:] = [joined]
            return


def _spells(words: tuple[str, ...], acronym: str) -> bool:
    """The acronym's letters begin, in order, at the first word, the words with capitals."""
    letters = [char for char in acronym.upper() if char.isalpha()]
    heads = [word[0].upper() for word in words if word[0].isupper()]
    if not letters or not heads or heads[0] != letters[0]:
        return False
    at = 0
    for head in heads:
        if at < len(letters) and head == letters[at]:
            at += 1
    return at >= max(2, len(letters) - 1)

"""Those who are named only to be left out: "the participants, except Japan, agreed to", "the G7 without Canada"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pacta.extract.setting import Setting
from pacta.lexicon import load_table
from pacta.lexicon.states import load_gazetteer
from pacta.model import Name, Span

__all__ = ["without_excluded"]

LONGEST = 300  # code points before a cue in which its subject is sought
_JOINED = re.compile(r"[\s,]*(?:(?:and|or|the|both|as well as)[\s,]+)*")
_BEHIND = re.compile(r"[\s,(–—]*")


def without_excluded(setting: Setting, quote: Span, cue: Span, actors: tuple[str, ...]) -> tuple[str, ...]:
    """``actors`` of the cue at ``cue`` without those whom the words around it leave out.

    Where words leave somebody out, the others are the group named right before them if it is one, else all parties.
    A group whose members no list has stays as it is.
    """
    text = setting.document.text
    start = max(quote.start, cue.start - LONGEST)
    for rule in load_table("exclusions"):
        found = rule.pattern.search(text, start, cue.start) or _after_cue(rule.pattern, text, cue)
        excluded = (
            {code for name in _row(setting, found.end()) for code in setting.actor_of(name)} if found else set()
        )
        if found and excluded:
            whole = _group_before(setting, start, found.end()) or _members(setting.parties)
            rest = tuple(sorted(set(whole) - excluded))
            return rest or tuple(sorted(set(actors) - excluded))
    return actors


def _after_cue(pattern: re.Pattern[str], text: str, cue: Span) -> re.Match[str] | None:
    """ "agreed, with the exception of Japan, to": the exclusion right behind the cue."""
    behind = _BEHIND.match(text, cue.end)
    return pattern.match(text, behind.end()) if behind and behind.end() > cue.end else None


def _row(setting: Setting, at: int) -> Iterator[Name]:
    """The names that follow ``at``, as long as nothing but joining words stands between them."""
    text = setting.document.text
    for name in setting.names_in(at, at + LONGEST):
        joined = _JOINED.match(text, at, name.span.start)
        if joined is None or joined.end() != name.span.start:
            return
        yield name
        at = name.span.end


def _group_before(setting: Setting, start: int, end: int) -> tuple[str, ...]:
    """The group named last between two offsets, as its members where they are known; () where none is."""
    codes = [name.code for name in setting.names_in(start, end) if name.code in _groups()]
    return _members((codes[-1],)) if codes and codes[-1] else ()


def _members(codes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted({one for code in codes for one in _groups().get(code) or (code,)}))


@cache
def _groups() -> dict[str, tuple[str, ...]]:
    """Code of a group -> its members, () where no list has them."""
    rows = load_gazetteer("groups")["group"]
    return {code: tuple(row.get("speaks_for") or row.get("members") or ()) for code, row in rows.items()}

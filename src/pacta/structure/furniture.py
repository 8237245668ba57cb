"""Page furniture: what a site prints around a document. Marked, never deleted; precision comes first.

The marks are a table, ``lexicon/en/furniture.toml``; here is only how far each of them reaches.
"""

from __future__ import annotations

import re

from pacta.lexicon import load_table
from pacta.lexicon.table import Rule
from pacta.model import BlockKind, Span

Verdict = tuple[BlockKind, str]  # kind and rule id

_LONGEST = 320  # code points; nothing longer is furniture
_LINK = 200  # code points; the longest title in a list of links
_ITEM, _ITEM_WORDS = 32, 4  # the longest entry of a navigation list
_MENU = 6  # entries that make a navigation list before the text begins
_BULLET = re.compile(r"[•·▪●○◦‣*–—-]\s*")
_SENTENCE_END = re.compile(r"[.!?:;,…][\"'”’»)\]*]*$")
_LABEL = re.compile(r"[^:]{2,100}:\s")


def furniture_of(text: str, spans: list[Span]) -> dict[int, Verdict]:
    """The indices of the blocks that are furniture or captions, with the rule that says so."""
    found: dict[int, Verdict] = _navigation_lists(text, spans)
    links_follow: Verdict | None = None
    for i, span in enumerate(spans):
        rule = _rule_for(text, span)
        if rule is not None:
            found[i] = (rule.data["kind"], rule.id)
            links_follow = found[i] if rule.data["scope"] == "list" else links_follow
        elif links_follow and _is_link(text, span):
            found[i] = links_follow
        else:
            links_follow = None
    return found


def _rule_for(text: str, span: Span) -> Rule | None:
    if len(span) > _LONGEST:
        return None
    words = span.of(text)
    return next((rule for rule in load_table("furniture") if rule.pattern.search(words)), None)


def _is_link(text: str, span: Span) -> bool:
    words = text[span.start : min(span.end, span.start + _LINK + 1)]
    return len(span) <= _LINK and not _SENTENCE_END.search(words) and not _LABEL.match(words)


def _navigation_lists(text: str, spans: list[Span]) -> dict[int, Verdict]:
    """Runs of many short bulleted entries that no sentence introduces: menus, lists of provinces."""
    found: dict[int, Verdict] = {}
    run: list[int] = []
    for i, span in enumerate([*spans, None]):
        if span is not None and _is_menu_entry(text, span):
            run.append(i)
            continue
        if len(run) >= _MENU and not _introduced(text, spans, run[0]):
            found |= {j: ("furniture", "furniture.navigation-list") for j in run}
        run = []
    return found


def _is_menu_entry(text: str, span: Span) -> bool:
    if len(span) > _ITEM:
        return False
    words = span.of(text)
    bullet = _BULLET.match(words)
    return bool(bullet) and len(words.split()) <= _ITEM_WORDS + 1 and not _SENTENCE_END.search(words)


def _introduced(text: str, spans: list[Span], first: int) -> bool:
    """Whether the block before a list is its stem: it ends with a colon or is a sentence that goes on."""
    if first == 0:
        return False
    before = spans[first - 1]
    return len(before) > _ITEM or text[before.end - 1] in ":,"

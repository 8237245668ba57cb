"""Page furniture: what a site prints around a document. Marked, never deleted; precision comes first.

The marks are a table, ``lexicon/en/furniture.toml``; here is only how far each of them reaches.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from pacta.lexicon import load_table
from pacta.lexicon.table import Rule
from pacta.model import BlockKind, Span
from pacta.text.sentences import split_sentences

Verdict = tuple[BlockKind, str]  # kind and rule id

_LONGEST = 320  # code points; nothing longer is furniture
_LINK = 200  # code points; the longest title in a list of links
_CAPTION = 180  # code points; the longest caption under an image
_ITEM, _ITEM_WORDS = 32, 5  # the longest entry of a navigation list
_MENU = 6  # entries that make a navigation list
_BARE_ITEM, _BARE_WORDS, _BARE_MENU = 24, 3, 8  # the same for entries without bullets, at the top only
_BULLET = re.compile(r"[•·▪●○◦‣*–—-]\s*")
_SENTENCE_END = re.compile(r"[.!?:;,…][\"'”’»)\]*]*$")


def furniture_of(text: str, spans: list[Span]) -> dict[int, Verdict]:
    """The indices of the blocks that are furniture or captions, with the rule that says so."""
    found: dict[int, Verdict] = {}
    reaching: tuple[str, Verdict] | None = None
    for i, span in enumerate(spans):
        rule = _rule_for(text, span)
        if rule is not None:
            found[i] = (rule.data["kind"], rule.id)
            reaching = (rule.data["scope"], found[i]) if rule.data["scope"] in _REACHES else reaching
        elif reaching and _REACHES[reaching[0]](text, span):
            found[i] = reaching[1]
            reaching = reaching if reaching[0] == "list" else None
        else:
            reaching = None
    return found | _navigation_lists(text, spans) | _signed(text, spans, found)


def _rule_for(text: str, span: Span) -> Rule | None:
    if len(span) > _LONGEST:
        return None
    words = span.of(text)
    rules = (rule for rule in load_table("furniture") if rule.data["scope"] != "end")
    return next((rule for rule in rules if rule.pattern.search(words)), None)


def _is_link(text: str, span: Span) -> bool:
    """A title of another page: short, without a stop, and nobody's label."""
    words = text[span.start : min(span.end, span.start + _LINK + 1)]
    if len(span) > _LINK or _SENTENCE_END.search(words):
        return False
    labels = (rule for rule in load_table("turns") if rule.id != "turns.name")
    return not any(rule.pattern.match(words) for rule in labels)


def _is_caption(text: str, span: Span) -> bool:
    """One short sentence under an image."""
    return len(span) <= _CAPTION and len(split_sentences(text, span)) == 1


_REACHES: dict[str, Callable[[str, Span], bool]] = {"list": _is_link, "image": _is_caption}


def _signed(text: str, spans: list[Span], found: dict[int, Verdict]) -> dict[int, Verdict]:
    """The reporter's name under an article: the last line, if it is nothing but names."""
    last = next((i for i in range(len(spans) - 1, 0, -1) if i not in found), 0)
    if not last or len(spans[last]) > _BARE_ITEM * 3:
        return {}
    words = spans[last].of(text)
    for rule in load_table("furniture"):
        if rule.data["scope"] == "end" and rule.pattern.search(words):
            return {last: (rule.data["kind"], rule.id)}
    return {}


def _navigation_lists(text: str, spans: list[Span]) -> dict[int, Verdict]:
    """Runs of many short entries that no sentence introduces: menus, lists of provinces."""
    found: dict[int, Verdict] = {}
    run: list[int] = []
    for i, span in enumerate([*spans, None]):
        if span is not None and _is_menu_entry(text, span):
            run.append(i)
            continue
        if len(run) >= _MENU and not _introduced(text, spans, run[0]):
            found |= dict.fromkeys(run, ("furniture", "furniture.navigation-list"))
        run = []
    bare = _bare_menu(text, spans)
    return found | dict.fromkeys(bare, ("furniture", "furniture.navigation-list"))


def _is_menu_entry(text: str, span: Span) -> bool:
    if len(span) > _ITEM:
        return False
    words = span.of(text)
    return bool(_BULLET.match(words)) and len(words.split()) <= _ITEM_WORDS and not _SENTENCE_END.search(words)


def _bare_menu(text: str, spans: list[Span]) -> list[int]:
    """A run of very short lines without bullets at the very top of the page."""
    run = []
    for i, span in enumerate(spans):
        words = span.of(text) if len(span) <= _BARE_ITEM else ""
        if not words or len(words.split()) > _BARE_WORDS or _SENTENCE_END.search(words) or words[0].isdigit():
            break
        run.append(i)
    return run if len(run) >= _BARE_MENU else []


def _introduced(text: str, spans: list[Span], first: int) -> bool:
    """Whether the block before a list is its stem: it ends with a colon or is a sentence that goes on."""
    if first == 0:
        return False
    before = spans[first - 1]
    return len(before) > _ITEM or text[before.end - 1] in ":,"

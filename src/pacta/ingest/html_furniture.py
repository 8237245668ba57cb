"""Which blocks of a page are furniture: menus, banners, footers, share buttons, tags, forms.

Two opinions are weighed. The markup says what an element is for; trafilatura says where the main text is.
Markup alone errs (pages that wrap everything in a form or a "complementary" region), so an element that
holds most of the main text is never furniture; trafilatura alone drops datelines, labels and short headings,
so what stands inside the main text's container stays unless the markup objects.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from pacta.ingest.html_blocks import HtmlBlock

_TAGS = frozenset({
    "nav", "aside", "form", "footer", "menu", "dialog", "button", "select", "option", "label", "input",
    "textarea",
})  # fmt: skip
_ROLES = frozenset({
    "navigation", "banner", "contentinfo", "complementary", "search", "form", "menu", "menubar", "toolbar",
    "tab", "tablist", "dialog", "alertdialog", "button", "tooltip",
})  # fmt: skip
_ITEM_TYPES = ("WPHeader", "WPFooter", "WPSideBar", "SiteNavigationElement", "WPAdBlock")
_CLASSES = re.compile(
    r"(?:^|[\s_-])(?:nav(?:bar|igation)?|menu|breadcrumbs?|sidebar|footer|masthead|share|sharing|social|"
    r"tags?|taglist|related|recommended|newsletter|subscribe|cookies?|consent|pagination|pager|toolbar|"
    r"comments?|advert(?:isement)?|banner|skip-link|print-link|copyright|popup|modal|bottommeta)(?:$|[\s_-])",
    re.I,
)
_LONG = 80  # characters; a block of this length outside links is prose
_SHINGLE = 4  # words
_SECOND_OPINION_LIMIT = 4_000_000  # characters of source above which the markup alone decides


def furniture(blocks: list[HtmlBlock], source: str) -> list[str]:
    """For each block why it is furniture ("html:nav"), or "" for the document itself."""
    main = _main_text(blocks, source)
    mass = _mass(blocks, main)
    total = mass.total
    holders = {element for element, size in mass.by_element.items() if size * 2 >= total}
    container = _container(mass, total)
    cache: dict[etree._Element, str] = {}
    return [
        _reason(block, in_main, _markup_reason(block.element, holders, cache), container)
        for block, in_main in zip(blocks, main, strict=True)
    ]


def _reason(block: HtmlBlock, in_main: bool, markup: str, container: etree._Element | None) -> str:
    prose = len(block.words) - block.linked >= _LONG
    if in_main and (prose or not markup):
        return ""
    if markup:
        return markup
    inside = container is None or container in _lineage(block.element)
    if not inside:
        return "html:outside the main text"
    if block.linked * 10 >= len(block.words) * 8 and block.role != "heading":
        return "html:links"
    return ""


def _lineage(element: etree._Element) -> Iterator[etree._Element]:
    yield element
    yield from element.iterancestors()


class _Mass:
    """How many characters of main text each element holds."""

    def __init__(self) -> None:
        self.by_element: Counter[etree._Element] = Counter()
        self.total = 0


def _mass(blocks: list[HtmlBlock], main: list[bool]) -> _Mass:
    mass = _Mass()
    for block, in_main in zip(blocks, main, strict=True):
        if in_main:
            size = max(1, len(block.words) - block.linked)
            mass.total += size
            for element in _lineage(block.element):
                mass.by_element[element] += size
    return mass


def _container(mass: _Mass, total: int) -> etree._Element | None:
    """The innermost element that holds nine tenths of the main text."""
    holding = [element for element, size in mass.by_element.items() if size * 10 >= total * 9]
    return max(holding, key=lambda element: sum(1 for _ in element.iterancestors()), default=None)


def _markup_reason(element: etree._Element, holders: set[etree._Element], cache: dict[etree._Element, str]) -> str:
    """The reason of the element itself or of the nearest that it stands in; holders of the text have none."""
    path = []
    reason = ""
    for node in _lineage(element):
        if node in cache:
            reason = cache[node]
            break
        path.append(node)
    for node in reversed(path):
        reason = "" if node in holders else reason or _own_reason(node)
        cache[node] = reason
    return reason


def _own_reason(element: etree._Element) -> str:
    tag = str(element.tag)
    if tag in _TAGS and not (tag == "footer" and any(e.tag == "blockquote" for e in element.iterancestors())):
        return f"html:{tag}"
    if tag == "header" and not any(e.tag in ("article", "main") for e in element.iterancestors()):
        return "" if element.find(".//h1") is not None else "html:header"
    role = (element.get("role") or "").lower()
    if role in _ROLES:
        return f"html:role={role}"
    item_type = (element.get("itemtype") or "").rpartition("/")[2]
    if item_type in _ITEM_TYPES:
        return f"html:itemtype={item_type}"
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    named = None if tag in ("html", "body") else _CLASSES.search(names)
    return f"html:class={named.group(0).strip(' _-').lower()}" if named else ""


def _main_text(blocks: list[HtmlBlock], source: str) -> list[bool]:
    """For each block whether trafilatura keeps most of it. Without its opinion: long blocks without links."""
    found = _second_opinion(source)
    shingles = set(_shingles(found))
    lines = {_bare(line) for line in found.splitlines()}
    opinions = [_bare(block.words) in lines or _mostly(block.words, shingles) for block in blocks]
    if any(opinions):
        return opinions
    return [len(block.words) - block.linked >= _LONG for block in blocks]


def _second_opinion(source: str) -> str:
    if len(source) > _SECOND_OPINION_LIMIT:
        return ""
    import trafilatura  # takes most of a second: not for those who read no pages

    try:
        return trafilatura.extract(source, favor_recall=True, include_comments=False, include_tables=True) or ""
    except Exception:  # a judgement that fails is no judgement; the markup's remains
        return ""


def _bare(words: str) -> str:
    return "".join(words.casefold().split()).lstrip("•-|")


def _shingles(words: str) -> Iterator[tuple[str, ...]]:
    tokens = words.casefold().split()
    return zip(*(tokens[i:] for i in range(_SHINGLE)), strict=False)


def _mostly(words: str, shingles: set[tuple[str, ...]]) -> bool:
    own = list(_shingles(words))
    return bool(own) and sum(shingle in shingles for shingle in own) * 2 > len(own)

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
_LEAD_BLOCKS, _LEAD_LENGTH = 4, 300  # what may stand before the main text's container, in characters
_SHINGLE = 4  # words
_SECOND_OPINION_LIMIT = 4_000_000  # characters of source above which the markup alone decides


def furniture(blocks: list[HtmlBlock], source: str, title: str) -> list[str]:
    """For each block why it is furniture ("html:nav"), or "" for the document itself."""
    main = _main_text(blocks, source)
    mass, total = _mass(blocks, main)
    holders = {element for element, size in mass.items() if size * 2 >= total}
    cache: dict[etree._Element, str] = {}
    markup = [_markup_reason(block.element, holders, cache) for block in blocks]
    inside = _inside(blocks, main, markup, _container(mass, total), title)
    return [_reason(*found) for found in zip(blocks, main, markup, inside, strict=True)]


def _reason(block: HtmlBlock, in_main: bool, markup: str, inside: bool) -> str:
    prose = len(block.words) - block.linked >= _LONG
    if in_main and (prose or not markup):
        return ""
    if markup:
        return markup
    if not inside:
        return "html:outside the main text"
    if block.linked * 10 >= len(block.words) * 8 and block.role != "heading":
        return "html:links"
    return ""


def _inside(
    blocks: list[HtmlBlock], main: list[bool], markup: list[str], container: etree._Element | None, title: str
) -> list[bool]:
    """Whether a block stands in the main text's container, or between the title and the last main block."""
    last = max((i for i, found in enumerate(main) if found), default=-1)
    titles = (i for i, block in enumerate(blocks[: last + 1]) if not markup[i] and is_title(block, title))
    first = next(titles, last + 1)
    inside = [
        container is None or first <= i <= last or container in _lineage(block.element)
        for i, block in enumerate(blocks)
    ]
    return _with_lead(blocks, inside, markup)


def _with_lead(blocks: list[HtmlBlock], inside: list[bool], markup: list[str]) -> list[bool]:
    """A title and dateline may stand right before the container: a few short blocks without links."""
    start = inside.index(True) if True in inside else 0
    length = 0
    for index in range(start - 1, max(-1, start - 1 - _LEAD_BLOCKS), -1):
        length += len(blocks[index].words)
        if markup[index] or blocks[index].linked or length > _LEAD_LENGTH:
            break
        inside[index] = True
    return inside


def is_title(block: HtmlBlock, title: str) -> bool:
    """Whether a block is the page's main heading, or says its title."""
    if block.role != "heading":
        return False
    return block.level == 1 or (bool(title) and _bare(block.words) in _bare(title))


def _lineage(element: etree._Element) -> Iterator[etree._Element]:
    yield element
    yield from element.iterancestors()


def _mass(blocks: list[HtmlBlock], main: list[bool]) -> tuple[Counter[etree._Element], int]:
    """How many characters of main text each element holds, and all together."""
    mass: Counter[etree._Element] = Counter()
    total = 0
    for block, in_main in zip(blocks, main, strict=True):
        if in_main:
            size = max(1, len(block.words) - block.linked)
            total += size
            for element in _lineage(block.element):
                mass[element] += size
    return mass, total


def _container(mass: Counter[etree._Element], total: int) -> etree._Element | None:
    """The innermost element that holds nine tenths of the main text, or the article around that."""
    holding = [element for element, size in mass.items() if size * 10 >= total * 9]
    innermost = max(holding, key=lambda element: sum(1 for _ in element.iterancestors()), default=None)
    if innermost is None:
        return None
    return next((element for element in _lineage(innermost) if _is_article(element)), innermost)


def _is_article(element: etree._Element) -> bool:
    return (
        element.tag in ("article", "main")
        or element.get("role") in ("main", "article")
        or (element.get("itemtype") or "").endswith("Article")
    )


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

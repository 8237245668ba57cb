"""What a page's head says of it: title, date, publisher, language, address, each with the place it stood."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

from lxml import etree

from pacta.ingest.given import WrongField, as_date, outranking
from pacta.model import Given

# In order of trust: the first that has a usable value wins.
_META: dict[str, tuple[str, ...]] = {
    "title": ("og:title", "dc.title", "dcterms.title", "citation_title", "twitter:title"),
    "date": ("article:published_time", "og:published_time", "og:article:published_time", "datepublished",
             "dc.date.issued", "dcterms.issued", "dcterms.date", "dc.date", "dcterms.created", "citation_date",
             "citation_publication_date", "publishdate", "publish-date", "pubdate", "publication_date",
             "parsely-pub-date", "sailthru.date", "ya:ovs:upload_date", "date"),
    "outlet": ("og:site_name", "dc.publisher", "dcterms.publisher", "application-name"),
    "language": ("dc.language", "dcterms.language", "content-language", "og:locale"),
    "url": ("og:url",),
}  # fmt: skip
_JSON_LD = {
    "title": "headline", "date": "datePublished", "outlet": "publisher", "url": "url", "language": "inLanguage",
}  # fmt: skip
_PUBLISHED = frozenset({"dt-published", "published", "pubdate", "entry-date", "post-date", "date-published"})
_JSON_LD_LIMIT = 512 * 1024


def read_metadata(root: etree._Element) -> Given:
    """Everything found, each field from its most trusted place."""
    given = Given()
    for field, value, origin in _candidates(root):
        if not getattr(given, field):
            given = outranking(given, _one(field, value, origin))
    return given


def _candidates(root: etree._Element) -> Iterator[tuple[str, str, str]]:
    metas = _metas(root)
    linked = list(_json_ld(root))
    for field, names in _META.items():
        yield from ((field, metas[name], f"html:meta[{name}]") for name in names if name in metas)
        yield from ((field, value, f"html:json-ld[{key}]") for key, value in linked if _JSON_LD.get(field) == key)
    yield from _elements(root)


def _metas(root: etree._Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv") or ""
        content = " ".join((meta.get("content") or "").split())
        if name and content and not ("itemprop" in meta.attrib and _is_about_a_part(meta)):
            found.setdefault(name.strip().lower(), content)
    return found


def _is_about_a_part(meta: etree._Element) -> bool:
    """Whether the nearest thing that it describes is a picture or person on the page, not the page itself."""
    for element in meta.iterancestors():
        if "itemscope" in element.attrib:
            return not (element.get("itemtype") or "Page").endswith(("Article", "Page", "Posting"))
    return False


def _json_ld(root: etree._Element) -> Iterator[tuple[str, str]]:
    for script in root.iter("script"):
        source = script.text or ""
        if "ld+json" in (script.get("type") or "") and len(source) < _JSON_LD_LIMIT:
            try:
                yield from _articles(json.loads(source))
            except (ValueError, RecursionError):
                continue


def _articles(value: Any) -> Iterator[tuple[str, str]]:
    """The fields of the articles and pages that a JSON-LD script describes."""
    items = value if isinstance(value, list) else [value]
    for item in items[:50]:
        if not isinstance(item, Mapping):
            continue
        if isinstance(item.get("@graph"), list):
            nodes = (node for node in item["@graph"] if isinstance(node, Mapping))
            yield from _articles([node for node in nodes if "@graph" not in node])
        if "datePublished" in item or "headline" in item:
            for key in _JSON_LD.values():
                content = item.get(key)
                content = content.get("name") if isinstance(content, Mapping) else content
                if isinstance(content, str) and content.strip():
                    yield key, content


def _elements(root: etree._Element) -> Iterator[tuple[str, str, str]]:
    """What the page's own elements say, after its head."""
    for time in root.iter("time"):
        names = (time.get("class") or "").lower().split()
        if "pubdate" in time.attrib or time.get("itemprop") == "datePublished" or _PUBLISHED & set(names):
            yield "date", time.get("datetime") or "".join(map(str, time.itertext())), "html:time"
    for heading in root.iter("h1"):
        yield "title", " ".join(map(str, heading.itertext())), "html:h1"
    for title in root.iter("title"):
        yield "title", " ".join(map(str, title.itertext())), "html:title"
    yield "language", root.get("lang") or "", "html:lang"
    for link in root.iter("link"):
        if link.get("rel") == "canonical":
            yield "url", link.get("href") or "", "html:link[canonical]"


def _one(field: str, value: str, origin: str) -> Given:
    words = " ".join(value.split())
    if field == "date":
        try:
            return Given(date=as_date(_iso(words), origin), origins=(("date", origin),))
        except WrongField:
            return Given()
    if field == "language":
        words = words.replace("_", "-").partition("-")[0].lower()
        words = words if 2 <= len(words) <= 3 and words.isalpha() else ""
    if field == "url" and urlsplit(words).scheme not in ("http", "https"):
        words = ""
    return Given(**{field: words}, origins=((field, origin),)) if words else Given()  # type: ignore[arg-type]


def _iso(words: str) -> str:
    """``Wed, 26 Aug 2020 20:15:00 GMT`` as an ISO date; other forms as they are."""
    try:
        return parsedate_to_datetime(words).date().isoformat()
    except (ValueError, TypeError, IndexError):
        return words.replace("/", "-")

"""An Atom feed (RFC 4287) of statements and findings, newest first, each with its words and its source."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from pacta.publish.xml_text import xml_text

ATOM = "http://www.w3.org/2005/Atom"
NEVER = "1970-01-01T00:00:00Z"


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """``id`` is stable across exports; ``updated`` an ISO 8601 time (UTC) that the register keeps, never now;
    ``address`` is the entry's page, where there is one."""

    id: str
    title: str
    updated: str
    summary: str
    category: str
    address: str | None = None


def write_feed(entries: Iterable[FeedEntry], *, title: str, id: str, address: str | None = None) -> bytes:
    """The feed as UTF-8 XML; entries of one time stay in the order given. ``id`` names the feed for ever,
    ``address`` is where it is served."""
    listed = sorted(entries, key=lambda entry: entry.updated, reverse=True)
    feed = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM})  # type: ignore[dict-item]  # None: the namespace without a prefix
    _add(feed, "id", f"urn:pacta:{id}")
    _add(feed, "title", title)
    _add(feed, "updated", listed[0].updated if listed else NEVER)
    _add(_add(feed, "author"), "name", "Pacta")
    if address:
        _add(feed, "link", rel="self", href=address)
    for entry in listed:
        _add_entry(feed, entry)
    return bytes(etree.tostring(feed, encoding="utf-8", xml_declaration=True, pretty_print=True))


def _add_entry(feed: etree._Element, entry: FeedEntry) -> None:
    element = _add(feed, "entry")
    _add(element, "id", f"urn:pacta:{entry.id}")
    _add(element, "title", entry.title)
    _add(element, "updated", entry.updated)
    _add(element, "category", term=entry.category)
    if entry.address:
        _add(element, "link", rel="alternate", href=entry.address)
    _add(element, "content", entry.summary, type="text")


def _add(parent: etree._Element, name: str, text: str | None = None, **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    element.text = None if text is None else xml_text(text)
    return element

"""Feeds: RSS and Atom, as feedparser reads them."""

from __future__ import annotations

import io
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import feedparser

from pacta.ingest.urls import Answer

MOST = 200  # entries of a feed that are looked at


@dataclass(frozen=True, slots=True)
class Entry:
    """A page that a feed names; ``mark`` changes when the feed says that the page did."""

    url: str
    mark: str


def entries_in(answer: Answer) -> tuple[Entry, ...] | None:
    """The pages that a feed names, each once, as it orders them; None for what is no feed."""
    content_type = answer.headers.get("content-type", "")
    if "html" in content_type and b"<rss" not in answer.body[:512] and b"<feed" not in answer.body[:512]:
        return None
    parsed = feedparser.parse(io.BytesIO(answer.body), response_headers={"content-type": content_type})
    if not parsed.version:
        return None
    found: dict[str, Entry] = {}
    for one in parsed.entries[:MOST]:
        url = urljoin(answer.url, str(one.get("link", "")))
        if urlsplit(url).scheme in ("http", "https"):
            mark = "|".join(str(dict.get(one, name, "")) for name in ("id", "updated", "published"))
            found.setdefault(url, Entry(url, mark))
    return tuple(found.values())

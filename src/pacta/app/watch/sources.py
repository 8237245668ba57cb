"""The list of what to watch: a TOML file, or plain addresses."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, get_args
from urllib.parse import urlsplit

from pacta.model import DocType, Given, PactaError

HINT = 'Write [[source]] with url = "https://...", and where wanted every = "6h", outlet, type, language.'
EVERY = timedelta(hours=6)
_SPAN = re.compile(r"(\d{1,5})\s*(m|h|d)")
_UNITS = {"m": "minutes", "h": "hours", "d": "days"}
_GIVEN = ("title", "place", "outlet", "language")
_KNOWN = frozenset({"url", "every", "type", *_GIVEN})


@dataclass(frozen=True, slots=True)
class Source:
    """A feed or a page, how often it is looked at, and what is known of the documents that come from it."""

    url: str
    every: timedelta = EVERY
    given: Given = Given()


def sources_in(wanted: Iterable[str]) -> list[Source]:
    """Addresses, and TOML files of them; each address once. Raises PactaError for what is neither."""
    found: dict[str, Source] = {}
    for one in wanted:
        for source in [_plain(one)] if "://" in one else _of_file(Path(one)):
            found.setdefault(source.url, source)
    return list(found.values())


def span_in(words: str) -> timedelta:
    """ "30m", "6h" or "7d". Raises PactaError for anything else."""
    found = _SPAN.fullmatch(words.strip())
    if not found or not int(found[1]):
        raise PactaError(f"{words!r} is no span of time.", "Write 30m, 6h or 7d.")
    return timedelta(**{_UNITS[found[2]]: int(found[1])})


def _of_file(path: Path) -> Iterator[Source]:
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8")).get("source")
    except OSError as error:
        raise PactaError(f"{path} cannot be read ({error.strerror}).", "Name a TOML file or an address.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PactaError(f"{path} is not TOML: {error}.", HINT) from error
    if not isinstance(rows, list) or not rows:
        raise PactaError(f"{path} names no source.", HINT)
    for number, row in enumerate(rows, 1):
        yield _of_row(row, f"source {number} of {path}")


def _of_row(row: Any, where: str) -> Source:
    if not isinstance(row, dict) or not all(isinstance(value, str) for value in row.values()):
        raise PactaError(f"In {where} something is not text.", HINT)
    if unknown := sorted(row.keys() - _KNOWN):
        raise PactaError(f"In {where} stands {unknown[0]!r}, which means nothing.", HINT)
    if "url" not in row:
        raise PactaError(f"{where[0].upper()}{where[1:]} has no url.", HINT)
    if row.get("type", "other") not in get_args(DocType):
        raise PactaError(f"In {where} the type is none of {', '.join(get_args(DocType))}.", HINT)
    given: dict[str, Any] = {name: row[name] for name in _GIVEN if name in row}
    if "type" in row:
        given["doc_type"] = row["type"]
    origins = tuple((name, "list of sources") for name in sorted(given))
    every = span_in(row["every"]) if "every" in row else EVERY
    return Source(_plain(row["url"]).url, every, Given(**given, origins=origins))


def _plain(url: str) -> Source:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise PactaError(f"{url!r} is no web address.", "Give an http or https address, or a TOML file of them.")
    return Source(url)

"""A document that somebody sends: an uploaded file or a web address, within the limits of a server."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from io import BytesIO
from itertools import islice
from pathlib import PurePosixPath
from threading import Lock
from typing import Any

from sqlalchemy import ColumnElement, select

from pacta.app.add import add_found
from pacta.app.library.things import document
from pacta.app.linking import refresh
from pacta.client import errors
from pacta.client.records import Added
from pacta.ingest import read_inputs
from pacta.ingest.given import given_from, named_by
from pacta.ingest.limits import MIB, Limits
from pacta.ingest.raw import Origin
from pacta.ingest.reading import read_stream
from pacta.model import Document, Given, PactaError, UnreadableInput
from pacta.store import Register
from pacta.store.restrictions import seen_by
from pacta.store.schema import documents

SENT = Limits(max_bytes=16 * MIB, max_members=200, max_unpacked=64 * MIB, fetch_seconds=30.0)
LONGEST = 1_000_000  # code points of a text that is read while its sender waits
LONGEST_NAME = 120
PATIENCE = 20.0  # seconds that a sender waits for another's document
SCHEMES = ("http://", "https://")
_at_work = Lock()  # reading takes a whole core: one document at a time


def given_of(values: Mapping[str, Any]) -> Given:
    """What the sender says of the document. Raises `WrongField` for values that it cannot have."""
    return named_by(given_from({name: value for name, value in values.items() if value}, "sender"), "sender")


def receive_file(register: Register, account: str, data: bytes, name: str, given: Given) -> Added:
    """Adds the one document of a file. Its address is made of its bytes and its name, so that no sender can put
    a new version in the place of somebody else's document."""
    if len(data) > SENT.max_bytes:
        raise errors.TooMuch("The file is larger than this server takes.", "Add it with pacta add.")
    origin = Origin(f"sent:{sha256(data).hexdigest()[:16]}/{_plain_name(name)}", given=given)
    found = read_stream(BytesIO(data), origin, SENT)
    first, second = next(found, None), next(found, None)
    if second is not None:
        raise PactaError("There is more than one document in it.", "Send them one by one, or use pacta add.")
    return _receive(register, account, first)


def receive_address(register: Register, account: str, url: str, given: Given) -> Added:
    """Fetches and adds what stands at a public web address; what it shows later is a new version."""
    if not url.lower().startswith(SCHEMES) or len(url) > 2000 or any(ord(char) <= 32 for char in url):
        raise PactaError("That is no web address.", "Give one that begins with http:// or https://.")
    _refuse_hidden(register, account, documents.c.path == url)
    found = list(read_inputs([url], given, limits=SENT))
    if len(found) > 1:
        raise PactaError("There is more than one document at it.", "Use pacta add for archives and tables.")
    return _receive(register, account, found[0] if found else None)


def add_source(register: Register, source: str, given: Given) -> Added:
    """Adds the one document of a file of this machine or of a web address, without a server's limits."""
    found = list(islice(read_inputs([source], given), 2))
    if len(found) > 1:
        raise PactaError("There is more than one document in it.", "Use pacta add for folders and archives.")
    return _add(register, register, _readable(found[0] if found else None))


def _receive(register: Register, account: str, found: Document | UnreadableInput | None) -> Added:
    """One document after the other, since reading takes a whole core."""
    sent = _readable(found)
    if len(sent.text) > LONGEST:
        raise errors.TooMuch(f"Its text has more than {LONGEST:,} characters.", "Add it with pacta add.")
    _refuse_hidden(register, account, documents.c.id == sent.id)
    if not _at_work.acquire(timeout=PATIENCE):
        raise errors.Unavailable("Another document is being read.", "Send it again in a minute.", 30.0)
    try:
        return _add(register, seen_by(register, account), sent)
    finally:
        _at_work.release()


def _readable(found: Document | UnreadableInput | None) -> Document:
    if found is None:
        raise PactaError("There is no document in it.", "Send a text, a page, a PDF or a Word file.")
    if isinstance(found, UnreadableInput):
        raise PactaError(found.message, found.advice)
    return found


def _add(register: Register, seen: Register, found: Document) -> Added:
    summary = add_found(register, [found])
    refresh(register)
    if summary.failures:
        raise PactaError(summary.failures[0].reason, summary.failures[0].advice)
    warnings = tuple(words for _, words in summary.warnings)
    return Added(outcome=next(iter(summary.counts)), document=document(seen, found.id), warnings=warnings)


def _refuse_hidden(register: Register, account: str, where: ColumnElement[bool]) -> None:
    """Who may not see a document may not put another version in its place, nor learn that it is there."""
    query = select(documents.c.id).where(where)
    with register.reading() as whole, seen_by(register, account).reading() as seen:
        if set(whole.execute(query).scalars()) - set(seen.execute(query).scalars()):
            raise errors.NotAllowed("You may not add this document.", "Ask a curator of this register.")


def _plain_name(name: str) -> str:
    """The last part of a path, without what does not belong into a name."""
    last = PurePosixPath(name.replace("\\", "/")).name
    kept = "".join(char for char in last if char.isprintable() and char not in '<>:"|?*')
    return kept[-LONGEST_NAME:].lstrip(". ") or "document"

"""The fast setting: other weights, and said so."""

from __future__ import annotations

from hashlib import sha256

from pacta.model import Config, Document, Source, document_id
from pacta.pipeline import read, reader_version

TEXT = "Joint Statement\n\nThe two sides agreed to open a joint laboratory in Temesh by 2030.\n"


def document() -> Document:
    digest = sha256(TEXT.encode()).hexdigest()
    return Document(document_id(digest), TEXT, Source("talks.txt", digest, len(TEXT), "text/plain", "utf-8"))


def test_a_fast_reading_finds_the_plain_promise_and_names_its_own_weights() -> None:
    exact, fast = read(document()), read(document(), Config(fast=True))
    assert [one.kind for one in fast.statements] == [one.kind for one in exact.statements] == ["commitment"]
    (one,), (other,) = exact.statements, fast.statements
    assert one.why[-1].partition(":")[0] != other.why[-1].partition(":")[0], "each reason names its weights"
    assert reader_version() != reader_version(fast=True)


def test_reading_fast_is_deterministic() -> None:
    assert read(document(), Config(fast=True)).statements == read(document(), Config(fast=True)).statements

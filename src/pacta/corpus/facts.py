"""What linking takes from each document, as a row of Parquet: names, mentions and claims, without the text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from pacta.corpus.tables import Row
from pacta.link import ReadDocument
from pacta.link.facts import Claim, facts_of
from pacta.link.forms import NameUse
from pacta.link.names import NameForm
from pacta.link.types import Mention
from pacta.model import Annotations, Document
from pacta.store.codec import from_plain, to_plain
from pacta.store.links import KINDS
from pacta.store.types import canonical_json
from pacta.store.versions import address_of


def facts_row(document: Document, annotations: Annotations) -> Row:
    facts = facts_of(ReadDocument(document, annotations))
    return {
        "document": facts.document, "address": address_of(document.source), "date": facts.date,
        "joint": facts.joint, "forms": canonical_json([form.plain() for form in facts.forms]),
        "uses": canonical_json(to_plain(facts.uses)), "aliases": canonical_json(to_plain(facts.aliases)),
        "mentions": canonical_json(to_plain(facts.mentions)),
        "claims": canonical_json([plain_claim(claim) for claim in facts.claims]),
    }  # fmt: skip


def forms_in(row: Row) -> Iterator[NameForm]:
    return map(NameForm.of_plain, json.loads(row["forms"]))


def uses_in(row: Row) -> tuple[NameUse, ...]:
    return from_plain(tuple[NameUse, ...], json.loads(row["uses"]))  # type: ignore[no-any-return]


def aliases_in(row: Row) -> Iterator[tuple[str, str]]:
    return ((short, full) for short, full in json.loads(row["aliases"]))


def mentions_in(row: Row) -> tuple[Mention, ...]:
    return from_plain(tuple[Mention, ...], json.loads(row["mentions"]))  # type: ignore[no-any-return]


def claims_in(row: Row) -> Iterator[Claim]:
    return map(claim_of, json.loads(row["claims"]))


def plain_claim(claim: Claim) -> list[Any]:
    """The kind of a claim, and its values."""
    kind = next(name for name, made in KINDS.items() if isinstance(claim, made))
    return [kind, to_plain(claim)]


def claim_of(plain: list[Any]) -> Claim:
    kind, values = plain
    return from_plain(KINDS[kind], values)  # type: ignore[no-any-return]

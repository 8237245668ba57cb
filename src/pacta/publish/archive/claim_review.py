"""schema.org ClaimReview of assessed commitments, and of nothing else.

The claim is the quotation, by whoever said it; the rating is the reviewer's, on the scale of the field (+1 done,
0 partly or in progress, -1 not done or contrary to it). What nobody has scored, what reviewers score differently
and what is not applicable has no ClaimReview.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from pacta.publish.archive.claims import Claim, Rating, Source, is_code, label_of
from pacta.publish.archive.nodes import BASE, Names
from pacta.publish.xml_text import xml_text

MEANINGS = {"+1": "Done", "0": "Partly done or in progress", "-1": "Not done, or contrary to it"}
Node = dict[str, Any]


def write_claim_reviews(sources: Iterable[Source], out: BinaryIO, base: str = BASE) -> None:
    out.write(b'{"@context": "https://schema.org", "@graph": [\n')
    for place, review in enumerate(claim_reviews(sources, base)):
        out.write((b",\n" if place else b"") + xml_text(json.dumps(review, ensure_ascii=False)).encode())
    out.write(b"\n]}\n")


def claim_reviews(sources: Iterable[Source], base: str = BASE) -> Iterator[Node]:
    """A ClaimReview for each score that stands."""
    names = Names(base)
    for source in sources:
        for claim in source.claims:
            for rating in claim.ratings:
                if rating.score in MEANINGS:
                    yield _review(source, claim, rating, names)


def _review(source: Source, claim: Claim, rating: Rating, names: Names) -> Node:
    return _filled({
        "@type": "ClaimReview", "@id": names.of("judgement", rating.by.id), "datePublished": rating.by.at[:10],
        "author": {"@type": "Person", "name": rating.by.reviewer}, "claimReviewed": claim.quote,
        "itemReviewed": _claim(source, claim, names),
        "reviewAspect": label_of(rating.actor) if rating.actor else None,
        "reviewBody": rating.by.reason,
        "reviewRating": {
            "@type": "Rating", "ratingValue": int(rating.score), "worstRating": -1, "bestRating": 1,
            "alternateName": MEANINGS[rating.score],
        },
    })  # fmt: skip


def _claim(source: Source, claim: Claim, names: Names) -> Node:
    """The claim with its author, which is who said it, and the document in which it appears."""
    document = source.document
    return _filled({
        "@type": "Claim", "@id": names.of("statement", claim.id), "text": claim.quote,
        "datePublished": source.date, "author": [_author(name) for name in source.voices(claim)],
        "appearance": _filled({
            "@type": "CreativeWork", "@id": names.of("document", document.id), "name": source.title,
            "url": document.given.url, "datePublished": source.date, "inLanguage": source.language,
            "publisher": {"@type": "Organization", "name": source.outlet} if source.outlet else None,
        }),
    })  # fmt: skip


def _author(name: str) -> Node:
    return {"@type": "Organization" if is_code(name) else "Thing", "name": label_of(name)}


def _filled(node: Node) -> Node:
    return {key: value for key, value in node.items() if value not in (None, [], "")}

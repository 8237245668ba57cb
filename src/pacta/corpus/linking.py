"""Linking in parts, none of which holds the corpus: what each worker does with one partition, or one shard.

A partition's mentions are *filed*: written into shards by the keys that they are compared under. A shard is
*compared*: each mention finds the earlier one that it is most like there, and claims are held against each other.
When the best of all shards are known, mentions are *gathered* by their threads, and each shard of threads is
*woven*. The outcome is that of `pacta.link.link`; a test holds it to that.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from pacta.corpus.facts import claim_of, claims_in, mentions_in, plain_claim
from pacta.corpus.link_rows import finding_data, indicator_row, mention_rows, thread_row
from pacta.corpus.output import Groups, Output
from pacta.corpus.plan import Leaders, Plan
from pacta.corpus.tables import Row
from pacta.link.facts import Claim
from pacta.link.figures import FigureFact
from pacta.link.followups import may_be_unkept
from pacta.link.linking import drawer_id, findings_if, findings_in
from pacta.link.silence import can_be_looked_for, is_spoken_of
from pacta.link.similarity import Filed, filed, key_of
from pacta.link.threads import compared, most_alike, thread
from pacta.link.types import Finding, Mention, Thread
from pacta.store.codec import from_plain, to_plain
from pacta.store.types import canonical_json

Parts = dict[str, Groups]


class Linking:
    """The steps of linking. What all parts need is loaded once."""

    def __init__(self, output: Output) -> None:
        self._output = output

    @cached_property
    def _plan(self) -> Plan:
        return Plan.load(self._output)

    @cached_property
    def _leader(self) -> Leaders:
        return Leaders.load(self._output)

    # A partition

    def file(self, name: str) -> Parts:
        """The mentions and claims of a partition, under the shards of their keys."""
        mentions: list[list[Row]] = self._empty()
        claims: list[list[Row]] = self._empty()
        listed: list[Row] = []
        for row in self._plan.kept(self._output, name, ["document", "mentions", "claims"]):
            for mention in mentions_in(row):
                listed.append({"statement": mention.statement, "when": mention.when})
                for shard, filed_row in self._filed(mention):
                    mentions[shard].append(filed_row)
            for claim in claims_in(row):
                key = key_of(claim.drawer(self._leader))
                claims[key % self._plan.shards].append({"key": key, "data": canonical_json(plain_claim(claim))})
        return {"listed": [listed], "filed": mentions, "claims": claims}

    def gather(self, name: str) -> Parts:
        """The mentions of a partition, under the shards of their threads."""
        members: list[list[Row]] = self._empty()
        rows = self._plan.kept(self._output, name, ["document", "mentions"])
        mentions = (mention for row in rows for mention in mentions_in(row))
        placed = self._output.table("placed", name).to_pylist()
        for mention, row in zip(mentions, placed, strict=True):
            shard = int(row["thread"][1:], 16) % self._plan.shards
            members[shard].append(row | {"data": canonical_json(to_plain(mention))})
        return {"members": members}

    def _filed(self, mention: Mention) -> Iterator[tuple[int, Row]]:
        """A mention in each shard that one of its keys is in."""
        found = filed(mention, self._leader)
        keys: dict[int, list[int]] = defaultdict(list)
        for key in {key_of(words) for words in found.keys}:
            keys[key % self._plan.shards].append(key)
        data = canonical_json(to_plain(found))
        for shard, some in sorted(keys.items()):
            yield shard, {"keys": sorted(some), "promise": mention.kind == "commitment", "data": data}

    # A shard

    def compare(self, name: str) -> Parts:
        """What each mention of a shard follows, and which promises are spoken of; what its claims come to."""
        shard = self._plan.shard(name)
        buckets, promises = self._buckets(shard)
        best = {one.id: most_alike(one, before) for one, before in compared(buckets)}
        spoken = _spoken_of(buckets, promises)
        followed = [
            {
                "statement": id_, "likeness": best[id_][0] if best[id_] else None,  # type: ignore[index]
                "parent": best[id_][2] if best[id_] else None, "spoken": id_ in spoken,  # type: ignore[index]
            }
            for id_ in sorted(best)
            if best[id_] or id_ in spoken
        ]  # fmt: skip
        drawers = self._drawers(shard)
        found = [(drawer_id(key), each) for key, drawer in drawers.items() for each in findings_in(drawer)]
        figures = ((key, one) for key, drawer in drawers.items() for one in drawer if isinstance(one, FigureFact))
        indicators = [indicator_row(key, fact) for key, fact in figures]
        return {"followed": [followed], "found": [_found_rows(found)], "indicators": [indicators]}

    def weave(self, name: str) -> Parts:
        """The threads of a shard, with what they give rise to."""
        threads, members, found = list[Row](), list[Row](), list[tuple[str, Finding]]()
        for group in self._groups(self._plan.shard(name)):
            parent_of = {mention.statement: row["parent"] for mention, row in group}
            one = thread((mention for mention, _ in group), self._leader, parent_of)
            threads.append(thread_row(one))
            members += mention_rows(one)
            spoken = {mention.statement: row["spoken"] for mention, row in group}
            found += [(one.id, each) for each in self._findings(one, spoken)]
        return {"threads": [threads], "mentions": [members], "told": [_found_rows(found)]}

    def _findings(self, one: Thread, spoken: dict[str, bool]) -> Iterator[Finding]:
        silent = may_be_unkept(one) and not spoken[one.mentions[-1].mention.statement]
        return findings_if(one, silent, self._plan.joint)

    def _groups(self, shard: int) -> Iterable[list[tuple[Mention, Row]]]:
        threads: dict[str, list[tuple[Mention, Row]]] = defaultdict(list)
        for row in self._rows("members", shard):
            threads[row["thread"]].append((from_plain(Mention, json.loads(row["data"])), row))
        return (threads[id_] for id_ in sorted(threads))

    def _buckets(self, shard: int) -> tuple[list[list[Filed]], set[str]]:
        """What is filed under each key, in time order; and the ids of promises."""
        buckets: dict[int, list[Filed]] = defaultdict(list)
        promises = set()
        for row in self._rows("filed", shard):
            one: Filed = from_plain(Filed, json.loads(row["data"]))
            promises |= {one.id} if row["promise"] else set()
            for key in row["keys"]:
                buckets[key].append(one)
        return [sorted(buckets[key], key=lambda one: one.when) for key in sorted(buckets)], promises

    def _drawers(self, shard: int) -> dict[int, list[Claim]]:
        drawers: dict[int, list[Claim]] = defaultdict(list)
        for row in self._rows("claims", shard):
            drawers[row["key"]].append(claim_of(json.loads(row["data"])))
        return {key: sorted(drawers[key], key=lambda one: one.evidence.document) for key in sorted(drawers)}

    def _rows(self, table: str, shard: int) -> Iterator[Row]:
        for name in self._plan.partitions:
            yield from self._output.group(table, name, shard)

    def _empty(self) -> list[list[Row]]:
        return [[] for _ in range(self._plan.shards)]


def _spoken_of(buckets: Sequence[Sequence[Filed]], promises: set[str]) -> set[str]:
    """Those of the promises that something later speaks of, or whose silence would mean nothing."""
    found: set[str] = set()
    for bucket in buckets:
        for place, one in enumerate(bucket):
            if one.id in promises and one.id not in found:
                later = (bucket[behind] for behind in range(place + 1, len(bucket)))
                if not can_be_looked_for(one) or is_spoken_of(one, later):
                    found.add(one.id)
    return found


def _found_rows(found: Iterable[tuple[str, Finding]]) -> list[Row]:
    return [{"source": source, "data": finding_data(each)} for source, each in found]

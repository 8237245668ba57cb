"""The whole layer: entities, threads and findings over documents.

`link` does it at once. Its parts are functions of a bucket (what is filed under one key) or of what is linked
with each other, so that a register can link again only what a document touches (`app.linking`), with the same
outcome.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from pacta.link.circumstances import Circumstance, circumstance_findings
from pacta.link.dates import date_findings
from pacta.link.entities import UNJUDGED, Judged, Resolution
from pacta.link.events import DatedEvent
from pacta.link.facts import Claim, DocumentFacts, facts_of
from pacta.link.figures import FigureFact, figure_findings
from pacta.link.followups import followups, joint_key, may_be_unkept
from pacta.link.forms import NameUse
from pacta.link.moves import placed
from pacta.link.resolving import resolve_all
from pacta.link.silence import can_be_looked_for, is_spoken_of
from pacta.link.similarity import Filed, filed, key_of
from pacta.link.status import Told, status_findings, thread_findings
from pacta.link.threads import buckets, parents, roots, thread
from pacta.link.types import Entity, Finding, Mention, ReadDocument, Thread, Unsure


@dataclass(frozen=True, slots=True)
class Links:
    """How facts are linked. ``parent_of`` has every mention; ``findings`` are with the thread, or the drawer of
    claims, that each comes from."""

    resolution: Resolution
    filed: Mapping[str, Filed]
    parent_of: Mapping[str, str | None]
    threads: tuple[Thread, ...]
    findings: tuple[tuple[str, Finding], ...]


@dataclass(frozen=True, slots=True)
class Linked:
    """``threads`` are all, those of one mention too; ``findings`` are sorted by kind and place."""

    entities: tuple[Entity, ...]
    unsure: tuple[Unsure, ...]
    threads: tuple[Thread, ...]
    findings: tuple[Finding, ...]


def link(documents: Iterable[ReadDocument], *, as_of: str | None = None, judged: Judged = UNJUDGED) -> Linked:
    """Links documents. ``as_of`` (ISO) is the day on which deadlines are looked at; without it, the date of the
    latest document. The order in which documents are given does not matter."""
    facts = sorted((facts_of(read) for read in documents), key=lambda one: one.document)
    day = as_of or max((one.date or "" for one in facts), default="")
    made = link_facts(facts, judged)
    ordered = sorted((finding for _, finding in made.findings), key=in_order)
    held = {one.id: one for one in ordered if one.since is None or one.since < day}
    entities = tuple(entities_of((use for one in facts for use in one.uses), made.resolution.leader))
    return Linked(entities, made.resolution.unsure, made.threads, tuple(held.values()))


def link_facts(facts: Collection[DocumentFacts], judged: Judged = UNJUDGED) -> Links:
    """Links the facts of documents."""
    forms, aliases = (form for one in facts for form in one.forms), {pair for one in facts for pair in one.aliases}
    resolution = resolve_all(forms, aliases, judged)
    leader = resolution.leader
    found = {one.id: one for one in (filed(m, leader) for each in facts for m in each.mentions)}
    filing = buckets(found.values())
    moves = placed(judged.moved, {id_: one.when for id_, one in found.items()} if judged.moved else {})
    parent_of = {**dict.fromkeys(found), **parents(filing, moves), **moves.follows}
    threads = _threads(facts, parent_of, leader)
    joint_texts = _latest_joint_texts(facts)
    findings = [
        *_contradictions(facts, leader),
        *((each.id, one) for each in threads for one in _findings_of(each, found, filing, joint_texts)),
    ]
    return Links(resolution, found, parent_of, tuple(threads), tuple(findings))


def _threads(
    facts: Iterable[DocumentFacts], parent_of: Mapping[str, str | None], leader: Mapping[str, str]
) -> list[Thread]:
    mentions = {mention.statement: mention for one in facts for mention in one.mentions}
    members: dict[str, list[Mention]] = defaultdict(list)
    for id_, root in roots(parent_of).items():
        members[root].append(mentions[id_])
    made = [thread(group, leader, parent_of) for group in members.values()]
    return sorted(made, key=lambda one: one.mentions[0].mention.when)


def findings_of(
    thread: Thread, promise: Filed, near: Iterable[Filed], joint_texts: Mapping[str, str]
) -> Iterator[Finding]:
    """What a thread gives rise to. ``promise`` is its last mention, ``near`` is what shares a key with that."""
    silent = may_be_unkept(thread) and can_be_looked_for(promise) and not is_spoken_of(promise, near)
    yield from findings_if(thread, silent, joint_texts)


def findings_if(thread: Thread, silent: bool, joint_texts: Mapping[str, str]) -> Iterator[Finding]:
    """What a thread gives rise to. ``silent``: its last mention is a promise that no later text speaks of."""
    yield from thread_findings(thread)
    parties = thread.mentions[-1].mention.parties
    yield from followups(thread, not silent, joint_texts.get(joint_key(parties)))


def _findings_of(
    thread: Thread,
    found: Mapping[str, Filed],
    filing: Mapping[str, list[Filed]],
    joint_texts: Mapping[str, str],
) -> Iterator[Finding]:
    promise = found[thread.mentions[-1].mention.statement]
    return findings_of(thread, promise, (one for key in promise.keys for one in filing[key]), joint_texts)


def findings_in(drawer: Iterable[Claim]) -> Iterator[Finding]:
    """What the claims of one drawer give rise to."""
    claims = list(drawer)
    yield from date_findings(claim for claim in claims if isinstance(claim, DatedEvent))
    yield from figure_findings(claim for claim in claims if isinstance(claim, FigureFact))
    yield from status_findings(claim for claim in claims if isinstance(claim, Told))
    yield from circumstance_findings(claim for claim in claims if isinstance(claim, Circumstance))


def _contradictions(facts: Iterable[DocumentFacts], leader: Mapping[str, str]) -> Iterator[tuple[str, Finding]]:
    drawers: dict[str, list[Claim]] = defaultdict(list)
    for claim in (claim for one in facts for claim in one.claims):
        drawers[claim.drawer(leader)].append(claim)
    for key, drawer in sorted(drawers.items()):
        yield from ((drawer_id(key_of(key)), finding) for finding in findings_in(drawer))


def drawer_id(key: int) -> str:
    """The id of a drawer of claims, for the findings that come from it."""
    return f"k{key:016x}"


def _latest_joint_texts(facts: Iterable[DocumentFacts]) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in facts:
        if one.joint:
            found[one.joint] = max(found.get(one.joint, ""), one.date or "")
    return found


def entities_of(uses: Iterable[NameUse], leader: Mapping[str, str]) -> Iterator[Entity]:
    """The entities that these names are of, by id."""
    used: dict[str, list[NameUse]] = defaultdict(list)
    for use in uses:
        used[leader[use.form]].append(use)
    for id_, group in sorted(used.items()):
        words, types = Counter[str](), Counter[str]()
        for use in group:
            words[use.words] += use.uses
            types[use.type] += use.uses
        usual = min(words, key=lambda one: (-words[one], -len(one), one))
        kind = min(types, key=lambda one: (-types[one], one))
        codes = sorted({use.code for use in group if use.code})
        forms = tuple(sorted({use.form for use in group}))
        yield Entity(id_, usual, kind, codes[0] if codes else None, forms)  # type: ignore[arg-type]


def in_order(found: Finding) -> tuple[str, str, str, int, str, str]:
    """Sorts findings by kind, then by the date and place of their first passage."""
    return found.kind, found.a.date or "", found.a.document, found.a.span.start, found.id, found.sentence

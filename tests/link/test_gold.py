"""Linking agrees with the labelled pairs at least as well as its floors say."""

from __future__ import annotations

from itertools import combinations

from pacta.link import ReadDocument, link
from pacta.link.mentions import mentions
from pacta.link.names import name_form, same_name
from pacta.link.relations import related
from pacta.link.stages import stage_in
from pacta.model import Span
from support.linking import labelled, pairs, read


def test_names_are_held_for_the_same_as_labelled() -> None:
    for pair in pairs("entities"):
        a, b = (name_form(name, pair["type"]) for name in pair["names"])
        assert same_name(a, b) == same_name(b, a) == pair["same"], pair["names"]


def test_relations_of_labelled_pairs() -> None:
    followed = [pair for pair in pairs("relations") if pair["relation"] != "first"]
    right = 0
    for pair in followed:
        a, b = (next(mentions(labelled(pair[side]))) for side in "ab")
        right += related(a, b).relation == pair["relation"]
    assert len(followed) >= 50
    assert right / len(followed) >= 0.95


def test_threads_of_all_labelled_mentions_together() -> None:
    documents: list[ReadDocument] = []
    wanted = set()
    for pair in pairs("relations"):
        a, b = labelled(pair["a"]), labelled(pair["b"])
        documents += [a, b]
        if pair["relation"] != "first":
            wanted.add(frozenset((a.id, b.id)))
    found = set()
    for thread in link(documents).threads:
        among = [linked.mention.evidence.document for linked in thread.mentions]
        found.update(map(frozenset, combinations(among, 2)))
    assert len(found & wanted) / len(found) >= 0.95
    assert len(found & wanted) / len(wanted) >= 0.95


def test_contradictions_of_labelled_facts_are_precise() -> None:
    right = wrong = 0
    facts = pairs("facts")
    for pair in facts:
        states = tuple(pair.get("parties", ()))
        documents = [read(pair[side]["text"], pair[side]["date"], states) for side in "ab"]
        kinds = {finding.kind for finding in link(documents).findings}
        right += pair["kind"] in kinds
        wrong += bool(kinds - {pair["kind"]})
    assert right / (right + wrong) >= 0.9
    assert right / sum(pair["kind"] != "none" for pair in facts) >= 0.6


def test_stages_of_labelled_sentences() -> None:
    labels = pairs("stages")
    right = 0
    for pair in labels:
        found = stage_in(pair["text"], Span(0, len(pair["text"])))
        right += (found[0] if found else "none") == pair["stage"]
    assert len(labels) >= 40
    assert right / len(labels) >= 0.85

"""Linking in parts comes to what linking everything at once comes to, however the corpus is cut."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("daft", reason="Daft is not installed (pip install pacta[corpus]).")

import pyarrow.parquet as pq

from pacta.app.corpus import read_corpus
from pacta.corpus.output import Output
from pacta.link import Linked, ReadDocument, link

TALKS = (
    "JOINT STATEMENT\n\nOn {day}, the United States and Japan met.\n\nThe two sides will complete the Lindholm "
    "Bridge Project by {year}. Trade between the United States and Japan reached ${trade} billion in 2023. They "
    "agreed to set up the Joint Committee on Energy (JCE).\n"
)
UNKEPT = "JOINT STATEMENT\n\nJapan will deliver 40 trams to the Port of Kestrel by the end of June 2024.\n"

LATER = (
    "JOINT STATEMENT\n\nOn {day}, the United States and Japan met.\n\nThe two sides reaffirmed the work of the "
    "JCE. They will study the possibility of the Lindholm Bridge Project.\n"
)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Joint texts that follow each other; one of them stands there twice."""
    folder = tmp_path_factory.mktemp("corpus")
    texts = [(f"2024-0{n}-03", TALKS.format(day=f"{n} March 2024", year=2024 + n, trade=n)) for n in range(1, 6)]
    texts += [(f"2026-0{n}-03", LATER.format(day=f"{n} May 2026")) for n in range(1, 6)]
    texts.append(("2024-01-03", UNKEPT))
    rows = [{"text": text, "date": date, "title": f"Talks of {date}"} for date, text in (*texts, texts[0])]
    (folder / "talks.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return folder


@pytest.fixture(scope="module", params=[500, 1500, 10**6], ids="{} bytes a partition".format)
def output(corpus: Path, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("out") / "read"
    made = read_corpus(str(corpus), str(place), workers=1, size=request.param)
    assert (made.counts["documents"], made.partitions > 1) == (12, request.param < 10**6)
    return place


@pytest.fixture(scope="module")
def expected(output: Path) -> Linked:
    """All of it linked at once, each document once."""
    reads = {document.id: ReadDocument(document, found) for document, found, _ in Output(str(output)).documents()}
    assert len(reads) == 11
    return link(reads.values())


def rows(output: Path, table: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = pq.read_table(output / table).to_pylist()
    return found


def test_the_threads_are_those_of_linking_everything_at_once(output: Path, expected: Linked) -> None:
    made = {
        (row["id"], row["title"], row["type"], row["stage"], row["mentions"]) for row in rows(output, "threads")
    }
    assert made == {(one.id, one.title, one.type, one.stage, len(one.mentions)) for one in expected.threads}
    assert max(row["mentions"] for row in rows(output, "threads")) > 5


def test_the_mentions_have_the_same_relations_and_changes(output: Path, expected: Linked) -> None:
    made = {
        (row["thread"], row["place"], row["statement"], row["relation"], row["before"], len(row["changes"]))
        for row in rows(output, "mentions")
    }
    assert made == {
        (one.id, place, linked.mention.statement, linked.relation,
         linked.before.statement if linked.before else None, len(linked.changes))
        for one in expected.threads
        for place, linked in enumerate(one.mentions)
    }  # fmt: skip


def test_the_findings_are_the_same_in_the_same_order(output: Path, expected: Linked) -> None:
    made = [(row["id"], row["kind"], row["sentence"], row["a_quote"]) for row in rows(output, "findings")]
    assert made == [(one.id, one.kind, one.sentence, one.a.quote) for one in expected.findings]
    assert {"figure", "overdue"} <= {row["kind"] for row in rows(output, "findings")}


def test_the_entities_are_the_same(output: Path, expected: Linked) -> None:
    made = [(row["id"], row["name"], row["type"], row["code"]) for row in rows(output, "entities")]
    assert made == [(one.id, one.name, one.type, one.code) for one in expected.entities]
    assert all(0 < row["documents"] <= 11 for row in rows(output, "entities"))


def test_each_figure_of_an_indicator_is_there_once(output: Path) -> None:
    made = rows(output, "indicators")
    assert sorted(row["low"] for row in made if row["unit"] == "USD") == [n * 1e9 for n in range(1, 6)]
    assert len({row["id"] for row in made if row["unit"] == "USD"}) == 1


def test_nothing_is_left_of_what_the_steps_handed_on(output: Path) -> None:
    assert not (output / "work").exists()

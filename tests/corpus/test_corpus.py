"""A corpus read by several processes: the same bytes whoever reads it, nothing twice, failures with reasons."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pacta.model import PactaError
from pacta.store import Register, copying

pytest.importorskip("daft", reason="Daft is not installed (pip install pacta[corpus]).")

from pacta.app.add import add_inputs
from pacta.app.corpus import read_corpus
from pacta.corpus.output import Output


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve documents, a row without text and an empty file."""
    folder = tmp_path_factory.mktemp("corpus")
    rows: list[dict[str, str]] = [
        {"text": f"We will build bridge {number} by 2030. Trade reached $6 billion.", "title": f"Talks {number}"}
        for number in range(12)
    ]
    lines = map(json.dumps, [*rows, {"title": "no text"}])
    (folder / "talks.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (folder / "empty.txt").write_text("", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def output(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("output") / "read"
    made = read_corpus(str(corpus), str(place), workers=2, size=300)
    assert (made.counts["documents"], made.counts["failures"], made.resumed) == (12, 2, 0)
    return place


def files(place: Path) -> dict[str, bytes]:
    return {str(file.relative_to(place)): file.read_bytes() for file in sorted(place.rglob("*")) if file.is_file()}


def test_what_was_lost_is_made_again_with_the_same_bytes(corpus: Path, output: Path) -> None:
    before = files(output)
    (output / "done" / "read" / "part-000001.json").unlink()
    (output / "statements" / "part-000001.parquet").unlink()
    made = read_corpus(str(corpus), str(output), workers=1, size=300)
    assert made.resumed == made.partitions - 1
    assert files(output) == before


def test_every_failure_has_its_reason(output: Path) -> None:
    failures = list(Output(str(output)).failures())
    assert {Path(row["path"].split(":")[0]).name for row in failures} == {"empty.txt", "talks.jsonl"}
    assert all(row["reason"] and row["advice"] for row in failures)


def test_loaded_into_a_register_it_is_as_if_it_had_been_added(corpus: Path, output: Path, tmp_path: Path) -> None:
    contents = []
    for number, source in enumerate((corpus, output)):
        with Register.open(tmp_path / f"{number}.db") as register:
            summary = add_inputs(register, [str(source)])
            assert (summary.counts["added"], len(summary.failures)) == (12, 2)
            with register.reading() as connection:
                contents.append(copying.contents(connection))
    differing = {name for name in contents[0] if contents[0][name] != contents[1][name]}
    assert differing <= {"runs", "failures"}, "times, and the order of what failed"


def test_the_output_of_another_input_is_not_mixed_with_this_one(corpus: Path, output: Path) -> None:
    with pytest.raises(PactaError, match="another run"):
        read_corpus(str(corpus / "talks.jsonl"), str(output), size=300)

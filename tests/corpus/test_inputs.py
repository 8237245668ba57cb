"""What a corpus may be given as, and where it may be written: the same documents, whatever holds them."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

pytest.importorskip("daft", reason="Daft is not installed (pip install pacta[corpus]).")

from pacta.app.add import add_inputs
from pacta.app.corpus import read_corpus
from pacta.corpus.partitions import partitions_of
from pacta.corpus.reading import documents_of
from pacta.ingest import read_inputs
from pacta.model import Document, PactaError
from pacta.store import Register
from support.warc import pages, write_warc

ROWS = [
    {"text": f"We will build bridge {number} by 2030. Trade reached $6 billion.", "title": f"Talks {number}"}
    for number in range(12)
]


def cut(path: Path, target: int) -> tuple[int, list[Any]]:
    """How many partitions of so many bytes a file gives, and the documents in them."""
    partitions = list(partitions_of(str(path), target))
    return len(partitions), [one for each in partitions for unit in each.units for one in documents_of(unit)]


@pytest.mark.parametrize("gzip", [True, False])
def test_a_warc_file_cut_between_records_gives_the_pages_of_the_whole(tmp_path: Path, gzip: bool) -> None:
    file = write_warc(tmp_path / ("crawl.warc.gz" if gzip else "crawl.warc"), pages(9), gzip=gzip)
    count, found = cut(file, 900)
    assert count > 2
    assert found == list(read_inputs([str(file)]))
    assert len(found) == 9


def test_a_warc_file_that_is_cut_off_loses_its_last_page_and_says_so(tmp_path: Path) -> None:
    file = write_warc(tmp_path / "crawl.warc.gz", pages(9))
    file.write_bytes(file.read_bytes()[:-50])
    _, found = cut(file, 900)
    assert len([one for one in found if isinstance(one, Document)]) >= 8


def test_a_parquet_table_cut_between_row_groups_gives_the_rows_of_the_whole(tmp_path: Path) -> None:
    file = tmp_path / "talks.parquet"
    pq.write_table(pa.Table.from_pylist(ROWS), file, row_group_size=2)
    count, found = cut(file, 200)
    assert count > 2
    assert found == list(read_inputs([str(file)]))
    assert [one.source.member for one in found] == [f"row {number}" for number in range(1, 13)]


@pytest.fixture(scope="module")
def bucket() -> Iterator[str]:
    """An object store that speaks S3, on this machine, and a bucket in it."""
    server = pytest.importorskip("moto.server", reason="moto is not installed.").ThreadedMotoServer(
        "127.0.0.1", port=0, verbose=False
    )
    s3fs = pytest.importorskip("s3fs", reason="s3fs is not installed.")
    server.start()
    host, port = server.get_host_and_port()
    said = {
        "AWS_ENDPOINT_URL": f"http://{host}:{port}", "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test", "AWS_DEFAULT_REGION": "us-east-1",
    }  # fmt: skip
    before = {name: os.environ.get(name) for name in said}
    os.environ.update(said)
    s3fs.S3FileSystem.clear_instance_cache()
    s3fs.S3FileSystem().mkdir("talks")
    yield "s3://talks"
    for name, value in before.items():
        os.environ.pop(name) if value is None else os.environ.update({name: value})
    s3fs.S3FileSystem.clear_instance_cache()
    server.stop()


def test_object_storage_is_read_and_written_and_loaded_by_its_address(bucket: str, tmp_path: Path) -> None:
    import s3fs

    s3fs.S3FileSystem().pipe_file("talks/in/talks.jsonl", "\n".join(map(json.dumps, ROWS)).encode())
    made = read_corpus(f"{bucket}/in", f"{bucket}/out", workers=1, size=400)
    assert (made.counts["documents"], made.partitions > 2, made.resumed) == (12, True, 0)
    assert read_corpus(f"{bucket}/in", f"{bucket}/out", workers=1, size=400).resumed == made.partitions
    with Register.open(tmp_path / "pacta.db") as register:
        assert add_inputs(register, [f"{bucket}/out"]).counts["added"] == 12


def test_the_same_files_are_written_to_object_storage_as_to_a_folder(bucket: str, tmp_path: Path) -> None:
    import s3fs

    (tmp_path / "talks.jsonl").write_text("\n".join(map(json.dumps, ROWS)), encoding="utf-8")
    place = tmp_path / "out"
    for target in (str(place), f"{bucket}/same"):
        read_corpus(str(tmp_path / "talks.jsonl"), target, workers=1, size=400)
    there = s3fs.S3FileSystem()
    stored = {path.removeprefix("talks/same/"): there.cat_file(path) for path in there.find("talks/same")}
    assert stored == {
        str(file.relative_to(place)): file.read_bytes() for file in place.rglob("*") if file.is_file()
    }


def test_an_address_that_nothing_here_can_read_is_told(tmp_path: Path) -> None:
    with Register.open(tmp_path / "pacta.db") as register, pytest.raises(PactaError, match="cannot be read"):
        add_inputs(register, ["nosuch://bucket/out"])

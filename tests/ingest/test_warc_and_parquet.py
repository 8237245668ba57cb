"""WARC and Parquet: pages under their addresses, rows under their numbers; what is damaged is told."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pacta.ingest import read_inputs
from pacta.model import Document, UnreadableInput
from support.warc import Answer, pages, write_warc


def read(path: Path) -> tuple[list[Document], list[UnreadableInput]]:
    found = list(read_inputs([str(path)]))
    return (
        [one for one in found if isinstance(one, Document)],
        [one for one in found if isinstance(one, UnreadableInput)],
    )


@pytest.mark.parametrize("name", ["crawl.warc.gz", "crawl.warc", "crawl"])
def test_each_page_is_a_document_under_its_address(tmp_path: Path, name: str) -> None:
    documents, failures = read(write_warc(tmp_path / name, pages(3), gzip=name.endswith(".gz")))
    assert not failures
    assert [one.source.member for one in documents] == [address for address, *_ in pages(3)]
    assert [one.given.url for one in documents] == [address for address, *_ in pages(3)]
    assert all(f"bridge {number}" in one.text for number, one in enumerate(documents))


def test_what_is_no_document_is_passed_over(tmp_path: Path) -> None:
    others: list[Answer] = [
        ("https://norland.example/seal.png", "200 OK", "image/png", b"\x89PNG"),
        ("https://norland.example/old", "301 Moved Permanently", "text/html", b"<html>moved</html>"),
        ("https://norland.example/gone", "404 Not Found", "text/html", b"<html>gone</html>"),
    ]
    documents, failures = read(write_warc(tmp_path / "crawl.warc.gz", [*others, *pages(1)]))
    assert (len(documents), failures) == (1, [])


def test_the_encoding_that_the_server_said_is_believed(tmp_path: Path) -> None:
    words = "Thống nhất sẽ mở rộng hợp tác, we will build the bridge.".encode("utf-16")
    (document,), _ = read(
        write_warc(tmp_path / "a.warc", [("https://a.example/", "200 OK", "text/plain; charset=utf-16", words)])
    )
    assert document.text.startswith("Thống nhất")


def test_of_a_warc_that_is_cut_off_what_stands_before_is_read(tmp_path: Path) -> None:
    whole = write_warc(tmp_path / "crawl.warc.gz", pages(5))
    whole.write_bytes(whole.read_bytes()[:-60])
    documents, failures = read(whole)
    assert len(documents) >= 4
    assert all(failure.message and failure.advice for failure in failures)


@pytest.mark.parametrize("data", [b"WARC/1.0\r\nrubbish", b"WARC/1.0\r\n\r\n" * 1000, b"\x1f\x8b" + b"\0" * 99])
def test_a_damaged_warc_is_told_and_no_crash(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "crawl.warc.gz"
    file.write_bytes(data)
    assert read(file)[0] == []


def test_rows_of_parquet_are_those_of_the_same_table_as_json_lines(tmp_path: Path) -> None:
    rows = [
        {"text": f"We will build bridge {n}.", "title": f"Talks {n}", "date": date(2025, 5, n + 1)}
        for n in range(4)
    ]
    pq.write_table(pa.Table.from_pylist([row | {"vector": [0.5] * 9} for row in rows]), tmp_path / "talks.parquet")
    documents, failures = read(tmp_path / "talks.parquet")
    assert not failures
    assert [one.text for one in documents] == [row["text"] for row in rows]
    assert [one.given.date for one in documents] == [row["date"] for row in rows]
    assert [one.source.member for one in documents] == ["row 1", "row 2", "row 3", "row 4"]


def test_other_columns_of_parquet_do_not_change_what_a_document_is(tmp_path: Path) -> None:
    row = {"Body": "We will build it.", "published_at": datetime(2025, 5, 9, 12)}
    ids = []
    for number, other in enumerate(({}, {"vector": [0.5, 0.25], "raw": b"\xff"})):
        pq.write_table(pa.Table.from_pylist([row | other]), tmp_path / f"{number}.parquet")
        ids += [one.id for one in read(tmp_path / f"{number}.parquet")[0]]
    assert len(ids) == 2
    assert len(set(ids)) == 1


def test_a_row_of_parquet_without_text_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    pq.write_table(pa.table({"text": ["We will go.", None, "We will stay."]}), tmp_path / "talks.parquet")
    documents, failures = read(tmp_path / "talks.parquet")
    assert len(documents) == 2
    assert "no text" in failures[0].message


@pytest.mark.parametrize("data", [b"PAR1rubbish", b"PAR1" + b"\0" * 100 + b"PAR1", b"not one at all", b""])
def test_a_damaged_parquet_table_is_told_with_what_to_do(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "talks.parquet"
    file.write_bytes(data)
    documents, (failure,) = read(file)
    assert not documents
    assert failure.message and failure.advice

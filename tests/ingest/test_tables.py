"""Tables: each row is a document of its own, with its metadata and an id that does not hang on its place."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pacta.ingest import read_bytes, read_inputs
from pacta.model import Document, UnreadableInput

ROWS = [
    {"title": "Note one", "date": "2025-05-09", "url": "https://norland.example/1", "text": "We agreed."},
    {"title": "Note two", "date": "2025-06-01T10:00:00Z", "body": "", "content": 'They, too,\nwill "go on".'},
]


def as_jsonl(rows: list[dict[str, str]]) -> bytes:
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def as_csv(rows: list[dict[str, str]], delimiter: str = ",") -> bytes:
    stream = io.StringIO()
    columns = list(dict.fromkeys(key for row in rows for key in row))
    writer = csv.DictWriter(stream, columns, delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue().encode()


TABLES = [
    pytest.param(as_jsonl(ROWS), "t.jsonl", id="jsonl"),
    pytest.param(json.dumps(ROWS).encode(), "t.json", id="json"),
    pytest.param(as_csv(ROWS), "t.csv", id="csv"),
    pytest.param(as_csv(ROWS, "\t"), "t.tsv", id="tsv"),
    pytest.param(as_csv(ROWS, ";").replace(b"\n", b"\r\n").replace(b"\r\r\n", b"\r\n"), "t.csv", id="semicolons"),
    pytest.param(b"\xef\xbb\xbf" + as_csv(ROWS), "t.csv", id="csv with byte order mark"),
]


@pytest.mark.parametrize(("data", "path"), TABLES)
def test_rows_are_documents_with_metadata(data: bytes, path: str) -> None:
    first, second = read_bytes(data, path)
    assert (first.text, first.given.title, first.given.date) == ("We agreed.", "Note one", date(2025, 5, 9))
    assert first.given.url == "https://norland.example/1"
    assert dict(first.given.origins)["date"] == "table"
    assert second.text.replace("\r\n", "\n") == 'They, too,\nwill "go on".'
    assert second.given.date == date(2025, 6, 1)
    assert (first.source.path, first.source.member, second.source.member) == (path, "row 1", "row 2")


@pytest.mark.parametrize(("data", "path"), TABLES)
def test_the_bytes_of_a_row_read_back_to_the_same_document(data: bytes, path: str) -> None:
    for document in read_bytes(data, path):
        raw = document.source.raw
        assert raw is not None
        assert read_bytes(raw, path, member=document.source.member) == [document]


def test_a_row_keeps_its_id_when_rows_come_before_it() -> None:
    (before,) = read_bytes(as_jsonl(ROWS[:1]), "t.jsonl")
    after = read_bytes(as_jsonl(ROWS[::-1]), "t.jsonl")
    assert after[1].id == before.id


def test_one_bad_row_of_many_is_reported_and_the_rest_read(tmp_path) -> None:
    path = tmp_path / "t.jsonl"
    path.write_bytes(as_jsonl(ROWS[:1]) + b"{broken\n\n[1]\n" + as_jsonl([{"title": "empty"}, ROWS[1]]))
    found = list(read_inputs([str(path)]))
    assert [isinstance(f, Document) for f in found] == [True, False, False, False, True]
    assert all(f.advice and "row" in f.path for f in found if isinstance(f, UnreadableInput))


def test_a_table_without_any_text_is_one_failure(refusal) -> None:
    error = refusal(as_jsonl([{"title": "a"}] * 50), "t.jsonl")
    assert "50 rows" in error.message and "text" in error.advice


def test_a_bad_date_is_a_warning(one) -> None:
    document = one(as_jsonl([{"text": "We agreed.", "date": "last spring"}]), "t.jsonl")
    assert document.given.date is None and any("last spring" in w for w in document.warnings)


def test_a_column_of_html_is_read_as_a_page(one) -> None:
    document = one(as_jsonl([{"html": "<p>We <b>agreed</b>.</p><script>x</script>"}]), "t.jsonl")
    assert document.text == "We agreed."


def test_a_row_that_is_not_closed_is_refused(refusal) -> None:
    refusal(b'title,text\na,"We agreed', "t.csv")


@pytest.mark.parametrize("data", [b"", b"\n\n"])
def test_an_empty_table_is_refused(refusal, data: bytes) -> None:
    refusal(data, "t.jsonl")


def test_a_field_of_a_megabyte_goes_through(one) -> None:
    assert len(one(as_csv([{"text": "agreed " * 150_000}]), "t.csv").text) == 7 * 150_000


@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip), min_size=1))
def test_any_text_survives_a_csv_table(texts: list[str]) -> None:
    documents = read_bytes(as_csv([{"text": text, "title": "t"} for text in texts]), "t.csv")
    assert [document.text for document in documents] == texts

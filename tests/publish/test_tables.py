"""Tables for programs: nothing is lost, nothing runs, the same records give the same bytes."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pacta.publish.tables import RISKY, cell_text, safe_text, write_csv, write_table

TEXT = st.text(alphabet=st.sampled_from("=+-@\t\r\n'\"ab,;é𝔸"), max_size=12) | st.text(max_size=12)
RECORDS = st.lists(st.fixed_dictionaries({"quote": TEXT, "value": st.none() | st.integers()}), max_size=5)


def written(form: Any, records: list[dict[str, Any]], columns: tuple[str, ...] = ()) -> str:
    out = io.StringIO(newline="")
    write_table(form, records, out, columns)
    return out.getvalue()


@given(RECORDS)
def test_json_and_json_lines_give_back_the_records(records: list[dict[str, Any]]) -> None:
    assert json.loads(written("json", records)) == records
    assert [json.loads(line) for line in written("jsonl", records).split("\n")[:-1]] == records


@given(RECORDS)
def test_csv_gives_back_every_text_once_the_guard_is_taken_off(records: list[dict[str, Any]]) -> None:
    rows = list(csv.DictReader(io.StringIO(written("csv", records, ("quote", "value")), newline="")))
    assert [cell_text(row["quote"]) for row in rows] == [record["quote"] for record in records]
    assert [row["value"] for row in rows] == ["" if r["value"] is None else str(r["value"]) for r in records]


@given(TEXT)
def test_no_cell_of_text_begins_like_a_formula(text: str) -> None:
    assert not safe_text(text).startswith(tuple(set(RISKY) - {"'"}))
    assert cell_text(safe_text(text)) == text


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (-5, "-5"), (20.2, "20.2"), (True, "true"), (None, ""), (["VNM", "RUS"], "VNM; RUS"),
        ([[1, 2], [3, 4]], "1-2; 3-4"), ({"broad": True}, '"{""broad"": true}"'), (["=1+1"], "'=1+1"),
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
    ],
)  # fmt: skip
def test_values_become_cells(value: Any, cell: str) -> None:
    out = io.StringIO(newline="")
    write_csv([{"x": value, "y": 1}], out)
    assert out.getvalue() == f"x,y\r\n{cell},1\r\n"


def test_a_table_without_rows_still_is_a_table() -> None:
    assert (written("json", []), written("jsonl", []), written("csv", [], ("id",))) == ("[]\n", "", "id\r\n")

"""What a corpus run writes is read by programs that are not ours: DuckDB, pandas, Polars."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

pytest.importorskip("daft", reason="Daft is not installed (pip install pacta[corpus]).")

from pacta.app.corpus import read_corpus
from pacta.corpus.tables import GIVEN


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    rows = [
        {
            "text": f"The United States and Japan will build bridge {number} by 203{number}.",
            "date": f"202{number}-05-09",
        }
        for number in range(6)
    ]
    (folder / "talks.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    place = folder / "out"
    made = read_corpus(str(folder / "talks.jsonl"), str(place), workers=1, size=200)
    assert made.partitions > 1
    return place


def test_duckdb_joins_the_tables_by_their_ids(output: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    found = duckdb.sql(f"""
        SELECT d.date, s.deadline, t.id
        FROM '{output}/documents/*.parquet' d
        JOIN '{output}/statements/*.parquet' s ON s.document = d.id
        JOIN '{output}/mentions/*.parquet' m ON m.statement = s.id
        JOIN '{output}/threads/*.parquet' t ON t.id = m.thread
        ORDER BY d.date
    """).fetchall()
    assert [(date, deadline) for date, deadline, _ in found] == [(f"202{n}-05-09", f"203{n}") for n in range(6)]


@pytest.mark.parametrize("table", GIVEN)
def test_pandas_duckdb_and_polars_read_each_folder_as_one_table(output: Path, table: str) -> None:
    pandas, duckdb, polars = map(pytest.importorskip, ("pandas", "duckdb", "polars"))
    frame = pandas.read_parquet(output / table)
    ((count,),) = duckdb.sql(f"SELECT count(*) FROM '{output}/{table}/*.parquet'").fetchall()
    assert len(frame) == count == polars.read_parquet(f"{output}/{table}/*.parquet").height
    assert count or table in ("failures", "findings", "indicators")
    assert not [name for name in frame.columns if name != name.lower()]

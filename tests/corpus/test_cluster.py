"""A real Ray cluster of two nodes here: the same bytes as without it, also when a worker or a node dies, and with a
document that kills whoever reads it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("daft", reason="Daft is not installed (pip install pacta[corpus]).")
pytest.importorskip("ray", reason="Ray is not installed (pip install pacta[corpus]).")
from support.deadly import KILLS, lay_traps

pytestmark = [
    pytest.mark.cluster,
    pytest.mark.timeout(1800),  # several programs start; on a busy machine that takes long
    pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="needs /proc to look for workers"),
]
# A process of its own for each run: an engine is chosen once in a process.
SPREAD = "from pacta.corpus import engine\nengine.FEW = "
READ = """
import sys
from pacta.app.corpus import read_corpus
print(read_corpus(sys.argv[1], sys.argv[2], cluster=(sys.argv[3:] or [None])[0], workers=2, size=3000).counts)
"""
WORKER = b"ray::UDFActor"


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    rows: list[dict[str, str]] = [
        {"text": f"We will build bridge {number} by 2030. Trade reached $6 billion. " * 8} for number in range(60)
    ]
    rows[30] = {"text": KILLS}
    (folder / "talks.jsonl").write_text("\n".join(map(json.dumps, [*rows, {"title": "no text"}])), encoding="utf-8")
    return folder


@pytest.fixture(scope="module", autouse=True)
def traps(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """All processes that are started find what makes one of the documents kill its reader."""
    folder, before = lay_traps(tmp_path_factory.mktemp("traps")), os.environ.get("PYTHONPATH", "")
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(folder), before]))
    yield
    os.environ["PYTHONPATH"] = before


@pytest.fixture(scope="module")
def expected(corpus: Path, traps: None, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What processes of this machine make of the corpus."""
    place = tmp_path_factory.mktemp("embedded") / "out"
    assert finished(reading(corpus, place)) == {"documents": 59, "failures": 2}
    return files(place)


@pytest.fixture
def cluster() -> Iterator[Any]:
    os.environ |= {"RAY_USAGE_STATS_ENABLED": "0", "DO_NOT_TRACK": "1"}
    from ray.cluster_utils import Cluster

    node = {"num_cpus": 1, "object_store_memory": 100_000_000}
    made = Cluster(initialize_head=True, head_node_args=node | {"include_dashboard": False})
    made.add_node(**node)
    yield made
    made.shutdown()


def reading(corpus: Path, place: Path, *cluster: str, few: int = 16) -> subprocess.Popen[str]:
    """``few``: up to so many parts of linking are done by the leading process."""
    command = [sys.executable, "-c", f"{SPREAD}{few}\n{READ}", str(corpus), str(place), *cluster]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def finished(process: subprocess.Popen[str]) -> dict[str, int]:
    out, _ = process.communicate()
    assert process.returncode == 0
    counts = json.loads(out[out.index("{") : out.rindex("}") + 1].replace("'", '"'))
    return {name: counts[name] for name in ("documents", "failures")}


def files(place: Path) -> dict[str, bytes]:
    return {str(file.relative_to(place)): file.read_bytes() for file in sorted(place.rglob("*")) if file.is_file()}


def begun(place: Path) -> None:
    """Waits until some partitions are done and others are not."""
    while not (place / "done" / "read").is_dir() or len(list((place / "done" / "read").iterdir())) < 2:
        time.sleep(0.02)


def workers() -> list[int]:
    found = []
    for folder in Path("/proc").iterdir():
        try:
            if folder.name.isdigit() and (folder / "cmdline").read_bytes().startswith(WORKER):
                found.append(int(folder.name))
        except OSError:
            continue
    return found


def test_a_cluster_writes_the_same_bytes(
    corpus: Path, expected: dict[str, bytes], cluster: Any, tmp_path: Path
) -> None:
    """Its workers read and link."""
    finished(reading(corpus, tmp_path / "out", cluster.address, few=0))
    assert files(tmp_path / "out") == expected


def test_a_worker_that_is_killed_loses_nothing(
    corpus: Path, expected: dict[str, bytes], cluster: Any, tmp_path: Path
) -> None:
    before = set(workers())
    process = reading(corpus, tmp_path / "out", cluster.address)
    begun(tmp_path / "out")
    os.kill(next(worker for worker in workers() if worker not in before), signal.SIGKILL)
    finished(process)
    assert files(tmp_path / "out") == expected


def test_a_node_that_dies_loses_nothing(
    corpus: Path, expected: dict[str, bytes], cluster: Any, tmp_path: Path
) -> None:
    process = reading(corpus, tmp_path / "out", cluster.address)
    begun(tmp_path / "out")
    cluster.remove_node(cluster.list_all_nodes()[-1], allow_graceful=False)
    process.communicate()
    if process.returncode != 0:  # Daft stood still, and the run said so: run the same command again
        finished(reading(corpus, tmp_path / "out", cluster.address))
    assert files(tmp_path / "out") == expected

"""What a change gains and loses: the statements of two versions over a slice of a corpus.

    python -m evals.diff OLD NEW [--corpus TABLE] [--documents 60] [--list 5]

OLD and NEW are revisions of this repository, folders of a checkout ("." is the present one), or files that
``pacta read --format jsonl`` wrote of the same documents. The slice is every so-manieth row of the table, so
that it stays the same while the table does. Statements are the same where their cues overlap; what is gained,
lost or changed is counted for each rule that knew the cue, and listed with its words.
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import os
import subprocess
import sys
import tarfile
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
CORPUS = HERE.parent.parent / "shared" / "corpora" / "whitehouse.jsonl.gz"
FIELDS = ("kind", "firmness", "voice", "actors", "deadline", "content", "items")

Record = dict[str, Any]  # a statement, as `pacta read` writes it
Change = tuple[str, str, str]  # gained, lost or the field changed; rule; a line that shows it


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m evals.diff", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("old")
    parser.add_argument("new")
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("--documents", type=int, default=60)
    parser.add_argument("--list", type=int, default=5, help="so many of each kind of change for each rule")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        sample = Path(work) / "slice.jsonl"
        sample.write_text("".join(slice_of(options.corpus, options.documents)), encoding="utf-8")
        old, new = (records_of(version, sample, Path(work)) for version in (options.old, options.new))
    report(list(changes(old, new)), len(old), len(new), options.list)
    return 0


def slice_of(corpus: Path, documents: int) -> list[str]:
    """So many lines of a table of documents, evenly spread."""
    packed = corpus.read_bytes()
    table = (gzip.decompress(packed) if corpus.suffix == ".gz" else packed).decode("utf-8")
    rows = [f"{line}\n" for line in table.split("\n") if line.strip()]
    return rows[:: max(1, len(rows) // documents)][:documents]


def records_of(version: str, sample: Path, work: Path) -> list[Record]:
    """The statements that a version reads in the sample, or that a file holds."""
    if Path(version).is_file():
        written = Path(version).read_text(encoding="utf-8")
    else:
        folder = Path(version) if Path(version).is_dir() else _unpacked(version, work)
        written = _read(folder / "src", sample)
    return [json.loads(line) for line in written.splitlines()]


def _unpacked(revision: str, work: Path) -> Path:
    folder = Path(tempfile.mkdtemp(dir=work))
    archive = subprocess.run(["git", "archive", revision, "src"], cwd=HERE.parent, capture_output=True, check=True)
    with tarfile.open(fileobj=io.BytesIO(archive.stdout)) as tar:
        tar.extractall(folder, filter="data")
    return folder


def _read(source: Path, sample: Path) -> str:
    """What the Pacta in ``source`` reads: another process, so that two versions do not meet in one."""
    command = [sys.executable, "-m", "pacta", "read", str(sample), "--format", "jsonl"]
    environment = {**os.environ, "PYTHONPATH": str(source.resolve())}
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, encoding="utf-8", check=True)
    return done.stdout


def changes(old: list[Record], new: list[Record]) -> Iterator[Change]:
    """Every difference, in the order of the documents."""
    before, after = _by_document(old), _by_document(new)
    for document in sorted(before.keys() | after.keys()):
        for was, now in paired(before[document], after[document]):
            yield from _compared(document, was, now)


def _by_document(records: list[Record]) -> defaultdict[str, list[Record]]:
    found: defaultdict[str, list[Record]] = defaultdict(list)
    for record in records:
        found[record.get("member") or Path(record.get("file", "")).name].append(record)
    return found


def paired(old: list[Record], new: list[Record]) -> Iterator[tuple[Record | None, Record | None]]:
    """Statements of one document whose cues overlap, first come first; then those that stand alone."""
    free = sorted(new, key=lambda record: record["cue"])
    for was in sorted(old, key=lambda record: record["cue"]):
        now = next((r for r in free if r["cue"][0] < was["cue"][1] and was["cue"][0] < r["cue"][1]), None)
        if now is not None:
            free.remove(now)
        yield was, now
    yield from ((None, now) for now in free)


def _compared(document: str, was: Record | None, now: Record | None) -> Iterator[Change]:
    known = was or now or {}
    place = f"{document}: {' '.join(known['quote'].split())[:110]}"
    if was is None or now is None:
        yield ("gained" if was is None else "lost"), _rule(known), f"{known['kind']}  {place}"
        return
    for field in FIELDS:
        if was[field] != now[field]:
            yield field, _rule(now), f"{_shown(was[field])} -> {_shown(now[field])}  {place}"


def _rule(record: Record) -> str:
    """The rule that knew the cue; "encoder" where none did."""
    first = record["why"][0] if record["why"] else ""
    return "encoder" if not first or first.startswith("reader-") else str(first)


def _shown(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (list, dict)) else str(value)


def report(found: list[Change], old: int, new: int, listed: int) -> None:
    """Prints the counts by change, then by rule, then some lines of each."""
    totals = Counter(what for what, _, _ in found).most_common()
    print(f"{old} statements before, {new} after; {', '.join(f'{n} {w}' for w, n in totals) or 'the same'}")
    groups: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for what, rule, line in found:
        groups[what, rule].append(line)
    for (what, rule), lines in sorted(groups.items(), key=lambda item: (item[0][0], -len(item[1]), item[0][1])):
        print(f"\n{what:<9} {rule}  {len(lines)}")
        print("\n".join(f"    {line}" for line in lines[:listed]))


if __name__ == "__main__":
    sys.exit(main())

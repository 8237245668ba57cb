"""Kills processes that work on registers, and counts what is lost: ``python -m benchmarks.faults``

    python -m benchmarks.faults [--kills 100] [--seed 1] [--only adding] [--log FILE]

Each trial starts a process that works on a register and tells of each thing that it has finished (a document
added, a judgement recorded, a migration done). It is killed with SIGKILL at a random moment. Then the register
is opened and verified: what was told must be there, whole, and nothing half done. One line a scenario: tried,
survived, lost. The reader is a plain one, so that the time goes into writing. Needs a system that can fork.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

from sqlalchemy import select

from benchmarks import faults_work
from pacta.app.verify import verify
from pacta.store import Register
from pacta.store.schema import documents
from pacta.store.schema_review import judgements

Work = Callable[..., None]


@dataclass
class Scenario:
    """What was tried, and what came of it."""

    name: str
    tried: int = 0
    survived: int = 0
    finished: int = 0  # trials that were done before they could be killed
    told: int = 0  # things that the killed processes had told of as finished
    lost: int = 0  # of these, not there afterwards
    seconds: float = 0.0
    notes: list[str] = field(default_factory=list)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.faults", description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=100, help="trials of each scenario (default: 100)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", action="append", choices=[name for name, _ in SCENARIOS])
    parser.add_argument("--log", type=Path, help="one JSON object a scenario")
    options = parser.parse_args()
    chance = random.Random(options.seed)
    print(f"{'scenario':<12}{'tried':>7}{'survived':>10}{'finished':>10}{'told':>8}{'lost':>6}")
    failed = False
    for name, run in SCENARIOS:
        if options.only and name not in options.only:
            continue
        with tempfile.TemporaryDirectory(prefix="pacta-faults-") as folder:
            found, begun = Scenario(name), time.monotonic()
            run(found, Path(folder), options.kills, chance)
            found.seconds = round(time.monotonic() - begun, 1)
        print(f"{name:<12}{found.tried:>7}{found.survived:>10}{found.finished:>10}{found.told:>8}{found.lost:>6}")
        print("".join(f"    {note}\n" for note in found.notes[:10]), end="", flush=True)
        if options.log:
            with options.log.open("a", encoding="utf-8") as log:
                log.write(json.dumps(asdict(found)) + "\n")
        failed |= bool(found.lost) or found.survived < found.tried
    return int(failed)


def adding(found: Scenario, folder: Path, kills: int, chance: random.Random) -> None:
    """Documents are added; each that was told must be there, and each that is there must be whole."""
    for number in range(kills):
        texts = folder / f"texts-{number}"
        faults_work.write_texts(texts, 60)
        place = str(folder / f"pacta-{number // 10}.db")
        _trial(found, partial(faults_work.add, place, str(texts)), place, chance, _documents)


def reviewing(found: Scenario, folder: Path, kills: int, chance: random.Random) -> None:
    """Judgements are recorded; each that was told must be in the log."""
    place = _filled(folder, 20)
    for _ in range(kills):
        _trial(found, partial(faults_work.review, place), place, chance, _judgements)


def migrating(found: Scenario, folder: Path, kills: int, chance: random.Random) -> None:
    """The schema is taken down to the first and up again, over and over; all documents must stay."""
    place = _filled(folder, 20)
    before = _documents(place)
    for _ in range(kills):
        _trial(found, partial(faults_work.migrate, place), place, chance)
        found.lost += len(before - _documents(place))


def moving(found: Scenario, folder: Path, kills: int, chance: random.Random) -> None:
    """The register is moved; its copy is whole or empty, and the register itself untouched."""
    place = _filled(folder, 20)
    before = _documents(place)
    for number in range(kills):
        target = str(folder / f"copy-{number}.db")
        _trial(found, partial(faults_work.move_all, place, target), place, chance, words=30)
        there = _documents(target)
        found.lost += len(before - _documents(place))
        if there not in (set(), before) or _problems(target):
            found.survived -= 1
            found.notes.append(f"{target} is half moved")


def backing_up(found: Scenario, folder: Path, kills: int, chance: random.Random) -> None:
    """Backups are made, one after the other; those that are there under their names must be whole."""
    place = _filled(folder, 20)
    before = _documents(place)
    for number in range(kills):
        copies = folder / f"copies-{number}"
        copies.mkdir()
        _trial(found, partial(faults_work.backup, place, str(copies)), place, chance)
        for copy in copies.glob("*.db"):
            if _problems(str(copy)) or _documents(str(copy)) != before:
                found.lost += 1
                found.notes.append(f"{copy} is not whole")


SCENARIOS: tuple[tuple[str, Callable[[Scenario, Path, int, random.Random], None]], ...] = (
    ("adding", adding), ("reviewing", reviewing), ("migrating", migrating), ("moving", moving),
    ("backing up", backing_up),
)  # fmt: skip


def _trial(
    found: Scenario,
    work: Work,
    place: str,
    chance: random.Random,
    there: Callable[[str], set[str]] | None = None,
    words: int = 5,
) -> None:
    """Starts the work, kills it at some moment, and looks at what is left."""
    found.tried += 1
    told, code = _killed(work, chance, words)
    found.finished += code == 0
    found.told += len(told)
    problems = _problems(place)
    missing = set(told) - there(place) if there else set()
    found.lost += len(missing)
    if code not in (0, -signal.SIGKILL):
        problems.append(f"it ended by itself with {code}")
    found.survived += not problems and not missing
    found.notes += [f"trial {found.tried}: {problem}" for problem in problems]


def _killed(work: Work, chance: random.Random, most: int) -> tuple[list[str], int]:
    """What the process told of before it was killed: after so many words of it, and a part of the time that
    a word takes. The moments are spread over all that it does, however fast the machine is."""
    reader, writer = os.pipe()
    process = os.fork()
    if process == 0:
        _work(work, writer)
    os.close(writer)
    words, begun, rest = chance.randrange(most), time.monotonic(), b""
    with os.fdopen(reader, "rb", buffering=0) as pipe:
        while rest.count(b"\n") <= words and (read := pipe.read(4096)):
            rest += read
        seconds = (time.monotonic() - begun) / max(rest.count(b"\n"), 1)
        time.sleep(chance.uniform(0, seconds))
        os.kill(process, signal.SIGKILL)
        while read := pipe.read(4096):
            rest += read
    code = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    return rest.decode().split("\n")[1:-1], code  # "ready" is no work; a line that was cut off was not told


def _work(work: Work, writer: int) -> NoReturn:
    """The other process."""
    try:
        os.write(writer, b"ready\n")
        work(tell=lambda word: os.write(writer, f"{word}\n".encode()))
        os._exit(0)
    except BaseException:
        traceback.print_exc()
        os._exit(1)


def _problems(place: str) -> list[str]:
    if not Path(place).exists():
        return []
    with Register.open(place) as register:
        return [f"{problem.where} {problem.what}" for problem in verify(register).problems]


def _documents(place: str) -> set[str]:
    return _column(place, documents.c.id)


def _judgements(place: str) -> set[str]:
    return _column(place, judgements.c.id)


def _column(place: str, column: Any) -> set[str]:
    if not Path(place).exists():
        return set()
    with Register.open(place) as register, register.reading() as connection:
        return set(connection.execute(select(column)).scalars())


def _filled(folder: Path, count: int) -> str:
    faults_work.write_texts(folder / "texts", count)
    place = str(folder / "pacta.db")
    faults_work.add(place, str(folder / "texts"), tell=lambda word: None)
    return place


if __name__ == "__main__":
    sys.exit(main())

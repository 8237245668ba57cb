"""Kills processes that work on registers, and counts what is lost: ``python -m benchmarks.faults``

    python -m benchmarks.faults [--kills 100] [--seed 1] [--only adding] [--register postgresql] [--log FILE]

Each trial starts a process that works on a register and tells of each thing that it has finished (a document
added, a judgement recorded, a migration done). It is killed with SIGKILL at a random moment. Then the register
is opened and verified: what was told must be there, whole, and nothing half done. One line a scenario: tried,
survived, lost. The reader is a plain one, so that the time goes into writing. Needs a system that can fork. With
``--register postgresql`` the registers are databases of a throw-away server, which is killed in one scenario.
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
from benchmarks.faults_places import Files, Places, server
from pacta.app.verify import verify
from pacta.model import PactaError
from pacta.store import Register
from pacta.store.schema import documents
from pacta.store.schema_review import judgements

Work = Callable[..., None]


@dataclass(frozen=True)
class Ground:
    """What a scenario has for itself: a folder, and places for registers."""

    folder: Path
    places: Places


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
    parser.add_argument("--register", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--log", type=Path, help="one JSON object a scenario")
    options = parser.parse_args()
    if options.register == "sqlite":
        return _run(options, Files())
    with server() as places:
        return _run(options, places)


def _run(options: argparse.Namespace, places: Places) -> int:
    chance = random.Random(options.seed)
    print(f"{'scenario':<12}{'tried':>7}{'survived':>10}{'finished':>10}{'told':>8}{'lost':>6}")
    failed = False
    for name, run in SCENARIOS:
        if (options.only and name not in options.only) or (run is stopping and isinstance(places, Files)):
            continue
        with tempfile.TemporaryDirectory(prefix="pacta-faults-") as home:
            found, begun = Scenario(name), time.monotonic()
            folder = Path(home) / run.__name__
            folder.mkdir()
            run(found, Ground(folder, places.of(folder)), options.kills, chance)
            found.seconds = round(time.monotonic() - begun, 1)
        print(f"{name:<12}{found.tried:>7}{found.survived:>10}{found.finished:>10}{found.told:>8}{found.lost:>6}")
        print("".join(f"    {note}\n" for note in found.notes[:10]), end="", flush=True)
        if options.log:
            with options.log.open("a", encoding="utf-8") as log:
                log.write(json.dumps(asdict(found)) + "\n")
        failed |= bool(found.lost) or found.survived < found.tried
    return int(failed)


def adding(found: Scenario, ground: Ground, kills: int, chance: random.Random) -> None:
    """Documents are added; each that was told must be there, and each that is there must be whole."""
    for number in range(kills):
        texts = ground.folder / f"texts-{number}"
        faults_work.write_texts(texts, 60)
        place = ground.places.place(f"pacta-{number // 10}")
        _trial(found, ground, partial(faults_work.add, place, str(texts)), place, chance, _documents)


def stopping(found: Scenario, ground: Ground, kills: int, chance: random.Random) -> None:
    """The server is killed, with all its processes, while documents are added; what was told must be there."""
    for number in range(kills):
        texts = ground.folder / f"texts-{number}"
        faults_work.write_texts(texts, 60)
        place = ground.places.place(f"pacta-{number // 10}")
        work = partial(faults_work.add, place, str(texts))
        _trial(found, ground, work, place, chance, _documents, kill=ground.places.kill)


def reviewing(found: Scenario, ground: Ground, kills: int, chance: random.Random) -> None:
    """Judgements are recorded; each that was told must be in the log."""
    place = _filled(ground, 20)
    for _ in range(kills):
        _trial(found, ground, partial(faults_work.review, place), place, chance, _judgements)


def migrating(found: Scenario, ground: Ground, kills: int, chance: random.Random) -> None:
    """The schema is taken down to the first and up again, over and over; all documents must stay."""
    place = _filled(ground, 20)
    before = _documents(place)
    for _ in range(kills):
        _trial(found, ground, partial(faults_work.migrate, place), place, chance)
        found.lost += len(before - _documents(place))


def moving(found: Scenario, ground: Ground, kills: int, chance: random.Random) -> None:
    """The register is moved; its copy is whole or empty, and the register itself untouched."""
    place = _filled(ground, 20)
    before = _documents(place)
    for number in range(kills):
        target = ground.places.place(f"copy-{number}")
        _trial(found, ground, partial(faults_work.move_all, place, target), place, chance, words=30)
        there = _documents(target)
        found.lost += len(before - _documents(place))
        if there not in (set(), before) or _problems(target):
            found.survived -= 1
            found.notes.append(f"{target} is half moved")


def backing_up(found: Scenario, ground: Ground, kills: int, chance: random.Random) -> None:
    """Backups are made, one after the other; those that are there under their names must be whole."""
    place = _filled(ground, 20)
    before = _documents(place)
    for number in range(kills):
        copies = ground.folder / f"copies-{number}"
        copies.mkdir()
        _trial(found, ground, partial(faults_work.backup, place, str(copies)), place, chance)
        for copy in copies.glob("*.db"):
            if _problems(str(copy)) or _documents(str(copy)) != before:
                found.lost += 1
                found.notes.append(f"{copy} is not whole")


SCENARIOS: tuple[tuple[str, Callable[[Scenario, Ground, int, random.Random], None]], ...] = (
    ("adding", adding), ("reviewing", reviewing), ("migrating", migrating), ("moving", moving),
    ("backing up", backing_up), ("stopping", stopping),
)  # fmt: skip


def _trial(
    found: Scenario,
    ground: Ground,
    work: Work,
    place: str,
    chance: random.Random,
    there: Callable[[str], set[str]] | None = None,
    words: int = 5,
    kill: Callable[[], None] | None = None,
) -> None:
    """Starts the work, kills it at some moment, and looks at what is left. ``kill`` kills what it works on, just
    before; then it may end by itself, with an error."""
    found.tried += 1
    told, code = _killed(work, chance, words, kill or (lambda: None))
    found.finished += code == 0
    found.told += len(told)
    problems = _problems(place) if ground.places.exists(place) else []
    missing = set(told) - there(place) if there else set()
    found.lost += len(missing)
    if code not in (0, -signal.SIGKILL) and not (kill and code == 1):
        problems.append(f"it ended by itself with {code}")
    found.survived += not problems and not missing
    found.notes += [f"trial {found.tried}: {problem}" for problem in problems]


def _killed(work: Work, chance: random.Random, most: int, kill: Callable[[], None]) -> tuple[list[str], int]:
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
        kill()
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
    except PactaError as error:
        print(f"    {error}", file=sys.stderr)
        os._exit(1)
    except BaseException:
        traceback.print_exc()
        os._exit(2)


def _problems(place: str) -> list[str]:
    with Register.open(place) as register:
        return [f"{problem.where} {problem.what}" for problem in verify(register).problems]


def _documents(place: str) -> set[str]:
    return _column(place, documents.c.id)


def _judgements(place: str) -> set[str]:
    return _column(place, judgements.c.id)


def _column(place: str, column: Any) -> set[str]:
    with Register.open(place) as register, register.reading() as connection:
        return set(connection.execute(select(column)).scalars())


def _filled(ground: Ground, count: int) -> str:
    faults_work.write_texts(ground.folder / "texts", count)
    place = ground.places.place("pacta")
    faults_work.add(place, str(ground.folder / "texts"), tell=lambda word: None)
    return place


if __name__ == "__main__":
    sys.exit(main())

"""What the processes do that `benchmarks.faults` kills. Each tells what it has finished."""

from __future__ import annotations

import itertools
import os
import re
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from sqlalchemy import select

from pacta.app import reading
from pacta.app.add import add_inputs
from pacta.app.backup import back_up
from pacta.app.move import move
from pacta.app.progress import Step
from pacta.app.review import Said, judge
from pacta.model import Annotations, Block, Config, Document, Span, Statement, Structure, document_id, mention_id
from pacta.review import Verdict
from pacta.store import Register, migrations, opening
from pacta.store.schema import statements

Tell = Callable[[str], None]
SENTENCE = re.compile(r"We will [^.]*\.")


def write_texts(folder: Path, count: int) -> None:
    """Small documents of three to seven statements."""
    folder.mkdir(parents=True)
    for number in range(count):
        sentences = "".join(
            f"We will build bridge {part} of {folder.name} {number}.\n" for part in range(3 + number % 5)
        )
        (folder / f"{number:05}.txt").write_text(sentences, encoding="utf-8")


def plain_stages(document: Document, config: Config = Config()) -> Annotations:
    """Instead of the pipeline: each "We will ..." is a commitment, each line a paragraph."""
    found = []
    for match in SENTENCE.finditer(document.text):
        cue = Span(match.start(), match.start() + 2)
        id_ = mention_id(document.id, "statement", cue)
        found.append(Statement(id_, "commitment", 4, cue, None, Span(*match.span())))
    blocks = tuple(Block(one.quote, "paragraph", sentences=(one.quote,)) for one in found)
    return Annotations(Structure(blocks), statements=tuple(found))


def add(place: str, folder: str, tell: Tell) -> None:
    def told(step: Step) -> None:
        tell(document_id(sha256(Path(step.path).read_bytes()).hexdigest()))

    reading.run_stages = plain_stages
    with Register.open(place) as register:
        add_inputs(register, [folder], progress=told)


def review(place: str, tell: Tell) -> None:
    """Goes round the statements: accepts, corrects, rejects, comments."""
    with Register.open(place) as register:
        with register.reading() as connection:
            ids = list(connection.execute(select(statements.c.id).order_by(statements.c.id)).scalars())
        verdicts: tuple[Verdict, ...] = ("accept", "comment", "reject")
        for number in itertools.count():
            id_, verdict = ids[number % len(ids)], verdicts[number // len(ids) % len(verdicts)]
            said = Said(f"reviewer {os.getpid()}", reason=f"round {number}")
            tell(judge(register, id_, verdict, said).id)


def migrate(place: str, tell: Tell) -> None:
    """Down to the first schema and up again, until killed."""
    for number in itertools.count():
        with Register.open(place) as register, register.writing() as connection:
            migrations.downgrade(connection, opening.VERSION_TABLE, migrations.revisions()[0])
        tell(str(number))


def move_all(place: str, target: str, tell: Tell) -> None:
    with Register.open(place) as source, Register.open(target) as copy:
        move(source, copy, progress=lambda step: tell(step.path))  # a table


def backup(place: str, folder: str, tell: Tell) -> None:
    for number in itertools.count():
        with Register.open(place) as register:
            tell(str(back_up(register, Path(folder) / f"{number}.db")))

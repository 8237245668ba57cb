"""Registers that hold made documents, and what is linked in them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import select

from pacta.app import linking
from pacta.link import ReadDocument
from pacta.model import Config
from pacta.store import Register, keeping, runs, schema_links

TABLES = ("link_threads", "link_findings", "link_forms", "link_unsure")


def keep(register: Register, reads: Iterable[ReadDocument]) -> None:
    with register.writing() as connection:
        run = runs.start_run(connection, "1", Config())
    for each in reads:
        keeping.keep(register, each.document, each.annotations, keeping.Task(run, "test"))


def kept(register: Register) -> dict[str, list[tuple[Any, ...]]]:
    """The links of a register, but for the keys that are only its own."""
    with register.reading() as connection:
        found = {
            name: sorted(map(tuple, connection.execute(select(getattr(schema_links, name)))), key=repr)
            for name in TABLES
        }
        facts = dict(connection.execute(select(schema_links.link_facts.c.key, schema_links.link_facts.c.id)).all())
        mentions = connection.execute(select(schema_links.link_mentions)).mappings()
        found["mentions"] = sorted((m["statement"], m["parent"] or "", m["thread"]) for m in mentions)
        filing = connection.execute(select(schema_links.link_filing.c.key, schema_links.link_filing.c.fact))
        found["filing"] = sorted((key, facts[fact]) for key, fact in filing)
    return found


def at_once(reads: Iterable[ReadDocument]) -> dict[str, list[tuple[Any, ...]]]:
    with TemporaryDirectory() as folder, Register.open(Path(folder) / "at_once.db") as register:
        keep(register, reads)
        linking.refresh(register)
        return kept(register)

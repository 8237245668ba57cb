from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pacta.app import reading
from pacta.model import Annotations, Config, Document
from pacta.store import Register
from support import samples

SENTENCE = re.compile(r"We will [^.]*\.")


def plain_stages(document: Document, config: Config = Config()) -> Annotations:
    """Instead of the pipeline: each "We will ..." is a commitment;
    the codes of the config's parties are warnings."""
    found = (samples.statement(document, words) for words in dict.fromkeys(SENTENCE.findall(document.text)))
    return replace(samples.reading(document, *found), warnings=tuple(party.code for party in config.parties))


@pytest.fixture
def plain_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    """How well Pacta reads is not what these tests are about."""
    monkeypatch.setattr(reading, "run_stages", plain_stages)


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    with Register.open(tmp_path / "pacta.db") as opened:
        yield opened

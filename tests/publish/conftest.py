"""A register of two invented states, really read, for what leaves it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pacta.app.add import add_inputs
from pacta.store import Register

PLEDGE = (
    "The two sides agreed to build {what} ferry harbour at Sund by {due}. "
    "Kenya will open a consulate in Turku in the spring of 2027. "
    "Trade between the two countries reached {trade} in {year}. "
    "The Treaty of Samar was signed on {day} June 1985. "
    "=Cmd: the two sides welcomed the result.\n"
)
TEXTS = {
    "2022-joint.txt": ("Joint Statement\n\nNairobi, 6 May 2022\n\n", "a", "2028", "US$300 million", "2021", 4),
    "2024-joint.txt": ("Joint Statement\n\nTurku, 9 June 2024\n\n", "the", "2030", "US$310 million", "2021", 9),
}


def text_of(name: str) -> str:
    head, what, due, trade, year, day = TEXTS[name]
    body = PLEDGE.format(what=what, due=due, trade=trade, year=year, day=day)
    return f"{head}Kenya and Finland issued the following statement.\n\n{body}"


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    folder: Path = tmp_path_factory.mktemp("publish")
    for name in TEXTS:
        (folder / name).write_text(text_of(name), encoding="utf-8")
    with Register.open(folder / "pacta.db") as register:
        add_inputs(register, [str(folder / name) for name in TEXTS])
        yield register

"""The pages say the same over a register in PostgreSQL as over one in a file."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from fastapi.testclient import TestClient
from tests.web.test_pages import PAGES

from pacta.app.move import move
from pacta.store import Register
from pacta.web import create_app

TOKEN = re.compile(r"\b[0-9a-f]{64,}\b")  # against forged forms: another one each time
PLACE = re.compile(r"It is number \d+ of \d+")  # among the hits
FURTHER = (
    "/statements?actor=X-VELMORA&sort=-firmness",
    "/statements?text=tunnel&kind=commitment",
    "/documents?since=2024",
    "/search?q=no-such-word",
    "/search?q=%22port%20avel%22%20tunn*",
    "/names?party=X-VELMORA",
    "/threads?fewest=1&type=topic",
    "/findings?kind=date",
    "/review?queue=second&actor=X-VELMORA",
    "/review?kind=commitment",
    "/review/names",
    "/compare?a=2024&b=2024-05&part=same",
    "/?pillar=transport",
)


def test_every_page_says_the_same_on_both(register_file: Path, new_database: Callable[[], str]) -> None:
    server = new_database()
    with Register.open(register_file, create=False) as old, Register.open(server) as new:
        move(old, new)
        names = (old.name, new.name)
    first, second = (
        TestClient(create_app(place), base_url="http://localhost") for place in (str(register_file), server)
    )
    for address in (*PAGES, *FURTHER):
        pages = [client.get(address) for client in (first, second)]
        assert pages[0].status_code == pages[1].status_code == 200, (address, pages[1].text[-300:])
        texts = [
            TOKEN.sub("TOKEN", page.text.replace(name, "REGISTER")) for page, name in zip(pages, names, strict=True)
        ]
        if address.startswith("/search"):  # what fits best is weighed otherwise
            found = [set(PLACE.sub("", text).splitlines()) for text in texts]
            assert found[0] == found[1], address
        else:
            assert texts[0] == texts[1], address

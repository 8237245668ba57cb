"""A real register with the corpus in it, the pages over it, and a browser where there is one."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn
from fastapi.testclient import TestClient
from hypothesis import settings
from tests.web.corpus import PARTIES, TEXTS, marked

from pacta.app.add import add_inputs
from pacta.model import Config
from pacta.pipeline import stages
from pacta.store import Register
from pacta.web import create_app

CHROMIUM = Path("/usr/bin/chromium")
settings.register_profile("unhurried", deadline=None)  # a busy machine is no reason to fail
settings.load_profile("unhurried")


@pytest.fixture(scope="session")
def register_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register that `pacta add` filled; one of its inputs could not be read."""
    folder = tmp_path_factory.mktemp("web")
    texts = folder / "texts"
    texts.mkdir()
    for name, text in TEXTS.items():
        (texts / name).write_text(text, encoding="utf-8")
    file = folder / "register.db"
    with pytest.MonkeyPatch.context() as patch, Register.open(file) as register:
        patch.setattr(stages, "STAGES", (*stages.STAGES, marked))
        add_inputs(register, [str(texts), str(folder / "missing.pdf")], config=Config(parties=PARTIES))
    return file


@pytest.fixture(scope="session")
def register(register_file: Path) -> Iterator[Register]:
    with Register.open(register_file, create=False) as opened:
        yield opened


@pytest.fixture(scope="session")
def client(register_file: Path) -> TestClient:
    return TestClient(create_app(str(register_file)), base_url="http://localhost")


@pytest.fixture(scope="session")
def site(register_file: Path) -> Iterator[str]:
    with serving(register_file) as address:
        yield address


@contextmanager
def serving(register_file: Path) -> Iterator[str]:
    """The pages behind a real socket; yields the address."""
    config = uvicorn.Config(create_app(str(register_file)), host="127.0.0.1", port=0, log_level="warning")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://localhost:{port}"
    server.should_exit = True
    thread.join(5)

"""A register with accounts, and browsers (without a screen) that fill in its forms."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path
from typing import Any

from argon2 import PasswordHasher
from fastapi.testclient import TestClient
from httpx import Response

from pacta.app import passwords, people
from pacta.store import Register
from pacta.web import create_app

PASSWORD = "a sentence of one’s own"
ROLES = {"rita": "reader", "victor": "reviewer", "cora": "curator", "ada": "admin"}
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)  # what is tested is not how slow it is


def team_register(original: Path, folder: Path) -> Path:
    """A copy of the register with an account for each role."""
    file = folder / "team.db"
    with sqlite3.connect(original) as source, sqlite3.connect(file) as target:
        source.backup(target)
        target.execute("DELETE FROM audit")  # other tests try to log in to the original
    passwords.HASHER = QUICK
    passwords._decoy.clear()
    with Register.open(file) as register:
        for name, role in reversed(ROLES.items()):
            people.add_person(register, name, PASSWORD, role=role, full_name=name.title())
    return file


class Browser:
    """Keeps cookies and takes the form's token from the page before, as browsers do."""

    def __init__(self, file: Path | str, **options: Any) -> None:
        base = options.pop("base_url", "http://localhost")
        address = options.pop("address", "127.0.0.1")
        self.client = TestClient(create_app(str(file), **options), base_url=base, client=(address, 50000))
        self.client.follow_redirects = False

    def get(self, path: str, **options: Any) -> Response:
        return self.client.get(path, **options)

    def token(self, page: str = "/login") -> str:
        found = re.search(r'name="form_token" value="([0-9a-f]+)"', self.get(page).text)
        return found[1] if found else ""

    def post(self, path: str, data: dict[str, Any], *, page: str = "/account", **options: Any) -> Response:
        return self.client.post(path, data={"form_token": self.token(page)} | data, **options)

    def log_in(self, name: str, password: str = PASSWORD, wanted: str = "/") -> Response:
        return self.post("/login", {"name": name, "password": password, "next": wanted}, page="/login")

    @property
    def secret(self) -> str | None:
        return next((cookie.value for cookie in self.client.cookies.jar if "pacta" in cookie.name), None)

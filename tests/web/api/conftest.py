"""A register with accounts, tokens and a document that only some may see, read by the real pipeline."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from tests.web.team import team_register

from pacta.app import people, restrict, tokens
from pacta.app.add import add_inputs
from pacta.app.linking import refresh
from pacta.app.rights import LOCAL
from pacta.store import Register
from pacta.web import create_app

HOSTILE = '<script>alert("title")</script>'
SECRET = "Quillfish"  # a word of the restricted document alone
TEXTS = {
    "2021-joint.txt": "Joint Statement\n\nLima, 3 May 2021\n\nPeru and Norway issued this statement.\n\n"
    "1. The two sides agreed to open the Arica Seed Bank by 2024. The Treaty of Sund was signed on 4 June 1985.\n\n"
    "2. Trade between Peru and Norway reached US$2 billion in 2020.\n",
    "2023-joint.txt": "Joint Statement\n\nOslo, 8 June 2023\n\nPeru and Norway issued this statement.\n\n"
    "1. The two sides agreed to open the Arica Seed Bank by 2026. The Treaty of Sund was signed on 9 June 1985.\n\n"
    "2. The two sides agreed that the Joint Commission on Fisheries will meet in Lima in 2025.\n\n"
    "3. Trade between Peru and Norway reached US$3 billion in 2022.\n",
    "2024-article.txt": f"A bank of seeds {HOSTILE}\n\n2 February 2024\n\nPeru will finance the Arica Seed Bank. "
    f"{HOSTILE} Norway regretted the delay.\n",
    "2024-secret.txt": f"Joint Statement\n\nOslo, 1 March 2024\n\nPeru and Norway issued this statement.\n\n"
    f"1. The two sides agreed to close the Arica Seed Bank by 2027 and to open the {SECRET} Institute. "
    f"The Treaty of Sund was signed on 11 June 1985.\n\n"
    f"2. {SECRET} landings in Norway reached 40,000 tonnes in 2023.\n\n"
    f"3. The Joint Commission on {SECRET} will meet in Bergen in 2026.\n",
}  # fmt: skip
SCOPES = {"rita": ("read",), "victor": ("read", "review"), "cora": ("read", "review", "curate")}


@dataclass(frozen=True)
class World:
    """The register's file, the secrets of tokens by account, and the id of the restricted document."""

    file: Path
    tokens: dict[str, str]
    hidden: str

    def client(self, who: str | None = "cora") -> TestClient:
        headers = {"Authorization": f"Bearer {self.tokens[who]}"} if who else {}
        return TestClient(create_app(str(self.file)), base_url="http://localhost", headers=headers)

    def with_token(self, *scopes: str, account: str = "cora") -> TestClient:
        with Register.open(self.file) as register:
            _, secret = tokens.make_token(register, account, "test", scopes)
        headers = {"Authorization": f"Bearer {secret}"}
        return TestClient(create_app(str(self.file)), base_url="http://localhost", headers=headers)


@pytest.fixture(scope="session")
def read_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `pacta add` makes of the texts; nobody has an account."""
    folder = tmp_path_factory.mktemp("api")
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    with Register.open(folder / "pacta.db") as register:
        add_inputs(register, [str(folder / name) for name in TEXTS])
        refresh(register)
    return folder / "pacta.db"


@pytest.fixture(scope="session")
def make_world(read_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], World]:
    """A world of one's own, to write in."""

    def make() -> World:
        file = team_register(read_file, tmp_path_factory.mktemp("team"))
        with Register.open(file) as register:
            people.set_group(register, "inner", ["cora"])
            with register.reading() as connection:
                row = connection.exec_driver_sql("SELECT id FROM documents WHERE path LIKE '%secret%'").one()
            restrict.restrict(register, LOCAL, row[0], ["inner"])
            made = {who: tokens.make_token(register, who, "test", scopes)[1] for who, scopes in SCOPES.items()}
        return World(file, made, row[0])

    return make


@pytest.fixture(scope="session")
def world(make_world: Callable[[], World]) -> World:
    """One that is only read."""
    return make_world()


@pytest.fixture(scope="session")
def reader(world: World) -> Iterator[TestClient]:
    """Rita, from whom the secret document is hidden."""
    yield world.client("rita")


@pytest.fixture(scope="session")
def curator(world: World) -> Iterator[TestClient]:
    """Cora, who sees everything."""
    yield world.client("cora")

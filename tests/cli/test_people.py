"""Accounts and tokens from the command line, and when a register is served at all."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from click.testing import CliRunner, Result

from pacta.app import login, passwords, tokens
from pacta.cli.main import cli
from pacta.cli.serve import Serving, serve
from pacta.model import PactaError
from pacta.store import Register

PASSWORD = "a sentence of one’s own"


@pytest.fixture
def register(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(passwords, "HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    file = tmp_path / "team.db"
    Register.open(file).close()
    return str(file)


def run(register: str, *arguments: str, typed: str = "") -> Result:
    return CliRunner().invoke(cli, [*arguments, "--register", register], input=typed)


def add(register: str, name: str, role: str) -> Result:
    return run(register, "people", "add", name, "--role", role, typed=f"{PASSWORD}\n{PASSWORD}\n")


def test_an_account_is_made_changed_and_shut(register: str) -> None:
    assert "as admin" in add(register, "ada", "admin").output
    assert add(register, "rita", "reader").exit_code == 0
    assert run(register, "people", "role", "rita", "curator").exit_code == 0
    assert "curator" in run(register, "people", "list").output
    new = "another sentence entirely"
    assert run(register, "people", "password", "rita", typed=f"{new}\n{new}\n").exit_code == 0
    with Register.open(register) as opened:
        assert login.log_in(opened, "rita", new, "")
    assert run(register, "people", "disable", "rita").exit_code == 0
    with Register.open(register) as opened, pytest.raises(login.LoginRefused):
        login.log_in(opened, "rita", new, "")


def test_a_whole_register_is_opened_to_groups_and_to_everybody_again(register: str) -> None:
    add(register, "ada", "admin")
    assert run(register, "people", "admit", "desk").exit_code != 0
    assert run(register, "people", "group", "desk", "ada").exit_code == 0
    assert "open to desk." in run(register, "people", "admit", "desk").output
    assert "everybody with an account" in run(register, "people", "admit").output


def test_a_password_is_never_shown(register: str) -> None:
    assert PASSWORD not in add(register, "ada", "admin").output


def test_the_first_account_is_an_administrators(register: str) -> None:
    assert isinstance(add(register, "rita", "reader").exception, PactaError)


def test_a_token_alone_goes_to_standard_output(register: str) -> None:
    add(register, "ada", "admin")
    made = run(register, "token", "make", "ada", "--scope", "read")
    assert re.fullmatch(r"pacta_[\w-]{43}", made.stdout.strip())
    with Register.open(register) as opened:
        viewer = tokens.viewer_of_token(opened, made.stdout.strip())
        assert viewer and viewer.rights == {"read"}
    listed = re.search(r"t[0-9a-f]{16}", made.stderr)
    assert listed and run(register, "token", "revoke", listed[0]).exit_code == 0
    with Register.open(register) as opened:
        assert tokens.viewer_of_token(opened, made.stdout.strip()) is None


@pytest.mark.parametrize(
    ("host", "serving"),
    [("0.0.0.0", Serving()), ("192.0.2.1", Serving()), ("::", Serving()), ("127.0.0.1", Serving(team=True)),
     ("127.0.0.1", Serving(names=("pacta.example",)))],
)  # fmt: skip
def test_beyond_this_machine_nothing_is_served_without_accounts(register: str, host: str, serving: Serving) -> None:
    with pytest.raises(PactaError, match="no accounts") as caught:
        serve(register, host, 0, False, serving)
    assert "pacta people add" in caught.value.advice


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1"])
def test_the_loopback_is_for_one_user(host: str) -> None:
    assert not Serving().is_for_team(host)

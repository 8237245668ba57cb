# ruff: noqa: E501 - long lists of values and addresses
"""Every form's target, fed with what no page of ours would send: an answer in words, never a fault.

The pages are no part of the API's description, which schemathesis reads (tests/web/api); their routes are taken from
the application itself, so that a new form is fuzzed as soon as it is there.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.web.team import Browser, team_register

from pacta.app import queries
from pacta.store import Register
from pacta.web.access.csrf import form_token
from pacta.web.pages import ROUTERS

TARGETS = sorted(
    {route.path for router in ROUTERS for route in router.routes if "POST" in getattr(route, "methods", ())}
)
NAMES = ("verdict", "what", "name", "role", "password", "group", "member", "expecting", "queue", "back", "next", "kind",
         "firmness", "actors", "voice", "cue", "content", "items", "deadline", "deadline_words", "parts", "other", "to",
         "entry", "statement", "words", "place", "score", "actor", "date", "link", "bearing", "searched", "until", "as",
         "blind", "reason", "scope", "days", "token", "label", "address", "shared", "unsent", "target", "a", "b")  # fmt: skip
ODD = ["", "0", "-1", "None", "\x00", "\r\nX: 1", "../../etc/passwd", "' OR 1=1 --", "{{7*7}}", "%00", "=1+1", "𝔸\u202e",
       "accept", "correct", "reject", "split", "merge", "take", "assign", "comment", "curator", "commitment", "9" * 400,
       "a" * 5000, "//evil.example", "/review?queue=x", "/review?at=-1", "score", "evidence", "role", "group"]  # fmt: skip
fields = st.dictionaries(st.sampled_from(NAMES), st.sampled_from(ODD) | st.text(max_size=30), max_size=8)


@pytest.fixture(scope="module")
def world(register_file: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Browser, dict[str, str]]:
    file = team_register(register_file, tmp_path_factory.mktemp("fuzz"))
    with Register.open(file) as register:
        row = queries.list_statements(register).rows[0]
    browser = Browser(file)
    browser.client = type(browser.client)(
        browser.client.app, base_url="http://localhost", raise_server_exceptions=False
    )
    browser.client.follow_redirects = False
    browser.log_in("cora")
    return browser, {"statement": row.id, "document": row.document, "finding": "f0", "thread": "t0", "view": "1"}


def test_there_are_forms_to_fuzz() -> None:
    assert {"/login", "/s/{statement}/review", "/d/{document}/add", "/people/change"} <= set(TARGETS)


@settings(max_examples=8, suppress_health_check=list(HealthCheck), deadline=None)
@given(form=fields, path_value=st.none() | st.sampled_from(["x", "%00", "..%2f..", "s" * 300, "é"]))
@pytest.mark.parametrize("target", TARGETS)
def test_no_form_makes_a_fault(
    world: tuple[Browser, dict[str, str]], target: str, form: dict[str, Any], path_value: str | None
) -> None:
    browser, ids = world
    path = re.sub(r"{(\w+)(?::\w+)?}", lambda m: path_value or ids.get(m[1], "1"), target)
    data = {name: value.encode("utf-8", "replace").decode() for name, value in form.items()}
    data |= {"form_token": form_token(browser.secret or "")}
    answer = browser.client.post(path, data=data)
    assert answer.status_code < 500, (path, data)
    location = answer.headers.get("location", "/")
    assert location.startswith("/") and location[1:2] not in ("/", "\\"), location
    assert "content-security-policy" in answer.headers
    if target in ("/login", "/logout"):
        browser.log_in("cora")

"""The page on which reviewers settle where a second reader differs: nothing is decided by a machine."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from tests.web.team import Browser, team_register

from pacta.app import second_opinions
from pacta.app.add import add_inputs
from pacta.app.second_cache import Cache
from pacta.app.second_endpoint import Endpoint
from pacta.app.second_reader import SecondReader
from pacta.store import Register
from support.model_server import model_server, row, statements

TEXT = """Joint statement

13 May 2024

The two sides agreed to open a rail tunnel by 2030.

They welcomed the <b>visit</b> of the delegation.
"""


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("second")
    (folder / "joint.txt").write_text(TEXT, encoding="utf-8")
    said = statements(
        row("They welcomed the <b>visit</b> of the delegation", "welcomed", "position"),
        row("open a rail tunnel by 2030", "open", "report"),
    )
    with Register.open(folder / "register.db") as register, model_server(lambda asked: said) as served:
        add_inputs(register, [str(folder / "joint.txt")])
        endpoint = Endpoint(served.url, "<i>m1</i>")
        reader = SecondReader(endpoint, Cache(folder / "cache", endpoint))
        ids, _ = second_opinions.to_read(register, endpoint)
        for one in second_opinions.readings(register, ids):
            second_opinions.keep(register, endpoint, reader.read(one))
    return team_register(folder / "register.db", folder)


def logged_in(file: Path, name: str) -> Browser:
    browser = Browser(file)
    assert browser.log_in(name).status_code == 303
    return browser


def form_with(page: str, words: str) -> dict[str, str]:
    """The hidden fields of the form whose buttons speak of these words."""
    form = next(found for found in re.findall(r"<form.*?</form>", page, re.DOTALL) if words in found)
    fields = re.findall(r'name="(target|model|expecting)" value="([^"]*)"', form)
    return {name: unescape(value) for name, value in fields}


def test_differences_are_shown_and_settled_by_a_reviewer_and_a_reader_may_only_look(file: Path) -> None:
    victor, rita = logged_in(file, "victor"), logged_in(file, "rita")
    page = victor.get("/review/second").text
    assert "&lt;b&gt;visit" in page and "&lt;i&gt;m1" in page and "<i>m1" not in page
    assert "Language model" in victor.get("/review").text
    fields = form_with(page, "visit")
    assert rita.post("/review/second", fields | {"for": "second"}).status_code == 403
    assert victor.post("/review/second", fields | {"for": "second", "reason": "a stance"}).status_code == 303
    page = victor.get("/review/second").text
    assert "visit" not in "".join(re.findall(r"<blockquote>.*?</blockquote>", page, re.DOTALL))
    cora = logged_in(file, "cora")
    late = cora.post("/review/second", fields | {"for": "first", "reason": "no"})
    assert late.status_code in (400, 409) and 'role="alert"' in late.text


def test_the_panel_tells_the_second_reader_s_opinion_but_not_to_who_reads_independently(file: Path) -> None:
    victor = logged_in(file, "victor")
    page = victor.get("/review/second").text
    target = form_with(page, "tunnel")["target"]
    panel = victor.get(f"/s/{target}/evidence").text
    assert "Second reader</strong> (a language model, &lt;i&gt;m1" in panel and "Report" in panel
    assert "Second reader</strong>" not in victor.get("/review?queue=second").text


@pytest.mark.parametrize("fields", [{}, {"for": "second"}, {"for": "second", "target": "s0", "expecting": ""}])
def test_a_form_that_says_nothing_sensible_is_refused_and_changes_nothing(
    file: Path, fields: dict[str, str]
) -> None:
    answer = logged_in(file, "victor").post("/review/second", fields)
    assert answer.status_code == 400 and 'role="alert"' in answer.text

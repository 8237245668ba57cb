# ruff: noqa: E501 - long lists of values and addresses
"""Journeys of people and review in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.web.conftest import serving
from tests.web.team import PASSWORD, team_register
from tests.web.test_browser import DESK, PHONE, Visit, browser, grave, playwright, pytestmark

from pacta.app import queries, review
from pacta.app.views import Filters, StatementRow
from pacta.store import Register

__all__ = ["browser", "pytestmark"]
ACCEPTED = 5


@pytest.fixture(scope="module")
def team_file(register_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return team_register(register_file, tmp_path_factory.mktemp("journeys"))


@pytest.fixture(scope="module")
def team_site(team_file: Path) -> Iterator[str]:
    with serving(team_file) as address:
        yield address


@pytest.fixture
def team(team_file: Path) -> Iterator[Register]:
    with Register.open(team_file) as register:
        yield register


def said(register: Register, words: str) -> StatementRow:
    rows = queries.list_statements(register, Filters(review="any"), size=200).rows
    return next(row for row in rows if words in row.quote)


def enter(visit: Visit, name: str, path: str = "/") -> Any:
    """Logs in on the way to a page, as people do who follow a link."""
    visit.page.goto(path)
    visit.page.get_by_label("Name").fill(name)
    visit.page.get_by_label("Password").fill(PASSWORD)
    visit.page.get_by_role("button", name="Log in").click()
    visit.page.wait_for_url("**" + path)
    return visit.page


def open_evidence(page: Any, row: StatementRow) -> None:
    page.goto(f"/d/{row.document}?statement={row.id}#s-{row.id}")
    page.wait_for_load_state("networkidle")


def test_logging_in_and_out(browser: Any, team_site: str) -> None:
    """A link leads to the login and then to its page; after logging out nothing is left to see."""
    with Visit(browser, team_site) as visit:
        page = enter(visit, "rita", "/statements")
        page.locator(".account summary").click()
        page.get_by_role("button", name="Log out").click()
        playwright.expect(page.get_by_role("status")).to_contain_text("logged out")
        page.goto("/statements")
        assert "/login" in page.url


def test_statements_are_accepted_with_one_key_each(browser: Any, team_site: str, team: Register) -> None:
    """In the queue the next statement comes by itself: five statements, five keys."""
    before = len(review.changes(team, size=200))
    with Visit(browser, team_site) as visit:
        page = enter(visit, "victor", "/review")
        for _ in range(ACCEPTED):
            shown = page.locator("#review").get_attribute("data-review")
            page.keyboard.press("a")
            playwright.expect(page.locator(f'#review[data-review="{shown}"]')).to_have_count(0)
    assert len(review.changes(team, size=200)) == before + ACCEPTED


def test_a_correction_by_keyboard_in_the_reader(browser: Any, team_site: str, team: Register) -> None:
    row = said(team, "supports a free river")
    with Visit(browser, team_site) as visit:
        page = enter(visit, "victor", "/documents")
        open_evidence(page, row)
        page.keyboard.press("e")
        page.get_by_label("Kind", exact=True).select_option("commitment")
        page.get_by_label("Firmness", exact=True).select_option("2")
        page.get_by_role("button", name="Save the correction").click()
        playwright.expect(page.locator("#review")).to_contain_text("Corrected by victor")
        playwright.expect(page.locator("#review")).to_contain_text("read by Pacta as Position")
        page.keyboard.press("u")
        playwright.expect(page.locator("#review")).to_contain_text("Nobody has judged this yet")


def test_two_browsers_edit_one_statement_at_once(browser: Any, team_site: str, team: Register) -> None:
    """The second is shown what the first entered, keeps what was typed, and decides."""
    row = said(team, "will buy 40 locomotives")
    with Visit(browser, team_site) as one, Visit(browser, team_site) as other:
        first, second = enter(one, "victor", "/help"), enter(other, "cora", "/help")
        open_evidence(first, row)
        open_evidence(second, row)
        first.locator("#r-reason").fill("as the text says")
        first.get_by_role("button", name="Accept").click()
        playwright.expect(first.locator(".r-toast")).to_contain_text("Accepted")
        second.locator("#r-reason").fill("not theirs to buy")
        second.get_by_role("button", name="Reject").click()
        playwright.expect(second.get_by_role("alert")).to_contain_text(
            "victor accepted this while you looked at it"
        )
        assert second.locator("#r-reason").input_value() == "not theirs to buy"
        assert [entry.verdict for entry in review.history(team, row.id)] == ["accept"]
        second.get_by_role("button", name="Reject").click()
        playwright.expect(second.locator(".r-toast")).to_contain_text("Rejected")
        other.complaints[:] = [each for each in other.complaints if "409" not in each]  # the browser's own note
    assert [entry.verdict for entry in review.history(team, row.id)] == ["accept", "reject"]


def test_selected_words_become_a_statement(browser: Any, team_site: str, team: Register) -> None:
    row = said(team, "run two trains a day")
    select = """() => {
      const p = [...document.querySelectorAll("article.text [id^='p-']")].find((e) => e.textContent.includes("study a second tunnel"));
      const walker = document.createTreeWalker(p, NodeFilter.SHOW_TEXT); let node;
      while ((node = walker.nextNode())) { const at = node.data.indexOf("second tunnel");
        if (at >= 0) { const range = document.createRange(); range.setStart(node, at); range.setEnd(node, at + 13);
          getSelection().removeAllRanges(); getSelection().addRange(range); return true; } } return false; }"""
    with Visit(browser, team_site) as visit:
        page = enter(visit, "victor", "/documents")
        page.goto(f"/d/{row.document}")
        assert page.evaluate(select)
        page.keyboard.press("n")
        assert page.locator("#n-words").input_value() == "second tunnel"
        page.locator("#review-add").get_by_label("Kind", exact=True).select_option("report")
        page.get_by_role("button", name="Add it").click()
        playwright.expect(page.locator("#review")).to_contain_text("Added by hand by victor")
    assert said(team, "second tunnel")


def test_a_score_with_its_guideline(browser: Any, team_site: str, team: Register) -> None:
    row = said(team, "lower its lock tolls")
    with Visit(browser, team_site) as visit:
        page = enter(visit, "cora", f"/s/{row.id}/assess")
        page.get_by_text("Write the guideline").click()
        page.get_by_label("Guideline").fill("The tolls of 2025 are below those of 2024.")
        page.get_by_role("button", name="Save the guideline").click()
        page.get_by_role("radio", name="+1").check()
        page.get_by_role("button", name="Enter the score").click()
        playwright.expect(page.get_by_role("status").first).to_contain_text("+1 (set by cora")


def test_a_curator_decides_between_two(browser: Any, team_site: str, team: Register) -> None:
    row = said(team, "pledged 12 million crowns")
    review.judge(team, row.id, "accept", review.Said("victor"))
    review.judge(team, row.id, "reject", review.Said("rosa", reason="hearsay", independent=True))
    with Visit(browser, team_site) as visit:
        page = enter(visit, "cora", "/review?queue=disputed")
        playwright.expect(page.locator("#review")).to_contain_text("hearsay")
        page.get_by_role("button", name="Decide for rosa").click()
        playwright.expect(page.locator("#review-desk")).to_contain_text("Reviewers agree")
    assert review.standing_of(team, row.id).state == "rejected"


def test_reviewing_works_without_scripts(browser: Any, team_site: str, team: Register) -> None:
    row = said(team, "send a trade mission")
    with Visit(browser, team_site, java_script_enabled=False) as visit:
        page = enter(visit, "victor", "/review")
        page.goto(f"/d/{row.document}?statement={row.id}")
        page.get_by_role("button", name="Accept").click()
        playwright.expect(page.locator("#review")).to_contain_text("Accepted by victor")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_on_these_pages(
    browser: Any, team_site: str, team: Register, scheme: str
) -> None:
    row, found = said(team, "open a consulate"), []
    visit = Visit(browser, team_site, DESK if scheme == "light" else PHONE, color_scheme=scheme)
    visit.page.goto("/login")
    pages = ["/review", "/review?queue=disputed", "/review/log", "/review/agreement", f"/s/{row.id}/assess",
             f"/d/{row.document}/add", f"/d/{row.document}?statement={row.id}", "/account", "/people", "/people/log"]  # fmt: skip
    for address in ["/login", *pages]:
        if address == "/review":
            enter(visit, "ada", "/help")
        visit.page.goto(address)
        visit.page.wait_for_load_state("networkidle")
        assert visit.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
        visit.page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
        found += grave(visit.page, address)
    assert found == [] and visit.complaints == []
    visit.context.close()

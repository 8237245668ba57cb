"""A desk officer's journeys in a real browser: accepting twenty, settling what is in doubt, two at one thing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.web.conftest import serving
from tests.web.team import PASSWORD, team_register
from tests.web.test_browser import DESK, PHONE, Visit, browser, grave, playwright, pytestmark
from tests.web.test_review_browser import enter, open_evidence, said

from pacta.app import people, review
from pacta.app.add import add_inputs
from pacta.app.linked import findings
from pacta.app.linked_threads import thread_of
from pacta.store import Register

__all__ = ["browser", "pytestmark"]
TWENTY = 20
JOINT = """Joint statement

13 May 2014

The two sides agreed to open a {what} by 2016.

They will train 40 pilots.
"""
NAMES = ("Maria Petrova", "Maria Ivanovna Petrova", "Maria Stepanovna Petrova")
TRADES = ("pilots", "nurses", "teachers", "engineers", "foresters", "surveyors")


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Promises to accept, a deadline that passed, names in doubt, and a judgement that lost its place."""
    folder = tmp_path_factory.mktemp("journeys")
    texts = folder / "texts"
    texts.mkdir()
    joint = texts / "joint.txt"
    joint.write_text(JOINT.format(what="rail tunnel"), encoding="utf-8")
    for number, name in enumerate(NAMES, 1):
        words = f"Readout\n\n{number} June 2024\n\n{name} met the press in Castelmar.\n"
        (texts / f"readout{number}.txt").write_text(words, encoding="utf-8")
    many = "\n\n".join(f"They will train {n}0 {trade} in {2030 + n}." for n in range(1, 6) for trade in TRADES)
    (texts / "plan.txt").write_text(f"Joint plan\n\n2 July 2024\n\n{many}\n", encoding="utf-8")
    with Register.open(folder / "register.db") as register:
        add_inputs(register, [str(texts)])
        judged = said(register, "rail tunnel")
        review.judge(register, judged.id, "accept", review.Said("victor", reason="as signed"))
        joint.write_text(JOINT.format(what="long bridge over the strait"), encoding="utf-8")
        add_inputs(register, [str(joint)])
    return team_register(folder / "register.db", folder)


@pytest.fixture(scope="module")
def address(file: Path) -> Iterator[str]:
    with serving(file) as found:
        yield found


@pytest.fixture
def register(file: Path) -> Iterator[Register]:
    with Register.open(file) as opened:
        yield opened


def test_twenty_statements_are_accepted_with_twenty_keys(browser: Any, address: str, register: Register) -> None:
    before = len(review.changes(register, size=200))
    with Visit(browser, address) as visit:
        page, keys = enter(visit, "cora", "/review"), 0
        for _ in range(TWENTY):
            shown = page.locator("#review").get_attribute("data-review")
            page.keyboard.press("a")
            keys += 1
            playwright.expect(page.locator(f'#review[data-review="{shown}"]')).to_have_count(0)
    assert len(review.changes(register, size=200)) - before == TWENTY == keys


def test_a_finding_is_dismissed_and_restored(browser: Any, address: str, register: Register) -> None:
    """The second of two sees what the first entered; taking it back is one click."""
    found = next(row for row in findings(register, as_of="2026-01-01").rows if row.kind == "overdue")
    path = f"/finding/{found.id}"
    with Visit(browser, address) as one, Visit(browser, address) as other:
        first, second = enter(one, "victor", path), enter(other, "cora", path)
        first.get_by_label("Reason").fill("opened under another name")
        first.get_by_role("button", name="Dismiss").click()
        playwright.expect(first.get_by_text("A reviewer has dismissed this")).to_be_visible()
        second.get_by_label("Reason").fill("nothing was opened")
        second.get_by_role("button", name="Confirm").click()
        playwright.expect(second.get_by_role("alert")).to_contain_text("victor has entered")
        assert second.get_by_label("Reason").input_value() == "nothing was opened"
        other.complaints[:] = [each for each in other.complaints if "409" not in each]  # the browser's own note
        first.goto("/findings?dismissed=yes")
        playwright.expect(first.locator("td a.quote")).to_have_count(1)
        first.goto(path)
        first.get_by_role("button", name="Take back").click()
        playwright.expect(first.get_by_role("status").last).to_contain_text("Nobody has judged this yet")
        first.goto("/findings?dismissed=yes")
        playwright.expect(first.get_by_text("Nothing fits these filters")).to_be_visible()


def test_a_lost_judgement_finds_its_new_place(browser: Any, address: str, register: Register) -> None:
    with Visit(browser, address) as visit:
        page = enter(visit, "victor", "/review")
        page.get_by_role("link", name="Lost places").click()
        playwright.expect(page.locator(".r-cases")).to_contain_text("as signed")
        page.get_by_role("button", name="Put it there").click()
        playwright.expect(page.get_by_role("status")).to_contain_text("has its new place")
    assert said(register, "long bridge").review == "accepted"


def test_names_are_kept_apart_and_the_decision_is_taken_back(browser: Any, address: str) -> None:
    with Visit(browser, address) as visit:
        page = enter(visit, "victor", "/review/names")
        cases = page.locator(".r-cases > li")
        before = cases.count()
        cases.first.get_by_label("Why").fill("two persons")
        cases.first.get_by_role("button", name="Keep them apart").click()
        playwright.expect(cases).not_to_have_count(before)
        page.get_by_role("button", name="Take back").click()
        playwright.expect(cases).to_have_count(before)


def test_two_decide_on_the_same_names(browser: Any, address: str) -> None:
    with Visit(browser, address) as one, Visit(browser, address) as other:
        first, second = enter(one, "victor", "/review/names"), enter(other, "cora", "/review/names")
        for page, why, verdict in (
            (first, "the same father", "They are one"),
            (second, "not so", "Keep them apart"),
        ):
            case = page.locator(".r-cases > li").first
            case.get_by_label("Why").fill(why)
            case.get_by_role("button", name=verdict).click()
            page.wait_for_load_state("networkidle")
        playwright.expect(second.get_by_role("alert")).to_contain_text("the same father")
        other.complaints[:] = [each for each in other.complaints if "409" not in each]
        first.get_by_role("button", name="Take back").first.click()
        first.wait_for_load_state("networkidle")


def test_a_mention_is_moved_to_the_thread_it_belongs_to(browser: Any, address: str, register: Register) -> None:
    moving, goal = said(register, "40 pilots"), said(register, "long bridge")
    with Visit(browser, address) as visit:
        page = enter(visit, "victor", f"/s/{moving.id}/move")
        page.get_by_label("Find the thread by words of its title").fill("bridge")
        page.get_by_role("button", name="Find").click()
        page.get_by_role("radio", name="bridge").first.check()
        page.get_by_label("Why").fill("the pilots of the bridge")
        page.get_by_role("button", name="Move it").click()
        playwright.expect(page.get_by_role("heading", name="Quotation under quotation")).to_be_visible()
        playwright.expect(page.locator(".mentions")).to_contain_text("40 pilots")
    assert thread_of(register, moving.id) == thread_of(register, goal.id)


def test_two_score_one_commitment_at_once(browser: Any, address: str, register: Register) -> None:
    row = said(register, "40 pilots")
    path = f"/s/{row.id}/assess"
    with Visit(browser, address) as one, Visit(browser, address) as other:
        first, second = enter(one, "victor", path), enter(other, "cora", path)
        for page, score, why in ((first, "+1", "all were trained"), (second, "-1", "none was")):
            page.get_by_role("radio", name=score).check()
            page.get_by_label("Why, with the evidence").fill(why)
            page.get_by_role("button", name="Enter the score").click()
            page.wait_for_load_state("networkidle")
        playwright.expect(second.get_by_role("alert")).to_contain_text("all were trained")
        assert second.get_by_label("Why, with the evidence").input_value() == "none was"
        second.get_by_role("button", name="Enter the score").click()
        playwright.expect(second.get_by_role("status").first).to_contain_text("reviewers differ")
        other.complaints[:] = [each for each in other.complaints if "409" not in each]
        first.goto("/statements")
        first.get_by_label("Assessment").select_option("disputed")
        first.get_by_role("button", name="Apply filters").click()
        playwright.expect(first.get_by_role("status").first).to_contain_text("1 statement under 1 filter")


def test_what_was_typed_in_the_panel_outlives_the_session(browser: Any, address: str, register: Register) -> None:
    row = said(register, "10 teachers")
    with Visit(browser, address) as visit:
        page = enter(visit, "victor", "/help")
        open_evidence(page, row)
        people.set_password(register, "victor", PASSWORD)  # ends every session
        page.locator("#r-reason").fill("after a long talk with the ministry")
        page.get_by_role("button", name="Reject").click()
        page.get_by_label("Name").fill("victor")
        page.get_by_label("Password").fill(PASSWORD)
        page.locator("#evidence").get_by_role("button", name="Log in").click()
        playwright.expect(page.locator("main")).to_contain_text("after a long talk with the ministry")
        page.get_by_role("button", name="Enter it now").click()
        page.wait_for_url("**/d/**")
        visit.complaints[:] = [each for each in visit.complaints if "401" not in each]
    [entry] = review.history(register, row.id)[-1:]
    assert (entry.verdict, entry.reason) == ("reject", "after a long talk with the ministry")


def test_the_codebook_is_explained_where_it_is_needed(browser: Any, address: str, register: Register) -> None:
    """By keyboard in the panel, by finger on a phone; each with an example and its source."""
    row = said(register, "20 nurses")
    with Visit(browser, address) as visit:
        page = enter(visit, "rita", "/help")
        open_evidence(page, row)
        page.locator("#evidence .explain summary").first.focus()
        page.keyboard.press("Enter")
        playwright.expect(page.locator("#evidence .explained").first).to_contain_text("Codebook, section 2")
        playwright.expect(page.locator("#evidence .explained").first).to_contain_text("agreed to open a ferry line")
    with Visit(browser, address, PHONE, has_touch=True) as visit:
        page = enter(visit, "rita", "/statements")
        page.get_by_text("Filters", exact=True).tap()
        page.locator("fieldset .explain summary").first.tap()
        playwright.expect(page.locator("fieldset .explained").first).to_be_visible()


def test_documents_as_a_table_are_saved_as_a_view(browser: Any, address: str) -> None:
    with Visit(browser, address) as visit:
        page = enter(visit, "rita", "/documents")
        page.get_by_role("link", name="table", exact=True).click()
        page.get_by_text("Columns", exact=True).click()
        page.get_by_role("checkbox", name="Reports").check()
        page.get_by_role("button", name="Apply").click()
        playwright.expect(page.get_by_role("columnheader", name="Reports")).to_be_visible()
        page.locator(".saved summary").first.click()
        page.get_by_label("Save this one as").fill("With reports")
        page.get_by_role("button", name="Save", exact=True).click()
        page.goto("/documents")
        page.locator(".saved summary").first.click()
        page.get_by_role("link", name="With reports").click()
        playwright.expect(page.get_by_role("columnheader", name="Reports")).to_be_visible()


def test_search_in_titles_only(browser: Any, address: str) -> None:
    with Visit(browser, address) as visit:
        page = enter(visit, "rita", "/search?q=plan")
        page.get_by_label("In", exact=True).select_option("title")
        page.locator("main").get_by_role("button", name="Search").click()
        playwright.expect(page.get_by_role("status").first).to_contain_text("1 title")
        page.get_by_role("link", name="Joint plan").click()
        page.wait_for_url("**/d/**")


@pytest.mark.parametrize(("size", "scheme"), [(DESK, "light"), (PHONE, "dark")])
def test_axe_finds_nothing_serious_where_things_are_settled(
    browser: Any, address: str, register: Register, size: dict[str, int], scheme: str
) -> None:
    row, found = said(register, "30 nurses"), []
    with Visit(browser, address, size, color_scheme=scheme) as visit:
        page = enter(visit, "ada", "/help")
        for path in ("/review/lost", "/review/names", f"/s/{row.id}/move?words=bridge", f"/s/{row.id}/assess",
                     "/documents?view=table", "/documents", "/statements?status=open",
                     "/search?q=train&field=content", "/people", "/review/agreement"):  # fmt: skip
            page.goto(path)
            page.wait_for_load_state("networkidle")
            page.evaluate("for (const each of document.querySelectorAll('details.explain')) each.open = true")
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
            found += grave(page, path)
    assert found == []

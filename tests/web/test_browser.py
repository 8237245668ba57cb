"""Journeys in a real browser: Debian's Chromium, driven by Playwright."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.web.conftest import CHROMIUM

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed: pip install -e .[dev]")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no browser at {CHROMIUM}: apt-get install chromium"),
]
AXE = Path(__file__).parent / "vendor" / "axe-core" / "axe.min.js"
Grave = tuple[str, str, list[str]]
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
PAGES = (
    "/",
    "/documents",
    "/statements?kind=commitment",
    "/search?q=tunnel",
    "/timeline",
    "/help",
    "/nothing",
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as driver:
        playwright.expect.set_options(timeout=60_000)  # a busy machine is no reason to fail
        opened = driver.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield opened
        opened.close()


def grave(page: Any, address: str) -> list[Grave]:
    """What axe-core calls serious or critical on the page as it stands: address, rule, the first elements."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    return [
        (address, finding["id"], [node["html"][:120] for node in finding["nodes"][:3]])
        for finding in page.evaluate("axe.run().then(result => result.violations)")
        if finding["impact"] in ("serious", "critical")
    ]


class Visit:
    """A page in a context of its own that notes what must not happen."""

    def __init__(self, browser: Any, site: str, size: dict[str, int] = DESK, **options: Any) -> None:
        self.site, self.complaints = site, list[str]()
        self.context = browser.new_context(viewport=size, base_url=site, bypass_csp=False, **options)
        self.context.set_default_timeout(120_000)  # a busy machine is no reason to fail
        self.page = self.context.new_page()
        self.page.on("console", lambda m: m.type in ("error", "warning") and self.complaints.append(m.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on(
            "dialog", lambda dialog: (self.complaints.append("dialog: " + dialog.message), dialog.dismiss())
        )
        self.page.on("request", self._note_foreign)

    def _note_foreign(self, request: Any) -> None:
        if not request.url.startswith(self.site):
            self.complaints.append("request to " + request.url)

    def __enter__(self) -> Visit:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self.context.close()
        if kind is None:
            assert self.complaints == []


def open_joint_statement(page: Any) -> None:
    page.goto("/")
    page.get_by_role("link", name="documents", exact=False).first.click()
    page.locator(".documents a", has_text="Joint Statement").first.click()
    page.wait_for_url("**/d/**")


def test_from_the_overview_to_the_evidence_of_a_statement(browser: Any, site: str) -> None:
    """Overview, documents, a document, a highlighted passage, its evidence; the text stays where it is."""
    with Visit(browser, site) as visit:
        page = visit.page
        open_joint_statement(page)
        page.get_by_text("run two trains a day").click()
        panel = page.get_by_role("complementary", name="Evidence")
        playwright.expect(panel).to_contain_text("decided or binding")
        playwright.expect(panel).to_contain_text("the parties jointly")
        assert "#s-" in page.url
        panel.get_by_role("link", name="Close").click()
        playwright.expect(panel).not_to_contain_text("decided or binding")


def test_the_reader_by_keyboard_alone(browser: Any, site: str) -> None:
    """j and k walk through the statements, Enter opens, Esc closes and gives the place back, ? helps."""
    with Visit(browser, site) as visit:
        page = visit.page
        open_joint_statement(page)
        focused = "document.activeElement.dataset.s"
        page.keyboard.press("j")
        first = page.evaluate(focused)
        page.keyboard.press("j")
        second = page.evaluate(focused)
        assert first and second and first != second
        page.keyboard.press("k")
        assert page.evaluate(focused) == first
        page.keyboard.press("Enter")
        playwright.expect(page.locator(f'[data-evidence="{first}"]')).to_be_visible()
        page.keyboard.press("j")
        playwright.expect(page.locator(f'[data-evidence="{second}"]')).to_be_visible()
        page.keyboard.press("Escape")
        playwright.expect(page.locator("[data-evidence]")).to_have_count(0)
        assert page.evaluate(focused) == second
        page.keyboard.press("?")
        playwright.expect(page.get_by_role("dialog", name="Keyboard")).to_be_visible()
        page.keyboard.press("Escape")
        playwright.expect(page.get_by_role("dialog", name="Keyboard")).to_be_hidden()


def test_from_a_filtered_list_back_to_the_highlighted_passage(browser: Any, site: str) -> None:
    with Visit(browser, site) as visit:
        page = visit.page
        page.goto("/")
        page.get_by_role("navigation", name="Main").get_by_role("link", name="Commitments").click()
        page.get_by_label("Actor").select_option("X-VELMORA")
        page.get_by_role("checkbox", name="4 · decided or binding").check()
        page.get_by_role("button", name="Apply filters").click()
        assert "actor=X-VELMORA" in page.url and "firmness=4" in page.url
        page.get_by_role("link", name="will buy").click()
        passage = page.locator("a.current", has_text="40 locomotives")
        playwright.expect(passage).to_be_in_viewport()
        playwright.expect(page.locator("#evidence")).to_contain_text("Velmora will buy 40 locomotives")


def test_a_fragment_alone_opens_its_statement(browser: Any, site: str) -> None:
    with Visit(browser, site) as visit:
        page = visit.page
        open_joint_statement(page)
        statement = page.locator("a.s[id]").last.get_attribute("data-s")
        address = page.url.partition("#")[0]
        page.goto("/help")
        page.goto(f"{address}#s-{statement}")
        playwright.expect(page.locator(f'[data-evidence="{statement}"]')).to_be_visible()
        playwright.expect(page.locator(f"#s-{statement}")).to_be_in_viewport()


def test_kinds_can_be_switched_off_and_the_keyboard_skips_them(browser: Any, site: str) -> None:
    with Visit(browser, site) as visit:
        page = visit.page
        open_joint_statement(page)
        for kind in ("Positions", "Requests", "Appraisals", "Reports"):
            page.get_by_role("checkbox", name=kind).uncheck()
        page.keyboard.press("j")
        assert "k-commitment" in page.evaluate("document.activeElement.className")
        line = "getComputedStyle(document.querySelector('a.k-appraisal')).textDecorationLine"
        assert page.evaluate(line) == "none"


def test_a_search_hit_is_in_view_and_marked(browser: Any, site: str) -> None:
    with Visit(browser, site) as visit:
        page = visit.page
        page.goto("/")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        page.get_by_role("searchbox").fill("wetlands")
        page.get_by_role("searchbox").press("Enter")
        page.get_by_role("link", name="wetlands").first.click()
        playwright.expect(page.locator("#hit")).to_be_in_viewport()


def test_everything_works_without_scripts(browser: Any, site: str) -> None:
    with Visit(browser, site, java_script_enabled=False) as visit:
        page = visit.page
        open_joint_statement(page)
        page.get_by_text("run two trains a day").click()
        playwright.expect(page.locator("#evidence")).to_contain_text("decided or binding")
        page.get_by_role("checkbox", name="Appraisals").uncheck()
        page.get_by_role("button", name="Apply").click()
        playwright.expect(page.locator("article.text.off-appraisal")).to_be_visible()


def test_a_hostile_document_runs_nothing(browser: Any, site: str) -> None:
    """Markup in the text and title of a document is shown, and neither runs nor loads anything."""
    with Visit(browser, site) as visit:
        page = visit.page
        page.goto("/documents")
        page.locator(".documents a", has_text="A river between friends").first.click()
        playwright.expect(page.locator("article.text")).to_contain_text("<script>alert('text')</script>")
        page.locator("a.k-appraisal").first.click()
        playwright.expect(page.locator("#evidence")).to_contain_text("onerror=alert(1)")


@pytest.mark.parametrize("address", PAGES)
def test_a_phone_never_scrolls_sideways(browser: Any, site: str, address: str) -> None:
    visit = Visit(browser, site, PHONE)
    visit.page.goto(address)
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    visit.context.close()


def test_the_reader_on_a_phone(browser: Any, site: str) -> None:
    """The evidence comes as a sheet from below, and the passage stays visible above it."""
    with Visit(browser, site, PHONE) as visit:
        page = visit.page
        open_joint_statement(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        page.get_by_text("exchange").last.click()
        panel = page.get_by_role("complementary", name="Evidence")
        playwright.expect(panel).to_contain_text("survey records")
        passage, sheet = page.locator("a.current").first.bounding_box(), panel.bounding_box()
        assert passage["y"] >= 0 and passage["y"] + passage["height"] <= sheet["y"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(browser: Any, site: str, scheme: str) -> None:
    """axe-core on every page and on the reader with its panel open; contrast at AA in both schemes."""
    visit = Visit(browser, site, color_scheme=scheme)
    page = visit.page
    open_joint_statement(page)
    reader = page.url.removeprefix(site)
    statement = page.locator("a.s[id]").nth(3).get_attribute("data-s")
    found: list[Grave] = []
    for address in (*PAGES, reader, f"{reader}?statement={statement}#s-{statement}"):
        page.goto(address)
        page.wait_for_load_state("networkidle")
        found += grave(page, address)
    visit.context.close()
    assert found == []


def test_print_leaves_the_controls_away(browser: Any, site: str) -> None:
    with Visit(browser, site) as visit:
        page = visit.page
        open_joint_statement(page)
        page.emulate_media(media="print")
        for selector in ("header.site", ".panel", ".layers"):
            playwright.expect(page.locator(selector)).to_be_hidden()
        assert "underline" in page.evaluate("getComputedStyle(document.querySelector('a.f4')).textDecorationLine")

"""Journeys through the reading pages in a real browser: overview, plots, lists, record, search."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from tests.web.conftest import CHROMIUM
from tests.web.corpus import BOTH
from tests.web.test_browser import DESK, PHONE, Visit, browser, grave

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed: pip install -e .[dev]")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no browser at {CHROMIUM}: apt-get install chromium"),
]
__all__ = ["browser"]
PAIR = "%2B".join(sorted(BOTH))
PAGES = (
    f"/?party={PAIR}", "/plots/timeline", "/plots/pillars", "/plots/network", "/threads", "/findings", "/figures",
    "/names", "/indicators", "/mechanisms", "/compare", "/compare?a=2024&b=2024-05", "/statements?view=table",
    "/search?q=tunnel", "/related?q=railway", "/statements?since=last+year",
)  # fmt: skip


def plot(page: Any, name: str) -> Any:
    """The plot once it is drawn."""
    figure = page.locator(f'figure[data-plot="{name}"]')
    figure.scroll_into_view_if_needed()
    playwright.expect(figure.locator("svg a").first).to_be_attached()
    return figure


def test_from_a_partnership_through_its_plots_to_the_statements_behind(browser: Any, site: str) -> None:
    with Visit(browser, site) as visit:
        page = visit.page
        page.goto("/")
        page.get_by_label("Partnership").select_option(label="Ostrany – Velmora (2)")
        page.get_by_role("button", name="Show").click()
        playwright.expect(page.get_by_role("heading", level=1)).to_have_text("Ostrany and Velmora")
        network = plot(page, "network")
        network.locator("svg a").last.hover()
        playwright.expect(network.get_by_role("status")).to_contain_text("statement")
        cell = plot(page, "pillars").locator("svg a").first
        count = re.findall(r"(\d+) statement", cell.get_attribute("aria-label"))[0]
        cell.click()
        playwright.expect(page.get_by_role("status").first).to_contain_text(f"{count} statement")


def test_the_timeline_zooms_by_buttons_and_is_walked_by_arrow_keys(browser: Any, site: str) -> None:
    with Visit(browser, site) as visit:
        page = visit.page
        page.goto("/timeline")
        figure = plot(page, "timeline")
        ticks = figure.locator(".tick")
        before = ticks.all_text_contents()
        figure.get_by_role("button", name="Zoom in").click()
        figure.get_by_role("button", name="Zoom in").click()
        playwright.expect(ticks.first).not_to_have_text(before[0])
        figure.get_by_role("button", name="All").click()
        marks = figure.locator("svg a")
        marks.first.focus()
        page.keyboard.press("ArrowRight")
        assert marks.nth(1).evaluate("node => node === document.activeElement")
        address = page.url
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url: url != address)


def test_a_plot_is_saved_as_svg_with_its_colours_and_as_csv(browser: Any, site: str, tmp_path: Path) -> None:
    with Visit(browser, site) as visit:
        page = visit.page
        page.goto("/plots/pillars")
        figure = plot(page, "pillars")
        with page.expect_download() as caught:
            figure.get_by_role("button", name="SVG").click()
        caught.value.save_as(tmp_path / "plot.svg")
        svg = (tmp_path / "plot.svg").read_text(encoding="utf-8")
        assert svg.startswith("<svg") and 'fill="rgb(' in svg and "style=" not in svg
        with page.expect_download() as caught:
            figure.get_by_role("link", name="CSV").click()
        assert caught.value.suggested_filename == "pillars.csv"


def test_a_view_is_made_saved_and_opened_again(browser: Any, site: str) -> None:
    """Filters, then a table with other columns, then saved under a name."""
    with Visit(browser, site) as visit:
        page = visit.page
        page.goto("/statements?kind=commitment")
        page.get_by_role("link", name="table", exact=True).click()
        page.get_by_text("Columns", exact=True).click()
        page.get_by_role("checkbox", name="Voice").uncheck()
        page.get_by_role("button", name="Apply filters").click()
        playwright.expect(page.get_by_role("columnheader", name="Voice")).to_have_count(0)
        page.locator(".saved summary").click()
        page.get_by_label("Save this one as").fill("Commitments without voice")
        page.get_by_role("button", name="Save").click()
        page.goto("/statements")
        page.locator(".saved summary").click()
        page.get_by_role("link", name="Commitments without voice").click()
        playwright.expect(page.get_by_role("columnheader", name="Actors")).to_be_visible()
        playwright.expect(page.get_by_role("columnheader", name="Voice")).to_have_count(0)


def test_a_mistake_is_corrected_where_it_was_made(browser: Any, site: str) -> None:
    with Visit(browser, site) as visit:
        page = visit.page
        page.goto("/statements?kind=commitment&since=last+year")
        visit.complaints.clear()  # the browser notes that the answer was 400
        page.get_by_label("Since").fill("2024")
        page.get_by_role("button", name="Try again").click()
        playwright.expect(page.get_by_role("heading", level=1)).to_have_text("Commitments")


def test_a_thread_tells_the_life_of_a_promise(browser: Any, site: str) -> None:
    with Visit(browser, site) as visit:
        page = visit.page
        page.goto("/threads?fewest=1")
        page.locator("td a.quote").first.click()
        playwright.expect(page.get_by_role("heading", name="Quotation under quotation")).to_be_visible()
        plot(page, "life").locator("svg a").first.click()
        assert "#m-" in page.url


@pytest.mark.parametrize("address", PAGES)
def test_a_phone_never_scrolls_sideways(browser: Any, site: str, address: str) -> None:
    visit = Visit(browser, site, PHONE)
    visit.page.goto(address)
    visit.page.wait_for_load_state("networkidle")
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    visit.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_and_the_console_is_silent(browser: Any, site: str, scheme: str) -> None:
    visit = Visit(browser, site, DESK, color_scheme=scheme, reduced_motion="reduce")
    page, found = visit.page, []
    for address in PAGES:
        page.goto(address)
        page.wait_for_load_state("networkidle")
        found += grave(page, address)
    visit.context.close()
    assert found == []
    assert [each for each in visit.complaints if "status of 400" not in each] == []

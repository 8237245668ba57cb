"""Takes the pictures of the five-minute tour from a running demo: ``make pictures``.

Needs Chromium (tools/install_chromium.sh). They are taken at one size, light, and reduced to 128 colours, which
text does not show.
"""

from __future__ import annotations

import io
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

PICTURES = Path(__file__).parents[1] / "docs" / "pictures"
SIZE = {"width": 1200, "height": 760}
CHROMIUM = {
    "executable_path": "/usr/bin/chromium",
    "args": ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
}


@contextmanager
def demo() -> Iterator[str]:
    """The address of a demo that has just been made."""
    with tempfile.TemporaryDirectory() as folder:
        place = f"{folder}/demo.db"
        command = [sys.executable, "-m", "pacta", "demo", "--register", place, "--no-browser", "--port", "0"]
        served = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        assert served.stdout is not None
        try:
            yield next(found[0] for line in served.stdout if (found := re.search(r"http://\S+?:\d+", line)))
        finally:
            served.terminate()
            served.wait()


def first(page: Page, list_: str, kind: str, words: str = "") -> str:
    """The address of the first entry of a list, or of the first that has these words."""
    page.goto(list_)
    return page.locator(f'a[href^="/{kind}/"]', has_text=words).first.get_attribute("href") or list_


def take(page: Page, name: str) -> None:
    page.wait_for_timeout(600)
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    picture.quantize(128).save(PICTURES / f"{name}.png", optimize=True)
    print(f"{name}: {(PICTURES / f'{name}.png').stat().st_size // 1024} KiB")


def main() -> None:
    PICTURES.mkdir(exist_ok=True)
    with demo() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(**CHROMIUM)
        page = browser.new_page(viewport=SIZE, color_scheme="light", base_url=address, device_scale_factor=1)
        page.goto("/?party=KDV%2BORV")
        take(page, "overview")
        page.goto("/statements?kind=commitment")
        take(page, "commitments")
        page.goto(first(page, "/statements?kind=commitment&since=2025", "d"))
        take(page, "reader")
        page.goto(first(page, "/threads", "thread", "Interconnector"))
        take(page, "thread")
        page.goto(first(page, "/findings", "finding"))
        take(page, "finding")
        page.goto("/compare?a=2023&b=2025")
        take(page, "compare")
        page.goto("/review")
        take(page, "review")
        browser.close()


if __name__ == "__main__":
    main()

"""How fast the pages answer: main pages and searches, with many readers at once.

    python -m benchmarks.web REGISTER [--readers 20] [--think 1.0] [--seconds 30]

Starts the server as ``pacta serve`` does, in a process of its own, and sends the requests from this one. Every
reader opens pages of a fixed list in an order of their own (a seeded shuffle), waits about ``--think`` seconds as
one who reads would, and opens the next. Reports the first answer of each page (nothing of it is kept yet), the
median with nobody else there, median and 95th percentile of the time to the last byte among the readers, and the
size as sent: HTML with everything that the page loads, compressed. Pages are kept until the register changes, so
that all but the first answer flatter a register in which somebody works.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import re
import socket
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator

import httpx

PAGES = {
    "overview": "/",
    "overview of a partnership": "/?party={pair}",
    "overview of a topic": "/?pillar=energy",
    "timeline data": "/plots/timeline.json",
    "heat map data": "/plots/pillars.json",
    "network data": "/plots/network.json?party={pair}",
    "documents": "/documents",
    "documents as a table": "/documents?view=table&party={actor}",
    "statements": "/statements",
    "commitments of an actor": "/statements?kind=commitment&actor={actor}",
    "statements of a pillar, page 9": "/statements?pillar=trade-finance&page=9",
    "statements with words": "/statements?text=climate",
    "statements as a table": "/statements?view=table&sort=-firmness",
    "threads": "/threads",
    "findings": "/findings",
    "figures": "/figures",
    "names": "/names",
    "timeline": "/timeline",
    "a document": "/d/{document}",
    "search, one word": "/search?q=climate",
    "search, common words": "/search?q=the+president",
    "search, a phrase": "/search?q=%22climate+change%22",
    "search with filters": "/search?q=energy&kind=commitment&since=2023",
    "search in titles": "/search?q=climate&field=title",
    "search in quotations": "/search?q=energy&field=quotation",
    "search in content": "/search?q=energy&field=content",
    "statements at a stage": "/statements?stage=signed",
    "statements not assessed": "/statements?status=open&kind=commitment",
    "review, unsure first": "/review",
    "review, second reader": "/review?queue=second",
    "review, lost places": "/review/lost",
    "review, names": "/review/names",
    "change log": "/review/log",
    "agreement": "/review/agreement",
    "assessment": "/s/{statement}/assess",
    "moving a mention": "/s/{statement}/move?words=climate",
    "compare two years": "/compare?a=2023&b=2024",
    "what one year no longer says": "/compare?a=2023&b=2024&part=gone&page=3",
    "related": "/related?q=clean+energy+finance",
}
WARM_UP = 2  # times that each page is opened before anything is measured


def served(register: str) -> tuple[subprocess.Popen[bytes], str]:
    code = (
        "import sys, uvicorn; from pacta.web import create_app\n"
        "uvicorn.run(create_app(sys.argv[1]), host='127.0.0.1', port=int(sys.argv[2]), log_level='warning')"
    )
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = subprocess.Popen([sys.executable, "-c", code, register, str(port)])
    address = f"http://localhost:{port}"
    for _ in range(600):
        try:
            httpx.get(address + "/help", timeout=5)
            return server, address
        except httpx.HTTPError:
            time.sleep(0.2)
    raise SystemExit("the server did not start")


def filled(address: str) -> dict[str, str]:
    """The pages with a partnership, an actor and a document of this register in them."""
    with httpx.Client(base_url=address, timeout=600) as client:
        front = client.get("/").text
        pairs = re.findall(r'<option value="([^"+]+\+[^"+]+)"', front) or ["USA+VNM"]
        actor = re.findall(r"actor=([^&\"]+)", front) or ["USA"]
        document = re.findall(r'<h2><a href="/d/(\w+)"', client.get("/documents").text)[0]
        commitments = client.get("/statements?kind=commitment").text
    statement = re.findall(r"statement=(s\w+)", commitments)[0]
    known = {"pair": pairs[0].replace("+", "%2B"), "actor": actor[0], "document": document, "statement": statement}
    return {name: page.format(**known) for name, page in PAGES.items()}


async def reader(
    number: int, address: str, pages: dict[str, str], think: float, until: float
) -> dict[str, list[float]]:
    order = random.Random(number)
    took: dict[str, list[float]] = defaultdict(list)
    async with httpx.AsyncClient(base_url=address, timeout=120, headers={"Accept-Encoding": "gzip"}) as client:
        await asyncio.sleep(order.random() * think)
        while time.monotonic() < until:
            for name in order.sample(sorted(pages), len(pages)):
                began = time.perf_counter()
                answer = await client.get(pages[name])
                took[name].append(time.perf_counter() - began)
                assert answer.status_code == 200, (pages[name], answer.status_code)
                if time.monotonic() >= until:
                    break
                await asyncio.sleep(think * (0.5 + order.random()))
    return took


async def measured(address: str, pages: dict[str, str], args: argparse.Namespace) -> dict[str, list[float]]:
    until = time.monotonic() + args.seconds
    found = await asyncio.gather(*(reader(n, address, pages, args.think, until) for n in range(args.readers)))
    merged: dict[str, list[float]] = defaultdict(list)
    for took in found:
        for name, times in took.items():
            merged[name] += times
    return merged


def sizes(address: str, pages: dict[str, str]) -> dict[str, int]:
    """Bytes as sent: the page and what it loads."""
    with httpx.Client(base_url=address, timeout=120, headers={"Accept-Encoding": "gzip"}) as client:

        def sent(path: str) -> tuple[int, str]:
            with client.stream("GET", path) as answer:
                raw = b"".join(answer.iter_raw())
            return len(raw), client.get(path).text

        found = {}
        for name, page in pages.items():
            size, text = sent(page)
            loaded = sorted(set(re.findall(r'(?:src|href)="(/static/[^"]+)"', text)))
            found[name] = size + sum(sent(each)[0] for each in loaded)
        return found


def alone(address: str, pages: dict[str, str]) -> dict[str, float]:
    """Median seconds of a page with nobody else there."""
    with httpx.Client(base_url=address, timeout=600) as client:
        found = {}
        for name, page in pages.items():
            times = []
            for _ in range(5):
                began = time.perf_counter()
                client.get(page)
                times.append(time.perf_counter() - began)
            found[name] = statistics.median(times)
        return found


def first_answers(address: str, pages: dict[str, str]) -> dict[str, float]:
    """Seconds of the first answer of each page; then each is opened again, so that the rest is warm."""
    found = {}
    with httpx.Client(base_url=address, timeout=600) as client:
        for name, page in pages.items():
            began = time.perf_counter()
            client.get(page).raise_for_status()
            found[name] = time.perf_counter() - began
        for _ in range(WARM_UP - 1):
            for page in pages.values():
                client.get(page).raise_for_status()
    return found


def report(
    took: dict[str, list[float]], first: dict[str, float], by_itself: dict[str, float], size: dict[str, int]
) -> Iterator[str]:
    yield f"{'page':34} {'first':>7} {'alone':>7} {'median':>7} {'p95':>7} {'KB':>5}  n"
    for name in PAGES:
        times = sorted(took.get(name, [])) or [float("nan")]
        p95 = times[min(len(times) - 1, int(0.95 * len(times)))]
        yield (
            f"{name:34} {first[name] * 1000:6.0f}m {by_itself[name] * 1000:6.0f}m "
            f"{statistics.median(times) * 1000:6.0f}m {p95 * 1000:6.0f}m "
            f"{size[name] / 1000:5.0f}  {len(times)}"
        )
    every = sorted(value for times in took.values() for value in times)
    yield f"all: median {statistics.median(every) * 1000:.0f} ms, p95 {every[int(0.95 * len(every))] * 1000:.0f} ms"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("register")
    parser.add_argument("--readers", type=int, default=20)
    parser.add_argument("--think", type=float, default=1.0)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    server, address = served(args.register)
    try:
        pages = filled(address)
        first = first_answers(address, pages)
        size, by_itself = sizes(address, pages), alone(address, pages)
        took = asyncio.run(measured(address, pages, args))
        print(json.dumps(took) if args.json else "\n".join(report(took, first, by_itself, size)))
    finally:
        server.terminate()
        server.wait(20)


if __name__ == "__main__":
    main()

"""How fast the API answers beside the pages of the same things: medians of single requests, and their ratio.

    python -m benchmarks.api REGISTER [--times 15]

Both are asked of one server in turn, page and answer after each other, so that a busy machine weighs on both alike.
"""

from __future__ import annotations

import argparse
import statistics
import time

import httpx

from benchmarks.web import served

PAIRS = {
    "documents": ("/documents", "/documents?limit=50"),
    "statements": ("/statements", "/statements?limit=50"),
    "commitments by firmness": (
        "/statements?kind=commitment&sort=-firmness",
        "/statements?kind=commitment&sort=-firmness&limit=50",
    ),
    "statements with words": ("/statements?text=climate", "/statements?text=climate&limit=50"),
    "facets": ("/statements", "/facets"),
    "search": ("/search?q=climate", "/search?q=climate&limit=20"),
    "threads": ("/threads", "/threads?limit=50"),
    "findings": ("/findings", "/findings?limit=50"),
    "figures": ("/figures", "/figures?limit=50"),
    "indicators": ("/indicators", "/indicators?limit=50"),
    "entities": ("/names", "/entities?limit=50"),
    "a document": ("/d/{document}", "/documents/{document}"),
    "a statement": ("/s/{statement}/assess", "/statements/{statement}"),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("register")
    parser.add_argument("--times", type=int, default=15)
    args = parser.parse_args()
    server, address = served(args.register)
    try:
        with httpx.Client(base_url=address, timeout=600) as client:
            report(client, args.times)
    finally:
        server.terminate()
        server.wait(20)


def report(client: httpx.Client, times: int) -> None:
    row = client.get("/api/v1/statements?kind=commitment&limit=1").json()["items"][0]
    known = {"document": row["document"], "statement": row["id"]}
    print(f"{'':26} {'page':>8} {'API':>8} {'API/page':>9} {'304':>8} {'KB':>6}")
    for name, (page, path) in PAIRS.items():
        page, path = page.format(**known), "/api/v1" + path.format(**known)
        client.get(page).raise_for_status()
        answer = client.get(path).raise_for_status()
        took: dict[str, list[float]] = {"page": [], "api": [], "again": []}
        for _ in range(times):
            took["page"].append(seconds(client, page))
            took["api"].append(seconds(client, path))
            took["again"].append(seconds(client, path, {"If-None-Match": answer.headers["etag"]}))
        medians = {which: statistics.median(each) * 1000 for which, each in took.items()}
        print(
            f"{name:26} {medians['page']:6.1f}ms {medians['api']:6.1f}ms {medians['api'] / medians['page']:9.2f} "
            f"{medians['again']:6.1f}ms {len(answer.content) / 1000:6.0f}"
        )
    every = client.get("/api/v1/statements?limit=500").json()
    began, count = time.perf_counter(), len(every["items"])
    while every["next"] and count < 10_000:
        every = client.get("/api/v1/statements", params={"limit": 500, "cursor": every["next"]}).json()
        count += len(every["items"])
    print(f"through the statements by cursors: {count / (time.perf_counter() - began):,.0f} rows/s")


def seconds(client: httpx.Client, path: str, headers: dict[str, str] | None = None) -> float:
    began = time.perf_counter()
    client.get(path, headers=headers)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()

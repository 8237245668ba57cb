"""Watching feeds and pages on a local server: politely, only what changed, with everything kept as evidence."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator

from pacta.app import reading
from pacta.app.watch import Outcome, Source, Watcher, sources_in
from pacta.app.watch.archive import Archive
from pacta.app.watch.manners import Manners
from pacta.ingest.limits import Limits
from pacta.model import Given, PactaError
from pacta.store import Register, watching
from support.plain import plain_stages

PAGE = "<html><body><nav>{menu}</nav><article><h1>Joint Statement</h1><p>{words}</p></article></body></html>"
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Releases</title>{items}</channel></rss>"""
ITEM = "<item><title>t</title><link>{url}</link><guid>{url}</guid><pubDate>{day}</pubDate></item>"
HTML = {"content-type": "text/html; charset=utf-8"}


@dataclass
class Site:
    """A site whose answers a test changes: path -> status, headers, body."""

    url: str = ""
    pages: dict[str, tuple[int, dict[str, str], str]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def page(self, path: str, words: str, menu: str = "Home", **headers: str) -> None:
        self.pages[path] = (200, HTML | headers, PAGE.format(words=words, menu=menu))

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


@pytest.fixture
def site() -> Iterator[Site]:
    served = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            served.asked.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
            status, headers, body = served.pages.get(self.path, (404, {}, ""))
            if headers.get("etag") and self.headers.get("if-none-match") == headers["etag"]:
                status, body = 304, ""
            self.send_response(status)
            for name, value in (headers | {"content-length": str(len(body.encode()))}).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_: Any) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    served.url = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield served
    server.shutdown()
    server.server_close()


@dataclass
class Clock:
    """A clock that stands still until it is told, and that sleeping moves on."""

    at: datetime = datetime(2026, 3, 1, 12, tzinfo=UTC)
    slept: list[float] = field(default_factory=list)

    def now(self) -> datetime:
        return self.at

    def seconds(self) -> float:
        return self.at.timestamp()

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 3))
        self.at += timedelta(seconds=seconds)

    def later(self, **span: float) -> None:
        self.at += timedelta(**span)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def register(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Register]:
    monkeypatch.setattr(reading, "run_stages", plain_stages)
    with Register.open(tmp_path / "pacta.db") as opened:
        yield opened


@pytest.fixture
def watch(register: Register, clock: Clock, tmp_path: Path) -> Any:
    def made(*sources: Source | str, pause: float = 5.0) -> list[Outcome]:
        manners = Manners(Limits(allow_private=True, fetch_seconds=10), pause, clock.seconds, clock.sleep)
        wanted = [Source(one) if isinstance(one, str) else one for one in sources]
        return list(Watcher(register, wanted, manners, Archive(tmp_path / "warc"), now=clock.now).round())

    return made


def what(outcomes: list[Outcome]) -> list[str]:
    return [outcome.what for outcome in outcomes]


def records(folder: Path) -> list[tuple[str, str, bytes]]:
    found = []
    for path in sorted(folder.glob("*.warc.gz")):
        with path.open("rb") as file:
            for record in ArchiveIterator(file):
                found.append((record.rec_type, record.rec_headers.get_header("WARC-Target-URI"),
                              record.content_stream().read()))  # fmt: skip
    return found


def test_a_page_comes_in_once_and_a_changed_one_as_a_new_version(site: Site, watch: Any, clock: Clock) -> None:
    site.page("/a", "The sides agreed to open a consulate.")
    assert what(watch(f"{site.url}/a")) == ["added"]
    assert what(watch(f"{site.url}/a")) == []  # not due
    clock.later(hours=7)
    assert what(watch(f"{site.url}/a")) == ["unchanged"]
    site.page("/a", "The sides agreed to open two consulates.")
    clock.later(hours=7)
    assert what(watch(f"{site.url}/a")) == ["new version"]


def test_another_menu_around_the_same_words_is_no_new_version(site: Site, watch: Any, clock: Clock) -> None:
    site.page("/a", "The sides agreed to open a consulate.", menu="12 visitors")
    watch(f"{site.url}/a")
    site.page("/a", "The sides agreed to open a consulate.", menu="13 visitors")
    clock.later(hours=7)
    assert what(watch(f"{site.url}/a")) == ["unchanged"]


def test_an_unchanged_page_is_asked_for_conditionally_and_not_sent_again(
    site: Site, watch: Any, clock: Clock, tmp_path: Path
) -> None:
    site.page("/a", "The sides agreed.", etag='"v1"', **{"last-modified": "Sun, 01 Mar 2026 00:00:00 GMT"})
    watch(f"{site.url}/a")
    for _ in range(2):
        clock.later(hours=7)
        assert what(watch(f"{site.url}/a")) == ["unchanged"]
        assert site.asked[-1][1]["if-none-match"] == '"v1"'
        assert site.asked[-1][1]["if-modified-since"] == "Sun, 01 Mar 2026 00:00:00 GMT"
    kinds = [kind for kind, _, _ in records(tmp_path / "warc") if kind != "warcinfo"]
    assert kinds == ["response", "revisit", "revisit"]


def test_a_feed_brings_its_pages_and_later_only_those_that_are_new_or_marked_as_changed(
    site: Site, watch: Any, clock: Clock
) -> None:
    urls = [f"{site.url}/{name}" for name in "abc"]
    for name in "abc":
        site.page(f"/{name}", f"The sides agreed on {name}.")

    def feed(*items: tuple[str, str]) -> None:
        body = FEED.format(items="".join(ITEM.format(url=url, day=day) for url, day in items))
        site.pages["/feed"] = (200, {"content-type": "application/rss+xml"}, body)

    feed((urls[0], "d1"), (urls[1], "d1"))
    assert what(watch(f"{site.url}/feed")) == ["feed", "added", "added"]
    feed((urls[0], "d1"), (urls[1], "d2"), (urls[2], "d2"))
    clock.later(hours=7)
    site.asked.clear()
    assert what(watch(f"{site.url}/feed")) == ["feed", "unchanged", "added"]
    assert site.paths() == ["/robots.txt", "/feed", "/b", "/c"]


def test_what_robots_forbid_is_not_fetched_and_the_pause_they_ask_for_is_kept(
    site: Site, watch: Any, clock: Clock
) -> None:
    site.pages["/robots.txt"] = (200, {}, "User-agent: *\nDisallow: /secret\nCrawl-delay: 9\n")
    site.page("/secret", "The sides agreed.")
    site.page("/a", "The sides agreed.")
    site.page("/b", "They agreed again.")
    found = watch(f"{site.url}/secret", f"{site.url}/a", f"{site.url}/b")
    assert what(found) == ["failed", "added", "added"]
    assert "robots.txt asks programs not to fetch it" in found[0].reason
    assert site.paths() == ["/robots.txt", "/a", "/b"] and clock.slept == [9.0, 9.0]


@pytest.mark.parametrize(("status", "visited"), [(404, True), (403, True), (500, False), (429, False)])
def test_without_robots_everything_may_be_fetched_from_a_failing_server_nothing(
    site: Site, watch: Any, status: int, visited: bool
) -> None:
    site.pages["/robots.txt"] = (status, {}, "")
    site.page("/a", "The sides agreed.")
    watch(f"{site.url}/a")
    assert ("/a" in site.paths()) is visited


def test_a_host_whose_robots_could_not_be_read_is_tried_again_in_the_next_round(
    site: Site, register: Register, clock: Clock
) -> None:
    site.pages["/robots.txt"] = (500, {}, "")
    site.page("/a", "The sides agreed.")
    manners = Manners(Limits(allow_private=True), 0.0, clock.seconds, clock.sleep)
    watcher = Watcher(register, [Source(f"{site.url}/a")], manners, now=clock.now)
    assert what(list(watcher.round())) == ["failed"]
    site.pages.pop("/robots.txt")
    clock.later(hours=7)
    assert what(list(watcher.round())) == ["added"]


def test_a_redirect_into_what_robots_forbid_is_not_followed(site: Site, watch: Any) -> None:
    site.pages["/robots.txt"] = (200, {}, "User-agent: pacta\nDisallow: /secret\n")
    site.pages["/a"] = (302, {"location": "/secret"}, "")
    site.page("/secret", "The sides agreed.")
    assert what(watch(f"{site.url}/a")) == ["failed"] and "/secret" not in site.paths()


def test_a_failing_address_is_told_with_its_reason_and_the_others_go_on(
    site: Site, watch: Any, clock: Clock, register: Register
) -> None:
    site.pages["/busy"] = (503, {"retry-after": "120"}, "")
    site.page("/a", "The sides agreed.")
    found = watch(f"{site.url}/gone", f"{site.url}/busy", f"{site.url}/a")
    assert what(found) == ["failed", "failed", "added"]
    assert "404" in found[0].reason and "503" in found[1].reason
    with register.reading() as connection:
        kept = {row["url"].rpartition("/")[2]: row for row in watching.all_known(connection)}
    assert kept["busy"]["reason"] and kept["a"]["reason"] is None
    clock.later(minutes=3)
    site.page("/busy", "The sides agreed on more.")
    assert what(watch(f"{site.url}/gone", f"{site.url}/busy", f"{site.url}/a")) == ["added"]


def test_a_clock_that_was_set_back_does_not_put_a_source_off_for_years(
    site: Site, watch: Any, clock: Clock
) -> None:
    site.page("/a", "The sides agreed.")
    watch(f"{site.url}/a")
    clock.later(days=-900)
    assert what(watch(f"{site.url}/a")) == ["unchanged"]


def test_the_archive_holds_what_was_seen_word_for_word(site: Site, watch: Any, tmp_path: Path) -> None:
    site.page("/a", "The sides agreed to “talk”.")
    watch(f"{site.url}/a")
    ((_, url, body),) = [one for one in records(tmp_path / "warc") if one[0] == "response"]
    assert url == f"{site.url}/a" and body.decode() == site.pages["/a"][2]


def test_a_watcher_that_is_stopped_between_two_pages_goes_on_where_it_was(
    site: Site, register: Register, clock: Clock, tmp_path: Path
) -> None:
    for name in "ab":
        site.page(f"/{name}", f"The sides agreed on {name}.")
    sources = [Source(f"{site.url}/{name}") for name in "ab"]
    manners = Manners(Limits(allow_private=True), 0.0, clock.seconds, clock.sleep)
    round_ = Watcher(register, sources, manners, now=clock.now).round()
    assert next(round_).what == "added"
    round_.close()
    site.asked.clear()
    assert what(list(Watcher(register, sources, manners, now=clock.now).round())) == ["added"]
    assert site.paths() == ["/b"]


def test_what_is_said_of_a_source_is_known_of_its_documents(site: Site, watch: Any, register: Register) -> None:
    from pacta.app import queries

    site.page("/a", "The sides agreed.")
    watch(Source(f"{site.url}/a", given=Given(outlet="Orvelian Times", doc_type="article")))
    (row,) = queries.list_documents(register).rows
    assert (row.outlet, row.doc_type) == ("Orvelian Times", "article")


def test_a_list_of_sources_is_read_and_each_mistake_in_it_is_told(tmp_path: Path) -> None:
    path = tmp_path / "sources.toml"
    path.write_text('[[source]]\nurl = "https://a.example/feed"\nevery = "30m"\noutlet = "A"\n')
    (source,) = sources_in([str(path)])
    assert (source.every, source.given.outlet) == (timedelta(minutes=30), "A")
    for words, told in (
        ("", "names no source"), ("[[source]]\nevery='1h'\n", "has no url"),
        ("[[source]]\nurl='x'\n", "no web address"),
        ("[[source]]\nurl='https://a.example'\nevery='soon'\n", "no span of time"), ("[[source", "is not TOML"),
        ("[[source]]\nurl='https://a.example'\ncolour='red'\n", "means nothing"),
        ("[[source]]\nurl='https://a.example'\ntype='poem'\n", "type is none of"),
    ):  # fmt: skip
        path.write_text(words)
        with pytest.raises(PactaError, match=told):
            sources_in([str(path)])

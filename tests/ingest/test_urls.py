"""Addresses: fetched within limits, checked at every hop, never from the local network unless allowed."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from pacta.ingest import Limits, read_inputs
from pacta.ingest.formats import by_name
from pacta.ingest.urls import checked_address
from pacta.model import Document, Given, UnreadableInput

PAGE = b"<html><head><title>Note</title></head><body><h1>Note</h1><p>We agreed.</p></body></html>"
LOCAL = Limits(allow_private=True, connect_seconds=30, fetch_seconds=30, max_bytes=100_000)
release = threading.Event()


class Site(BaseHTTPRequestHandler):
    """A site with a page, and with every fault that a site can have."""

    def do_GET(self) -> None:
        name = self.path.strip("/").partition("/")[0]
        getattr(self, f"send_{name}", self.send_missing)()

    def answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for key, value in headers.items():
            self.send_header(key.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def send_page(self) -> None:
        self.answer(200, PAGE, Content_Type="text/html; charset=utf-8")

    def send_text(self) -> None:
        self.answer(200, "Стороны договорились.".encode("cp1251"), Content_Type="text/plain; charset=windows-1251")

    def send_missing(self) -> None:
        self.answer(404, b"no")

    def send_moved(self) -> None:
        self.answer(302, Location="/page")

    def send_loop(self) -> None:
        self.answer(302, Location="/loop")

    def send_file(self) -> None:
        self.answer(302, Location="file:///etc/passwd")

    def send_inside(self) -> None:
        self.answer(302, Location="http://127.0.0.1:1/secret")

    def send_large(self) -> None:
        self.answer(200, b"agreed " * 50_000, Content_Type="text/plain")

    def send_hang(self) -> None:
        release.wait()

    def send_trickle(self) -> None:
        self.send_response(200)
        self.end_headers()
        while not release.wait(0.2):
            try:
                self.wfile.write(b"agreed ")
                self.wfile.flush()
            except OSError:
                return

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    release.set()
    server.shutdown()
    server.server_close()


def fetched(url: str, limits: Limits = LOCAL, given: Given = Given()) -> Document | UnreadableInput:
    (found,) = read_inputs([url], given, limits=limits)
    return found


def refused(url: str, limits: Limits = LOCAL) -> UnreadableInput:
    found = fetched(url, limits)
    assert isinstance(found, UnreadableInput) and found.path == url and found.message and found.advice
    return found


@pytest.mark.parametrize("name", ["page", "moved"])
def test_a_page_is_read_under_the_address_that_was_given(site: str, name: str) -> None:
    document = fetched(f"{site}/{name}")
    assert isinstance(document, Document)
    assert document.text == "Note\n\nWe agreed." and document.source.path == f"{site}/{name}"
    assert (document.given.url, document.given.title) == (f"{site}/{name}", "Note")
    assert document.source.media_type == "text/html"


def test_the_servers_encoding_counts(site: str) -> None:
    document = fetched(f"{site}/text")
    assert isinstance(document, Document) and document.text == "Стороны договорились."


def test_a_missing_page_is_refused_with_the_servers_answer(site: str) -> None:
    assert "404" in refused(f"{site}/nothing").message


def test_redirects_without_end_are_refused(site: str) -> None:
    assert "redirected more than 5 times" in refused(f"{site}/loop").message


def test_a_redirect_to_a_file_is_refused(site: str) -> None:
    assert "no web address" in refused(f"{site}/file").message


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("https://ministry.norland.md", None),
        ("https://ministry.norland.md/", None),
        ("https://norland.example/a.md#top", "markdown"),
        ("https://norland.example/a.PDF?download=1", "pdf"),
    ],
)
def test_the_ending_of_a_host_is_no_file_ending(address: str, kind: str | None) -> None:
    assert by_name(address) == kind


def test_a_page_above_the_limit_is_refused(site: str) -> None:
    assert "larger than" in refused(f"{site}/large").message


@pytest.mark.parametrize("name", ["hang", "trickle"])
def test_an_address_that_does_not_finish_is_given_up(site: str, name: str) -> None:
    limits = Limits(allow_private=True, connect_seconds=0.5, fetch_seconds=1)
    assert "did not answer within" in refused(f"{site}/{name}", limits).message


def test_nobody_listening_is_refused(site: str) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert "cannot be fetched" in refused(f"http://127.0.0.1:{port}/").message


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "[::1]", "0.0.0.0", "10.1.2.3", "192.168.0.1", "169.254.169.254", "2130706433",
     "[::ffff:127.0.0.1]", "[fd00::1]", "[64:ff9b::7f00:1]", "100.64.0.1", "224.0.0.1"],
)  # fmt: skip
def test_local_addresses_are_refused(host: str) -> None:
    assert "inside this machine or its network" in refused(f"http://{host}/", Limits(fetch_seconds=2)).message


def test_a_redirect_to_a_local_address_is_refused(site: str, monkeypatch) -> None:
    from pacta.ingest import urls

    public = urls._is_public
    checked: list[str] = []

    def first_hop_is_public(address: str) -> bool:
        checked.append(address)
        return len(checked) == 1 or public(address)

    monkeypatch.setattr(urls, "_is_public", first_hop_is_public)
    assert "127.0.0.1" in refused(f"{site}/inside", Limits(fetch_seconds=2)).message
    assert len(checked) == 2


def test_the_connection_goes_to_the_address_that_was_checked(site: str, monkeypatch) -> None:
    """A name server that changes its answer after the check leads nowhere: the name is resolved once."""
    port = int(site.rpartition(":")[2])
    asked: list[str] = []
    real = socket.getaddrinfo

    def changing(host: str, *arguments: object, **options: object) -> object:
        if host == "norland.example":
            asked.append(host)
            host = "127.0.0.1" if len(asked) == 1 else "127.9.9.9"
        return real(host, *arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", changing)
    assert isinstance(fetched(f"http://norland.example:{port}/page"), Document)
    assert asked == ["norland.example"]


def test_one_private_address_among_public_ones_refuses_the_host(monkeypatch) -> None:
    answers = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, 80)) for ip in ("93.184.215.14", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: answers)
    with pytest.raises(Exception, match=r"10\.0\.0\.1"):
        checked_address("norland.example", 80, allow_private=False)


@pytest.mark.parametrize("url", ["http://", "http:///x", "https://[::1", "http://a b/", "http://x:99999999/"])
def test_addresses_that_are_none_are_refused(url: str) -> None:
    refused(url, Limits(fetch_seconds=2))

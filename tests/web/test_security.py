"""Documents are hostile, and so may be whoever sends a request."""

from __future__ import annotations

import csv
import io
from html.parser import HTMLParser

import pytest
from fastapi.testclient import TestClient
from tests.web.corpus import HOSTILE

from pacta.app import queries
from pacta.store import Register
from pacta.web import create_app
from pacta.web.security import host_name

PAGES = (
    "/",
    "/documents",
    "/statements",
    "/search?q=river",
    "/timeline",
    "/help",
    "/nothing",
    "/static/css/base.css",
)
PAYLOADS = (HOSTILE + "' onfocus=alert(1) <i>x", "javascript:alert({{7*7}})")


class Elements(HTMLParser):
    """The elements and attributes that a browser would make of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def assert_harmless(html: str) -> None:
    for tag, attributes in Elements(html).found:
        assert tag not in ("img", "iframe", "object", "embed", "u", "i", "base"), tag
        assert tag != "script" or str(attributes.get("src", "")).startswith("/static/")
        assert not any(name.startswith("on") or name == "style" for name in attributes)
        for name in ("href", "src", "action"):
            value = attributes.get(name) or "/"
            assert value[0] in "/?#" and not value.startswith("//"), value


@pytest.mark.parametrize("address", PAGES)
def test_pages_name_no_other_site_and_hold_no_inline_script_or_style(client: TestClient, address: str) -> None:
    assert_harmless(client.get(address).text)


def test_text_and_titles_of_documents_are_never_markup(client: TestClient, register: Register) -> None:
    """Stored XSS: script in the text, title, path, voice and actors of a document stays text on every page."""
    row = next(row for row in queries.list_documents(register).rows if "article" in row.path)
    statements = queries.list_statements(register, size=200).rows
    addresses = [
        "/",
        "/documents",
        "/statements",
        "/timeline",
        "/search?q=script",
        f"/d/{row.id}",
        f"/d/{row.id}?span=0-40",
    ]
    addresses += [f"/d/{each.document}?statement={each.id}" for each in statements]
    addresses += [f"/s/{each.id}/evidence" for each in statements]
    for address in addresses:
        assert_harmless(client.get(address).text)
    assert "&lt;script&gt;alert(&#39;text&#39;)&lt;/script&gt;" in client.get(f"/d/{row.id}").text


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_an_address_says_is_never_markup(client: TestClient, payload: str) -> None:
    """Reflected XSS: every parameter, and the path, with markup and template code in it."""
    names = ("q", "actor", "voice", "pillar", "codebook", "document", "doc_type", "party", "deadline", "since",
             "kind", "sort", "page", "text", "span", "statement")  # fmt: skip
    for path in ("/statements", "/search", "/documents", "/timeline", "/d/x"):
        for name in names:
            answer = client.get(path, params={name: payload})
            assert_harmless(answer.text)
            assert "alert(49)" not in answer.text
    assert_harmless(client.get(f"/d/{payload}").text)
    assert_harmless(client.get(f"/{payload}").text)


@pytest.mark.parametrize("address", PAGES)
def test_every_answer_carries_the_policy(client: TestClient, address: str) -> None:
    headers = client.get(address).headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize(
    "host",
    ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "", "[::2]:80", "169.254.1.1"],
)
def test_a_foreign_host_is_refused(client: TestClient, host: str) -> None:
    """DNS rebinding: a page of another site must not read the register through the user's browser."""
    answer = client.get("/statements", headers={"host": host})
    assert answer.status_code == 421
    assert "velmora" not in answer.text.lower()
    assert "content-security-policy" in answer.headers


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "LOCALHOST", "127.0.0.1:1", "[::1]:8000", "[::1]"])
def test_the_loopback_is_served_under_all_its_names(client: TestClient, host: str) -> None:
    assert client.get("/help", headers={"host": host}).status_code == 200


def test_a_further_host_can_be_named(register_file: object) -> None:
    client = TestClient(create_app(str(register_file), hosts=("desk.example",)), base_url="http://desk.example")
    answer = client.get("/help", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/login?next=%2Fhelp")


def test_host_names_lose_their_port_only() -> None:
    assert [host_name(h) for h in ("a:1", "A", "[::1]:80", "[::1")] == ["a", "a", "[::1]", "[::1]"]


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
def test_nothing_can_be_written(client: TestClient, method: str) -> None:
    for address in ("/", "/statements", "/static/css/base.css"):
        assert client.request(method, address).status_code in (403, 405, 415)


@pytest.mark.parametrize(
    "path",
    ["/static/../site.py", "/static/%2e%2e/site.py", "/static/..%2fsite.py",
     "/static/%2e%2e%2fsite.py", "/static//etc/passwd",
     "/static/css/../../site.py", "/static/..\\site.py", "/static/%00", "/static/", "/static/css"],
)  # fmt: skip
def test_static_files_are_no_way_out(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "create_app" not in answer.text
    assert "root:" not in answer.text


@pytest.mark.parametrize(
    "target", ["//evil.example", "https:evil", "%2f%2fevil.example", "\\\\evil.example", "..%2f.."]
)
def test_redirects_never_leave_the_site(client: TestClient, target: str) -> None:
    for address in (
        f"/s/{target}",
        f"//evil.example/{target}",
        f"/commitments?actor={target}",
        f"/{target}/",
    ):
        answer = client.get(address, follow_redirects=False)
        location = answer.headers.get("location", "/")
        assert location.startswith("/") or location.startswith("http://localhost/")
        assert not location.startswith("//")


def test_no_cell_of_the_csv_is_a_formula(client: TestClient) -> None:
    lines = list(csv.reader(io.StringIO(client.get("/statements.csv").text.removeprefix("\ufeff"))))
    assert any("'=HYPERLINK(1)" in line for line in lines)
    assert not any(cell.startswith(("=", "+", "-", "@")) for line in lines for cell in line)


def test_there_is_no_description_page_that_loads_from_elsewhere(client: TestClient) -> None:
    assert {client.get(path).status_code for path in ("/docs", "/redoc", "/openapi.json")} == {404}

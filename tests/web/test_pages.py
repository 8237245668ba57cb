"""Each page says what the register holds, and every entry leads to its passage. No script needed."""

from __future__ import annotations

import csv
import io
import re
from html import unescape

import httpx
import pytest
from fastapi.testclient import TestClient
from tests.web.corpus import JOINT, VELMORA

from pacta.app import queries
from pacta.app.views import Filters, StatementRow
from pacta.store import Register
from pacta.web import create_app

PAGES = (
    "/",
    "/documents",
    "/statements",
    "/statements?kind=commitment",
    "/search?q=tunnel",
    "/timeline",
    "/help",
)


def the_statement(register: Register, words: str) -> StatementRow:
    found = [row for row in queries.list_statements(register, size=200).rows if words in row.quote]
    assert len(found) == 1
    return found[0]


def words_of(html: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", html))


@pytest.mark.parametrize("address", PAGES)
def test_every_page_has_a_title_landmarks_and_one_heading(client: TestClient, address: str) -> None:
    page = client.get(address)
    assert page.status_code == 200
    assert page.text.count("<h1") == 1
    for part in ("<title>", "<main", "<nav", 'href="#main"', 'lang="en-GB"'):
        assert part in page.text


def test_the_overview_counts_what_the_register_holds(client: TestClient, register: Register) -> None:
    view = queries.overview(register)
    words = words_of(client.get("/").text)
    assert f"{view.documents} documents" in words
    assert f"{view.statements['commitment']} commitments" in words
    assert "missing.pdf" in words  # the failure of the last run


def test_an_empty_register_says_what_to_do(tmp_path_factory: pytest.TempPathFactory) -> None:
    file = tmp_path_factory.mktemp("empty") / "empty.db"
    Register.open(file).close()
    page = TestClient(create_app(str(file)), base_url="http://localhost").get("/")
    assert page.status_code == 200
    assert "pacta add FOLDER" in page.text


def test_a_register_that_is_not_there_is_a_page_with_advice_and_works_once_it_is(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    file = tmp_path_factory.mktemp("none") / "later.db"
    client = TestClient(create_app(str(file)), base_url="http://localhost")
    page = client.get("/")
    assert page.status_code == 503
    assert "pacta add" in page.text
    Register.open(file).close()
    assert client.get("/").status_code == 200


def test_the_reader_shows_the_text_as_it_is(client: TestClient, register: Register) -> None:
    row = the_statement(register, "two trains a day")
    page = client.get(f"/d/{row.document}").text
    shown = words_of(page.partition('<article class="text')[2].partition("</article>")[0])
    for line in filter(None, JOINT.splitlines()):
        assert line in shown


def test_a_statement_opens_without_a_script(client: TestClient, register: Register) -> None:
    row = the_statement(register, "two trains a day")
    panel = words_of(client.get(f"/d/{row.document}?statement={row.id}").text.partition("<aside")[2])
    for words in ("Commitment 4", "decided or binding", "the parties jointly", "Velmora", "2027", "by 2027",
                  "agreed to", "Transport and infrastructure", "Included in Broad",
                  "marked by hand", "0.90"):  # fmt: skip
        assert words in panel


def test_items_are_listed_and_a_vague_deadline_stays_words(client: TestClient, register: Register) -> None:
    items = client.get(f"/s/{the_statement(register, 'exchange archives').id}/evidence").text
    assert re.findall(r'<li class="words">([^<]*)</li>', items) == ["archives", "maps", "survey records"]
    vague = words_of(client.get(f"/s/{the_statement(register, 'flood data').id}/evidence").text)
    assert "“as soon as possible” (no date can be read from it)" in vague


def test_every_link_of_a_list_leads_to_an_anchor_in_its_document(client: TestClient) -> None:
    links = re.findall(r'class="quote" href="([^"]*)"', client.get("/statements").text)
    assert len(links) == 16
    for link in map(unescape, links):
        address, _, anchor = link.partition("#")
        assert f'id="{anchor}"' in client.get(address).text


def test_a_permanent_link_leads_to_the_passage(client: TestClient, register: Register) -> None:
    row = the_statement(register, "two trains a day")
    moved = client.get(f"/s/{row.id}", follow_redirects=False)
    assert moved.status_code == 307
    assert moved.headers["location"] == f"/d/{row.document}?statement={row.id}#s-{row.id}"


@pytest.mark.parametrize(
    "query",
    ["", "kind=commitment", "kind=commitment&firmness=4", "actor=X-OSTRANY", "deadline=any", "deadline=2027",
     "pillar=transport", "codebook=broad", "voice=joint", "text=tunnel", "kind=report&kind=request"],
)  # fmt: skip
def test_the_csv_holds_exactly_what_the_list_shows(client: TestClient, query: str) -> None:
    page = client.get(f"/statements?{query}").text
    shown = re.findall(r'class="quote" href="/d/[^"]*#s-([0-9a-z]+)"', page)
    table = list(csv.DictReader(io.StringIO(client.get(f"/statements.csv?{query}").text.removeprefix("\ufeff"))))
    assert [line["id"] for line in table] == shown
    assert shown


def test_facets_count_what_choosing_them_gives(client: TestClient, register: Register) -> None:
    page = client.get("/statements?actor=X-VELMORA").text
    boxes = re.findall(r'name="kind" value="(\w+)"[^>]*> <span>\w+</span> <span class="n">(\d+)', page)
    assert len(boxes) == 5
    for kind, count in boxes:
        chosen = Filters(kind=(kind,), actor=VELMORA)
        assert int(count) == queries.list_statements(register, chosen).total


def test_a_filter_in_force_can_be_taken_away_alone(client: TestClient) -> None:
    page = client.get("/statements?kind=commitment&actor=X-VELMORA").text
    assert 'href="/statements?kind=commitment"' in page
    assert 'href="/statements?actor=X-VELMORA"' in page


def test_nothing_found_says_so_and_offers_the_way_back(client: TestClient) -> None:
    page = client.get("/statements?actor=NOBODY")
    assert page.status_code == 200
    assert "Nothing fits these filters" in page.text


def test_a_page_beyond_the_last_says_how_many_there_are(client: TestClient) -> None:
    assert "There is no page 9" in client.get("/statements?page=9").text


def test_search_hits_are_marked_and_lead_to_the_passage(client: TestClient) -> None:
    page = client.get("/search?q=locomotives").text
    assert "<mark>locomotives</mark>" in page
    assert "Commitment 4" in words_of(page)
    link = unescape(re.findall(r'class="quote" href="(/d/[^"]*#hit)"', page)[0])
    assert re.search(r'<mark class=hit id="hit">(?:<[^>]*>)*locomotives', client.get(link.partition("#")[0]).text)


@pytest.mark.parametrize("words", ['"', '"two trains', "AND OR NOT", "a*b", "(", "col:x", "\x00", "%", "é" * 400])
def test_no_search_words_break_the_page(client: TestClient, words: str) -> None:
    assert client.get("/search", params={"q": words}).status_code == 200


@pytest.mark.parametrize(
    ("address", "status"),
    [("/nothing", 404), ("/d/nothing", 404), ("/s/nothing", 404), ("/statements?kind=x", 400),
     ("/documents?sort=x", 400),
     ("/statements?page=0x1", 400), ("/search?q=" + "x" * 500, 400), ("/timeline?page=x", 400)],
)  # fmt: skip
def test_errors_are_pages_that_say_what_to_do(client: TestClient, address: str, status: int) -> None:
    page = client.get(address)
    assert page.status_code == status
    assert "<h1>" in page.text
    assert 'href="/"' in page.text


@pytest.mark.parametrize("span", ["x", "5-2", "0-999999999", "1-1", "-1-4", "1-99999999999999999999"])
def test_a_span_outside_the_text_is_refused(client: TestClient, register: Register, span: str) -> None:
    document = queries.list_documents(register).rows[0].id
    assert client.get(f"/d/{document}?span={span}").status_code == 400


def test_head_is_answered_like_get(client: TestClient) -> None:
    assert client.head("/documents").status_code == 200


def test_static_files_may_be_kept_because_their_address_carries_their_digest(client: TestClient) -> None:
    style = re.findall(r'href="(/static/[^"]*base\.css[^"]*)"', client.get("/").text)[0]
    answer: httpx.Response = client.get(style)
    assert answer.status_code == 200
    assert "immutable" in answer.headers["cache-control"]

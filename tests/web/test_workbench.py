"""The reading pages beyond lists and reader: overview, plots, record, versions, search by meaning, saved views."""

from __future__ import annotations

import csv
import io
import re
import shutil
from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from tests.web.corpus import BOTH
from tests.web.team import Browser

from pacta.app.add import add_inputs
from pacta.store import Register
from pacta.web import create_app
from pacta.web.differences import differences
from pacta.web.pages import comparison
from pacta.web.words import dates_in

PAIR = "%2B".join(sorted(BOTH))
LISTS = ("figures", "names", "threads", "findings", "indicators", "mechanisms")
PLOTS = ("timeline", "pillars", "network")
BUDGET = 300_000  # bytes of a page with all that it loads, as sent


def rows_of(client: TestClient, address: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(client.get(address).text.removeprefix("\ufeff"))))


@pytest.mark.parametrize("name", PLOTS)
def test_a_plot_its_table_and_its_csv_hold_the_same_and_every_mark_opens_what_is_behind(
    client: TestClient, name: str
) -> None:
    data = client.get(f"/plots/{name}.json?party={PAIR}").json()
    marks = [mark for part in ("entries", "counts", "cells", "nodes", "edges") for mark in data.get(part, [])]
    table = rows_of(client, f"/plots/{name}.csv?party={PAIR}")
    assert len(marks) == len(table) > 0
    page = unescape(client.get(f"/plots/{name}?party={PAIR}").text)
    for mark in marks:
        assert mark["label"]
        assert mark["address"] in page
        assert client.get(mark["address"]).status_code == 200


def test_a_cell_of_the_heat_map_counts_the_statements_that_it_opens(client: TestClient) -> None:
    for cell in client.get("/plots/pillars.json").json()["cells"]:
        shown = client.get(cell["address"].replace("/statements", "/statements.csv")).text
        assert len(list(csv.DictReader(io.StringIO(shown)))) == cell["count"]


def test_a_window_of_the_timeline_holds_only_what_is_in_it(client: TestClient) -> None:
    data = client.get("/plots/timeline.json?start=2024-05&end=2024-05").json()
    assert data["entries"] and all(entry["start"].startswith("2024-05") for entry in data["entries"])


def test_the_overview_of_a_partnership_is_about_it_alone(client: TestClient) -> None:
    page = client.get(f"/?party={PAIR}").text
    assert "<h1>Ostrany and Velmora</h1>" in page
    assert unescape(page).count(f"party={PAIR}") > 5  # its links keep to it
    assert "No document here is about" in client.get("/?party=NOBODY").text


@pytest.mark.parametrize("name", LISTS)
def test_a_list_s_csv_has_the_columns_and_rows_of_the_page(client: TestClient, name: str) -> None:
    page = client.get(f"/{name}")
    assert page.status_code == 200
    shown = re.findall(r'<td data-label="([^"]*)"', page.text)
    columns = client.get(f"/{name}.csv").text.removeprefix("\ufeff").splitlines()[0].split(",")
    assert len(shown) == len(rows_of(client, f"/{name}.csv")) * len(columns)
    only = client.get(f"/{name}.csv?col=id").text.removeprefix("\ufeff").splitlines()
    assert only[0] == "id"


def test_the_columns_of_a_table_of_statements_are_those_of_its_csv(client: TestClient) -> None:
    query = "view=table&col=kind&col=citation&kind=commitment"
    assert re.findall(r'<th scope="col"[^>]*>(?:<a[^>]*>)?([^<]+)', client.get(f"/statements?{query}").text) == [
        "Kind", "Paragraph",
    ]  # fmt: skip
    assert client.get(f"/statements.csv?{query}").text.splitlines()[0] == "\ufeffkind,citation"


def test_every_row_of_a_list_opens_its_page(client: TestClient) -> None:
    for name in ("names", "threads", "findings", "indicators", "mechanisms"):
        for link in re.findall(
            r'<td data-label="[^"]*"><a class="quote" href="([^"]*)"', client.get(f"/{name}").text
        ):
            assert client.get(unescape(link)).status_code == 200, link


def test_comparing_two_documents_shows_what_is_new_and_gone(client: TestClient) -> None:
    ids = re.findall(r'<h2><a href="/d/(\w+)"', client.get("/documents").text)[:2]
    page = client.get(f"/compare?a={ids[0]}&b={ids[1]}")
    assert page.status_code == 200 and "No longer said" in page.text and "New" in page.text
    told = client.get("/compare?a=1950&b=" + ids[0])
    assert told.status_code == 400 and 'value="1950"' in told.text  # what was typed is kept


def test_a_part_of_a_comparison_comes_page_by_page_and_every_statement_once(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(comparison, "FIRST", 1)
    monkeypatch.setattr(comparison, "SIZE", 1)
    ids = re.findall(r'<h2><a href="/d/(\w+)"', client.get("/documents").text)[:2]
    sides = f"a={ids[1]}&b={ids[0]}"
    listed = rows_of(client, f"/compare.csv?{sides}")
    for part, side in (("gone", "a"), ("new", "b")):
        wanted = [" ".join(row[side].split()) for row in listed if row["change"] == part]
        assert wanted
        assert (f"part={part}" in client.get(f"/compare?{sides}").text) == (len(wanted) > 1)
        shown: list[str] = []
        for number in range(1, len(wanted) + 1):
            page = client.get(f"/compare?{sides}&part={part}&page={number}").text
            shown += re.findall(r'<blockquote class="said[^>]*><p>(.*?)</p>', page, re.DOTALL)
        assert [" ".join(unescape(words).split()) for words in shown] == wanted
    assert client.get(f"/compare?{sides}&part=best").status_code == 400


@pytest.mark.parametrize("name", ["threads", "findings"])
def test_each_choice_of_a_list_gives_as_many_rows_as_it_says(client: TestClient, name: str) -> None:
    page = client.get(f"/{name}").text
    counted = []
    for field, options in re.findall(r'<select id="b-\w+" name="(\w+)">(.*?)</select>', page, re.DOTALL):
        for value, count in re.findall(r'<option value="([^"]+)">[^<]*\(([\d,]+)\)</option>', options):
            found = client.get(f"/{name}", params={field: unescape(value)}).text
            told = re.search(r'role="status">(No|[\d,]+) ', found)
            assert told and told[1].replace("No", "0") == count, (field, value)
            counted.append(count)
    assert counted


def test_a_mistaken_filter_keeps_what_was_typed_for_correction(client: TestClient) -> None:
    page = client.get("/statements?since=last+year&actor=VEL&kind=commitment")
    assert page.status_code == 400
    for value in ("last year", "VEL", "commitment"):
        assert f'value="{value}"' in page.text


def test_search_says_why_and_keeps_to_its_filters(client: TestClient) -> None:
    page = client.get("/search?q=tunnel&kind=commitment&since=2024")
    assert "Why did this match?" in page.text and "“tunnel”" in page.text
    assert 'value="2024"' in page.text
    assert "1 passage" in client.get("/search?q=tunnel&kind=appraisal").text


def test_search_finds_titles_too(client: TestClient) -> None:
    assert "In titles" in client.get("/search?q=joint+statement").text


def test_related_statements_are_near_in_meaning_and_never_the_same_one(client: TestClient) -> None:
    page = client.get("/related?q=railway").text
    assert re.search("train|locomotive", page.partition('class="hits')[2].partition("</li>")[0])
    statement = re.findall(r'class="quote" href="/d/[^"]*#s-([0-9a-z]+)"', client.get("/statements").text)[0]
    near = client.get(f"/related?statement={statement}").text.partition('class="hits')[2]
    assert f"#s-{statement}" not in near


def test_versions_show_what_changed(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    with Register.open(tmp_path / "register.db") as register:
        for verb in ("will", "intend to"):
            file.write_text(f"Joint Statement\n\nThe two sides {verb} build a bridge.\n", encoding="utf-8")
            add_inputs(register, [str(file)])
    client = TestClient(create_app(str(tmp_path / "register.db")), base_url="http://localhost")
    document = re.findall(r'<h2><a href="/d/(\w+)"', client.get("/documents").text)[0]
    page = client.get(f"/d/{document}/versions").text
    assert "<del>will</del><ins>intend to</ins>" in page


def test_differences_escape_what_documents_hold() -> None:
    assert "&lt;b&gt;" in "".join(one.html for one in differences("a", "<b>"))


def test_dates_in_sentences_cannot_be_misread() -> None:
    assert dates_in("signed 2025-03, in force 2025-05-12") == "signed March 2025, in force 12 May 2025"
    assert dates_in("for 2024-06-05/2024-06-06; no") == "for 5 June 2024 – 6 June 2024; no"
    assert dates_in("resolution 1325-2000 of 2025") == "resolution 1325-2000 of 2025"


@pytest.mark.parametrize(
    "address", ["/", "/statements", "/timeline", "/plots/network", "/threads", "/search?q=tunnel"]
)
def test_a_page_with_all_that_it_loads_stays_in_its_budget(client: TestClient, address: str) -> None:
    page = client.get(address, headers={"Accept-Encoding": "gzip"})
    loaded = re.findall(r'(?:src|href)="(/static/[^"]+)"', page.text)
    sizes = [len(page.content) if "content-length" not in page.headers else int(page.headers["content-length"])]
    sizes += [int(client.head(each, headers={"Accept-Encoding": "gzip"}).headers.get("content-length", 0)) or
              len(client.get(each).content) for each in loaded]  # fmt: skip
    assert sum(sizes) < BUDGET


def test_documents_are_a_table_of_chosen_columns_and_csv_of_exactly_that(client: TestClient) -> None:
    query = "?view=table&col=title&col=requests&col=words&sort=-words"
    page = client.get("/documents" + query).text
    assert re.findall(r'<th scope="col"[^>]*>(?:<a[^>]*>)?([^<]+)', page) == ["Title", "Requests", "Words"]
    rows = list(csv.reader(io.StringIO(client.get("/documents.csv" + query).text.removeprefix("\ufeff"))))
    assert rows[0] == ["title", "requests", "words"]
    assert len(rows) - 1 == page.count("<tr><td")
    assert [int(row[2]) for row in rows[1:]] == sorted((int(row[2]) for row in rows[1:]), reverse=True)


def test_documents_divide_by_type_and_party_as_counted(client: TestClient) -> None:
    page = client.get("/documents").text
    counted = re.findall(r'<option value="([^"]+)">[^<]*\((\d+)\)</option>', page)
    assert counted
    for value, count in counted:
        name = "party" if value.startswith("X-") else "doc_type"
        answer = client.get("/documents", params={name: value}).text
        assert f"{count} document" in answer, (name, value)


@pytest.mark.parametrize("path", ["/documents", "/threads", "/findings", "/figures", "/names", "/statements"])
def test_a_view_of_any_list_can_be_saved_and_is_offered_there(
    register_file: Path, tmp_path: Path, path: str
) -> None:
    copy = tmp_path / "register.db"
    shutil.copy(register_file, copy)
    browser = Browser(copy)
    answer = browser.post("/views", {"label": "Mine", "address": path + "?since=2024"}, page=path)
    assert answer.headers["location"] == path + "?since=2024"
    assert f'<a href="{path}?since=2024">Mine</a>' in browser.get(path).text
    browser.client.close()


@pytest.mark.parametrize(
    ("field", "words", "found"),
    [
        ("title", '"Press statements"', 1), ("title", '"statements Press"', 0), ("title", "tunnel", 0),
        ("quotation", "tunnel", 2), ("quotation", '"two trains"', 1), ("quotation", "settings", 0),
        ("content", "trains", 1), ("content", "agreed", 0), ("quotation", "agreed", 1),
    ],
)  # fmt: skip
def test_search_keeps_to_the_field_that_was_asked_for(
    client: TestClient, field: str, words: str, found: int
) -> None:
    page = client.get("/search", params={"q": words, "field": field}).text
    told = re.search(r'role="status">([\d,]+) ', page)
    assert told is not None and int(told[1]) == found
    assert page.count("Why did this match?") == (0 if field == "title" else found)


def test_a_field_that_is_none_is_refused(client: TestClient) -> None:
    assert client.get("/search?q=x&field=mood").status_code == 400

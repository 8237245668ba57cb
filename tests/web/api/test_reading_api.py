# ruff: noqa: E501 - tables of requests
"""Reading over the API: every answer is what the library says, with tags, cursors and problems that say what to do."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields
from typing import Any

import pytest
from fastapi.testclient import TestClient
from tests.web.api.conftest import HOSTILE, World

from pacta.app.add import add_inputs
from pacta.app.library.lists import SORTS
from pacta.app.move import move
from pacta.publish.dictionary import data_tables
from pacta.store import Register
from pacta.web import create_app
from pacta.web.access.refusals import TITLES
from pacta.web.api import parameters
from pacta.web.api.describe import RECORDS, operations

LISTS = ("documents", "statements", "threads?fewest=1", "findings", "figures", "indicators", "mechanisms", "entities",
         "assessments", "search?q=the", "review/log")  # fmt: skip
OPERATIONS = {
    "getStatus", "getSession", "listDocuments", "getDocument", "getText", "listPassages", "listVersions",
    "listStatements", "getStatement", "getFacets", "search", "listThreads", "getThread", "listFindings", "getFinding",
    "listFigures", "listIndicators", "getIndicator", "listMechanisms", "getMechanism", "listEntities", "getEntity",
    "compare", "listLog", "listJudgements", "judgeStatement", "addStatement", "undoEntry", "judgeFinding",
    "listAssessments", "getAssessment", "enterAssessment", "addDocument", "addAddress",
}  # fmt: skip


def get(client: TestClient, path: str, **options: Any) -> Any:
    answer = client.get(f"/api/v1/{path}", **options)
    assert answer.status_code == 200, (path, answer.text)
    return answer.json()


def every(client: TestClient, path: str, limit: int = 1) -> list[Any]:
    """The rows of a list, so many at a time."""
    found, cursor, mark = [], "", "&" if "?" in path else "?"
    while True:
        batch = get(client, f"{path}{mark}limit={limit}{cursor}")
        found += batch["items"]
        if batch["next"] is None:
            assert len(found) == batch["total"]
            return found
        cursor = f"&cursor={batch['next']}"


@pytest.mark.parametrize("path", LISTS)
def test_a_list_in_small_batches_is_the_list_at_once(curator: TestClient, path: str) -> None:
    assert every(curator, path) == every(curator, path, 500)


@pytest.mark.parametrize("name", sorted(SORTS))
def test_every_order_can_be_gone_through(curator: TestClient, name: str) -> None:
    for sort in SORTS[name]:
        for wanted in (sort, f"-{sort}"):
            assert every(curator, f"{name}?sort={wanted}", 2) == every(curator, f"{name}?sort={wanted}", 500), (
                wanted
            )


def test_the_orders_of_the_description_are_those_of_the_library() -> None:
    for name, model in (("documents", parameters.Documents), ("statements", parameters.Statements),
                        ("threads", parameters.Threads), ("findings", parameters.Findings),
                        ("figures", parameters.Figures), ("indicators", parameters.Indicators),
                        ("mechanisms", parameters.Mechanisms), ("entities", parameters.Entities)):  # fmt: skip
        told = set(model.model_json_schema()["properties"]["sort"]["enum"])
        assert told == {sign + sort for sort in SORTS[name] for sign in ("", "-")}, name


@pytest.mark.parametrize("size", [1, 2, 3])
def test_what_is_added_between_two_batches_neither_repeats_nor_hides_a_row(
    make_world: Callable[[], World], tmp_path: Any, size: int
) -> None:
    world = make_world()
    client = world.client()
    before = [row["id"] for row in every(client, "statements", 500)]
    first = get(client, f"statements?limit={size}")
    for number, year in enumerate((1999, 2022)):
        text = tmp_path / f"{number}.txt"
        text.write_text(f"Joint Statement\n\nLima, 3 May {year}\n\nPeru will open school {number}.\n")
        with Register.open(world.file) as register:
            add_inputs(register, [str(text)])
    seen, cursor = [row["id"] for row in first["items"]], first["next"]
    while cursor:
        batch = get(client, f"statements?limit={size}&cursor={cursor}")
        seen += [row["id"] for row in batch["items"]]
        cursor = batch["next"]
    assert len(seen) == len(set(seen))
    assert [one for one in seen if one in before] == before


def test_a_search_goes_on_only_in_the_register_in_which_it_began(make_world: Callable[[], World]) -> None:
    world = make_world()
    client = world.client()
    first = get(client, "search?q=the&limit=1")
    statement = get(client, "statements?limit=1")["items"][0]["id"]
    client.post(f"/api/v1/statements/{statement}/judgements", json={"verdict": "accept"}, headers={"If-Match": "*"})
    answer = client.get(f"/api/v1/search?q=the&limit=1&cursor={first['next']}")
    assert answer.status_code == 410 and "Begin it again" in answer.json()["advice"]


def test_an_answer_that_has_not_changed_is_not_sent_again(make_world: Callable[[], World]) -> None:
    client = make_world().client()
    statement = get(client, "statements?kind=commitment&limit=1")["items"][0]["id"]
    for path in ("statements", f"statements/{statement}", "findings", "status"):
        tag = client.get(f"/api/v1/{path}").headers["etag"]
        again = client.get(f"/api/v1/{path}", headers={"If-None-Match": f'"other", {tag}'})
        assert again.status_code == 304 and not again.content and again.headers["etag"] == tag
    path = f"/api/v1/statements/{statement}"
    tags = client.get(path).headers["etag"], client.get("/api/v1/statements").headers["etag"]
    client.post(f"{path}/judgements", json={"verdict": "accept"}, headers={"If-Match": tags[0]})
    assert client.get(path, headers={"If-None-Match": tags[0]}).status_code == 200
    assert client.get("/api/v1/statements", headers={"If-None-Match": tags[1]}).status_code == 200


@pytest.mark.parametrize(("path", "status"), [
    ("statements?foo=1", 422), ("statements?kind=promise", 422), ("statements?limit=0", 422),
    ("statements?limit=1000000", 422), ("statements?cursor=AAAA", 404), ("statements?cursor=%00", 422),
    ("statements?cursor=" + "A" * 3999, 404), ("statements?cursor=" + "A" * 5000, 422),
    ("statements?since=yesterday", 422), ("statements?text=%00", 422), ("statements?actor=" + "x" * 500, 422),
    ("documents/dffffffffffffffff", 404), ("documents/..%2f..%2fetc%2fpasswd", 404), ("documents/d%00", 422),
    ("documents/%ff%fe", 422), ("nothing", 404), ("indicators/kzzzz", 422), ("indicators/kffff", 404),
    ("compare?a=%22&b=1066", 404), ("search", 422), ("search?q=", 422), ("review/log?cursor=W10", 404),
])  # fmt: skip
def test_what_cannot_be_answered_says_what_to_do(curator: TestClient, path: str, status: int) -> None:
    answer = curator.get(f"/api/v1/{path}")
    told = answer.json()
    assert answer.status_code == told["status"] == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert told["title"] and told["detail"] and told["advice"] and told["type"].startswith("/api/v1/docs#problem-")


def test_a_cursor_of_another_list_is_refused(curator: TestClient) -> None:
    cursor = get(curator, "statements?limit=1")["next"]
    assert curator.get(f"/api/v1/statements?limit=1&kind=report&cursor={cursor}").status_code == 404
    assert curator.get(f"/api/v1/documents?limit=1&cursor={cursor}").status_code == 404


def test_other_methods_are_refused_as_problems(curator: TestClient) -> None:
    for method in ("DELETE", "PUT", "PATCH", "TRACE"):
        answer = curator.request(method, "/api/v1/status")
        assert answer.status_code == 405 and answer.json()["status"] == 405 and answer.headers["allow"]
    assert curator.post("/api/v1/status").status_code == 405
    head = curator.head("/api/v1/status")
    assert head.status_code == 200 and not head.content and head.headers["etag"]


def test_queries_of_words_that_are_no_words_find_nothing(curator: TestClient) -> None:
    for query in ('"', "*", "AND OR NOT", "%ff", "a" * 400, "'; DROP TABLE documents; --", "(((("):
        assert curator.get("/api/v1/search", params={"q": query}).status_code == 200, query
        assert curator.get("/api/v1/statements", params={"text": query}).status_code == 200, query


def test_hostile_words_come_out_as_data(curator: TestClient) -> None:
    answer = curator.get("/api/v1/documents?title=seeds")
    assert HOSTILE in answer.json()["items"][0]["title"]
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_quotations_stand_where_they_say(curator: TestClient) -> None:
    texts = {row["id"]: get(curator, f"documents/{row['id']}/text")["text"] for row in every(curator, "documents")}
    for row in every(curator, "statements"):
        text = texts[row["document"]]
        assert text[row["start"] : row["end"]] == row["quote"]
        assert text[slice(*row["cue_at"])] == row["cue"]
        assert [text[slice(*place)] for place in row["items_at"]] == row["items"]
    for row in every(curator, "search?q=seed"):
        assert texts[row["document"]][row["start"] : row["end"]].casefold() == "seed"
        assert all(row["snippet"][slice(*place)].casefold() == "seed" for place in row["matches"])
    for id_, text in texts.items():
        assert all(
            text[one["start"] : one["end"]] == one["quote"] for one in every(curator, f"documents/{id_}/passages")
        )


def test_records_have_the_columns_of_the_data_dictionary() -> None:
    for kind in RECORDS.values():
        if kind.TABLE:
            names = {field.name for field in fields(kind)}  # type: ignore[arg-type]
            assert set(data_tables()[kind.TABLE].columns) <= names, kind


def test_every_field_of_every_record_is_explained(curator: TestClient) -> None:
    schemas = get(curator, "openapi.json")["components"]["schemas"]
    for name in RECORDS.keys() & schemas.keys():
        for field, schema in schemas[name]["properties"].items():
            assert schema.get("description"), (name, field)


def test_operations_keep_their_names_and_tell_their_problems(curator: TestClient) -> None:
    described = get(curator, "openapi.json")
    assert described["openapi"].startswith("3.1")
    found = list(operations(described))
    assert {one["operationId"] for one in found} == OPERATIONS
    for one in found:
        assert {"401", "403", "422", "429"} <= set(one["responses"]), one["operationId"]
        assert one["description"] and one["tags"]


def test_the_description_and_its_page_need_no_login_and_nothing_from_elsewhere(world: World) -> None:
    stranger = world.client(None)
    assert stranger.get("/api/v1/openapi.json").status_code == 200
    page = stranger.get("/api/v1/docs").text
    assert not re.search(r"<script(?![^>]*src=\"/static/)|<style|style=|\son\w+=", page)
    addresses = re.findall(r'(?:href|src|action)="([^"]+)"', page)
    assert all(address.startswith(("/", "#")) for address in addresses)
    ids = set(re.findall(r'id="([^"]+)"', page))
    assert {address[1:] for address in addresses if address.startswith("#")} <= ids
    assert {f"problem-{slug}" for slug, _ in TITLES.values()} <= ids


def test_every_endpoint_says_the_same_over_postgresql(
    read_file: Any, new_database: Callable[[], str], curator: TestClient
) -> None:
    server = new_database()
    with Register.open(read_file, create=False) as old, Register.open(server) as new:
        move(old, new)
    clients = [TestClient(create_app(place), base_url="http://localhost") for place in (str(read_file), server)]
    paths = [*LISTS, "status", "facets", "compare?a=2021&b=2023"]
    for kind in ("documents", "statements", "threads", "findings", "indicators", "mechanisms", "entities"):
        paths += [f"{kind}/{row['id']}" for row in get(clients[0], kind)["items"][:3]]
    for path in paths:
        first, second = (get(client, path) for client in clients)
        if path.startswith("search"):  # what fits best is weighed otherwise
            first, second = (sorted(map(str, found["items"])) for found in (first, second))
        assert first == second, path
    for sort in SORTS["statements"]:
        assert every(clients[0], f"statements?sort=-{sort}", 3) == every(clients[1], f"statements?sort=-{sort}", 3)


def test_a_register_that_cannot_be_opened_is_a_problem(tmp_path: Any) -> None:
    client = TestClient(create_app(str(tmp_path / "none.db")), base_url="http://localhost")
    answer = client.get("/api/v1/status")
    assert answer.status_code == 503 and answer.json()["advice"] and answer.headers["retry-after"]

# ruff: noqa: E501 - tables of requests
"""Schemathesis over the API's own description: every operation with sound and unsound data, all checks."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.config import SchemathesisConfig
from tests.web.api.conftest import World

from pacta.app import review
from pacta.store import Register
from pacta.web import create_app

HOST = "testserver"  # the one under which Schemathesis asks
EXAMPLES = 12  # of each operation
REFUSED = ["400", "412", "413", "428"]  # what sound data may still be: not what was seen, not what the text has
CONFIG = {
    "checks": {
        "positive_data_acceptance": {
            "expected-statuses": ["2xx", "3xx", "401", "403", "404", "409", "410", "429", *REFUSED]
        },
        "missing_required_header": {"expected-statuses": ["401", "403", "422", "428"]},
    }
}  # fmt: skip
LISTS = {"document": "documents", "statement": "statements", "thread": "threads", "finding": "findings",
         "indicator": "indicators", "mechanism": "mechanisms", "entity": "entities", "entry": "review/log"}  # fmt: skip
bounded = settings(
    max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True,
    phases=[Phase.explicit, Phase.generate],
)  # fmt: skip


def with_real_ids(plain: dict[str, Any], client: Any) -> dict[str, Any]:
    """The description with ids that are there, besides others: what is behind 404 would not be fuzzed otherwise."""
    known = {
        name: [row["id"] for row in client.get(f"/api/v1/{path}?limit=3").json()["items"]]
        for name, path in LISTS.items()
    }
    plain = copy.deepcopy(plain)
    for methods in plain["paths"].values():
        for operation in methods.values():
            for each in operation.get("parameters", ()):
                if each["in"] == "path":
                    each["schema"] = {"type": "string", "enum": [*known[each["name"]], "dffff"]}
                if each["name"] == "If-Match":
                    each["schema"] = {"type": "string", "enum": ["*", '"0"']}
    return plain


def described(world: World) -> Any:
    client = world.client()
    statement = client.get("/api/v1/statements").json()["items"][0]["id"]
    client.post(f"/api/v1/statements/{statement}/judgements", json={"verdict": "accept"}, headers={"If-Match": "*"})
    plain = with_real_ids(client.get("/api/v1/openapi.json").json(), client)
    schema = schemathesis.openapi.from_dict(plain, config=SchemathesisConfig.from_dict(CONFIG))
    schema.app = create_app(str(world.file), hosts=[HOST])
    return schema


@pytest.fixture(scope="module")
def curated(make_world: Callable[[], World]) -> World:
    return make_world()


@pytest.fixture(scope="module")
def only_read(make_world: Callable[[], World]) -> World:
    return make_world()


@pytest.fixture(scope="module")
def for_curators(curated: World) -> Any:
    return described(curated)


@pytest.fixture(scope="module")
def for_readers(only_read: World) -> Any:
    return described(only_read)


every_operation = schemathesis.pytest.from_fixture("for_curators")
every_write = schemathesis.pytest.from_fixture("for_readers").include(method="POST")


@every_operation.parametrize()
@bounded
def test_whoever_may_do_everything_meets_no_fault(case: Any, curated: World) -> None:
    case.call_and_validate(headers={"Authorization": f"Bearer {curated.tokens['cora']}"})


@every_write.parametrize()
@bounded
def test_with_a_token_that_only_reads_no_write_succeeds(case: Any, only_read: World) -> None:
    with Register.open(only_read.file) as register:
        before = len(review.changes(register, size=1000))
    answer = case.call(headers={"Authorization": f"Bearer {only_read.tokens['rita']}"})
    assert answer.status_code in (400, 403, 404, 405, 415, 422), (answer.status_code, answer.text)
    with Register.open(only_read.file) as register:
        assert len(review.changes(register, size=1000)) == before


def test_every_operation_is_fuzzed(for_curators: Any) -> None:
    told = json.loads(json.dumps(for_curators.raw_schema["paths"]))
    count = sum(len(methods) for methods in told.values())
    assert sum(1 for _ in for_curators.get_all_operations()) == count > 30

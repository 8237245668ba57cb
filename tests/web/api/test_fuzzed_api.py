# ruff: noqa: E501 - tables
"""Schemathesis over the API's own description: every operation with sound and unsound data, all checks."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import schemathesis
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import Status, events, from_schema
from tests.web.api.conftest import World

from pacta.app import review
from pacta.store import Register
from pacta.web import create_app
from pacta.web.access.rate import Rate

HOST = "testserver"  # the one under which Schemathesis asks
EXAMPLES = 5  # random ones of each operation, beside those at the borders of what the description allows
LISTS = {"document": "documents", "statement": "statements", "thread": "threads", "finding": "findings",
         "indicator": "indicators", "mechanism": "mechanisms", "entity": "entities", "entry": "review/log"}  # fmt: skip
REFUSED = ["400", "412", "413", "428"]  # what sound data may still be: not what was seen, not what the text has


def config(token: str) -> SchemathesisConfig:
    return SchemathesisConfig.from_dict({
        "suppress-health-check": ["all"],  # a slow machine is no fault
        "headers": {"Authorization": f"Bearer {token}"},
        "generation": {"max-examples": EXAMPLES, "deterministic": True, "database": "none"},
        "phases": {"stateful": {"enabled": False}},
        "checks": {
            "positive_data_acceptance": {"expected-statuses": ["2xx", "401", "403", "404", "410", *REFUSED]},
            "negative_data_rejection": {"expected-statuses": ["400", "403", "404", "405", "412", "415", "422", "428"]},
            "missing_required_header": {"expected-statuses": ["401", "403", "404", "422", "428"]},
        },
    })  # fmt: skip


def with_real_ids(plain: dict[str, Any], client: Any) -> dict[str, Any]:
    """The description with ids that are there, besides others: what is behind 404 would not be fuzzed otherwise."""
    known = {
        name: [row["id"] for row in client.get(f"/api/v1/{path}?limit=2").json()["items"]]
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


def fuzzed(world: World, token: str, method: str | None = None) -> tuple[set[str], list[str], set[int]]:
    """The operations that were tried, what went wrong, and the statuses of all answers."""
    client = world.client()
    statement = client.get("/api/v1/statements").json()["items"][0]["id"]
    client.post(f"/api/v1/statements/{statement}/judgements", json={"verdict": "accept"}, headers={"If-Match": "*"})
    plain = with_real_ids(client.get("/api/v1/openapi.json").json(), client)
    schema = schemathesis.openapi.from_dict(plain, config=config(token))
    schema.app = create_app(str(world.file), hosts=[HOST])
    chosen = schema.include(method=method) if method else schema
    tried, wrong, statuses = set(), [], set()
    for event in from_schema(chosen).execute():
        if isinstance(event, events.NonFatalError | events.FatalError):
            wrong.append(f"{getattr(event, 'label', '')}: {getattr(event, 'value', event)}")
        if isinstance(event, events.ScenarioFinished):
            tried.add(event.label)
            statuses |= {
                each.response.status_code for each in event.recorder.interactions.values() if each.response
            }
            if event.status == Status.FAILURE:
                wrong += list(told(event))
            elif event.status == Status.ERROR:
                wrong.append(f"{event.label}: error")
    return tried, sorted(set(wrong)), statuses


def told(event: events.ScenarioFinished) -> Iterator[str]:
    """Each failed check, with the request that shows it."""
    for checks in event.recorder.checks.values():
        for found in (check.failure_info for check in checks if check.failure_info):
            yield f"{event.label}: {found.failure.title}: {found.failure.message[:300]} {found.code_sample[:1500]}"


@pytest.fixture(autouse=True)
def _without_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is refused for asking too often would not be fuzzed; the limit has a test of its own."""
    monkeypatch.setattr(Rate, "takes", lambda self, caller: True)


def log_of(world: World) -> int:
    with Register.open(world.file) as register:
        return len(review.changes(register, size=1000))


def test_whoever_may_do_everything_meets_no_fault(make_world: Callable[[], World]) -> None:
    world = make_world()
    tried, wrong, statuses = fuzzed(world, world.tokens["cora"])
    print(len(tried), statuses)
    for each in wrong:
        print("WRONG", each)
    assert not wrong and len(tried) > 30
    assert {200, 201, 404, 422} <= statuses and not {status for status in statuses if status >= 500}


def test_with_a_token_that_only_reads_no_write_succeeds(make_world: Callable[[], World]) -> None:
    world = make_world()
    before = log_of(world)
    tried, wrong, statuses = fuzzed(world, world.tokens["rita"], "POST")
    assert not wrong, "\n".join(wrong)
    assert len(tried) > 5
    assert 403 in statuses and not {status for status in statuses if status < 400}
    assert log_of(world) == before + 1  # ours

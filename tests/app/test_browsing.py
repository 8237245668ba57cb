"""Lists from the columns in memory say what the register says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.web.corpus import TEXTS, marked

from pacta.app import assess, review
from pacta.app.add import add_inputs
from pacta.app.browsing import Browser
from pacta.app.facets import facets
from pacta.app.generation import Kept
from pacta.app.linking import refresh
from pacta.app.queries import list_statements
from pacta.app.review import Said
from pacta.app.views import Filters
from pacta.model import PactaError, Span
from pacta.pipeline import stages
from pacta.store import Register

FILTERS = (
    Filters(), Filters(kind=("commitment",)), Filters(kind=("commitment", "report"), firmness=(4, 2)),
    Filters(actor="x-velmora"), Filters(actor="X-VELMORA+X-OSTRANY"), Filters(voice="joint"),
    Filters(pillar="transport"), Filters(codebook="broad"), Filters(deadline="any"), Filters(deadline="none"),
    Filters(deadline="2027"), Filters(text="tunnel"), Filters(text='"two trains"'), Filters(text="…"),
    Filters(since="2024-05-14"), Filters(until="2024"), Filters(doc_type="joint statement"), Filters(review="open"),
    Filters(review="reviewed"), Filters(review="any"), Filters(party="X-VELMORA+X-OSTRANY"),
    Filters(stage="agreed"), Filters(status="open"), Filters(status="assessed"), Filters(status="+1"),
    Filters(status="disputed"),
)  # fmt: skip
ORDERS = ("document", "-document", "firmness", "-firmness", "deadline", "-deadline", "score", "-score", "kind")


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Register:
    folder = tmp_path_factory.mktemp("browsing")
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        opened = Register.open(folder / "register.db")
        patch.setattr(stages, "STAGES", (*stages.STAGES, marked))
        add_inputs(opened, [str(path) for path in sorted(folder.glob("*.*")) if path.suffix != ".db"])
    refresh(opened)
    _assess(opened)
    return opened


def _assess(register: Register) -> None:
    """One commitment done, one on which reviewers differ."""
    done, other = list_statements(register, Filters(kind=("commitment",))).rows[:2]
    assess.score(register, done.id, "+1", Said("ana"))
    for reviewer, value in (("ana", "0"), ("ben", "-1")):
        assess.score(register, other.id, value, Said(reviewer))


@pytest.mark.parametrize("filters", FILTERS, ids=lambda f: "+".join(
    f"{name}={getattr(f, name)}" for name in f.__dataclass_fields__ if getattr(f, name)) or "all")  # fmt: skip
def test_a_filter_leaves_the_same_statements_and_facets_as_in_the_register(
    register: Register, filters: Filters
) -> None:
    page, counts = Browser().browse(register, filters)
    held = list_statements(register, filters)
    assert ([row.id for row in page.rows], page.total) == ([row.id for row in held.rows], held.total)
    told = facets(register, filters)
    assert {name: dict(values) for name, values in counts.counts.items()} == {
        name: dict(values) for name, values in told.counts.items()
    }
    assert counts.titles == told.titles


@pytest.mark.parametrize("sort", ORDERS)
def test_every_order_is_the_register_s_page_by_page(register: Register, sort: str) -> None:
    browser = Browser()
    for number in (1, 2, 3):
        page = browser.find(register, Filters(), sort=sort, page=number, size=5)
        held = list_statements(register, Filters(), sort=sort, page=number, size=5)
        assert [row.id for row in page.rows] == [row.id for row in held.rows]


def test_an_order_or_a_review_that_there_is_not_is_refused(register: Register) -> None:
    with pytest.raises(PactaError, match="There is no order 'x'"):
        Browser().find(register, Filters(), sort="x")
    with pytest.raises(PactaError, match="There is no status 'x'"):
        Browser().find(register, Filters(status="x"))
    with pytest.raises(PactaError, match="There is no review 'x'"):
        Browser().find(register, Filters(review="x"))


def test_a_document_that_is_added_is_in_the_next_answer(tmp_path: Path) -> None:
    browser = Browser()
    with Register.open(tmp_path / "register.db") as register:
        assert browser.find(register, Filters()).total == 0
        (tmp_path / "a.txt").write_text("We will build a bridge.\n\nWe welcome the talks.", encoding="utf-8")
        add_inputs(register, [str(tmp_path / "a.txt")])
        assert browser.find(register, Filters()).total == list_statements(register).total > 0


def test_the_status_of_an_assessment_is_a_filter_with_counts(register: Register) -> None:
    """What was scored, what reviewers differ on, and what nobody assessed; a score that is taken back leaves it."""
    page, counts = Browser().browse(register, Filters(status="assessed"))
    assert {row.assessed for row in page.rows} == {"+1", "disputed"}
    assert dict(counts.counts["status"])["+1"] == 1
    assert sum(count for _, count in counts.counts["status"]) == list_statements(register).total


def test_what_is_held_follows_every_judgement(tmp_path: Path) -> None:
    """Accepted, corrected, taken back, rejected, assigned, assessed, added: each is in the next answer."""
    browser, ana = Browser(), Said("ana")
    (tmp_path / "a.txt").write_text("We will build a bridge.\n\nWe welcome the talks of peace.", encoding="utf-8")
    with Register.open(tmp_path / "register.db") as register:
        add_inputs(register, [str(tmp_path / "a.txt")])
        first, second = list_statements(register).rows
        browser.find(register, Filters())
        entries: tuple[Callable[[], object], ...] = (
            lambda: review.judge(register, first.id, "accept", ana),
            lambda: review.judge(register, second.id, "correct", ana, {"kind": "request", "actors": ["VNM"]}),
            lambda: review.undo(register, review.history(register, second.id)[-1].id, ana),
            lambda: review.judge(register, second.id, "reject", ana),
            lambda: review.judge(register, first.id, "assign", ana, {"to": "ben"}),
            lambda: assess.score(register, first.id, "+1", ana),
            lambda: review.add_statement(register, first.document, Span(0, 7), ana, {"kind": "report"}),
        )
        for enter in entries:
            enter()
            for filters in (Filters(), Filters(review="any"), Filters(assignee="ben"), Filters(kind=("request",))):
                page, counts = browser.browse(register, filters)
                assert [row.id for row in page.rows] == [row.id for row in list_statements(register, filters).rows]
                told = facets(register, filters).counts
                assert {name: dict(v) for name, v in counts.counts.items()} == {n: dict(v) for n, v in told.items()}


def test_what_rests_on_links_is_asked_again_when_they_change_and_not_before(tmp_path: Path) -> None:
    kept, ana, asked = Kept(), Said("ana"), []
    (tmp_path / "a.txt").write_text("We will build a bridge.\n\nWe welcome the talks of peace.", encoding="utf-8")
    with Register.open(tmp_path / "register.db") as register:
        add_inputs(register, [str(tmp_path / "a.txt")])
        first, second = list_statements(register).rows

        def times() -> int:
            kept.answer(register, "links", lambda: asked.append(1), links_alone=True)
            return len(asked)

        assert (times(), times()) == (1, 1)
        review.judge(register, first.id, "accept", ana)
        assert times() == 1
        review.judge(register, second.id, "reject", ana)
        assert times() == 2
        (tmp_path / "b.txt").write_text("They will build a bridge.", encoding="utf-8")
        add_inputs(register, [str(tmp_path / "b.txt")])
        assert (times(), times()) == (3, 3)

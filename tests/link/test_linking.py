"""What linking promises whatever the documents: same record for any order, evidence where it says, linear time."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pacta.lexicon import load_table
from pacta.link import ReadDocument, compare, link
from pacta.link.dates import compatible
from pacta.link.figures import reach
from pacta.link.names import name_form, same_name
from pacta.link.stages import stage_in
from pacta.link.words import terms
from pacta.model import Figure, Span
from support.linking import labelled, pairs, read

PROMISE = {
    "date": "2022-05-01", "kind": "commitment", "firmness": 4, "deadline": "2023",
    "text": "Kenya and Finland will open the Lake Orsa ferry terminal by 2023.",
}  # fmt: skip
LATER = {"date": "2024-02-01", "kind": "report", "text": "Kenya and Finland discussed beekeeping in the uplands."}
AGAIN = {"date": "2024-02-01", "kind": "report", "text": "The Lake Orsa ferry terminal is being built."}


def documents() -> list[ReadDocument]:
    texts = [
        ("The Treaty of Samar was signed on 4 June 1985.", "2020-01-01"),
        ("Since then the Treaty of Samar, signed on 5 June 1985, has served both peoples.", "2021-01-01"),
        ("The Treaty of Samar was signed in June 1985.", "2022-01-01"),
    ]
    return [read(text, day) for text, day in texts]


def test_the_order_in_which_documents_come_does_not_matter() -> None:
    found = {repr(link(order)) for order in permutations(documents())}
    assert len(found) == 1


def test_two_days_of_one_signing_are_one_finding_and_a_month_fits_both() -> None:
    findings = link(documents()).findings
    assert [finding.kind for finding in findings] == ["date"]
    assert "1985-06-04" in findings[0].sentence and "1985-06-05" in findings[0].sentence


def test_evidence_and_marks_are_the_words_at_their_spans() -> None:
    read_by_id = {}
    for pair in pairs("relations"):
        for side in "ab":
            document = labelled(pair[side])
            read_by_id[document.id] = document
    linked = link(read_by_id.values())
    for thread in linked.threads:
        for mention in thread.mentions:
            found = mention.mention.evidence
            assert read_by_id[found.document].document.quote(found.span) == found.quote
            assert all(found.span.contains(mark) for mark in mention.marks)


def test_every_statement_that_is_followed_is_in_exactly_one_thread() -> None:
    reads = [labelled(pair[side]) for pair in pairs("relations") for side in "ab"]
    found = [m.mention.statement for thread in link(reads).threads for m in thread.mentions]
    assert len(found) == len(set(found)) == len({read.id for read in reads})


def test_a_deadline_passed_in_silence_is_overdue_and_one_that_was_spoken_of_is_not() -> None:
    promise = labelled(PROMISE)
    silent = link([promise, labelled(LATER)])
    assert [finding.kind for finding in silent.findings] == ["overdue"]
    assert link([promise, labelled(AGAIN)]).findings == ()
    assert link([promise, labelled(LATER)], as_of="2023-06-30").findings == ()


def test_comparing_a_document_with_itself_changes_nothing() -> None:
    document = labelled(PROMISE)
    found = compare([document], [document])
    assert [pair.same for pair in found.aligned] == [True]
    assert found.gone == found.new == ()


def test_a_reworded_statement_is_aligned_with_the_words_that_differ() -> None:
    a, b = (
        labelled(PROMISE),
        labelled(PROMISE | {"text": PROMISE["text"].replace("2023", "2025"), "deadline": "2025"}),
    )
    [pair] = compare([a], [b]).aligned
    assert [a.document.quote(span) for span in pair.gone] == ["2023"]
    assert [b.document.quote(span) for span in pair.b.marks] == ["2025"]
    assert pair.b.relation == "weakens"


@pytest.mark.parametrize(
    ("words", "stage"),
    [
        ("the two sides are ready to study the possibility of building a bridge", "under study"),
        ("the two sides agreed to build a bridge", "agreed"),
        ("the agreement has not yet been signed", "under negotiation"),
        ("the agreement, signed in 2019, has entered into force", "in force"),
        ("the two sides agreed to promote cooperation", None),
    ],
)
def test_stages_follow_the_words(words: str, stage: str | None) -> None:
    found = stage_in(words, Span(0, len(words)))
    assert (found[0] if found else None) == stage


def test_every_stage_rule_shows_one_of_its_signs_in_each_example() -> None:
    for rule in load_table("stages"):
        assert all(any(sign in example.casefold() for sign in rule.data["signs"]) for example in rule.examples)


@pytest.mark.parametrize(
    ("a", "b", "fits"),
    [
        ("2015", "2015-05-29", True),
        ("1975-04-30", "1975-05-30", False),
        ("2001-03", "2002", False),
        ("2001", "", True),
    ],
)
def test_dates_are_compared_at_the_precision_that_both_have(a: str, b: str, fits: bool) -> None:
    assert compatible(a, b) == compatible(b, a) == fits


def test_a_rounded_figure_reaches_as_far_as_its_last_digit() -> None:
    billion = Figure("f", Span(0, 1), 6_000_000_000, "USD")
    low, high = reach(billion, "$6 billion")
    assert low <= 5_500_000_000 and 6_500_000_000 <= high < 7_000_000_000
    low, high = reach(Figure("f", Span(0, 1), 20.2, "percent", direction="down"), "20.2%")
    assert low <= -20.2 <= high < -19


NAME = st.lists(
    st.sampled_from(["Joint", "Lake", "Centre", "Kenya", "Research", "Treaty", "of", "2019"]), min_size=1
)


@given(NAME, NAME)
def test_sameness_of_names_is_symmetric_and_does_not_hang_on_word_order(a: list[str], b: list[str]) -> None:
    first, second = name_form(" ".join(a), "ORG"), name_form(" ".join(b), "ORG")
    assert same_name(first, second) == same_name(second, first)
    assert name_form(" ".join(a), "PLACE").terms == name_form(" ".join(reversed(a)), "PLACE").terms


@given(st.text(max_size=200))
def test_terms_of_any_text_are_found_without_error(text: str) -> None:
    assert all(terms(text)) and terms(text) == terms(text)


def test_documents_without_date_or_statement_do_not_disturb() -> None:
    empty = read("…", "2020-01-01")
    assert link([empty]).threads == () and link([]).findings == ()


def test_a_sentence_of_a_hundred_thousand_words_goes_through() -> None:
    text = "The parties agreed to build the bridge and " * 12_500 + "the road."
    linked = link([labelled(PROMISE | {"text": text, "deadline": None})])
    assert len(linked.threads) == 1


def test_one_numbered_order_with_two_dates_is_a_finding_whoever_cites_it() -> None:
    a = read(
        "Tariffs stay, as set forth in Executive Order 99257 of April 2, 2005, as amended.",
        "2021-01-01",
        ("KEN", "OMN"),
    )
    b = read("As Executive Order 99257 of April 2, 2015, says, tariffs stay.", "2022-01-01", ("FIN", "OMN"))
    other = read("As Executive Order 99258 of May 2, 2015, says, tariffs stay.", "2022-01-01", ("FIN", "OMN"))
    [found] = link([a, b, other]).findings
    assert found.kind == "date" and "2005-04-02" in found.sentence and "2015-04-02" in found.sentence


def test_a_shared_place_joins_only_what_shares_a_matter_too() -> None:
    flights = {"date": "2021-05-01", "kind": "commitment", "firmness": 4,
               "text": "They will resume direct flights between Orsaville and Tamberg."}  # fmt: skip
    again = {"date": "2022-05-01", "kind": "report",
             "text": "Direct flights between Orsaville and Tamberg were resumed in July."}  # fmt: skip
    theatre = {"date": "2022-06-01", "kind": "commitment", "firmness": 4,
               "text": "Kenya will open a theatre in Orsaville and Finland one in Tamberg."}  # fmt: skip
    threads = link([labelled(flights), labelled(again), labelled(theatre)]).threads
    assert sorted(len(thread.mentions) for thread in threads) == [1, 2]

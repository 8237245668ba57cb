"""A deadline is a date that the words make one, that is not over, and that is not part of a name."""

from __future__ import annotations

import pytest

from pacta.annotate.dates import dates
from pacta.extract.deadline import find_deadline
from pacta.extract.setting import Setting
from pacta.model import Annotations, Config, DateMention, Detected, Document, Name, Profile, Source, Span


def deadline_of(
    text: str,
    words: str,
    value: str,
    kind: str = "DATE",
    tagged: str | None = None,
    name: str = "",
    cue: str = "will",
) -> object:
    document = Document("d0", text, Source("t.txt", "0" * 64, len(text), "text/plain"))
    span = Span(text.index(words), text.index(words) + len(words))
    names = (Name("n0", Span(text.index(name), text.index(name) + len(name)), "INSTRUMENT", name),) if name else ()
    annotations = Annotations(
        profile=Profile(date=Detected("2025-05-12")),
        dates=(DateMention("m0", span, kind, value, "test"),),  # type: ignore[arg-type]
        names=names,
    )
    tag = Span(text.index(tagged), text.index(tagged) + len(tagged)) if tagged else None
    tags = (tag,) if tag else ()
    at = max(text.find(cue), 0)
    act = Span(at, at + len(cue))
    found = find_deadline(document, Setting(document, annotations), Span(0, len(text)), act, tags)
    return (document.quote(found.span), found.value) if found else None


@pytest.mark.parametrize(
    ("text", "words", "value", "kind", "expected"),
    [
        ("will finish the bridge by 2030", "2030", "2030", "DATE", ("by 2030", "2030")),
        (
            "will sign it before the end of 2026",
            "the end of 2026",
            "2026",
            "DATE",
            ("before the end of 2026", "2026"),
        ),
        (
            "agreed a plan for the 2026-2030 period",
            "2026-2030",
            "2026/2030",
            "DATE",
            ("for the 2026-2030", "2026/2030"),
        ),
        ("will report within six months", "six months", "P6M", "DURATION", ("within six months", "2025-11")),
        (
            "will invest over the next five years",
            "the next five years",
            "P5Y",
            "DURATION",
            ("over the next five years", "2025-05/2030-05"),
        ),
    ],
)
def test_the_words_before_a_date_make_it_a_deadline(
    text: str, words: str, value: str, kind: str, expected: tuple[str, str]
) -> None:
    assert deadline_of(text, words, value, kind) == expected


def test_a_date_after_in_is_a_deadline_where_it_follows_the_cue_or_the_reader_tagged_it() -> None:
    assert deadline_of("will meet in 2026", "2026", "2026") == ("in 2026", "2026")
    assert deadline_of("will meet in 2026 in Port Ross", "2026", "2026") == ("in 2026", "2026")
    before = "the bank that opens in 2026 will lend to farms"
    assert deadline_of(before, "2026", "2026") is None
    assert deadline_of(before, "2026", "2026", tagged="in 2026") == ("in 2026", "2026")


def test_a_time_told_from_the_documents_own_day_is_a_deadline_after_the_cue() -> None:
    assert deadline_of("will meet later this year to sign it", "later this year", "2025") == (
        "later this year",
        "2025",
    )
    assert deadline_of("today both will sign it", "today", "2025-05-12") == ("today", "2025-05-12")
    assert deadline_of("will meet the challenges of today and tomorrow", "tomorrow", "2025-05-13") is None
    assert deadline_of("will face the risks of tomorrow", "tomorrow", "2025-05-13") is None


def test_a_time_that_opens_the_sentence_counts_after_during() -> None:
    assert deadline_of("During 2026, they will meet often", "2026", "2026") == ("During 2026", "2026")


def test_a_time_that_opens_the_promise_counts_behind_connecting_words() -> None:
    assert deadline_of("And in June, we will meet", "June", "2025-06") == ("in June", "2025-06")
    assert deadline_of("In addition: Tomorrow, I will meet them", "Tomorrow", "2025-05-13") == (
        "Tomorrow",
        "2025-05-13",
    )
    assert deadline_of("And later this decade, we will", "later this decade", "202") == (
        "later this decade",
        "2025/2029",
    )


def test_a_time_right_before_the_subject_of_the_promise_counts() -> None:
    assert deadline_of("you know that tomorrow we will meet", "tomorrow", "2025-05-13") == (
        "tomorrow",
        "2025-05-13",
    )


def test_what_happened_then_and_is_only_named_sets_no_deadline() -> None:
    assert deadline_of("will build on the fund launched this year", "this year", "2025") is None
    ahead = "will help the fund that is to be launched this year"
    assert deadline_of("will see it be launched this year", "this year", "2025") == ("this year", "2025")
    assert deadline_of(ahead, "this year", "2025", tagged="this year") == ("this year", "2025")


def test_a_time_measured_or_of_a_target_is_no_deadline_whatever_leads_it_in() -> None:
    days = "will help to make a vaccine in just over 300 days"
    assert deadline_of(days, "300 days", "P300D", "DURATION") is None
    assert (
        deadline_of("will bring it from 300 to 100 days", "100 days", "P100D", "DURATION", tagged="100 days")
        is None
    )
    assert deadline_of("will work on 2030 targets for steel", "2030", "2030", tagged="2030") is None
    assert deadline_of("will lower emissions by 2030 as targets ask", "2030", "2030") == ("by 2030", "2030")


def test_years_right_after_a_name_are_part_of_it() -> None:
    text = "will fund the Norrland Aid Strategy 2026-2030"
    named = "Norrland Aid Strategy"
    assert deadline_of(text, "2026-2030", "2026/2030", name=named) is None
    assert deadline_of(f"{text} by 2027", "2027", "2027", name=named) == ("by 2027", "2027")


@pytest.mark.parametrize(("words", "day"), [("21 April 2025", "2025-04-21"), ("24 April 2025", "2025-04-24")])
def test_any_day_that_is_over_is_no_deadline(words: str, day: str) -> None:
    assert deadline_of(f"will honour the plan of the talks on {words}", words, day) is None


def test_the_day_of_the_telling_or_of_the_meeting_is_no_deadline() -> None:
    told = "Today, I am proud to announce that Norvane will hire 200 workers"
    assert deadline_of(told, "Today", "2025-05-12") is None
    assert deadline_of("Today, Norvane will hire 200 workers", "Today", "2025-05-12") == ("Today", "2025-05-12")
    assert deadline_of("will return to the reason we are here today", "today", "2025-05-12") is None


def test_a_rate_is_no_deadline() -> None:
    assert deadline_of("will pay $3 million a year", "a year", "P1Y", "DURATION") is None


def test_what_others_do_then_is_no_deadline() -> None:
    hosts = "will deepen ties, with Ostland hosting the forum later this year"
    assert deadline_of(hosts, "later this year", "2025") is None
    assert deadline_of("will consult as Ostland prepares its forum this year", "this year", "2025") is None
    assert deadline_of("will meet with King Harding this year", "this year", "2025") == ("this year", "2025")


def test_a_time_in_days_is_told_to_the_month_where_it_is_one_or_longer() -> None:
    assert deadline_of("will report within 90 days", "90 days", "P90D", "DURATION") == ("within 90 days", "2025-08")
    assert deadline_of("will report within 10 days", "10 days", "P10D", "DURATION") == (
        "within 10 days",
        "2025-05-22",
    )


def test_the_day_of_the_promise_itself_is_no_deadline() -> None:
    assert deadline_of("we pledge today to end it", "today", "2025-05-12", cue="pledge") is None
    assert deadline_of("we pledge today to end it", "today", "2025-05-12", cue="pledge today to") is None


def test_a_year_that_is_given_a_name_is_the_deadline() -> None:
    text = "agreed to take 2026 as the Year of Rivers"
    assert deadline_of(text, "2026", "2026", cue="agreed to") == ("2026", "2026")


def test_long_times_are_counted_in_years() -> None:
    found = deadline_of("will build it over 20 years", "20 years", "P20Y", "DURATION")
    assert found == ("over 20 years", "2025/2045")


def test_the_age_in_which_the_promise_is_made_is_no_deadline() -> None:
    assert deadline_of("will build ports for the 21st century", "the 21st century", "20") is None


def test_how_long_something_lasts_is_no_deadline() -> None:
    assert deadline_of("will remain allies for 40 years", "40 years", "P40Y", "DURATION") is None


def test_the_time_of_a_clause_below_is_its_own_but_that_of_an_event_is_the_promises() -> None:
    assert deadline_of("will use the platform which is launching in 2026 at last", "2026", "2026") is None
    assert deadline_of("will work on it in view of the forum in 2026 in Vale", "2026", "2026") is None
    event = "will attend the summit, which will be held in 2026 in Vale"
    assert deadline_of(event, "2026", "2026") == ("in 2026", "2026")


def test_a_time_that_was_over_is_no_deadline() -> None:
    assert deadline_of("agreed to build on the results reached by 2024", "2024", "2024") is None


def test_a_month_without_a_year_is_the_next_one_in_a_promise_told_in_the_past_tense() -> None:
    """The dates stage takes "in March" of a past-tense readout for the March that was."""
    assert deadline_of("agreed to meet in March", "March", "2025-03", cue="agreed to") == ("in March", "2026-03")
    assert deadline_of("agreed to meet on 3 March", "3 March", "2025-03-03", cue="agreed to") == (
        "on 3 March",
        "2026-03-03",
    )
    assert deadline_of("agreed to meet in March 2025", "March 2025", "2025-03", cue="agreed to") is None
    assert deadline_of("agreed to keep what last March brought", "last March", "2025-03", cue="agreed to") is None
    assert deadline_of("agreed to meet on February 29", "February 29", "2024-02-29", cue="agreed to") is None


def test_a_date_inside_a_name_is_the_names_own() -> None:
    text = "will carry out the plan adopted by 2030 Agenda members"
    assert deadline_of(text, "2030", "2030", name="2030 Agenda") is None


@pytest.mark.parametrize("words", ["a year", "twice a year", "at least once a month", "every quarter"])
def test_how_often_something_is_done_is_no_deadline_though_tagged(words: str) -> None:
    assert deadline_of(f"will meet {words}", words, "P1Y", "SET", tagged=words) is None


def test_words_without_a_date_are_kept_without_a_value() -> None:
    text = "will meet as soon as possible, as in 1999"
    assert deadline_of(text, "1999", "1999", tagged="as soon as possible") == ("as soon as possible", None)


def test_a_time_gone_by_or_counted_from_another_event_is_no_deadline() -> None:
    past = "will build on the results over the past 75 years"
    assert deadline_of(past, "the past 75 years", "P75Y", "DURATION") is None
    event = "will report within six months of the entry into force"
    assert deadline_of(event, "six months", "P6M", "DURATION") is None


def test_words_tagged_in_another_statement_are_not_this_ones_deadline() -> None:
    document = Document("d0", "will meet. will sign by 2030", Source("t.txt", "0" * 64, 28, "text/plain"))
    setting = Setting(document, Annotations())
    assert find_deadline(document, setting, Span(0, 9), Span(0, 4), (Span(21, 28),)) is None


@pytest.mark.parametrize(
    ("text", "words", "value", "name"),
    [
        (
            "commit to the Lakes Accord dated May 9, 2015",
            "May 9, 2015",
            "2015-05-09",
            "Lakes Accord dated May 9, 2015",
        ),
        ("agreed in 2012 to raise them", "2012", "2012", ""),
    ],
)
def test_a_known_date_that_is_over_or_part_of_a_name_is_no_deadline_though_tagged(
    text: str, words: str, value: str, name: str
) -> None:
    assert deadline_of(text, words, value, tagged=words, name=name) is None


def test_a_time_that_opens_a_promise_of_the_future_is_its_deadline() -> None:
    opening = "in June both will sign it"
    assert deadline_of(opening, "June", "2025-06") == ("in June", "2025-06")
    assert deadline_of("in June both praised it", "June", "2025-06", cue="praised") is None


def test_over_a_number_of_years_or_the_next_year_is_a_stretch_from_now() -> None:
    assert deadline_of("will pay over three years", "three years", "P3Y", "DURATION") == (
        "over three years",
        "2025-05/2028-05",
    )
    assert deadline_of("will meet over the next year", "the next year", "2026") == (
        "over the next year",
        "2025-05/2026-05",
    )
    assert deadline_of("will meet next year", "next year", "2026") == ("next year", "2026")


def test_part_of_a_decade_is_narrower_than_the_decade() -> None:
    late = deadline_of("will open it in the late 2030s", "late 2030s", "203")
    assert late == ("in the late 2030s", "2037/2039")


def test_what_is_todays_or_lies_behind_is_no_deadline() -> None:
    assert deadline_of("will meet today's needs", "today", "2025-05-12") is None
    assert deadline_of("will act on the pact signed earlier this month", "this month", "2025-05") is None


def test_a_last_day_outranks_the_period_that_a_plan_is_made_for() -> None:
    text = "The Ministers will prepare a plan for 2026-2030 and submit it by the end of March 2026."
    document = Document("d0", text, Source("t.txt", "0" * 64, len(text), "text/plain"))
    spans = [Span(text.index(w), text.index(w) + len(w)) for w in ("2026-2030", "the end of March 2026")]
    period = DateMention("m0", spans[0], "DURATION", "2026/2030", "test")
    last_day = DateMention("m1", spans[1], "DATE", "2026-03", "test")
    annotations = Annotations(profile=Profile(date=Detected("2025-05-12")), dates=(period, last_day))
    cue = Span(text.index("will"), text.index("will") + 4)
    found = find_deadline(document, Setting(document, annotations), Span(0, len(text)), cue, (spans[0],))
    assert found is not None
    assert found.value == "2026-03"


def test_one_day_is_no_deadline_unless_a_preposition_makes_it_one() -> None:
    assert deadline_of("will meet you one day", "one day", "P1D", "DURATION") is None
    assert deadline_of("will reply within one day", "one day", "P1D", "DURATION") == (
        "within one day", "2025-05-13",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "deadline"),
    [
        ("We will hold it on 30 November and 1 December 2026.", "2026-11-30/2026-12-01"),
        ("We will hold it on November 30 and on December 1, 2026.", "2026-11-30/2026-12-01"),
        ("We will hold it on 30 November and 3 December 2026.", "2026-11-30"),
    ],
)
def test_two_days_that_follow_each_other_are_one_deadline(text: str, deadline: str) -> None:
    assert dated_deadline_of(text) == deadline


def dated_deadline_of(text: str) -> str | None:
    """The value of the deadline of "will", with dates read as `pacta read` does on 12 May 2026, a Tuesday."""
    cue = Span(text.index("will"), text.index("will") + 4)
    document = Document("d0", text, Source("t.txt", "0" * 64, len(text), "text/plain"))
    annotations = dates(document, Annotations(profile=Profile(date=Detected("2026-05-12"))), Config())
    found = find_deadline(document, Setting(document, annotations), Span(0, len(text) - 1), cue, ())
    return found.value if found else None


@pytest.mark.parametrize(
    ("text", "deadline"),
    [
        ("We will sign it before the year is out.", "2026"),
        ("We will open it by the year's end.", "2026"),
        ("We will open it before the new year.", "2027-01-01"),
        ("We will hire them in the new year.", "2027"),
        ("We will report in the course of next year.", "2027"),
        ("We will report by April 1 of next year.", "2027-04-01"),
        ("We will open it in the autumn of next year.", "2027-23"),
        ("We will repair it before the winter.", "2026-24"),
        ("We will settle it no later than Thursday.", "2026-05-14"),
        ("We will settle it by the end of the third quarter.", "2026-09"),
        ("We will raise it as of the 2027 academic year.", "2027"),
        ("We will train them this year and next.", "2026/2027"),
        ("We will train them in 2026 and 2027.", "2026/2027"),
        ("We will train them over a period of five years.", "2026-05/2031-05"),
        ("We will pay it between now and 2029.", "2026/2029"),
        ("We will answer within one hundred and eighty days.", "2026-11"),
        ("We will report within six months of the adoption of this Plan.", "2026-11"),
        ("We will report within six months of the entry into force.", None),
    ],
)
def test_a_time_told_by_its_end_or_counted_from_now_is_a_deadline(text: str, deadline: str | None) -> None:
    assert dated_deadline_of(text) == deadline


@pytest.mark.parametrize(
    "text",
    [
        "We will extend it by two years.",
        "We will waive visas for stays of up to 90 days.",
        "We will tell them ninety days in advance.",
        "We will keep the crossing open until midnight.",
        "We will sustain the fund beyond 2027.",
        "We will publish them in the first quarter of each year.",
        "We will supply the parts at 2027 prices.",
        "We will answer faster than we did in June 2026.",
        "We will guard the cables following the damage in May 2026.",
    ],
)
def test_a_measure_or_the_time_of_something_else_is_no_deadline(text: str) -> None:
    assert dated_deadline_of(text) is None

"""The time by or in which a commitment is to be met."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pacta.extract.setting import Setting
from pacta.lexicon import load_table
from pacta.model import DateMention, Deadline, Document, Span
from pacta.text.timevalues import add_months, after, bounds, timex_to_edtf, within

_CLAUSE = 200  # characters before a date in which a clause below the promise may begin
_AGE = 50  # years: a longer time that has begun is no deadline
_LONG = 10  # years
_A_MONTH = 28  # days
_BEFORE = 40  # characters before a date in which its preposition stands
_OWN_TIME = ("INSTRUMENT", "MECHANISM", "PROJECT", "EVENT", "ORG")  # a date inside such a name is the name's
_GONE_BY = re.compile(r"\b(?:past|last|previous|recent)\b", re.IGNORECASE)
_A_TIME = r"(?:a|per|each|every) (?:year|quarter|month|week|day)"
_RATE = re.compile(rf"{_A_TIME}$", re.IGNORECASE)  # "$100 billion a year"
_OFTEN = re.compile(rf"(?:.*\b(?:once|twice|times) )?{_A_TIME}", re.IGNORECASE)
_FROM_ELSEWHERE = re.compile(r"\s+(?:of|after|from|following|before)\b", re.IGNORECASE)
_FROM_HERE = re.compile(  # the document's own day, after all
    r"\s+(?:of|after|from|following) (?:(?:the|its) )?"
    r"(?:today|now|this (?:day|date|meeting|visit)"
    r"|(?:adoption|signing|signature|publication|date)(?: of (?:this|the present)\b|(?! of\b)))",
    re.IGNORECASE,
)
_AMOUNT = re.compile(
    r"\b(?:by|to|than|up to|at least|at most|periods of|every)(?: another| a further)? $", re.IGNORECASE
)
_THE_END = re.compile(r"\bend of\b", re.IGNORECASE)  # of a week: its last day; of a quarter: its last month
_NEXT = re.compile(r"\b(?:next|coming|following)\b", re.IGNORECASE)
_SOON = re.compile(r"\b(?:this|next|later|coming|upcoming|today|tonight|tomorrow)\b", re.IGNORECASE)
_NOW = re.compile(r"today|tonight|this (?:morning|afternoon|evening)", re.IGNORECASE)
_FUTURE = re.compile(
    r"\b(?:will|shall|going|plan|intend|need|must|should|aim|seek|hope|expect|look\w* forward)|[’']ll\b",
    re.IGNORECASE,
)
_LATER = re.compile(r"later this decade", re.IGNORECASE)
_OVER = re.compile(
    r"\b(?:over|throughout|in the course of|during)(?: the| a period of)?(?: next| coming)?\s*$", re.IGNORECASE
)
_COMING_YEAR = re.compile(r"the (?:next|coming) (?P<unit>year|month)$", re.IGNORECASE)
_PART_OF_DECADE = re.compile(r"\b(early|mid|late)\b.{0,8}?\d0[’']?s\b", re.IGNORECASE)
_YEARS_OF_DECADE = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}
# What may stand before a time that opens a promise: "And later this decade, we will", "In addition: Tomorrow".
_CONNECTIVE = re.compile(
    r"(?:\W|\b(?:and|but|so|thus|then|now|also|already|later|in addition|in particular|as early as|therefore)\b)*",
    re.IGNORECASE,
)
_SUBJECT = re.compile(  # "you know that tomorrow we will": the time stands before the subject
    r",?\s+(?:we|i|he|she|they|it|(?:both|the two) (?:sides|countries|leaders)|the (?:parties|leaders|sides))"
    r"(?: (?:all|both|also))?\s*",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\d{4}")
_AND = re.compile(r",? and (?:on )?")
_NEAR = 10  # characters behind a day within which a second one begins
_YEARS_ALONE = re.compile(r"\d{4}(?:\s?[-–/]\s?\d{2,4})?")
_MONTH_OR_DAY = re.compile(r"\d{4}-(?!02-29)\d\d(?:-\d\d)?")
_RECURS = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|spring|summer|autumn|fall|winter|quarter)\b"
)
_WEEKDAY = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day")
_FOR = re.compile(r"for\b", re.IGNORECASE)
_YEARS_OR_MONTHS = re.compile(r"P(\d+)([YM])")


def find_deadline(
    document: Document, setting: Setting, extent: Span, cue: Span, tags: tuple[Span, ...]
) -> Deadline | None:
    """The deadline inside ``extent`` (the words of one commitment), given what the reader tagged.

    A date counts if the reader tagged it, if the words before it make it a deadline, if it closes the promise
    or if it follows the cue and is told from the document's own day ("later this year"); unless it is over on
    the document's date or part of a name ("the 2030 Agenda").
    """
    tagged = next((tag for tag in tags if extent.overlaps(tag)), None)
    for mention, lead in _candidates(setting, extent, cue, tagged):
        closes = mention.span.end == extent.end  # "... will reconvene in Port Ross this autumn"
        placed = mention.span.start >= cue.end or _opens(document.text, mention.span, lead, extent, cue)
        follows = placed and (lead or _SOON.search(document.quote(mention.span)))
        told = (closes or follows) and not _belongs(document.text, mention.span, cue)
        if (tagged and tagged.overlaps(mention.span)) or (lead and lead.strong) or told:
            value = _value(document, mention, setting.today, lead.start if lead else None)
            if value and not _over(value, setting.today):
                end, value = _to_second(setting, mention, value)
                return Deadline(Span(lead.start if lead else mention.span.start, end), value)
    words = document.quote(tagged).strip() if tagged else ""
    worded = " " in words and not _OFTEN.fullmatch(words)  # "soon" alone and "once a year" set no time
    return Deadline(tagged, None) if tagged and worded and not _dated(document, setting, tagged) else None


def _to_second(setting: Setting, mention: DateMention, value: str) -> tuple[int, str]:
    """Where a time ends and its value, with the next day or year where both are named ("on 30 November and 1
    December", "in 2026 and 2027"); a month or stretch has none."""
    text, end = setting.document.text, mention.span.end
    following = str(int(value) + 1) if _YEAR.fullmatch(value) else after(value, "P1D")
    for second in setting.dates_in(end, end + _NEAR):
        if following == second.value and _AND.fullmatch(text, end, second.span.start):
            return second.span.end, f"{value}/{following}"
    return end, value


def _belongs(text: str, span: Span, cue: Span) -> bool:
    """Whether a time is of something else (``deadlines_not.toml``), or says when the act is performed: "we pledge
    today to"."""
    words = _around(text, span, cue)
    beside = span.start > cue.end and not text[cue.end : span.start].strip() and _NOW.match(words["inside"])
    performed = beside and not _FUTURE.search(cue.of(text))
    return bool(performed) or _set_aside(words, always=False)


def _around(text: str, span: Span, cue: Span) -> dict[str, str]:
    """The words that a rule of ``deadlines_not.toml`` may read, by their side."""
    return {
        "before": text[max(0, span.start - _BEFORE) : span.start],
        "inside": span.of(text),
        "after": text[span.end : span.end + _BEFORE],
        "clause": text[max(cue.end, span.start - _CLAUSE) : span.start] if span.start > cue.end else "",
        "between": text[span.end : cue.start],
    }


def _set_aside(words: dict[str, str], *, always: bool) -> bool:
    """Whether a rule of ``deadlines_not.toml`` is met by the words of its side: one that holds always, or one that
    yields to the reader's tag and to a strong preposition."""
    rules = (rule for rule in load_table("deadlines_not") if rule.data.get("always", False) is always)
    return any(rule.pattern.search(words[rule.data["side"]]) for rule in rules)


def _opens(text: str, span: Span, lead: _Lead | None, extent: Span, cue: Span) -> bool:
    """Whether a time opens the sentence or clause of a promise of the future: "In June, the parties will meet"."""
    begins = lead.start if lead else span.start
    first = opens_with(text, extent.start, Span(begins, span.end))
    opens = first or (not _NOW.match(span.of(text)) and bool(_SUBJECT.fullmatch(text, span.end, cue.start)))
    return opens and span.end <= cue.start and bool(_FUTURE.search(cue.of(text)))


def opens_with(text: str, start: int, span: Span) -> bool:
    """Whether nothing but connecting words stands between ``start`` and ``span``."""
    return span.start <= start or bool(_CONNECTIVE.fullmatch(text, start, span.start))


def _dated(document: Document, setting: Setting, tag: Span) -> bool:
    """Whether tagged words hold a known date; one that got here is over or part of a name."""
    near = setting.dates_in(max(0, tag.start - _BEFORE), tag.end)
    return any(tag.overlaps(mention.span) and _value(document, mention, setting.today) for mention in near)


def _candidates(
    setting: Setting, extent: Span, cue: Span, tagged: Span | None
) -> Iterator[tuple[DateMention, _Lead | None]]:
    """The dates among the words of the commitment, each with the preposition before it: tagged ones first, its own
    day last, none inside a name or inside the cue ("pledge today to") or that always says something else ("the 2030
    targets").

    Where there is a last day ("by the end of May"), what something is made for ("a plan for 2026-2030") comes last.
    """
    text = setting.document.text
    dates = (m for m in setting.dates_in(extent.start, extent.end) if not cue.contains(m.span))
    own = (m for m in dates if not _in_name(setting, m.span) and not _is_amount(text, m))
    found = [m for m in own if not _set_aside(_around(text, m.span, cue), always=True)]
    led = [(mention, _lead(text, mention.span, extent)) for mention in found]
    limited = any(lead and lead.rule == "deadline.by" for _, lead in led)

    def rank(candidate: tuple[DateMention, _Lead | None]) -> tuple[bool, bool, bool]:
        mention, lead = candidate
        period = limited and lead is not None and lead.rule == "deadline.period"
        tagged_here = tagged is not None and tagged.overlaps(mention.span)
        return period, not tagged_here, bool(_NOW.match(mention.span.of(text)))

    yield from sorted(led, key=rank)


def _is_amount(text: str, mention: DateMention) -> bool:
    """Whether a duration measures something: "stays of up to 90 days", "extended by a year"."""
    before = max(0, mention.span.start - _BEFORE), mention.span.start
    return mention.type == "DURATION" and bool(_AMOUNT.search(text, *before))


@dataclass(frozen=True, slots=True)
class _Lead:
    """The preposition before a date: where it starts, whether it is enough by itself, and its rule."""

    start: int
    strong: bool
    rule: str


def _lead(text: str, span: Span, extent: Span) -> _Lead | None:
    floor = max(0, min(extent.start, span.start), span.start - _BEFORE)
    before = text[floor : span.start]
    for rule in load_table("deadlines"):
        found = rule.pattern.search(before)
        if found:
            return _Lead(floor + found.start(), bool(rule.data["strong"]), rule.id)
    return None


def _in_name(setting: Setting, span: Span) -> bool:
    """Whether a time stands in a name or, years alone, right after one ("the Aid Strategy 2020-2025")."""
    near = [n for n in setting.names_in(max(0, span.start - 300), span.end) if n.type in _OWN_TIME]
    years = _YEARS_ALONE.fullmatch(setting.document.quote(span))
    return any(n.span.contains(span) or (years and n.span.end + 1 == span.start) for n in near)


def _value(document: Document, mention: DateMention, today: str | None, lead: int | None = None) -> str | None:
    """The time of a mention in EDTF; ``lead`` is where its preposition begins, if it has one."""
    words = document.quote(mention.span)
    over = lead is not None and _OVER.search(document.text[lead : mention.span.start])
    coming = _COMING_YEAR.fullmatch(words) if over else None
    if coming:  # "over the next year": twelve months from now, not the year that comes
        return _duration_value(words, f"P1{coming['unit'][0].upper()}", today, over=False)
    if mention.type == "DURATION":
        if lead is None and _RATE.search(words):
            return None
        behind = mention.span.end
        elsewhere = _FROM_ELSEWHERE.match(document.text, behind) and not _FROM_HERE.match(document.text, behind)
        so_long = lead is not None and _FOR.match(document.text, lead) and not _NEXT.search(words)
        if (elsewhere and not over) or so_long or _GONE_BY.search(words):
            return None  # "for 40 years" says how long
        return _duration_value(words, mention.value, today, over=bool(over))
    value = _rest_of_decade(words, _part_of_decade(words, timex_to_edtf(mention.value)), today)
    value = _coming(words, value, today)
    end = _THE_END.search(document.text, mention.span.start if lead is None else lead, mention.span.end)
    return value.split("/")[-1] if value and end else value


def _part_of_decade(words: str, value: str | None) -> str | None:
    """ "the early 2030s": its first years, where the value is the whole decade; else the value as it is."""
    part = _PART_OF_DECADE.search(words)
    if part is None or value is None or not (value[:4].isdigit() and value[3:4] == "0" and value[4:5] == "/"):
        return value
    first, last = _YEARS_OF_DECADE[part[1].casefold()]
    decade = int(value[:4])
    return f"{decade + first}/{decade + last}"


def _coming(words: str, value: str | None, today: str | None) -> str | None:
    """A month, season, quarter or weekday without a year is the next one that comes: a readout that tells a promise
    in the past tense ("they agreed to meet in September") does not mean last September."""
    if value is None or _YEAR.search(words) or _GONE_BY.search(words) or not _over(value, today):
        return value
    if _WEEKDAY.fullmatch(words):
        return after(value, "P7D")
    ends = value.split("/")
    if not _RECURS.search(words) or not all(map(_MONTH_OR_DAY.fullmatch, ends)):
        return value
    return "/".join(f"{int(end[:4]) + 1:04}{end[4:]}" for end in ends)


def _rest_of_decade(words: str, value: str | None, today: str | None) -> str | None:
    """ "later this decade": from the year of the document on."""
    if value and today and value[4:5] == "/" and value < today[:4] <= value[5:9] and _LATER.match(words):
        return f"{today[:4]}/{value[5:]}"
    return value


def _duration_value(words: str, duration: str | None, today: str | None, *, over: bool) -> str | None:
    """ "within six months": the month it ends; "over the next five years": from this month to that one."""
    if duration is None or today is None or len(today) < 10:
        return None
    days = int(duration[1:-1]) if duration.endswith("D") and duration[1:-1].isdigit() else 0
    end = after(today, duration) if duration.endswith("D") else within(today, duration)
    if end and days >= _A_MONTH:
        end = end[:7]  # codebook, section 5: "within six months" counts to the month; so does "within 180 days"
    found = _YEARS_OR_MONTHS.fullmatch(duration)
    ahead = bool(_NEXT.search(words))
    if found and over and not ahead and found[2] == "Y" and int(found[1]) >= _LONG:
        return f"{today[:4]}/{int(today[:4]) + int(found[1])}"  # "over 20 years": nobody counts the months
    if found and (over or ahead):
        months = int(found[1]) * (12 if found[2] == "Y" else 1)
        return f"{today[:7]}/{add_months(date.fromisoformat(today), months):%Y-%m}"
    return end


def _over(value: str, today: str | None) -> bool:
    """Whether the time had passed when the document was issued, or is an age of which it is part ("the 21st
    century"): then it was no promise."""
    reach = bounds(value)
    if not (today and reach and len(today) == 10):
        return False
    day = date.fromisoformat(today)
    return reach[1] < day or (reach[0] < day and reach[1].year - reach[0].year > _AGE)

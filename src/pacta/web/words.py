"""How the pages put codes into words: kinds, firmness, codebooks, voices and dates (docs/codebook.md)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import get_args

from pacta.link import Stage
from pacta.model import Kind

KIND_LABELS: Mapping[Kind, str] = {
    "commitment": "Commitment",
    "position": "Position",
    "request": "Request",
    "appraisal": "Appraisal",
    "report": "Report",
}
KIND_MEANINGS: Mapping[Kind, str] = {
    "commitment": "Someone undertakes, plans or is ready to take an action of their own.",
    "position": "A stance on a matter, principle or third party, without an action of one’s own.",
    "request": "Calls on, invites or urges others to act.",
    "appraisal": "Evaluates or reacts: welcome, thanks, regret, concern, condemnation.",
    "report": "States a fact, a past event, a figure or what was discussed.",
}
KIND_TAGS: Mapping[Kind, str] = {
    "commitment": "com",
    "position": "pos",
    "request": "req",
    "appraisal": "app",
    "report": "rep",
}
FIRMNESS_LABELS: Mapping[int, str] = {
    4: "decided or binding",
    3: "promised effort",
    2: "intention or readiness",
    1: "acknowledged need",
}
FIRMNESS_MEANINGS: Mapping[int, str] = {
    4: "A specific act is promised outright: will, shall, agreed to, pledge, decide.",
    3: "A course of conduct, open-ended: will continue to, are determined to, remain committed to.",
    2: "Intends, plans, aims, is ready or willing to, expresses the desire to.",
    1: "Stresses the need or importance of doing: must, should, underlined the need to.",
}
CODEBOOKS: Mapping[str, tuple[str, str]] = {
    "broad": ("Broad", "Every commitment, whatever its firmness."),
    "g20-practice": (
        "G20 practice",
        "Firmness 2 to 4, and firmness 1 with a specific target: how published lists are in fact coded.",
    ),
    "g20-strict": ("G20 strict", "Firmness 3 or 4, discrete and specific, and the parties themselves act."),
}
FINDING_LABELS: Mapping[str, str] = {
    "date": "Different dates", "figure": "Figures that do not fit", "status": "Status told differently",
    "place": "Different places", "other": "Told differently", "overdue": "Deadline passed",
    "silent": "Silent for long", "dropped": "No longer said", "missing-party": "A party is missing",
}  # fmt: skip
STAGES: tuple[str, ...] = get_args(Stage)
REVIEW_LABELS: Mapping[str, str] = {
    "open": "not yet reviewed", "reviewed": "reviewed", "accepted": "accepted", "corrected": "corrected",
    "rejected": "rejected", "added": "added by hand", "disputed": "disputed", "any": "all, rejected ones too",
}  # fmt: skip
STATUS_LABELS: Mapping[str, str] = {
    "open": "not assessed", "assessed": "assessed, however", "+1": "done (+1)", "0": "partly done (0)",
    "-1": "not done (−1)", "n/a": "cannot be applied", "mixed": "differs between actors",
    "disputed": "reviewers differ", "evidence": "evidence, no score yet", "searched": "nothing found so far",
}  # fmt: skip
SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
_CALENDAR = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def kind_tag(kind: Kind, firmness: int | None) -> str:
    """The short text label beside a highlight, so that colour never speaks alone: "com 4", "pos"."""
    return f"{KIND_TAGS[kind]}\N{NO-BREAK SPACE}{firmness}" if firmness else KIND_TAGS[kind]


def kind_words(kind: Kind, firmness: int | None) -> str:
    """ "Commitment, firmness 4: decided or binding"."""
    if firmness is None:
        return KIND_LABELS[kind]
    return f"{KIND_LABELS[kind]}, firmness {firmness}: {FIRMNESS_LABELS[firmness]}"


def voice_words(voice: str) -> str:
    """The voice as a reader would say it; a person's or an outlet's name stays as it is."""
    return {"joint": "the parties jointly", "": "not identified"}.get(voice, voice)


def date_words(value: str | None) -> str:
    """An ISO 8601 / EDTF value in words that no reader can misread: "12 May 2025", "2026–2030".

    What is not such a value is returned as it is, so that nothing is hidden.
    """
    if not value:
        return ""
    start, slash, end = value.partition("/")
    if not slash:
        return _point(start)
    if start in ("", ".."):
        return f"until {_point(end)}"
    if end in ("", ".."):
        return f"from {_point(start)}"
    dash = "–" if len(start) == len(end) == 4 else " – "
    return f"{_point(start)}{dash}{_point(end)}"


def _point(value: str) -> str:
    parts = _CALENDAR.fullmatch(value)
    if parts is None:
        return value
    year, month, day = parts.groups()
    if month is None:
        return year
    if month in SEASONS and day is None:
        return f"{SEASONS[month]} {year}"
    if not 1 <= int(month) <= 12:
        return value
    name = f"{MONTHS[int(month) - 1]} {year}"
    return f"{int(day)} {name}" if day else name


_DAY = r"\d{4}-\d{2}(?:-\d{2})?"
_IN_TEXT = re.compile(rf"(?<![\w/-]){_DAY}(?:/{_DAY})?(?![\w/-])")


def dates_in(text: str) -> str:
    """A sentence with its ISO dates and intervals in words: "2025-05-12" -> "12 May 2025"."""
    return _IN_TEXT.sub(lambda found: date_words(found[0]), text)


def counted(number: int, one: str, many: str | None = None) -> str:
    """ "1 document", "2,449 words"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"

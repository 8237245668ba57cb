"""From what a reviewer typed or selected to the values of a judgement."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pacta.app.views import StatementRow
from pacta.model import KINDS, PactaError, Span
from pacta.web.markup import part_of_quote
from pacta.web.words import FIRMNESS_LABELS

NEAR = 20_000  # code points around a statement in which its words are looked for
LONGEST = 20_000  # code points that can be typed as words
SEPARATOR = re.compile(r"[,;\n]")
Form = Mapping[str, str]


def corrections(form: Form, row: StatementRow, text: str) -> dict[str, Any]:
    """The values that the form gives otherwise than the statement has them. Raises PactaError for others."""
    found = dict(_plain(form, row))
    for name, span in (("cue", row.cue), ("content", row.content)):
        typed = form.get(name)
        if typed is not None and _one_line(typed) != _one_line(part_of_quote(row, span) if span else ""):
            found[name] = _place(typed, text, span or row.span, name) if typed.strip() else None
    if "items" in form and lines(form["items"]) != [_one_line(part_of_quote(row, item)) for item in row.items]:
        found["items"] = [_place(line, text, row.span, "items") for line in lines(form["items"])]
    if "deadline_words" in form and _one_line(form["deadline_words"]) != _one_line(row.deadline_words or ""):
        words = form["deadline_words"]
        found["deadline_words"] = _place(words, text, row.span, "deadline_words") if words.strip() else None
    return found


def new_values(form: Form) -> dict[str, Any]:
    """The values of a statement that is added: what was left empty is left out, but for the kind."""
    kind = form.get("kind", "")
    if kind not in KINDS:
        raise PactaError("A statement needs a kind.", "Choose what the words do: promise, take a stance, ask ...")
    found: dict[str, Any] = {"kind": kind, "actors": codes(form.get("actors", ""))}
    if kind == "commitment":
        found["firmness"] = _firmness(form.get("firmness", ""))
        if found["firmness"] is None:
            raise PactaError("A commitment needs a firmness.", "From 1, an acknowledged need, to 4, decided.")
    found["voice"] = form.get("voice", "").strip()
    if form.get("deadline", "").strip():
        found["deadline"] = form["deadline"].strip()
    return found


def find_words(text: str, words: str, near: Span) -> Span | None:
    """Where words stand next to a place, white space aside; None if they do not stand there."""
    tokens = words[:LONGEST].split()
    if not tokens:
        return None
    start, end = max(0, near.start - NEAR), min(len(text), near.end + NEAR)
    pattern = re.compile(r"\s+".join(map(re.escape, tokens)))
    places = [Span(start + one.start(), start + one.end()) for one in pattern.finditer(text[start:end])]
    inside = [place for place in places if near.contains(place)]
    return min(inside or places, key=lambda place: abs(place.start - near.start), default=None)


def lines(typed: str) -> list[str]:
    return [_one_line(line) for line in typed.splitlines() if line.strip()]


def codes(typed: str) -> list[str]:
    """Actors or pillars, separated by commas, semicolons or lines; each once."""
    return list(dict.fromkeys(_one_line(part) for part in SEPARATOR.split(typed) if part.strip()))


def parts(typed: str, row: StatementRow, text: str) -> list[dict[str, Any]]:
    """The pieces of a statement that is split, one a line, in its own words."""
    found = [{"words": _place(line, text, row.span, "parts")} for line in lines(typed)]
    if len(found) < 2:
        raise PactaError("A statement is split into two or more parts.", "Write each part on a line of its own.")
    return found


def _plain(form: Form, row: StatementRow) -> Iterator[tuple[str, Any]]:
    kind = form.get("kind", row.kind)
    if kind not in KINDS:
        raise PactaError("There is no such kind.", f"Kinds are: {', '.join(KINDS)}.")
    firmness = _firmness(form.get("firmness", "")) if kind == "commitment" else None
    if kind == "commitment" and firmness is None and "firmness" in form:
        raise PactaError("A commitment needs a firmness.", "From 1, an acknowledged need, to 4, decided.")
    given: dict[str, Any] = {
        "kind": (kind, row.kind),
        "firmness": (firmness, row.firmness),
        "voice": (form.get("voice", row.voice).strip(), row.voice),
        "actors": (codes(form["actors"]) if "actors" in form else list(row.actors), list(row.actors)),
        "pillars": (codes(form["pillars"]) if "pillars" in form else list(row.pillars), list(row.pillars)),
        "deadline": (form.get("deadline", row.deadline or "").strip() or None, row.deadline),
    }
    for name, (said, read) in given.items():
        if said != read and not (name == "firmness" and kind != "commitment"):
            yield name, said


def _firmness(value: str) -> int | None:
    return int(value) if value in map(str, FIRMNESS_LABELS) else None


def _place(words: str, text: str, near: Span, name: str) -> Span:
    found = find_words(text, words, near)
    if found is None:
        said = _one_line(words)[:80]
        raise PactaError(f"“{said}” does not stand in the document there.", "Give the words exactly as they stand.")
    return found


def _one_line(words: str) -> str:
    return " ".join(words.split())

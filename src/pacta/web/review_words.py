"""Judgements in words: what was done, to which values, by whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pacta.web.names import code_name, pillar_name
from pacta.web.words import FIRMNESS_LABELS, KIND_LABELS, date_words, voice_words

VERDICTS: Mapping[str, str] = {
    "accept": "accepted", "correct": "corrected", "reject": "rejected", "split": "split", "merge": "merged",
    "add": "added by hand", "move": "moved", "dismiss": "dismissed", "confirm": "confirmed", "same": "joined",
    "different": "kept apart", "name": "renamed", "guideline": "set the guideline", "score": "scored",
    "evidence": "gave evidence", "search": "searched", "comment": "commented", "assign": "assigned",
    "undo": "took back an entry",
}  # fmt: skip
STATES: Mapping[str, str] = {
    "accepted": "Accepted", "corrected": "Corrected", "rejected": "Rejected", "split": "Split", "merged": "Merged",
    "added": "Added by hand", "dismissed": "Dismissed", "confirmed": "Confirmed",
    "disputed": "Reviewers differ",
}  # fmt: skip
FIELDS: Mapping[str, str] = {
    "kind": "Kind", "firmness": "Firmness", "voice": "Voice", "negated": "Negated", "actors": "Actors",
    "pillars": "Pillars", "cue": "Cue", "content": "Content", "items": "Items", "deadline": "Deadline",
    "deadline_words": "Words of the deadline", "score": "Score", "actor": "Of", "period": "Period", "to": "To",
    "searched": "Searched", "until": "Until", "date": "Date", "link": "Link", "bearing": "Speaks",
    "words": "Words", "document": "Document", "name": "Name", "entity": "Entity", "other": "Other",
    "parts": "Parts", "same_as": "Same event as",
}  # fmt: skip
NOTHING = "none"


def value_words(name: str, value: Any) -> str:
    """One value of a judgement as a reader would say it."""
    if value is None or value in ("", [], ()):
        return NOTHING
    if name in WORDING:
        return str(WORDING[name](value))
    if isinstance(value, Mapping):
        return str(value.get("exact") or value.get("name") or "")
    if isinstance(value, list | tuple):
        return "; ".join(value_words("", part) for part in value)
    return str(value)


def changes(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Each value with the name of its field; the kind of a finding is not what anybody said of it."""
    for name, value in values.items():
        if name in FIELDS:
            yield FIELDS[name], value_words(name, value)


def _kind(value: Any) -> str:
    return next((label for kind, label in KIND_LABELS.items() if kind == value), str(value))


def _firmness(value: Any) -> str:
    return f"{value}: {FIRMNESS_LABELS[value]}" if value in FIRMNESS_LABELS else str(value)


def _parts(value: Any) -> str:
    return " / ".join(str(part.get("words", {}).get("exact", "")) for part in value)


WORDING: Mapping[str, Any] = {
    "kind": _kind,
    "firmness": _firmness,
    "voice": voice_words,
    "negated": lambda value: "yes" if value else "no",
    "actors": lambda value: ", ".join(map(code_name, value)),
    "pillars": lambda value: "; ".join(map(pillar_name, value)),
    "deadline": date_words,
    "until": date_words,
    "date": date_words,
    "parts": _parts,
}

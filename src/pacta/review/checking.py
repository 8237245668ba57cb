"""What an entry must be before it may enter the log. What is in the log can always be laid over a document."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any, get_args

from pacta.model import Kind
from pacta.review.anchor import Anchor
from pacta.review.judgement import About, BadEntry, Judgement, Role, Verdict

ANYTHING: frozenset[Verdict] = frozenset({"comment", "assign", "undo"})
FITTING: Mapping[About, frozenset[Verdict]] = {
    "statement": ANYTHING | {
        "accept", "correct", "reject", "split", "merge", "add", "guideline", "score", "evidence", "search",
    },
    "finding": ANYTHING | {"dismiss", "confirm"},
    "entity": ANYTHING | {"same", "different", "name"},
    "thread": ANYTHING | {"move"},
}  # fmt: skip
NEED_REASON: frozenset[Verdict] = frozenset({"dismiss", "comment"})
SCORES = ("+1", "0", "-1", "n/a")
GRADES = (1, 2, 3, 4)
LONGEST = 20_000  # code points of a reason or a value
FIELDS = ("kind", "firmness", "voice", "negated", "actors", "pillars", "cue", "content", "items", "deadline",
          "deadline_words")  # fmt: skip


def check(entry: Judgement) -> None:
    """Raises `BadEntry`, with what to do, for an entry that makes no sense."""
    for problem, advice in _problems(entry):
        raise BadEntry(problem, advice)


def _problems(entry: Judgement) -> Iterator[tuple[str, str]]:
    if not entry.reviewer.strip():
        yield "A judgement needs a reviewer.", "Say who you are: --as NAME, or the variable PACTA_REVIEWER."
    if entry.about not in get_args(About) or entry.role not in get_args(Role) or not 0 < len(entry.target) <= 64:
        yield f"Nothing is known of {entry.about!r} {entry.target[:64]!r} by a {entry.role!r}.", "Update Pacta."
        return
    if entry.verdict not in FITTING[entry.about]:
        yield (f"A {entry.about} cannot be judged {entry.verdict!r}.",
               f"Choose one of: {', '.join(sorted(FITTING[entry.about]))}.")  # fmt: skip
    if not _is_time(entry.at):
        yield f"{entry.at!r} is no time.", "An entry has an ISO 8601 time in UTC."
    if entry.verdict in NEED_REASON and not entry.reason.strip():
        yield f"To {entry.verdict} needs some words.", "Give them as the reason."
    if len(entry.reason) > LONGEST:
        yield f"A reason of {len(entry.reason):,} characters is too long.", f"Use at most {LONGEST:,}."
    if entry.verdict == "undo" and not entry.replaces:
        yield "To undo needs the entry to undo.", "Name it: pacta review history shows the entries."
    if entry.about == "statement" and entry.verdict not in ("undo",) and not entry.anchors:
        yield "A judgement of a statement needs its words.", "Give the quotation."
    if entry.verdict == "move" and len(entry.anchors) != 1 + bool(entry.values.get("to")):
        yield "To move a mention needs its words, and those of the mention that it is moved to.", "Give both."
    yield from _value_problems(entry)


def _value_problems(entry: Judgement) -> Iterator[tuple[str, str]]:
    wanted = VALUES.get(entry.verdict, {})
    for name in wanted.keys() & entry.values.keys():
        if not wanted[name](entry.values[name]):
            yield f"{entry.values[name]!r} is no {name.replace('_', ' ')}.", ADVICE.get(name, "Correct it.")
    unknown = set(entry.values) - set(wanted)
    if unknown:
        yield f"There is nothing to be said of {', '.join(sorted(unknown))} here.", _choices(wanted)
    missing = NEEDED.get(entry.verdict, frozenset()) - set(entry.values)
    if missing:
        yield f"To {entry.verdict} needs {', '.join(sorted(missing))}.", "Give it."
    if entry.verdict == "correct" and not entry.values:
        yield "To correct needs a value.", _choices(wanted)


def _choices(wanted: Mapping[str, Any]) -> str:
    return f"Choose from: {', '.join(wanted)}." if wanted else "Leave it out."


def _is_time(value: str) -> bool:
    try:
        return datetime.fromisoformat(value).year > 0
    except ValueError:
        return False


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= LONGEST


def _is_words(value: Any) -> bool:
    try:
        return bool(Anchor.of_plain(value).exact)
    except (KeyError, TypeError, ValueError, AttributeError):
        return False


def _all(of: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, list) and len(value) <= 1_000 and all(map(of, value))


def _maybe(of: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda value: value is None or of(value)


def _is_part(value: Any) -> bool:
    known = {"words": _is_words, "id": _is_text, **STATEMENT}
    return (
        isinstance(value, dict) and {"words", "id"} <= set(value) <= set(known)
        and all(known[name](part) for name, part in value.items())
    )  # fmt: skip


def _is_named(value: Any) -> bool:
    """An entity by its id and how it is named: name, type and, where it has one, code."""
    known = {"id": _is_text, "name": _is_text, "type": _is_text, "code": _maybe(_is_text)}
    return (
        isinstance(value, dict)
        and {"id", "name"} <= set(value) <= set(known)
        and all(known[name](part) for name, part in value.items())
    )


STATEMENT: Mapping[str, Callable[[Any], bool]] = {
    "kind": lambda value: value in get_args(Kind),
    "firmness": _maybe(lambda value: type(value) is int and value in GRADES),
    "voice": _is_text,
    "negated": lambda value: isinstance(value, bool),
    "actors": _all(_is_text),
    "pillars": _all(_is_text),
    "cue": _is_words,
    "content": _maybe(_is_words),
    "items": _all(_is_words),
    "deadline": _maybe(_is_text),
    "deadline_words": _maybe(_is_words),
}
EVIDENCE: Mapping[str, Callable[[Any], bool]] = {
    "date": _is_text, "link": _is_text, "document": _is_text, "words": _is_words, "same_as": _is_text,
    "bearing": lambda value: value in ("for", "against", "neutral"),
}  # fmt: skip
VALUES: Mapping[Verdict, Mapping[str, Callable[[Any], bool]]] = {
    "correct": STATEMENT,
    "merge": STATEMENT,
    "add": STATEMENT,
    "split": {"parts": lambda value: _all(_is_part)(value) and len(value) > 1},
    "assign": {"to": _maybe(_is_text)},
    "name": {"name": _is_text, "entity": _is_named},
    "same": {"entity": _is_named, "other": _is_named},
    "different": {"entity": _is_named, "other": _is_named},
    "dismiss": {"kind": _is_text},
    "confirm": {"kind": _is_text},
    "score": {"score": lambda value: value in SCORES, "actor": _is_text, "period": _is_text},
    "evidence": EVIDENCE,
    "search": {"searched": _is_text, "until": _is_text},
    "guideline": {},
    "move": {"to": _is_text},
}  # fmt: skip
NEEDED: Mapping[Verdict, frozenset[str]] = {
    "split": frozenset({"parts"}), "score": frozenset({"score"}), "search": frozenset({"searched", "until"}),
    "same": frozenset({"entity", "other"}), "different": frozenset({"entity", "other"}),
    "name": frozenset({"name", "entity"}), "move": frozenset({"to"}), "add": frozenset({"kind"}),
}  # fmt: skip
ADVICE: Mapping[str, str] = {
    "kind": f"A kind is one of: {', '.join(get_args(Kind))}.",
    "firmness": "Firmness is 1 to 4: acknowledged need, intention, promised effort, decided.",
    "score": "A score is +1, 0, -1 or n/a.",
    "bearing": "Evidence speaks for, against, or is neutral.",
    "parts": "A statement is split into two or more parts, each with its words.",
}

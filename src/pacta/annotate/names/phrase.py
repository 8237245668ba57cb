"""Names from runs: an office with its holder, a name with its head, and what is left (codebook, section 9)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pacta.annotate.names.complements import STATE_FORMS, extended, known_person, office_part
from pacta.annotate.names.runs import after_article, any_head, opens_name, run_end, words_of
from pacta.annotate.names.units import Unit
from pacta.annotate.names.words import (
    generic_modifiers,
    head_type,
    head_types,
    lower_heads,
    office_modifiers,
    person_words,
)
from pacta.model import NameType

_PAIR_HEADS = frozenset({"dialogue", "commission", "committee", "forum"})


@dataclass(frozen=True, slots=True)
class Piece:
    """A name in the making: units ``first`` to ``last`` (exclusive). ``type`` is None while unknown."""

    first: int
    last: int
    type: NameType | None
    rule: str


def pieces(line: list[Unit], lowered: frozenset[str]) -> Iterator[Piece]:
    """The names of a line in order. ``lowered``: words that the document also writes in lower case."""
    i = 0
    while i < len(line):
        if not opens_name(line, i):
            i += 1
            continue
        end = i
        for piece in _parse(line, i, run_end(line, i), lowered):
            yield piece
            end = max(end, piece.last)
        i = max(end, i + 1)


def _parse(line: list[Unit], first: int, last: int, lowered: frozenset[str]) -> Iterator[Piece]:
    first = _trimmed(line, first, last, lowered) if first < last else last
    if first >= last:
        return
    if (state := _official_state(line, first, last)) > last:
        yield Piece(first, state, "STATE", "official-name")
        return
    core = last - 1 if line[last - 1].kind == "number" and last - first > 1 else last
    kind = head_type(words_of(line, first, core))
    if kind == "OFFICE" or (kind is None and _office_at(line, first, last) is not None):
        yield from _office(line, first, last, lowered)
    elif kind is not None and _headed(line, first, core):
        end, rule = extended(line, last, kind), f"head:{line[core - 1].words[-1].lower()}"
        yield Piece(first, end, kind, rule)
    else:
        yield from _loose(line, first, last, lowered)


def _official_state(line: list[Unit], first: int, last: int) -> int:
    """The end of "Socialist Republic of Vietnam", where a form of state and a known state stand here."""
    end = after_article(line, last + 1)
    is_form = line[last - 1].key in STATE_FORMS and last < len(line) and line[last].key == "of"
    return end + 1 if is_form and end < len(line) and line[end].state and last - first < 5 else last


def _headed(line: list[Unit], first: int, last: int) -> bool:
    return line[last - 1].kind == "word" or last - first > 1


def _trimmed(line: list[Unit], first: int, last: int, lowered: frozenset[str]) -> int:
    """Where the name begins once a sentence's first word, capital by position only, is off."""
    unit = line[first]
    if not unit.initial or unit.kind != "word" or unit.key.lower() not in lowered:
        return first
    if last - first == 1:
        return first if any_head(unit.key) else last
    following = line[first + 1]
    keeps = unit.key in generic_modifiers() or unit.key in office_modifiers() or any_head(unit.key)
    starts_another = following.kind == "known" or head_types().get(following.key) == "OFFICE"
    return first + 1 if starts_another and not keeps else first


def _office_at(line: list[Unit], first: int, last: int) -> int | None:
    for i in range(first, last):
        if line[i].kind == "word" and head_types().get(line[i].key) == "OFFICE":
            return i
    return None


def _office(line: list[Unit], first: int, last: int, lowered: frozenset[str]) -> Iterator[Piece]:
    """An office with what stands before it, its complement and the person who holds it."""
    head = _office_at(line, first, last)
    head = last - 1 if head is None else head
    start = head
    while start > first and office_part(line[start - 1]):
        start -= 1
    if start == head and start > first and _names_body(line[start - 1]):
        start -= 1
    if start > first:
        yield from _parse(line, first, start, lowered)
    end = head + 1
    while end < last and office_part(line[end]) and not line[end].state and line[end].kind != "hyphen":
        end += 1
    if end < last:
        yield Piece(start, end, "OFFICE", "office")
        yield from _holder(line, end, last, lowered)
        return
    end = extended(line, end, "OFFICE")
    yield Piece(start, end, "OFFICE", "office")
    if (after := run_end(line, end)) > end and line[end].nominal:
        yield from _holder(line, end, after, lowered)
    elif end > head + 1 and (after := _apposed_end(line, end)) > end:
        yield Piece(end + 1, after, "PERSON", "office-holder")


def _apposed_end(line: list[Unit], comma: int) -> int:
    """The end of the person between two commas behind an office: "the Minister of Trade of Peru, Tam Beldo,"."""
    if comma + 1 >= len(line) or line[comma].key != ",":
        return comma
    first, after = comma + 1, run_end(line, comma + 1)
    closed = after < len(line) and line[after].key == ","
    named = 1 < after - first < 5 and all(unit.kind == "word" for unit in line[first:after])
    return after if closed and named and _person_end(line, first, after) == after else comma


def _names_body(unit: Unit) -> bool:
    """ "Rosatom CEO": the body before an office that stands alone."""
    plain = unit.kind == "word" and not unit.initial and unit.key not in person_words("given_names")
    return plain and unit.key not in person_words("titles") and not any_head(unit.key)


def _holder(line: list[Unit], first: int, last: int, lowered: frozenset[str]) -> Iterator[Piece]:
    first = skip_titles(line, first, last)
    end = _person_end(line, first, last)
    if end > first:
        yield Piece(first, end, "PERSON", "office-holder")
    if end < last:
        yield from _parse(line, end + (line[end].kind == "hyphen"), last, lowered)


def _person_end(line: list[Unit], first: int, last: int) -> int:
    """The end of a person's name: at a head noun, or where a word comes again (a name printed twice)."""
    end, seen = first, set[str]()
    while end < min(last, first + 6) and _personal(line[end]) and not any_head(line[end].key):
        if line[end].kind == "word" and line[end].key in seen:
            break
        seen.add(line[end].key)
        end += 1
    while end > first and (line[end - 1].kind == "hyphen" or line[end - 1].key in person_words("particles")):
        end -= 1
    return end


def _personal(unit: Unit) -> bool:
    city = unit.entry is not None and unit.entry.city
    return unit.kind in ("word", "hyphen") or known_person(unit) or city or unit.key in person_words("particles")


def skip_titles(line: list[Unit], first: int, last: int) -> int:
    """The index after "Comrade", "Mr." and the like."""
    while first < last and (line[first].key in person_words("titles") or line[first].key == "."):
        first += 1
    return first


def _loose(line: list[Unit], first: int, last: int, lowered: frozenset[str]) -> Iterator[Piece]:
    """A run without a head at its end: a head further in, known names, and words yet unknown."""
    for i in range(last - 1, first, -1):
        if line[i].kind == "word" and any_head(line[i].key) and line[i - 1].kind != "hyphen":
            kind = head_type(words_of(line, first, i + 1))
            yield Piece(first, i + 1, kind, f"head:{line[i].key.lower()}")
            yield from _loose(line, i + 1, last, lowered)
            return
    if (end := _paired_mechanism(line, first, last)) > last:
        yield Piece(first, end, "MECHANISM", "lower-head")
        return
    i = skip_titles(line, first, last)
    while i < last:
        if (
            line[i].kind == "word"
            or line[i].key in ("al", "el")
            or (line[i].kind == "number" and i == first and last - i == 2)
        ):
            end = i + 1
            while end < last and (line[end].kind == "word" or _inner(line, end, last)):
                end += 1
            yield Piece(i, end, None, "capitalised")
            i = end
        else:
            entry = line[i].entry
            if entry is not None:
                yield _with_lower_head(line, i, entry.type)
            i += 1


def _inner(line: list[Unit], i: int, last: int) -> bool:
    """A hyphen or particle inside a run of words."""
    if i + 1 >= last:
        return False
    if line[i].key in person_words("particles"):
        return line[i + 1].kind in ("word", "hyphen") or line[i + 1].key in person_words("particles")
    return line[i].kind == "hyphen" and line[i].glued and line[i + 1].kind == "word"


def _paired_mechanism(line: list[Unit], first: int, last: int) -> int:
    """The end of "Russia-ASEAN dialogue": two parties and a lower-case head."""
    pair = (
        last - first == 3
        and line[first + 1].kind == "hyphen"
        and line[first].kind == line[first + 2].kind == "known"
    )
    adjective = any(unit.entry is not None and unit.entry.adjective for unit in line[first:last])
    return last + 1 if pair and not adjective and last < len(line) and line[last].key in _PAIR_HEADS else last


def _with_lower_head(line: list[Unit], i: int, kind: NameType) -> Piece:
    """ "the Asia-Pacific region", "BRICS summit"."""
    following = line[i + 1].key if i + 1 < len(line) else ""
    head = lower_heads().get(following)
    if kind == "PLACE" and head == "PLACE":
        return Piece(i, i + 2, "PLACE", "lower-head")
    if kind == "ORG" and following in ("summit", "summits", "dialogue"):
        return Piece(i, i + 2, "EVENT" if following == "summit" else "MECHANISM", "lower-head")
    return Piece(i, i + 1, kind, "known")

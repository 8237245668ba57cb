"""Runs of capitalised units: what may stand inside one name before its head."""

from __future__ import annotations

from pacta.annotate.names.units import Unit
from pacta.annotate.names.words import (
    generic_modifiers,
    head_type,
    head_types,
    office_modifiers,
    person_words,
    portfolios,
)

LONGEST = 40  # units; no name is longer, and the bound keeps hostile runs of capitals linear
_OWNERS = frozenset({"People", "Women", "Children", "Men"})  # "People's Republic", "People's Army"
_NUMBERED = frozenset({"Resolution", "Agenda", "Expo", "Vision", "Stream", "Article", "Fund", "Group", "Plan"})


def opens_name(line: list[Unit], i: int) -> bool:
    unit = line[i]
    if unit.nominal:
        return not (unit.state and i + 1 < len(line) and line[i + 1].key == "$")  # "US$"
    if unit.key in ("al", "el"):
        return (
            i + 2 < len(line) and line[i + 1].kind == "hyphen" and line[i + 1].glued and line[i + 2].kind == "word"
        )
    if unit.kind != "number" or not year(unit) or i + 1 >= len(line):
        return False
    ranged = line[i + 1].kind == "hyphen" and i + 3 < len(line) and year(line[i + 2]) and line[i + 3].nominal
    return line[i + 1].nominal or ranged


def run_end(line: list[Unit], i: int) -> int:
    """The end of the run of capitalised units that begins at ``i``."""
    if i >= len(line):
        return i
    end, limit = i + 2 * (line[i].key in ("al", "el") and line[i].kind == "other"), min(len(line), i + LONGEST)
    while end < limit:
        if line[end].nominal or _number_inside(line, end, i) or _joins(line, end, i) or _conjoined(line, end, i):
            end += 1
        elif particles := _particles(line, end, i):
            end += particles
        else:
            break
    return end


def year(unit: Unit) -> bool:
    return len(unit.key) == 4 and unit.key.isdigit() and unit.key[:2] in ("18", "19", "20")


def _number_inside(line: list[Unit], i: int, first: int) -> bool:
    if line[i].kind == "hyphen":
        return i == first + 1 and line[first].kind == "number"
    if line[i].kind != "number":
        return False
    return (
        i == first
        or (i == first + 2 and line[first].kind == "number")
        or (line[i - 1].nominal and line[i - 1].key in _NUMBERED)
    )


def _joins(line: list[Unit], i: int, first: int) -> bool:
    """A hyphen, ampersand or plural possessive between two capitalised units."""
    if i <= first or i + 1 >= len(line) or not line[i + 1].nominal or not line[i - 1].nominal:
        return False
    unit = line[i]
    if unit.kind == "hyphen":
        return unit.key != "/"
    if unit.key == "&" or (unit.key == "'s" and line[i - 1].key in _OWNERS):
        return True
    return unit.key in ("'", "’") and unit.glued and line[i - 1].words[-1].endswith("s")


def _particles(line: list[Unit], i: int, first: int) -> int:
    """How many units of "bin", "von der", "al-" stand here inside a person's name."""
    if i <= first or line[i - 1].kind != "word" or any_head(line[i - 1].key):
        return 0
    end = i
    while (
        end < len(line)
        and end < i + 3
        and (line[end].key in person_words("particles") or line[end].kind == "hyphen")
    ):
        end += 1
    inside = end > i and line[i].kind != "hyphen" and end < len(line) and line[end].kind == "word"
    return end - i if inside else 0


def _conjoined(line: list[Unit], i: int, first: int) -> bool:
    """ "and" inside the modifiers of one head: "Trade and Technology Council"."""
    if line[i].key != "and" or i <= first or i + 2 >= len(line):
        return False
    left, right = line[i - 1], line[i + 1]
    if left.kind != "word" or right.kind != "word" or any_head(left.key) or left.key in person_words("given_names"):
        return False
    end = plain_end(line, i + 1)
    head = head_type(tuple(unit.key for unit in line[i + 1 : end]))
    if end - i < 3 or head is None:
        return False
    if head == "OFFICE" or any(
        unit.key in head_types() and head_types()[unit.key] == "OFFICE" for unit in line[first:i]
    ):
        return left.key in portfolios() and not any(
            head_types().get(unit.key) == "OFFICE" for unit in line[first:i]
        )
    return True


def plain_end(line: list[Unit], i: int) -> int:
    end = i
    while end < len(line) and end < i + 12 and line[end].kind == "word":
        end += 1
    return end


def any_head(word: str) -> bool:
    return word in head_types() and word not in generic_modifiers() and word not in office_modifiers()


def words_of(line: list[Unit], first: int, last: int) -> tuple[str, ...]:
    return tuple(word for unit in line[max(first, last - 4) : last] for word in unit.words)


def after_article(line: list[Unit], i: int) -> int:
    return i + 1 if i < len(line) and line[i].key == "the" else i

"""How far a capitalised name reaches, and what its head makes of it (codebook, section 9: longest spans)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pacta.annotate.names.units import Unit
from pacta.annotate.names.words import (
    generic_modifiers,
    head_type,
    head_types,
    lower_heads,
    office_modifiers,
    person_words,
    portfolios,
)
from pacta.model import NameType

# The links by which a name of each type goes on after its head.
_COMPLEMENTS: dict[str, frozenset[str]] = {
    "INSTRUMENT": frozenset({"of", "on", "for", "against", "between", "to", "in"}),
    "MECHANISM": frozenset({"of", "on", "for", "between", "against"}),
    "ORG": frozenset({"of", "for", "on"}),
    "OFFICE": frozenset({"of", "for", "to", "on"}),
    "PROJECT": frozenset({"of", "for"}),
    "EVENT": frozenset({"of", "on", "for"}),
    "PLACE": frozenset({"of"}),
}
_LONGEST = 40  # units; no name is longer, and the bound keeps hostile runs of capitals linear


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
        if not _opens(line, i):
            i += 1
            continue
        end = i
        for piece in _parse(line, i, run_end(line, i), lowered):
            yield piece
            end = max(end, piece.last)
        i = max(end, i + 1)


def run_end(line: list[Unit], i: int) -> int:
    """The end of the run of capitalised units that begins at ``i``."""
    if i >= len(line):
        return i
    end, limit = i + 2 * (line[i].key in ("al", "el") and line[i].kind == "other"), min(len(line), i + _LONGEST)
    while end < limit:
        if line[end].nominal or _number_inside(line, end, i) or _joins(line, end, i) or _conjoined(line, end, i):
            end += 1
        elif particles := _particles(line, end, i):
            end += particles
        else:
            break
    return end


def _opens(line: list[Unit], i: int) -> bool:
    unit = line[i]
    if unit.nominal:
        return not (unit.state and i + 1 < len(line) and line[i + 1].key == "$")  # "US$"
    if unit.key in ("al", "el"):
        return i + 2 < len(line) and line[i + 1].kind == "hyphen" and line[i + 1].glued and line[i + 2].kind == "word"
    if unit.kind != "number" or not _year(unit) or i + 1 >= len(line):
        return False
    ranged = line[i + 1].kind == "hyphen" and i + 3 < len(line) and _year(line[i + 2]) and line[i + 3].nominal
    return line[i + 1].nominal or ranged


def _year(unit: Unit) -> bool:
    return len(unit.key) == 4 and unit.key.isdigit() and unit.key[:2] in ("18", "19", "20")


def _number_inside(line: list[Unit], i: int, first: int) -> bool:
    if line[i].kind == "hyphen":
        return i == first + 1 and line[first].kind == "number"
    if line[i].kind != "number":
        return False
    return i == first or (i == first + 2 and line[first].kind == "number") or (line[i - 1].nominal and line[i - 1].key in _NUMBERED)


_OWNERS = frozenset({"People", "Women", "Children", "Men"})  # "People's Republic", "People's Army"
_NUMBERED = frozenset({"Resolution", "Agenda", "Expo", "Vision", "Stream", "Article", "Fund", "Group", "Plan"})


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
    if i <= first or line[i - 1].kind != "word" or _any_head(line[i - 1].key):
        return 0
    end = i
    while end < len(line) and end < i + 3 and (line[end].key in person_words("particles") or line[end].kind == "hyphen"):
        end += 1
    inside = end > i and line[i].kind != "hyphen" and end < len(line) and line[end].kind == "word"
    return end - i if inside else 0


def _conjoined(line: list[Unit], i: int, first: int) -> bool:
    """ "and" inside the modifiers of one head: "Trade and Technology Council"."""
    if line[i].key != "and" or i <= first or i + 2 >= len(line):
        return False
    left, right = line[i - 1], line[i + 1]
    if left.kind != "word" or right.kind != "word" or _any_head(left.key) or left.key in person_words("given_names"):
        return False
    end = _plain_end(line, i + 1)
    head = head_type(tuple(unit.key for unit in line[i + 1 : end]))
    if end - i < 3 or head is None:
        return False
    if head == "OFFICE" or any(unit.key in head_types() and head_types()[unit.key] == "OFFICE" for unit in line[first:i]):
        return left.key in portfolios() and not any(head_types().get(unit.key) == "OFFICE" for unit in line[first:i])
    return True


def _plain_end(line: list[Unit], i: int) -> int:
    end = i
    while end < len(line) and end < i + 12 and line[end].kind == "word":
        end += 1
    return end


def _any_head(word: str) -> bool:
    return word in head_types() and word not in generic_modifiers() and word not in office_modifiers()


def _parse(line: list[Unit], first: int, last: int, lowered: frozenset[str]) -> Iterator[Piece]:
    first = _trimmed(line, first, last, lowered)
    if first >= last:
        return
    if (state := _official_state(line, first, last)) > last:
        yield Piece(first, state, "STATE", "official-name")
        return
    core = last - 1 if line[last - 1].kind == "number" and last - first > 1 else last
    kind = head_type(_words(line, first, core))
    if kind == "OFFICE" or (kind is None and _office_at(line, first, last) is not None):
        yield from _office(line, first, last, lowered)
    elif kind is not None and _headed(line, first, core):
        end, rule = extended(line, last, kind), f"head:{line[core - 1].words[-1].lower()}"
        yield Piece(first, end, kind, rule)
    else:
        yield from _loose(line, first, last, lowered)


def _official_state(line: list[Unit], first: int, last: int) -> int:
    """The end of "Socialist Republic of Vietnam", where a form of state and a known state stand here."""
    end = _after_article(line, last + 1)
    is_form = line[last - 1].key in _STATE_FORMS and last < len(line) and line[last].key == "of"
    return end + 1 if is_form and end < len(line) and line[end].state and last - first < 5 else last


_STATE_FORMS = frozenset({"Republic", "Kingdom", "State", "Sultanate", "Principality", "Federation", "Commonwealth",
                          "Union", "Emirate", "Duchy"})  # fmt: skip


def _headed(line: list[Unit], first: int, last: int) -> bool:
    return line[last - 1].kind == "word" or last - first > 1


def _trimmed(line: list[Unit], first: int, last: int, lowered: frozenset[str]) -> int:
    """Where the name begins once a sentence's first word, capital by position only, is off."""
    unit = line[first]
    if not unit.initial or unit.kind != "word" or unit.key.lower() not in lowered:
        return first
    if last - first == 1:
        return first if _any_head(unit.key) else last
    following = line[first + 1]
    keeps = unit.key in generic_modifiers() or unit.key in office_modifiers() or _any_head(unit.key)
    starts_another = following.kind == "known" or head_types().get(following.key) == "OFFICE"
    return first + 1 if starts_another and not keeps else first


def _words(line: list[Unit], first: int, last: int) -> tuple[str, ...]:
    return tuple(word for unit in line[max(first, last - 4) : last] for word in unit.words)


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
    while start > first and _office_part(line[start - 1]):
        start -= 1
    if start == head and start > first and _names_body(line[start - 1]):
        start -= 1
    if start > first:
        yield from _parse(line, first, start, lowered)
    end = head + 1
    while end < last and _office_part(line[end]) and not line[end].state and line[end].kind != "hyphen":
        end += 1
    if end < last:
        yield Piece(start, end, "OFFICE", "office")
        yield from _holder(line, end, last, lowered)
        return
    end = extended(line, end, "OFFICE")
    yield Piece(start, end, "OFFICE", "office")
    if (after := run_end(line, end)) > end and line[end].nominal:
        yield from _holder(line, end, after, lowered)


def _names_body(unit: Unit) -> bool:
    """ "Rosatom CEO": the body before an office that stands alone."""
    plain = unit.kind == "word" and not unit.initial and unit.key not in person_words("given_names")
    return plain and unit.key not in person_words("titles") and not _any_head(unit.key)


def _office_part(unit: Unit) -> bool:
    if unit.kind == "known":
        return unit.entry is not None and unit.entry.type in ("STATE", "ORG")
    return unit.key in office_modifiers() or head_types().get(unit.key) == "OFFICE"


def _holder(line: list[Unit], first: int, last: int, lowered: frozenset[str]) -> Iterator[Piece]:
    first = skip_titles(line, first, last)
    end = first
    while end < last and end < first + 6 and _personal(line[end]) and not _any_head(line[end].key):
        end += 1
    if end > first:
        yield Piece(first, end, "PERSON", "office-holder")
    if end < last:
        yield from _parse(line, end + (line[end].kind == "hyphen"), last, lowered)


def _personal(unit: Unit) -> bool:
    city = unit.entry is not None and unit.entry.city
    return unit.kind in ("word", "hyphen") or _known_person(unit) or city or unit.key in person_words("particles")


def _known_person(unit: Unit) -> bool:
    return unit.entry is not None and unit.entry.type == "PERSON"


def skip_titles(line: list[Unit], first: int, last: int) -> int:
    """The index after "Comrade", "Mr." and the like."""
    while first < last and (line[first].key in person_words("titles") or line[first].key == "."):
        first += 1
    return first


def _loose(line: list[Unit], first: int, last: int, lowered: frozenset[str]) -> Iterator[Piece]:
    """A run without a head at its end: a head further in, known names, and words yet unknown."""
    for i in range(last - 1, first, -1):
        if line[i].kind == "word" and _any_head(line[i].key) and not line[i - 1].kind == "hyphen":
            kind = head_type(_words(line, first, i + 1))
            yield Piece(first, i + 1, kind, f"head:{line[i].key.lower()}")
            yield from _loose(line, i + 1, last, lowered)
            return
    if (end := _paired_mechanism(line, first, last)) > last:
        yield Piece(first, end, "MECHANISM", "lower-head")
        return
    i = skip_titles(line, first, last)
    while i < last:
        if line[i].kind == "word" or line[i].key in ("al", "el") or (line[i].kind == "number" and i == first and last - i == 2):
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
    pair = last - first == 3 and line[first + 1].kind == "hyphen" and line[first].kind == line[first + 2].kind == "known"
    adjective = any(unit.entry is not None and unit.entry.adjective for unit in line[first:last])
    return last + 1 if pair and not adjective and last < len(line) and line[last].key in _PAIR_HEADS else last


_PAIR_HEADS = frozenset({"dialogue", "commission", "committee", "forum"})


def _with_lower_head(line: list[Unit], i: int, kind: NameType) -> Piece:
    """ "the Asia-Pacific region", "BRICS summit"."""
    following = line[i + 1].key if i + 1 < len(line) else ""
    head = lower_heads().get(following)
    if kind == "PLACE" and head == "PLACE":
        return Piece(i, i + 2, "PLACE", "lower-head")
    if kind == "ORG" and following in ("summit", "summits", "dialogue"):
        return Piece(i, i + 2, "EVENT" if following == "summit" else "MECHANISM", "lower-head")
    return Piece(i, i + 1, kind, "known")


def extended(line: list[Unit], end: int, kind: NameType) -> int:
    """The end of the name once its complements are taken in ("of the Russian Federation", "on Trade")."""
    begin, complement = end, False
    while end < len(line) and end - begin < _LONGEST:
        link = line[end].key
        if link == "and" or link == ",":
            grown = _conjunct_end(line, end, kind) if complement else _second_office(line, end, kind)
        elif link == "on" and kind == "INSTRUMENT" and (grown := _subject_end(line, end)) > end:
            end, complement = grown, True
            continue
        elif link in _COMPLEMENTS.get(kind, ()) and _may_follow(line, end, kind, complement):
            grown = _between(line, end) if link == "between" else _complement_end(line, end, kind)
        else:
            break
        if grown == end:
            break
        end, complement = grown, True
    return _until_year(line, end) if kind == "INSTRUMENT" else end


def _may_follow(line: list[Unit], link: int, kind: NameType, complement: bool) -> bool:
    """Links that a name of this type takes only in some places."""
    start = _after_article(line, link + 1)
    if start >= len(line):
        return False
    following, key = line[start], line[link].key
    if key == "in":
        return complement and not (following.entry is not None and following.entry.city)
    if key == "to" and kind == "OFFICE":
        return line[link - 1].key in _SENT
    return not (kind == "PLACE" and following.state)


_CALENDAR = frozenset({"January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
                       "November", "December", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
                       "Sunday"})  # fmt: skip
_SENT = frozenset({"Ambassador", "Envoy", "Assistant", "Adviser", "Advisor", "Representative", "Deputy", "Aide"})


def _subject_end(line: list[Unit], link: int) -> int:
    """The end of a subject in lower case: "Agreement on cooperation in the field of information security"."""
    i = link + 1
    if i >= len(line) or line[i].kind != "other" or not line[i].key.isalpha() or line[i].key in _SUBJECT_STOPS:
        return link
    while i < len(line) and i < link + 25 and not _subject_over(line, i):
        i += 1
    return i


def _subject_over(line: list[Unit], i: int) -> bool:
    unit = line[i]
    if unit.key in _SUBJECT_STOPS or (unit.kind == "other" and not unit.key[0].isalpha()) or unit.key == ",":
        return True
    field = [following.key for following in line[i + 1 : i + 3]]
    return unit.key == "in" and field not in (["the", "field"], ["the", "fields"], ["the", "area"])


_SUBJECT_STOPS = frozenset({"signed", "dated", "adopted", "between", "which", "that", "was", "is", "are", "were", "has",
                            "have", "will", "by", "with", "this", "our", "their", "a", "an", "at", "from", "issued",
                            "behalf", "time", "schedule", "track", "board", "to"})  # fmt: skip


def _until_year(line: list[Unit], end: int) -> int:
    """ "Master Plan until 2030", "Action Plan for the 2021-2025 period"."""
    if end + 1 < len(line) and line[end].key in ("until", "to", "for", "through") and _year(line[end + 1]):
        return end + 2 if line[end].key != "for" else end
    keys = [unit.key for unit in line[end : end + 6]]
    ranged = len(keys) == 6 and keys[:2] == ["for", "the"] and keys[5] == "period" and _year(line[end + 2])
    return end + 6 if ranged else end


def _after_article(line: list[Unit], i: int) -> int:
    return i + 1 if i < len(line) and line[i].key == "the" else i


def _complement_end(line: list[Unit], link: int, kind: NameType) -> int:
    start = _after_article(line, link + 1)
    if start >= len(line) or not line[start].nominal or line[start].key in _CALENDAR:
        return link
    last = run_end(line, start)
    entry = line[start].entry
    if last == start + 1 and entry is not None and entry.adjective:
        return link
    if kind == "OFFICE":
        return _office_complement(line, start, last)
    if head_type(_words(line, start, last)) is not None:
        return last
    return start + 1 if entry is not None and entry.type == "STATE" and not entry.adjective else last


def _office_complement(line: list[Unit], start: int, last: int) -> int:
    """Where the office ends and its holder begins: after a state, a body, or the words of a portfolio."""
    for i in range(start, last):
        if line[i].key in person_words("titles") or _known_person(line[i]):
            return i
    for i in range(last - 1, start - 1, -1):
        unit = line[i]
        if unit.kind == "known" or unit.key in _STATE_FORMS or unit.key in head_types() or unit.key in portfolios():
            return i + 1
    return last


def _conjunct_end(line: list[Unit], link: int, kind: NameType) -> int:
    """ "and Trade" after "Ministry of Industry"; ", Sport and Tourism" after "Ministry of Culture"."""
    i = link + 1
    if line[link].key == ",":
        end = _plain_end(line, i)
        if end == i or end >= len(line) or line[end].key not in ("and", ","):
            return link
        nxt = end + 1 if line[end].key == "and" else end
        tail = _plain_end(line, _after_and(line, end))
        return end if tail > nxt and _plain_words(line, i, end) else link
    if kind == "OFFICE" and i < len(line) and head_types().get(line[i].key) == "OFFICE":
        return link
    end = _plain_end(line, i)
    if end < len(line) and line[end].kind == "known" and end > i:
        return link
    if kind == "OFFICE":
        while end > i and line[end - 1].key not in portfolios():
            end -= 1
        return end if end > i else link
    return end if end > i and _plain_words(line, i, end) else link


def _after_and(line: list[Unit], i: int) -> int:
    while i < len(line) and line[i].key in (",", "and"):
        i += 1
    return i


def _plain_words(line: list[Unit], first: int, last: int) -> bool:
    return not any(_any_head(unit.key) or unit.key in person_words("given_names") for unit in line[first:last])


def _second_office(line: list[Unit], link: int, kind: NameType) -> int:
    """ "Deputy Prime Minister and Minister of Foreign Affairs" is one office if a person follows."""
    if kind != "OFFICE" or line[link].key != "and":
        return link
    start, end = link + 1, link + 1
    while end < len(line) and _office_part(line[end]):
        end += 1
    if end == start or not any(head_types().get(unit.key) == "OFFICE" for unit in line[start:end]):
        return link
    if end < len(line) and line[end].key in ("of", "for"):
        end = _complement_end(line, end, "OFFICE")
        if end < len(line) and line[end].key == "and":
            end = _conjunct_end(line, end, "OFFICE")
    return end if end < len(line) and line[end].kind == "word" else link


def _between(line: list[Unit], link: int) -> int:
    """ "between the Government of X and the Government of Y"."""
    first = _party(line, link + 1)
    if first == link + 1 or first >= len(line) or line[first].key != "and":
        return link
    second = _party(line, first + 1)
    return link if second == first + 1 else second


def _party(line: list[Unit], i: int) -> int:
    start = _after_article(line, i)
    if start >= len(line) or not line[start].nominal:
        return i
    end = run_end(line, start)
    if end < len(line) and line[end].key == "of":
        grown = _complement_end(line, end, "ORG")
        return grown
    return end

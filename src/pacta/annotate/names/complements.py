"""How far a name goes on after its head: "of the Russian Federation", "on Trade", "between X and Y"."""

from __future__ import annotations

from pacta.annotate.names.runs import LONGEST, after_article, any_head, plain_end, run_end, words_of, year
from pacta.annotate.names.units import Unit
from pacta.annotate.names.words import head_type, head_types, office_modifiers, person_words, portfolios, stops
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
STATE_FORMS = frozenset({"Republic", "Kingdom", "State", "Sultanate", "Principality", "Federation", "Commonwealth",
                          "Union", "Emirate", "Duchy"})  # fmt: skip
# "Joint Statement of Vardania": issued by a state, not named after it.
_ISSUED = frozenset({"Statement", "Declaration", "Communique", "Communiqué"})
_SENT = frozenset({"Ambassador", "Envoy", "Assistant", "Adviser", "Advisor", "Representative", "Deputy", "Aide"})


def extended(line: list[Unit], end: int, kind: NameType) -> int:
    """The end of the name once its complements are taken in ("of the Russian Federation", "on Trade")."""
    begin, complement = end, False
    while end < len(line) and end - begin < LONGEST:
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
    start = after_article(line, link + 1)
    if start >= len(line):
        return False
    following, key = line[start], line[link].key
    if key == "of" and following.state and line[link - 1].key in _ISSUED:
        return False
    if key == "in":
        return complement and not (following.entry is not None and following.entry.city)
    if key == "to" and kind == "OFFICE":
        return line[link - 1].key in _SENT
    return not (kind == "PLACE" and following.state)


def _complement_end(line: list[Unit], link: int, kind: NameType) -> int:
    start = after_article(line, link + 1)
    if start >= len(line) or not line[start].nominal or line[start].key in stops("calendar"):
        return link
    last = run_end(line, start)
    entry = line[start].entry
    if last == start + 1 and entry is not None and entry.adjective:
        return link
    if kind == "OFFICE":
        return _office_complement(line, start, last)
    if head_type(words_of(line, start, last)) is not None:
        return last
    return start + 1 if entry is not None and entry.type == "STATE" and not entry.adjective else last


def _office_complement(line: list[Unit], start: int, last: int) -> int:
    """Where the office ends and its holder begins: after a state, a body, or the words of a portfolio."""
    for i in range(start, last):
        if line[i].key in person_words("titles") or known_person(line[i]):
            return i
    for i in range(last - 1, start - 1, -1):
        unit = line[i]
        if unit.kind == "known" or unit.key in STATE_FORMS or unit.key in head_types() or unit.key in portfolios():
            return i + 1
    return last


def office_part(unit: Unit) -> bool:
    if unit.kind == "known":
        return unit.entry is not None and unit.entry.type in ("STATE", "ORG")
    return unit.key in office_modifiers() or head_types().get(unit.key) == "OFFICE"


def known_person(unit: Unit) -> bool:
    return unit.entry is not None and unit.entry.type == "PERSON"


def _conjunct_end(line: list[Unit], link: int, kind: NameType) -> int:
    """ "and Trade" after "Ministry of Industry"; ", Sport and Tourism" after "Ministry of Culture"."""
    i = link + 1
    if line[link].key == "," and i < len(line) and line[i].key == "and":  # the comma before the last "and"
        end = plain_end(line, i + 1)
        return end if end > i + 1 and line[link - 1].kind == "word" and _plain_words(line, i + 1, end) else link
    if line[link].key == ",":
        end = plain_end(line, i)
        if end == i or end >= len(line) or line[end].key not in ("and", ","):
            return link
        following = _after_and(line, end)
        listed = plain_end(line, following) > following
        return end if listed and _plain_words(line, i, end) else link
    if kind == "OFFICE" and i < len(line) and head_types().get(line[i].key) == "OFFICE":
        return link
    end = plain_end(line, i)
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
    return not any(any_head(unit.key) or unit.key in person_words("given_names") for unit in line[first:last])


def _second_office(line: list[Unit], link: int, kind: NameType) -> int:
    """ "Deputy Prime Minister and Minister of Foreign Affairs" is one office if a person follows."""
    if kind != "OFFICE" or line[link].key != "and":
        return link
    start, end = link + 1, link + 1
    while end < len(line) and office_part(line[end]):
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
    start = after_article(line, i)
    if start >= len(line) or not line[start].nominal:
        return i
    end = run_end(line, start)
    if end < len(line) and line[end].key == "of":
        grown = _complement_end(line, end, "ORG")
        return grown
    return end


def _subject_end(line: list[Unit], link: int) -> int:
    """The end of a subject in lower case: "Agreement on cooperation in the field of information security"."""
    i = link + 1
    if i >= len(line) or line[i].kind != "other" or not line[i].key.isalpha() or line[i].key in stops("subject"):
        return link
    while i < len(line) and i < link + 25 and not _subject_over(line, i):
        i += 1
    return i


def _subject_over(line: list[Unit], i: int) -> bool:
    unit = line[i]
    if unit.key in stops("subject") or (unit.kind == "other" and not unit.key[0].isalpha()) or unit.key == ",":
        return True
    if unit.key == "of" and i + 1 < len(line) and _begins_date(line[i + 1]):
        return True
    field = [following.key for following in line[i + 1 : i + 3]]
    return unit.key == "in" and field not in (["the", "field"], ["the", "fields"], ["the", "area"])


def _begins_date(unit: Unit) -> bool:
    return unit.kind == "number" or unit.key in stops("calendar")


def _until_year(line: list[Unit], end: int) -> int:
    """ "Master Plan until 2030", "Action Plan for the 2021-2025 period"."""
    if end + 1 < len(line) and line[end].key in ("until", "to", "for", "through") and year(line[end + 1]):
        return end + 2 if line[end].key != "for" else end
    keys = [unit.key for unit in line[end : end + 6]]
    ranged = len(keys) == 6 and keys[:2] == ["for", "the"] and keys[5] == "period" and year(line[end + 2])
    return end + 6 if ranged else end

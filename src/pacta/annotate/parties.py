"""The parties: in whose name a document speaks, or between whom it was made. Title first, then the opening,
then the speakers and how often the text names each."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from pacta.annotate.mentions import groups_of_members, known_parties, with_people
from pacta.annotate.names import names
from pacta.annotate.names.gazetteer import Entry, Gazetteer, Keys
from pacta.annotate.names.tokens import keys_of
from pacta.annotate.party_evidence import (
    FIRST_WORDS,
    OPENING,
    Reader,
    codes_of,
    detected,
    frequent,
    opening_list,
    paired,
    rule,
    says_joint,
    spoken,
    title_makers,
)
from pacta.annotate.speakers import as_keys, codes_from_text, holders_of_offices, leaders_at
from pacta.lexicon.states import organisation_name, seat_forms, state_of_seat
from pacta.model import Annotations, Config, Detected, Document, Name, Profile, Span
from pacta.text.speakers import Speakers

_JOINT_TYPES = frozenset({"joint statement", "communiqué", "declaration", "agreement", "plan"})
_LONGEST_TITLE = 600


def parties(document: Document, annotations: Annotations, config: Config) -> Annotations:
    """Fill ``profile.parties`` (sorted by code), ``profile.joint`` and ``profile.speaker_codes``."""
    profile, text = annotations.profile, document.text
    title = _title(document, profile)
    known = known_parties(_own_states(annotations, text, config))
    acting = _acting_for(document, annotations, config, title, known)
    reader = Reader(with_people(known, as_keys(acting)), Speakers(acting.items()))
    found = _given(document) or _as_group(_detected(document, title, reader, annotations), text, reader)
    joint = _is_joint(document, annotations, title, found)
    if home := _home_of_offices(document, profile, reader):
        acting = _at_home(document, annotations, home, acting)
    acting = _of_the_other(document, annotations, acting, [party.value for party in found])
    codes = _speaker_codes(annotations, acting, reader.speakers, {party.value for party in found})
    ordered = tuple(sorted(found, key=lambda party: party.value))
    return replace(annotations, profile=replace(profile, parties=ordered, joint=joint, speaker_codes=codes))


def _title(document: Document, profile: Profile) -> str:
    """The title as given, as detected, or the first line where it can be one: short, and no sentence."""
    title = document.given.title or (profile.title.value if profile.title else "")
    if title:
        return title[:_LONGEST_TITLE]
    line = next((line.strip() for line in document.text[:2000].splitlines() if line.strip()), "")
    return line if len(line) <= 200 and not line.endswith((".", ":", ",")) else ""


def _own_states(annotations: Annotations, text: str, config: Config) -> dict[Keys, Entry]:
    """States under provisional codes, and the user's parties."""
    found: dict[Keys, Entry] = {}
    given = {party.code for party in config.parties}
    for name in annotations.names:
        if name.code is not None and (name.code.startswith("X-") or name.code in given):
            found[keys_of(name.span.of(text))] = Entry(name.type, name.code)
    for party in config.parties:
        for form in (party.name, *party.aliases):
            found[keys_of(form)] = Entry(party.type, party.code)
    return found


def _acting_for(
    document: Document, annotations: Annotations, config: Config, title: str, known: Gazetteer
) -> dict[str, str]:
    """Person -> code: what the text and its title say, over the table of leaders."""
    date = document.given.date.isoformat() if document.given.date else None
    date = date or (annotations.profile.date.value if annotations.profile.date else None)
    in_title = names(replace(document, text=title), Annotations(), config).names
    found = leaders_at(date)
    found.update(codes_from_text(title, _with_people_of_text(title, in_title, annotations), known))
    found.update(codes_from_text(document.text, annotations.names, known))
    return found


def _with_people_of_text(title: str, names: tuple[Name, ...], annotations: Annotations) -> tuple[Name, ...]:
    """The names of a title, where every word has a capital, with the persons whom the text names or lets speak."""
    people = {name.entity for name in annotations.names if name.type == "PERSON"}
    people |= {turn.speaker for turn in annotations.structure.turns}
    found = [
        Name("", Span(match.start(), match.end()), "PERSON", person, None, "title")
        for person in sorted(people)
        if " " in person
        for match in re.finditer(rf"\b{re.escape(person)}\b", title)
    ]
    apart = [name for name in names if not any(name.span.overlaps(one.span) for one in found)]
    return tuple(sorted([*apart, *found], key=lambda name: name.span))


def _at_home(document: Document, annotations: Annotations, home: str, acting: dict[str, str]) -> dict[str, str]:
    """An office without a state is of the outlet's: "Minister Tolvane", in the words of his ministry."""
    known = Speakers(acting.items())
    holders = holders_of_offices(document.text, annotations.names)
    return acting | {person: home for person in holders if known.code(person) is None}


def _speaker_codes(
    annotations: Annotations, acting: dict[str, str], speakers: Speakers, parties: set[str]
) -> tuple[tuple[str, str], ...]:
    """Codes of the persons whom the text names or lets speak, and of the leaders of its parties."""
    present = {name.entity for name in annotations.names if name.type == "PERSON"}
    present |= {turn.speaker for turn in annotations.structure.turns}
    present |= {speaker.value for speaker in annotations.profile.speakers}
    found = {name: code for name, code in acting.items() if code in parties or name in present}
    for person in sorted(present):
        if (code := speakers.code(person)) is not None:
            found[person] = code
            found.setdefault(person.split()[-1], code)
    return tuple(sorted(found.items()))


def _given(document: Document) -> list[Detected]:
    origin = dict(document.given.origins).get("parties", "option")
    return [Detected(code, None, f"given:{origin}") for code in dict.fromkeys(document.given.parties)]


def _detected(document: Document, title: str, reader: Reader, annotations: Annotations) -> list[Detected]:
    named = reader.mentions(title)
    offset = document.text.find(title) if title else -1
    if says_joint(title):
        return _of_joint_text(document.text, title, offset, reader)
    if not named:
        return _untitled(document, reader, annotations)
    found = detected(paired(title, named) or named, offset, "title")
    found += _home(document, annotations.profile, reader)
    if len({party.value for party in found}) < 2 and rule("encounter").search(title):
        found = _supplemented(found + spoken(annotations.structure, reader), frequent(document.text, reader))
    return _unique(found)


def _of_joint_text(text: str, title: str, offset: int, reader: Reader) -> list[Detected]:
    named = reader.mentions(title)
    makers = title_makers(title, named)
    if len(codes_of(makers)) < 2 and any(mention.person for mention in named):
        makers = named
    if len(codes_of(makers)) >= 2 or any(mention.group for mention in makers):
        return detected(makers, offset, "title")
    if listed := opening_list(text, reader):
        return detected(listed, 0, "opening")
    return detected(makers, offset, "title") or frequent(text, reader)


def _untitled(document: Document, reader: Reader, annotations: Annotations) -> list[Detected]:
    """Without a telling title: the list that opens the text, the persons who speak, the outlet, frequency."""
    listed = opening_list(document.text, reader)
    telling = len(codes_of(listed)) != 2  # a pair may be any two; the whole text then knows better
    if listed and telling and listed[0].start < FIRST_WORDS and not annotations.structure.turns:
        return detected(listed, 0, "opening")
    found = _unique(spoken(annotations.structure, reader) + _home(document, annotations.profile, reader))
    return found if len(found) > 1 else _supplemented(found, frequent(document.text, reader))


def _supplemented(found: list[Detected], further: list[Detected]) -> list[Detected]:
    found = _unique(found)
    have = {party.value for party in found}
    return found + [party for party in further if party.value not in have][: max(0, 2 - len(found))]


def _unique(found: list[Detected]) -> list[Detected]:
    first: dict[str, Detected] = {}
    for party in found:
        first.setdefault(party.value, party)
    return list(first.values())


def _home(document: Document, profile: Profile, reader: Reader) -> list[Detected]:
    """The state whose outlet published the text ("The White House", "President of Russia")."""
    outlet = (document.given.outlet or (profile.outlet.value if profile.outlet else ""))[:200]
    span = profile.outlet.span if profile.outlet and not document.given.outlet else None
    code = next((code for seat, code in seat_forms().items() if outlet and seat in outlet), None)
    if code is None and (mentions := reader.mentions(outlet)):
        code = mentions[0].codes[0]
    return [] if code is None else [Detected(code, span, "parties:outlet")]


def _home_of_offices(document: Document, profile: Profile, reader: Reader) -> str | None:
    """Whose a minister is who is named without a state: the outlet's, else that of the capital in the dateline."""
    if outlet := _home(document, profile, reader):
        return outlet[0].value
    dateline = _DATELINE.match(document.text)
    return state_of_seat(dateline[1].strip().title()) if dateline else None


def _of_the_other(
    document: Document, annotations: Annotations, acting: dict[str, str], found: list[str]
) -> dict[str, str]:
    """Of two parties, "her counterpart, Ama Lawson" acts for the one that the person named before does not; and a
    minister without a state for the one for which nobody else who is named does."""
    states = list(dict.fromkeys(found))
    if len(states) != 2:
        return acting
    known = Speakers(acting.items())
    people = [name for name in annotations.names if name.type == "PERSON"]
    other: dict[str, str] = {}
    for before, person in pairwise(people):
        met = _COUNTERPART.search(document.text, max(0, person.span.start - 60), person.span.start)
        code = known.code(before.entity)
        if met and code in states and known.code(person.entity) is None:
            other[person.entity] = states[1 - states.index(code)]
    present = {code for name in people if (code := known.code(name.entity))}
    if len(present & set(states)) == 1:
        (alone,) = present & set(states)
        for holder in holders_of_offices(document.text, annotations.names):
            if known.code(holder) is None:
                other.setdefault(holder, states[1 - states.index(alone)])
    return acting | other


# "BAKU, 8 May (Kaspi Info) –", "Ulaanbaatar, September 4 /MONTSAME/"
_DATELINE = re.compile(
    r"\s*([A-Z][\w .’'-]{2,30}?)(?:, (?:\d|[A-Z][a-z]{2,8}\.? \d)| \(\w[^)]{1,30}\) [-–—]| [-–—] )"
)
_COUNTERPART = re.compile(
    r"\b(?:counterpart|colleague|guest|host|opposite number|visitor),? (?:(?:Mr|Mrs|Ms|Dr)\.? )?$"
)


def _as_group(found: list[Detected], text: str, reader: Reader) -> list[Detected]:
    """A group in whose own name its members speak ("the Quad") instead of the list of members."""
    codes = {party.value for party in found}
    for group, members in groups_of_members().items():
        if codes - {group} == members:
            named = (mention for mention in reader.mentions(text[:20_000]) if mention.codes == (group,))
            if (first := next(named, None)) is not None:
                return [Detected(group, Span(first.start, first.end), "parties:group")]
            if group in codes:
                return [party for party in found if party.value == group]
    return found


def _is_joint(document: Document, annotations: Annotations, title: str, found: list[Detected]) -> bool:
    """Several parties, or a group, speak in one text."""
    profile, opening = annotations.profile, document.text[:OPENING]
    kind = document.given.doc_type or (profile.doc_type.value if profile.doc_type else None)
    if kind is not None and kind not in _JOINT_TYPES and kind != "other":
        return False
    several = len(found) > 1 or any(organisation_name(party.value) is not None for party in found)
    if says_joint(title) or kind in _JOINT_TYPES or rule("we-leaders").search(opening):
        return several
    untold = not title and not annotations.structure.turns
    return several and untold and len(rule("together").findall(opening)) > 1

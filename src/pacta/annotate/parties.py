"""The parties: in whose name a document speaks, or between whom it was made. Title first, then the opening,
then how often the text names each."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

from pacta.annotate.mentions import PartyMention, groups_of_members, known_parties, party_mentions
from pacta.annotate.names import names
from pacta.annotate.names.gazetteer import Entry, Gazetteer, Keys
from pacta.annotate.names.tokens import keys_of
from pacta.annotate.speakers import as_keys, codes_from_text, leaders_at, speaker_state
from pacta.lexicon.states import seat_forms
from pacta.model import Annotations, Config, Detected, Document, Profile, Span

_INSTRUMENT = r"(?:statement|communiqu[eé]|declaration|communique|vision|agreement|memorandum|action plan)s?"
_JOINT = re.compile(rf"\bjoint\b.*\b{_INSTRUMENT}\b|communiqu[eé]|\bdeclaration\b|\bsummit statement|leaders[’']? statement", re.I)
_SPOKEN = re.compile(r"\b(?:readout|remarks|press (?:statements?|conference)|news conference|speech|interview|fact sheet)\b", re.I)
_TOPIC = re.compile(r"\b(?:on|regarding|concerning|endorsing|reaffirming|commemorating|welcoming|announcing|to mark|to address|for)\b|:", re.I)
_MAKERS = re.compile(r"\b(?:from|of|by|between|with|among)\b", re.I)
_GAP = re.compile(r"(?:[\s,;&–—-]|\band\b|\bthe\b|\bof\b|\bas well as\b|\bby\b|\bGovernments?\b|['’]s|\b[A-Z][\w.’'-]*)*")
_WE_LEADERS = re.compile(r"\b[Ww]e,? (?:the )?(?:[A-Z]\w+ )?(?:[Ll]eaders|[Hh]eads of|[Mm]inisters|[Gg]overnments|members)")
_JOINT_TYPES = frozenset({"joint statement", "communiqué", "declaration", "agreement", "plan"})
_ONE_VOICE = re.compile(r"\s*statement (?:from|by|of) (?!the leaders)", re.I)
# Titles of encounters: whoever the title leaves out is found in the text.
_MEETING = re.compile(
    r"\b(?:talks|meeting|met with|call|conversation|visit|negotiations|press statements?|relations|anniversary|with|between"
    r"|cooperation|bilateral|readout|agreement|statements for the press|partner|partnership)\b",
    re.I,
)
_FIRST_WORDS = 350
_UNIONS = frozenset({"EU", "ASEAN", "AU", "GCC", "CARICOM"})
_LEADERS_OF = re.compile(r"(?:[Ll]eaders|[Mm]inisters|[Mm]embers|[Gg]overnments|[Ww]e,?) (?:of )?(?:the )?$")
_TOGETHER = re.compile(
    r"\b(?:both (?:sides|countries|leaders|parties)|the two (?:sides|countries|leaders|parties)|the (?:leaders|participants"
    r"|sides|parties)|our (?:two )?(?:countries|nations|governments)|[Ww]e (?:affirm|reaffirm|commit|welcome|support"
    r"|condemn|recognize|recognise|will|are|have|remain|call|intend))\b"
)
_OPENING = 2500


@dataclass(frozen=True, slots=True)
class _Reader:
    """What is needed to see parties in a stretch of text."""

    known: Gazetteer
    people: dict[Keys, str]
    names: tuple[tuple[str, str], ...]

    def mentions(self, text: str, start: int = 0, end: int | None = None) -> list[PartyMention]:
        return party_mentions(text, start, len(text) if end is None else end, self.known, self.people)


def parties(document: Document, annotations: Annotations, config: Config) -> Annotations:
    """Fill ``profile.parties`` (sorted by code), ``profile.joint`` and ``profile.speaker_codes``."""
    profile, text = annotations.profile, document.text
    title = document.given.title or (profile.title.value if profile.title else "") or _first_line(text)
    speakers = _speakers(document, annotations, config, title)
    reader = _Reader(known_parties(_own_states(annotations, text, config)), as_keys(speakers), tuple(speakers.items()))
    found = _given(document) or _detected(document, title, reader, annotations)
    joint = _is_joint(document, profile, title, bool(annotations.structure.turns), found)
    found = _as_group(found, text, reader)
    codes = tuple(sorted(_present(annotations, speakers, {party.value for party in found}).items()))
    ordered = tuple(sorted(found, key=lambda party: party.value))
    return replace(annotations, profile=replace(profile, parties=ordered, joint=joint, speaker_codes=codes))


def _first_line(text: str) -> str:
    """The text's first line where it can be a title: short, and no sentence."""
    line = next((line.strip() for line in text[:2000].splitlines() if line.strip()), "")
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


def _speakers(document: Document, annotations: Annotations, config: Config, title: str) -> dict[str, str]:
    """Person -> code: the text's own evidence over the table of leaders."""
    date = document.given.date.isoformat() if document.given.date else None
    date = date or (annotations.profile.date.value if annotations.profile.date else None)
    found = leaders_at(date)
    found.update(codes_from_text(title, names(replace(document, text=title), Annotations(), config).names))
    found.update(codes_from_text(document.text, annotations.names))
    for name in annotations.names:
        if name.type == "PERSON" and (code := found.get(name.entity) or found.get(name.entity.split()[-1])):
            found.setdefault(" ".join(name.span.of(document.text).split()), code)
    return found


def _present(annotations: Annotations, speakers: dict[str, str], parties: set[str]) -> dict[str, str]:
    """Codes of the persons whom the text names, and of the leaders of its parties."""
    present = {name.entity for name in annotations.names} | {turn.speaker for turn in annotations.structure.turns}
    present |= {speaker.value for speaker in annotations.profile.speakers}
    here = {name: code for name, code in speakers.items() if code in parties or name in present}
    pairs = tuple(speakers.items())
    for person in sorted(present):
        code = speaker_state(person, pairs)
        if code is not None:
            here[person] = code
            here.setdefault(person.split()[-1], code)
    return here


def _given(document: Document) -> list[Detected]:
    origin = dict(document.given.origins).get("parties", "option")
    return [Detected(code, None, f"given:{origin}") for code in dict.fromkeys(document.given.parties)]


def _detected(document: Document, title: str, reader: _Reader, annotations: Annotations) -> list[Detected]:
    text = document.text
    if not title:
        return _untitled(document, reader, annotations)
    offset = text.find(title)
    makers = _title_makers(title, reader)
    if _says_joint(title):
        if len(_codes(makers)) >= 2 or any(mention.group for mention in makers):
            return _as_detected(makers, offset, "title")
        named = reader.mentions(title)
        if any(mention.person for mention in named) and len(_codes(named)) >= 2:
            return _as_detected(named, offset, "title")
        if opening := _opening(text, reader):
            return _as_detected(opening, 0, "opening")
        return _as_detected(makers, offset, "title") or _frequent(text, annotations, reader)
    named = reader.mentions(title)
    found = _as_detected(_paired(title, named) or named, offset, "title")
    home = _home(document, annotations.profile, reader)
    if home and home not in {party.value for party in found}:
        found.append(Detected(home, None, "parties:outlet"))
    if not found or (len(found) == 1 and _MEETING.search(title)):
        found = _supplemented(found, _frequent(text, annotations, reader))
    return found


def _untitled(document: Document, reader: _Reader, annotations: Annotations) -> list[Detected]:
    """Without a title: the list that the text opens with, the persons who speak, the outlet, frequency."""
    text = document.text
    opening = _opening(text, reader)
    telling = len(_codes(opening)) != 2  # a pair may be any two; the whole text then knows better
    if opening and telling and opening[0].start < _FIRST_WORDS and not annotations.structure.turns:
        return _as_detected(opening, 0, "opening")
    found = _spoken(annotations, reader)
    home = _home(document, annotations.profile, reader)
    if home and home not in {party.value for party in found}:
        found.append(Detected(home, None, "parties:outlet"))
    return found if len(found) > 1 else _supplemented(found, _frequent(text, annotations, reader))


def _spoken(annotations: Annotations, reader: _Reader) -> list[Detected]:
    """The states for which the persons who take turns speak."""
    found: dict[str, Detected] = {}
    for turn in annotations.structure.turns:
        code = speaker_state(turn.speaker, reader.names)
        if code is not None and turn.role == "speaker":
            found.setdefault(code, Detected(code, turn.label, "parties:turn"))
    return list(found.values())


def _says_joint(title: str) -> bool:
    """A statement by one person about a communiqué is not joint; remarks in a joint press conference neither."""
    return bool(_JOINT.search(title)) and not _SPOKEN.search(title) and not _ONE_VOICE.match(title)


def _title_makers(title: str, reader: _Reader) -> list[PartyMention]:
    """Those named as makers in a title: before the instrument's noun, after "of/from/between", or paired."""
    mentions = reader.mentions(title)
    noun = next(iter(re.finditer(rf"\b{_INSTRUMENT}\b", title, re.I)), None)
    makers = [mention for mention in mentions if noun and mention.end <= noun.start()]
    makers += [mention for mention in mentions if any(a <= mention.start < b for a, b in _maker_ranges(title, noun))]
    makers += _paired(title, mentions)
    makers += [mention for mention in mentions if mention.group and len(mention.codes) > 1]
    return sorted(set(makers), key=lambda mention: mention.start)


def _maker_ranges(title: str, noun: re.Match[str] | None) -> list[tuple[int, int]]:
    """Stretches after "from", "of", "between" up to the topic."""
    ranges = []
    for match in _MAKERS.finditer(title, noun.end() if noun else 0):
        before = title[noun.end() if noun else 0 : match.start()]
        direct = not before.strip(" ,:") or match[0].lower() in ("from", "by", "between")
        if direct or not _TOPIC.search(before):
            topic = _TOPIC.search(title, match.end())
            ranges.append((match.end(), topic.start() if topic else len(title)))
    return ranges


def _paired(text: str, mentions: list[PartyMention]) -> list[PartyMention]:
    """ "U.S.-EU", "United States – Switzerland – Liechtenstein"."""
    found: list[PartyMention] = []
    for left, right in zip(mentions, mentions[1:], strict=False):
        if re.fullmatch(r"\s*[-–—‑/]\s*", text[left.end : right.start]):
            found += [left, right]
    return found


def _opening(text: str, reader: _Reader) -> list[PartyMention]:
    """The first list of two or more parties in the opening, longest list winning within it."""
    best: list[PartyMention] = []
    current: list[PartyMention] = []
    mentions = reader.mentions(text, 0, min(len(text), _OPENING))
    if mentions and mentions[0].group and _LEADERS_OF.search(text[: mentions[0].start]):
        return mentions[:1]
    for mention in mentions:
        gap = text[current[-1].end : mention.start] if current else ""
        if not current or len(gap) > 90 or not _GAP.fullmatch(gap):
            best = best if len(_codes(best)) >= max(2, len(_codes(current))) else current
            current = []
        current.append(mention)
    best = best if len(_codes(best)) >= max(2, len(_codes(current))) else current
    return best if len(_codes(best)) >= 2 else []


def _frequent(text: str, annotations: Annotations, reader: _Reader) -> list[Detected]:
    """The most frequent state or union of states, and the next if named at least a third as often."""
    counts: Counter[str] = Counter()
    first: dict[str, Span] = {}
    for mention in reader.mentions(text):
        if not mention.group or mention.codes[0] in _UNIONS:
            code = mention.codes[0]
            counts[code] += 1
            first.setdefault(code, Span(mention.start, mention.end))
    top = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:2]
    return [Detected(code, first[code], "parties:frequency") for code, n in top if n * 3 >= top[0][1]]


def _supplemented(found: list[Detected], frequent: list[Detected]) -> list[Detected]:
    have = {party.value for party in found}
    return found + [party for party in frequent if party.value not in have][: 2 - len(found)]


def _home(document: Document, profile: Profile, reader: _Reader) -> str | None:
    """The state whose outlet published the text ("The White House", "President of Russia")."""
    outlet = document.given.outlet or (profile.outlet.value if profile.outlet else "")
    for seat, code in seat_forms().items():
        if outlet and seat in outlet:
            return code
    mentions = reader.mentions(outlet)
    return mentions[0].codes[0] if mentions else None


def _as_group(found: list[Detected], text: str, reader: _Reader) -> list[Detected]:
    """A group in whose own name its members speak ("the Quad") instead of the list of members."""
    codes = {party.value for party in found}
    for group, members in groups_of_members().items():
        named = next((mention for mention in reader.mentions(text[:20_000]) if mention.codes == (group,)), None)
        if codes - {group} == members and (named is not None or group in codes):
            span = None if named is None else Span(named.start, named.end)
            return [Detected(group, span, "parties:group")]
    return found


def _codes(mentions: list[PartyMention]) -> set[str]:
    return {code for mention in mentions for code in mention.codes}


def _as_detected(mentions: list[PartyMention], offset: int, origin: str) -> list[Detected]:
    found: dict[str, Detected] = {}
    for mention in mentions:
        span = Span(mention.start + offset, mention.end + offset) if offset >= 0 else None
        for code in mention.codes:
            found.setdefault(code, Detected(code, span, f"parties:{origin}"))
    return list(found.values())


def _is_joint(document: Document, profile: Profile, title: str, turns: bool, found: list[Detected]) -> bool:
    """Several parties, or a group, speak in one text."""
    kind = document.given.doc_type or (profile.doc_type.value if profile.doc_type else None)
    if kind is not None and kind not in _JOINT_TYPES and kind != "other":
        return False
    several = len(found) > 1 or any(len(party.value) != 3 for party in found)
    if _says_joint(title) or kind in _JOINT_TYPES or _WE_LEADERS.search(document.text[:_OPENING]):
        return several
    return several and not title and not turns and len(_TOGETHER.findall(document.text[:_OPENING])) > 1

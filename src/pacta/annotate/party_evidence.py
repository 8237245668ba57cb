"""Where a document names its parties: its title, its opening, the persons who speak, the words it uses most."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from pacta.annotate.mentions import PartyMention, party_mentions
from pacta.annotate.names.gazetteer import Gazetteer
from pacta.lexicon import load_table
from pacta.model import Detected, Span, Structure
from pacta.text.speakers import Speakers

OPENING = 2500  # code points in which a document says who speaks
FIRST_WORDS = 350  # a list of parties that opens the text stands this early
_LONGEST_TITLE = 600
_UNIONS = frozenset({"EU", "ASEAN", "AU", "GCC", "CARICOM"})  # unions of states that act like one
_HYPHEN = re.compile(r"\s*[-–—‑/]\s*")
# What may stand between two parties of one list. Possessive: no word is ever read in two ways.
_LIST_GAP = re.compile(r"(?:[\s,;&–—-]|and\b|the\b|of\b|as well as\b|by\b|['’]s\b|[A-Z][\w.’'-]*+)*+")
_LONGEST_GAP = 90


@dataclass(frozen=True, slots=True)
class Reader:
    """What is needed to see parties in a stretch of text: states, groups and persons, and for whom these act."""

    known: Gazetteer
    speakers: Speakers

    def mentions(self, text: str, start: int = 0, end: int | None = None) -> list[PartyMention]:
        return party_mentions(text, start, len(text) if end is None else end, self.known)


@cache
def rule(name: str) -> re.Pattern[str]:
    """The pattern of ``parties.NAME`` in the rule table."""
    return next(row.pattern for row in load_table("parties") if row.id == f"parties.{name}")


def says_joint(title: str) -> bool:
    """Whether a title calls the text joint. Remarks at a joint press conference are not, nor is one person's
    statement about a communiqué."""
    title = title[:_LONGEST_TITLE]
    spoken = rule("spoken").search(title) or rule("one-voice").match(title)
    return bool(rule("joint").search(title)) and not spoken


def title_makers(title: str, mentions: list[PartyMention]) -> list[PartyMention]:
    """Those whom a title names as makers: before the instrument's noun, after "of", "from", "between", in a
    pair ("U.S.-EU"), or as a group that stands for its members."""
    noun = rule("instrument").search(title)
    ranges = [(0, noun.start())] if noun else []
    ranges += _maker_ranges(title, noun.end() if noun else 0)
    makers = {mention for mention in mentions if any(a <= mention.start and mention.end <= b for a, b in ranges)}
    makers |= set(paired(title, mentions))
    makers |= {mention for mention in mentions if mention.group and len(mention.codes) > 1}
    return sorted(makers, key=lambda mention: mention.start)


def _maker_ranges(title: str, start: int) -> list[tuple[int, int]]:
    """Stretches of a title after "from", "of", "between" and up to its topic."""
    found = []
    for match in rule("makers").finditer(title, start, _LONGEST_TITLE):
        before = title[start : match.start()]
        if match[0].lower() in ("from", "by", "between") or not rule("topic").search(before):
            topic = rule("topic").search(title, match.end())
            found.append((match.end(), topic.start() if topic else len(title)))
    return found


def paired(text: str, mentions: list[PartyMention]) -> list[PartyMention]:
    """ "U.S.-EU", "United States – Switzerland – Liechtenstein"."""
    pairs = [(a, b) for a, b in pairwise(mentions) if _HYPHEN.fullmatch(text[a.end : b.start][:9])]
    return [mention for pair in pairs for mention in pair]


def opening_list(text: str, reader: Reader) -> list[PartyMention]:
    """The longest list of two or more parties in the opening, or the group whose leaders open the text."""
    mentions = reader.mentions(text, 0, min(len(text), OPENING))
    lists = _lists(text, mentions)
    if lists and len(lists[0]) == 1 and lists[0][0].group:
        first = lists[0][0]
        if rule("leaders-of").search(text[max(0, first.start - 60) : first.start]):
            return [first]
    longest = max(lists, key=lambda members: len(codes_of(members)), default=[])
    return longest if len(codes_of(longest)) >= 2 else []


def _lists(text: str, mentions: list[PartyMention]) -> list[list[PartyMention]]:
    lists: list[list[PartyMention]] = []
    for mention in mentions:
        gap = text[lists[-1][-1].end : mention.start] if lists else ""
        if lists and len(gap) <= _LONGEST_GAP and _LIST_GAP.fullmatch(gap):
            lists[-1].append(mention)
        else:
            lists.append([mention])
    return lists


def frequent(text: str, reader: Reader) -> list[Detected]:
    """The most frequent state or union of states, and the next if named at least a third as often."""
    counts: Counter[str] = Counter()
    first: dict[str, Span] = {}
    for mention in reader.mentions(text):
        if not mention.group or mention.codes[0] in _UNIONS:
            counts[mention.codes[0]] += 1
            first.setdefault(mention.codes[0], Span(mention.start, mention.end))
    top = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:2]
    return [Detected(code, first[code], "parties:frequency") for code, n in top if n * 3 >= top[0][1]]


def spoken(structure: Structure, reader: Reader) -> list[Detected]:
    """The states for which the persons who take turns speak."""
    found: dict[str, Detected] = {}
    for turn in structure.turns:
        code = reader.speakers.code(turn.speaker) if turn.role == "speaker" else None
        if code is not None:
            found.setdefault(code, Detected(code, turn.label, "parties:turn"))
    return list(found.values())


def codes_of(mentions: list[PartyMention]) -> set[str]:
    return {code for mention in mentions for code in mention.codes}


def detected(mentions: list[PartyMention], offset: int, origin: str) -> list[Detected]:
    """Mentions as parties. ``offset`` is where their text stands in the document; negative: nowhere."""
    found: dict[str, Detected] = {}
    for mention in mentions:
        span = Span(mention.start + offset, mention.end + offset) if offset >= 0 else None
        for code in mention.codes:
            found.setdefault(code, Detected(code, span, f"parties:{origin}"))
    return list(found.values())

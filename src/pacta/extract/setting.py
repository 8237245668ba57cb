"""What the structure and the profile say of any place in a document: whose words, which parties, which names."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from pacta.lexicon.states import state_codes, state_of_seat
from pacta.model import Annotations, DateMention, Document, Name, Span, Window
from pacta.text.lookup import Located
from pacta.text.speakers import Speakers

JOINT = "joint"
_GOVERNMENT = re.compile(r"(?:Royal |Federal |Central )?Government of (?:the )?(.+)|(?:the )?(.+) [Gg]overnment")
_WORD = re.compile(r"\b(?![ivxl]+[.)])[^\W\d_]{2,}")  # a bullet's or number's own mark ("(a)", "iii.") is no word


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody named in a window who may be the actor or the voice: first and last token, and who it is."""

    first: int
    last: int
    value: tuple[str, ...]  # actor codes or names, sorted; for a voice the person's name alone


class Setting:
    """Look-ups over one document's annotations, each in logarithmic time."""

    def __init__(self, document: Document, annotations: Annotations) -> None:
        self.document = document
        profile = annotations.profile
        self.parties = tuple(sorted({party.value for party in profile.parties}))
        self._doc_type = profile.doc_type.value if profile.doc_type else "document"
        self.narrator = JOINT if profile.joint else profile.outlet.value if profile.outlet else ""
        self._speakers = Speakers(profile.speaker_codes)
        self._blocks = annotations.structure.blocks
        self._block = Located(self._blocks)
        self._sentences = [sentence for block in self._blocks for sentence in block.sentences]
        self._sentence_starts = [sentence.start for sentence in self._sentences]
        self._turn = Located(annotations.structure.turns)
        self._quotation = Located(annotations.structure.quotations)
        self._names = Located(annotations.names)
        self._states = {  # as this document calls them; those that no list has, too
            words: name.code
            for name in annotations.names
            if name.type == "STATE" and name.code
            for words in (name.entity, name.entity.rpartition(" of ")[2], document.quote(name.span))
        }
        self._people = {name.entity for name in annotations.names if name.type == "PERSON"}
        self._dates = Located(annotations.dates)
        self.today = profile.date.value if profile.date else None
        self._dated = profile.date.span if profile.date else None

    def base_voice(self, offset: int) -> str:
        """The voice that the structure gives: who is quoted, whose turn it is, or who narrates."""
        quotation = self._quotation.at(offset)
        if quotation and quotation.speaker:
            return quotation.speaker
        turn = self._turn.at(offset)
        return turn.speaker if turn else self.narrator

    def heading(self, offset: int) -> str:
        """What an encoder is told of the words at ``offset``: the type of document and who speaks to whom."""
        turn = self._turn.at(offset)
        if turn is None:
            words = "joint text" if self.narrator == JOINT else "narration"
        else:
            words = "question" if turn.role == "question" else f"speech by {turn.office or ''}"
        return f"{self._doc_type}. {words}"

    def quoted(self, offset: int) -> str | None:
        """Who is quoted here by a narrator who tells of others; None outside quotation marks."""
        quotation = self._quotation.at(offset)
        return quotation.speaker if quotation and self.narrator != JOINT and not self._turn.at(offset) else None

    def stem_of(self, offset: int) -> str:
        """The words of the stem that the bullet opening at ``offset`` completes; "" where there is none."""
        stem = self.stem_span(offset)
        return self.document.quote(stem) if stem else ""

    def stem_span(self, offset: int) -> Span | None:
        """Where the stem stands that the bullet opening at ``offset`` completes."""
        block = self._block.at(offset)
        if block is None or block.stem is None or _WORD.search(self.document.text, block.span.start, offset):
            return None
        return self._blocks[block.stem].span

    def sentence_at(self, offset: int) -> Span:
        """The sentence that holds ``offset``; empty, at ``offset``, where none does."""
        index = bisect_right(self._sentence_starts, offset) - 1
        inside = index >= 0 and offset < self._sentences[index].end
        return self._sentences[index] if inside else Span(offset, offset)

    def is_narrated(self, offset: int) -> bool:
        """Whether a narrator speaks here, who tells of others: no turn, no quotation, no joint text."""
        return self.narrator != JOINT and not self._turn.at(offset) and not self._quotation.at(offset)

    def state_of(self, voice: str) -> tuple[str, ...]:
        """Whom a voice acts for: the state of a person or outlet, or all parties; empty where unknown."""
        if voice == JOINT:
            return self.parties
        known = self._speakers
        code = known.by_name(voice) or state_of_seat(voice) or known.by_surname(voice)
        if code:
            return (code,)
        return self.parties if len(self.parties) == 1 else ()

    def is_person(self, voice: str) -> bool:
        """Whether the text names a person so; "the Vice President" and an outlet are none."""
        return voice in self._people

    def names_in(self, start: int, end: int) -> Sequence[Name]:
        """The names that begin between two offsets."""
        return self._names.starting(start, end)

    def dates_in(self, start: int, end: int) -> Sequence[DateMention]:
        """The dates that begin between two offsets; the day of the document itself, in its dateline, is none."""
        found = self._dates.starting(start, end)
        dated = self._dated
        return [date for date in found if not date.span.overlaps(dated)] if dated and dated.end > start else found

    def actor_of(self, name: Name) -> tuple[str, ...]:
        """Whom a name stands for as an actor: a code where it has one, a person's or government's state, else the
        name."""
        code = name.code or self._governed(name.entity)
        if code:
            return (code,)
        if name.type == "PERSON":
            return self.state_of(name.entity)
        return (name.entity,) if name.type in ("ORG", "MECHANISM", "PROJECT") else ()

    def _governed(self, entity: str) -> str | None:
        """The state whose government this is ("Government of Kenya", "Kenyan Government"), if a state's it is."""
        government = _GOVERNMENT.fullmatch(entity)
        words = (government[1] or government[2]) if government else ""
        return (self._states.get(words) or state_codes(words)) if words else None


def actor_candidates(setting: Setting, window: Window) -> list[Candidate]:
    """Every name in the window that may act, and every row of names joined by commas and "and"."""
    single = [c for name in _names(setting, window) for c in _candidate(window, name, setting.actor_of(name))]
    return single + list(_rows(setting, window, single))


def voice_candidates(setting: Setting, window: Window) -> list[Candidate]:
    """Every person named in the window."""
    persons = (name for name in _names(setting, window) if name.type == "PERSON")
    return [c for name in persons for c in _candidate(window, name, (name.entity,))]


def _names(setting: Setting, window: Window) -> Sequence[Name]:
    own = [span for span in window.spans if span[0] >= 0]
    return setting.names_in(own[0][0], own[-1][1]) if own else ()


def _candidate(window: Window, name: Name, value: tuple[str, ...]) -> list[Candidate]:
    tokens = [i for i, (a, b) in enumerate(window.spans) if a < name.span.end and b > name.span.start]
    return [Candidate(tokens[0], tokens[-1], value)] if tokens and value else []


def _rows(setting: Setting, window: Window, single: list[Candidate]) -> list[Candidate]:
    """Coordinated names as one candidate: "the United States, Japan and the Philippines"."""
    found: list[Candidate] = []
    row: list[Candidate] = []
    for one in [*single, None]:
        if one is not None and row and _joined(setting, window, row[-1], one):
            row.append(one)
            continue
        if len(row) > 1:
            value = tuple(sorted({code for part in row for code in part.value}))
            found.append(Candidate(row[0].first, row[-1].last, value))
        row = [one] if one else []
    return found


_AND = (",", "and", "&", ", and", "as well as", "-", "–", "/")
_JOINERS = frozenset({*_AND, "the", "as well as the", ", and the", "and the", ", the"})


def _joined(setting: Setting, window: Window, left: Candidate, right: Candidate) -> bool:
    between = setting.document.text[window.spans[left.last][1] : window.spans[right.first][0]]
    return len(between) < 24 and " ".join(between.split()) in _JOINERS

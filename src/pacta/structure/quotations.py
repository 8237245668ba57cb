"""Quoted speech: which words inside quotation marks are somebody's, and whose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pacta.lexicon import load_table
from pacta.model import Block, Quotation, Span, Turn
from pacta.structure.people import People, person_in

_MARK = re.compile('[“”„«»"]')
_OPENERS, _CLOSERS = "“„«", "”»"
_ENDED = re.compile(r"[.!?…,]$")
_FEW = 5  # words; fewer in marks are a name or a scare quote unless somebody is said to speak them
_SENTENCE = 8  # words that are speech without attribution if they end like a sentence
_BEFORE, _AFTER = 700, 220  # code points around a quotation that may name its speaker


Pronouns = dict[str, str]  # of a person's full name: "he" or "she"


@dataclass(slots=True)
class _Marks:
    """The quotation marks of one block: closed pairs, the first mark never closed, the first never opened."""

    pairs: list[tuple[int, int]]
    unclosed: int | None
    unopened: int | None


def find_quotations(
    text: str, blocks: tuple[Block, ...], turns: tuple[Turn, ...], people: People
) -> tuple[Quotation, ...]:
    """Quoted speech in text order, without its marks. Speech of several paragraphs is one quotation.

    Scare quotes and names in quotation marks are left out; inside a speaker's turn only quotations
    with a named source are kept. A sentence in marks that nobody is said to speak goes on the speech
    before it in its paragraph: "We kept our word," Adel said. "And we will go further."
    """
    content = [block for block in blocks if block.kind in ("paragraph", "bullet")]
    found: list[Quotation] = []
    turn, paragraph = 0, -1
    pronouns: Pronouns = {}
    for start, end, home in _quoted(text, content):
        while turn < len(turns) and turns[turn].span.end <= start:
            turn += 1
        inside = turn < len(turns) and turns[turn].span.start <= start
        quotation = _attributed(text, start, end, home, people, pronouns)
        if not quotation.attribution and found and paragraph == home[1] and _is_sentence(text, start, end):
            quotation = replace(quotation, speaker=found[-1].speaker, attribution=found[-1].attribution)
        paragraph = home[1]
        if quotation.attribution or (not inside and _is_sentence(text, start, end)):
            found.append(quotation)
    return tuple(found)


def _quoted(text: str, content: list[Block]) -> Iterator[tuple[int, int, tuple[int, int]]]:
    """``(start, end, home)`` of all that stands in quotation marks; ``home`` is where its speaker may be named."""
    marks = [_marks(text, block.span) for block in content]
    opens = [*(text[block.span.start] in _OPENERS + '"' for block in content), False]
    going_on = _Continuations(marks, opens, _next_unopened(marks), _next_reopened(opens, marks))
    skip_to = -1
    for i, (block, here) in enumerate(zip(content, marks, strict=True)):
        if i > skip_to:
            for start, end in here.pairs:
                yield start + 1, end, (_home(text, content, i, start), block.span.end)
            if here.unclosed is not None:
                last = going_on.end(i, block.span.start)
                if last is not None:
                    block_end, end = last
                    yield (
                        here.unclosed + 1,
                        end,
                        (_home(text, content, i, here.unclosed), content[block_end].span.end),
                    )
                    skip_to = block_end


def _marks(text: str, span: Span) -> _Marks:
    """Pairs the marks of one block in one pass; nested quotations belong to the outer one."""
    found = _Marks([], None, None)
    depth, opened = 0, 0
    for match in _MARK.finditer(text, span.start, span.end):
        at, mark = match.start(), match[0]
        opening = mark in _OPENERS or (mark == '"' and depth == 0 and _stands_before_word(text, at, span))
        if opening:
            opened = at if depth == 0 else opened
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                found.pairs.append((opened, at))
        elif found.unopened is None:
            found.unopened = at
    found.unclosed = opened if depth else None
    return found


def _stands_before_word(text: str, at: int, span: Span) -> bool:
    before = at == span.start or (not text[at - 1].isalnum() and text[at - 1] not in ".,!?…)")
    return before and at + 1 < span.end and not text[at + 1].isspace()


def _next_unopened(marks: list[_Marks]) -> list[int | None]:
    """For each block the index of the next one (after it) that closes a quotation it never opened."""
    following: list[int | None] = [None] * len(marks)
    upcoming: int | None = None
    for i in range(len(marks) - 1, -1, -1):
        following[i] = upcoming
        if marks[i].unopened is not None:
            upcoming = i
    return following


def _next_reopened(opens: list[bool], marks: list[_Marks]) -> list[int | None]:
    """For each block, if it opens with a mark: the first block from it on that closes its last quotation,
    all between them opening with a mark too."""
    ends: list[int | None] = [None] * (len(marks) + 1)
    for i in range(len(marks) - 1, -1, -1):
        if opens[i]:
            ends[i] = i if marks[i].unclosed is None and marks[i].pairs else ends[i + 1]
    return ends


@dataclass(slots=True)
class _Continuations:
    """How quotations go on over several blocks: which blocks open with a mark, and where each kind ends."""

    marks: list[_Marks]
    opens: list[bool]
    closing: list[int | None]
    reopened: list[int | None]

    def end(self, first: int, start: int) -> tuple[int, int] | None:
        """The block and offset at which a quotation is closed that block ``first``, from ``start``, leaves open.

        Either each paragraph opens with a mark of its own, or one mark at the start of a paragraph is
        closed paragraphs later.
        """
        last, later = self.reopened[first + 1], self.closing[first]
        if last is not None:
            return last, self.marks[last].pairs[-1][1]
        if later is None or self.opens[first + 1] or self.marks[first].unclosed != start:
            return None
        at = self.marks[later].unopened
        return None if at is None else (later, at)


def _home(text: str, content: list[Block], index: int, start: int) -> int:
    """Where the words that introduce a quotation begin: in its block, or the one before if a colon ends it."""
    block = content[index].span
    if start == block.start and index and text[content[index - 1].span.end - 1] == ":":
        return max(content[index - 1].span.start, start - _BEFORE)
    return max(block.start, start - _BEFORE)


def _is_sentence(text: str, start: int, end: int) -> bool:
    words = text[start:end].strip()
    return bool(_ENDED.search(words)) and words[:1].isupper() and words.count(" ") + 1 >= _SENTENCE


def _attributed(
    text: str, start: int, end: int, home: tuple[int, int], people: People, pronouns: Pronouns
) -> Quotation:
    """The quotation with its speaker where the words around it say who speaks."""
    if text.count(" ", start, min(end, start + 200)) + 1 < _FEW and not _ENDED.search(text[start:end].rstrip()):
        return Quotation(Span(start, end))
    after = text[end + 1 : min(home[1], end + 1 + _AFTER)]
    before = text[home[0] : start - 1]
    for rule in load_table("turns_attribution"):
        if rule.data["where"] == "who":
            continue
        words, at = (after, end + 1) if rule.data["where"] == "after" else (before, home[0])
        match = rule.pattern.search(words)
        if match:
            who = Span(at + match.start("who"), at + match.end("who"))
            speaker = _speaker(text, who, Span(home[0], min(start, who.start)), people, pronouns)
            if speaker:
                return Quotation(Span(start, end), speaker, who)
    return Quotation(Span(start, end))


def _speaker(text: str, who: Span, lead: Span, people: People, pronouns: Pronouns) -> str | None:
    """The full name of the person whom the words name, or to whom their office or pronoun points; a pronoun
    points first to who acted last, then to whom the words before the speech, ``lead``, name."""
    named = people.last_before(who.end)
    if named and named.at >= who.start:
        return people.full(named.name)
    known = people.last_within(text, who.start, who.end)
    if known:
        return known
    for rule in load_table("turns_attribution"):
        match = rule.pattern.search(who.of(text)) if rule.data["where"] == "who" else None
        if match and match.groupdict():
            named = people.last_before(who.start, match["office"], match["state"])
            return people.full(named.name) if named else None
        if match:
            return _meant(text, match[0].strip().casefold(), lead, people, pronouns)
    return _newcomer(who.of(text))


def _meant(text: str, pronoun: str, lead: Span, people: People, pronouns: Pronouns) -> str | None:
    """Whom "he" or "she" means: nobody of whom the other was said."""
    others = frozenset(name for name, said in pronouns.items() if said != pronoun)
    last = people.last_before(lead.end, other_than=others)
    meant = (
        people.subject_before(text, lead, others),
        people.last_within(text, lead.start, lead.end),
        people.full(last.name) if last else None,
    )
    name = next((one for one in meant if one and one not in others), None)
    if name:
        pronouns.setdefault(name, pronoun)
    return name


def _newcomer(words: str) -> str | None:
    """The name in words such as "chief executive Anna Lind", whom no office that we know introduces."""
    name, role = person_in(words)
    return name if role and role[-1].islower() and role[0].islower() and 1 < name.count(" ") + 1 < 4 else None

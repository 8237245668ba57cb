"""The subject that stands right before a cue, where it is plain: names, and nothing but what joins them.

"The Orvelian side agreed to", "President Orr and Prime Minister Lind welcomed", "our two countries support": the
words decide who acts, whatever the encoder thinks. Anything more than names and joining words is left to it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pacta.extract.setting import JOINT, Setting
from pacta.model import Name, Span

LONGEST = 240  # code points of a subject
# What may stand between and around the names of a plain subject.
_JOINING = re.compile(
    r"the|and|of|side|sides|government|governments|delegation|administration|leadership|both|h\.?e\.?|mr|mrs|ms|dr"
    r"|comrade|his|her|excellency|majesty|also|further|again|for its part|for his part|for her part|on behalf of"
    r"|['’]s|[^\w]+",
    re.IGNORECASE,
)
# All parties by one word: "our countries", "the two sides also".
_TOGETHER = re.compile(
    r"(?:(?P<two>both|the two|our (?:two|both))|our)\s+(?:sides|parties|countries|nations|states|governments"
    r"|peoples|leaders|presidents)(?:\s+(?:both|further|\w+ly|also|again|jointly))*\s*",
    re.IGNORECASE,
)
# All parties by their ministers, in a text of theirs: "the Ministers of Foreign Affairs will meet".
_MINISTERS = re.compile(
    r"(?:and )?(?:the|their|our) (?:two |respective |(?-i:[A-Z])\w+ )?ministers"
    r"(?: (?:of|for)(?: (?:and )?(?-i:[A-Z])\w+)+)?(?: (?:both|also|jointly))*\s*",
    re.IGNORECASE,
)
# Who tells of what "it" or "she" will do tells of itself: "Northline said in a statement that it would".
_OF_ITSELF = re.compile(
    r"\s(?P<verb>said|says|stated|announced|added|promised|pledged|confirmed|declared|explained"
    r"|told (?:reporters|journalists|the press))"
    r"(?: (?:in|at|on|through) (?:an? |the )?[\w’'-]+(?: [\w’'-]+)?)?,? that (?:it|he|she)\s+(?:also\s+)?$",
    re.IGNORECASE,
)
# Words before which the subject of the clause begins.
_CLAUSE = re.compile(
    r"[;:]\s*|(?:^|\s)(?:that|while|whereas|and that)\s+|,\s+(?:and|while|but)\s+(?=the\s)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Subject:
    """``names`` in text order; ``actors`` are whom they stand for, sorted."""

    names: tuple[Name, ...]
    actors: tuple[str, ...]

    @property
    def person(self) -> str | None:
        """The one person who acts, if it is one."""
        persons = {name.entity for name in self.names if name.type == "PERSON"}
        return persons.pop() if len(persons) == 1 and len(self.actors) == 1 else None


def plain_subject(setting: Setting, quote: Span, cue: Span) -> Subject | None:
    """The subject between the start of the clause and the cue, or None where it is not plain."""
    if not 0 < cue.start - quote.start <= LONGEST:
        return None
    text = setting.document.text
    said = _OF_ITSELF.search(text[quote.start : cue.start])
    if said:
        return plain_subject(setting, quote, Span(quote.start + said.start("verb"), quote.start + said.end("verb")))
    breaks = [match.end() for match in _CLAUSE.finditer(text, quote.start, cue.start)]
    start = max((at for at in breaks if text[at : cue.start].strip()), default=quote.start)
    names = setting.names_in(start, cue.start)
    words = text[start : cue.start].lstrip()
    together = _TOGETHER.fullmatch(words) if len(setting.parties) > 1 else None
    if together and (len(setting.parties) == 2 or not together["two"]):  # of three, which two is left open
        return Subject((), setting.parties)
    if setting.base_voice(cue.start) == JOINT and _MINISTERS.fullmatch(words):
        return Subject((), setting.parties)
    if not names or not _only_joins(text, start, cue.start, names):
        return None
    actors = [setting.actor_of(name) for name in names if name.type not in ("OFFICE", "PLACE")]
    if not actors or not all(actors):
        return None
    return Subject(tuple(names), tuple(sorted({code for one in actors for code in one})))


def _only_joins(text: str, start: int, end: int, names: Sequence[Name]) -> bool:
    at, rest = start, ""
    for name in names:
        rest += text[at : name.span.start] + " "
        at = name.span.end
    rest += text[at:end]
    return all(_JOINING.fullmatch(word) for word in re.findall(r"\w+(?:\.\w+)*|[^\w\s]+", rest))

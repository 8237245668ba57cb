"""Whose words an act is where a narrator tells of others: an office's holder, a pronoun's person, both leaders.

A readout says "the President thanked", "they agreed", "and welcomed": the words name nobody, but what stands before
does. What merely happened is told by the outlet (codebook, section 2).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pacta.extract.antecedent import Antecedents
from pacta.extract.setting import JOINT, Setting
from pacta.extract.subject import Subject, plain_subject
from pacta.lexicon import Rule, load_table
from pacta.lexicon.states import state_codes
from pacta.model import Kind, Name, Span

__all__ = ["Tellers"]

_CLAUSE = re.compile(r"[;:]\s*|(?:^|\s)(?:while|whereas)\s+", re.IGNORECASE)
_GOES_ON = re.compile(r"[\s,;]*(?:(?:and|but|also|then|further|as well as|in turn|\w+ly)[\s,]+)*", re.IGNORECASE)
_TITLE_GAP = re.compile(r",?\s+(?:(?:Mr|Mrs|Ms|Dr)\.?\s+)?|\s+of\s+[\w ]{2,40}?,?\s+")
# ", Minister Lind told reporters." and ", he said": an attribution that closes its clause.
_SAID_BEHIND = re.compile(
    r",[”\"]? (?P<who>(?!who|which|and |but |as )[^.,;:“”\"()]{2,90}?) (?:also |later |then )?"
    r"(?:said|told|added|noted|stressed|explained|stated|announced|replied|confirmed|warned|went on)\b"
    r"(?: (?!that\b)[^.,;:“”\"]{0,60})?(?=[.,;]|$)"
)
_LONGEST = 400  # code points before a cue in which its subject is sought
_REACH = 200  # holders of offices looked back at, and persons that may act for a state
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class _Holder:
    at: int
    person: str
    office: str  # in small letters


class Tellers:
    """Asked for one cue after another, in text order: a pronoun means the last subject."""

    def __init__(self, setting: Setting, names: Sequence[Name]) -> None:
        self._setting = setting
        self._text = setting.document.text
        self._holders = list(_holders(self._text, names))
        self._persons = list(dict.fromkeys(name.entity for name in names if name.type == "PERSON"))[:_REACH]
        self._antecedents = Antecedents(self._text, names)
        self._last: str | None = None  # the person who acted last
        self._subject: tuple[int, str | None] = (-1, None)  # a sentence's start, and who acts in it so far

    def of(self, quote: Span, cue: Span, kind: Kind, subject: Subject | None) -> str | None:
        """The voice of the cue at ``cue``; None where the words do not say, or nobody narrates.

        ``quote`` reaches from the end of the act before to the end of this one; ``subject`` are the names
        right before the cue, if it has such.
        """
        if not self._setting.is_narrated(cue.start):
            return None
        sentence = self._setting.sentence_at(cue.start).start
        who = self._who(sentence, quote, cue, subject)
        if who:
            self._subject = (sentence, who)
            self._last = who if who != JOINT else self._last
        governed = self._attributed(cue) or self._governed(sentence, quote, cue)
        self._last = governed if governed and governed != JOINT else self._last
        if governed and not who:
            self._subject = (sentence, governed)
        if kind != "report" and who and not governed:
            return who
        if governed is not None:
            return governed or None
        if who and who != JOINT and _matches("cue", cue.of(self._text)):
            return who
        return self._setting.narrator if kind == "report" or _of_body(subject) else None

    def _attributed(self, cue: Span) -> str | None:
        """Who is named behind the act as the one whose words it is ("..., the Minister said"); None for nobody."""
        end = self._setting.sentence_at(cue.start).end
        said = _SAID_BEHIND.search(self._text, cue.end, min(end, cue.end + _LONGEST))
        if said is None:
            return None
        words, at = said["who"], said.start("who")
        named = self._setting.names_in(at, said.end("who"))
        person = next((one for one in named if one.type == "PERSON"), None)
        return person.entity if person else self._pointed(words + " ", said.end("who"))

    def _governed(self, sentence: int, quote: Span, cue: Span) -> str | None:
        """Who says that the act at ``cue`` is done ("the President noted that the port has opened"); "" where
        somebody does but the words do not tell who, None where nobody does."""
        start = max(sentence, cue.start - _LONGEST)
        verbs = [
            found for rule in _rules("sentence") for found in rule.pattern.finditer(self._text, start, cue.start)
        ]
        verb = max(verbs, key=lambda found: found.start(), default=None)
        if verb is None:
            return None
        if verb.start() < quote.start:
            return (self._subject[1] if self._subject[0] == sentence else None) or ""
        said = Span(verb.start(), verb.end())
        told = Span(quote.start, cue.end)
        return self._who(sentence, told, said, plain_subject(self._setting, told, said)) or ""

    def _who(self, sentence: int, quote: Span, cue: Span, subject: Subject | None) -> str | None:
        """The person who acts, or all of them; None where the words do not say."""
        words = self._text[max(quote.start, cue.start - _LONGEST) : cue.start]
        words = _SPACES.sub(
            " ", words[max((match.end() for match in _CLAUSE.finditer(words)), default=0) :]
        ).lstrip()
        if _GOES_ON.fullmatch(words):
            return self._subject[1] if self._subject[0] == sentence and quote.start > sentence else None
        pointed = self._pointed(words, cue.start)
        if pointed or subject is None:
            return pointed
        return subject.person or (JOINT if _of_both(subject) else None)

    def _pointed(self, words: str, at: int) -> str | None:
        """Whom the last words before a cue point to."""
        for rule in _rules("subject"):
            match = rule.pattern.search(words)
            if match and rule.data["who"] == "all":
                return JOINT
            if match and rule.data["who"] == "pronoun":
                pronoun = "she" if "she" in match[0].casefold() else "he"
                return self._antecedents.of(pronoun, at - 1) or self._last
            if match:
                groups = match.groupdict()
                return self._holder(groups.get("office"), groups.get("state"), at)
        return None

    def _holder(self, office: str | None, state: str | None, at: int) -> str | None:
        """The person with that office named last before ``at``, of that state or, of several, of the narrator's;
        else whoever acts for the state."""
        near = self._holders_before(at)
        named = [one for one in near if not office or _is(one.office, office.casefold())]
        people = list(dict.fromkeys(one.person for one in reversed(named)))
        code = state_codes(state) if state else None
        if state:
            of_state = [one for one in people if code and self._setting.state_of(one) == (code,)]
            return of_state[0] if of_state else self._acting_for(code)
        home = self._setting.state_of(self._setting.narrator) if len(people) > 1 else ()
        people = [one for one in people if home and self._setting.state_of(one) == home] or people
        return people[0] if people else None

    def _holders_before(self, at: int) -> list[_Holder]:
        """The last holders of offices named before an offset, in text order."""
        end = bisect_left(self._holders, at, key=lambda one: one.at)
        return self._holders[max(0, end - _REACH) : end]

    def _acting_for(self, code: str | None) -> str | None:
        """The first person named anywhere in the text who acts for a state."""
        return next((one for one in self._persons if code and self._setting.state_of(one) == (code,)), None)


def _of_both(subject: Subject) -> bool:
    return len(subject.actors) > 1


def _of_body(subject: Subject | None) -> bool:
    """Whether one state or body acts, and nobody in person: its doings are told by the narrator."""
    return (
        subject is not None
        and {name.type for name in subject.names} <= {"STATE", "ORG"}
        and len(subject.actors) == 1
    )


def _is(held: str, asked: str) -> bool:
    """Whether an office in words is the one asked for; a vice president is no president."""
    found = held.find(asked)
    return found >= 0 and not held[:found].rstrip(" -").endswith(("vice", "deputy"))


def _holders(text: str, names: Sequence[Name]) -> Iterator[_Holder]:
    """The persons whom the text names right behind an office or before one."""
    for office, name in pairwise(names):
        gap = text[office.span.end : name.span.start]
        if (office.type, name.type) == ("OFFICE", "PERSON") and len(gap) < 60 and _TITLE_GAP.fullmatch(gap):
            yield _Holder(name.span.start, name.entity, office.span.of(text).casefold())
        if (office.type, name.type) == ("PERSON", "OFFICE") and gap in (", ", ", the "):
            yield _Holder(office.span.start, office.entity, name.span.of(text).casefold())


def _rules(where: str) -> list[Rule]:
    return [rule for rule in load_table("narration") if rule.data["where"] == where]


def _matches(where: str, words: str) -> bool:
    return any(rule.pattern.search(words) for rule in _rules(where))

"""What definite words stand for: "the Center", "the Agreement", "the latter", where one name alone can be meant.

A wrong guess is worse than none: with two candidates, or with the document itself as one, nothing is said.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pacta.extract.setting import Setting
from pacta.lexicon import Rule, load_table
from pacta.model import Name, Span

__all__ = ["Reference", "References"]

_KINDS = ("ORG", "MECHANISM", "PROJECT", "INSTRUMENT", "EVENT")
_PEERS = ("STATE", "ORG", "PERSON")  # that "the latter" may choose between
_TAIL = re.compile(r" (?:of|on|for|between|with|in|to|against|concerning|among|from|under|and) ", re.IGNORECASE)
_ADVERBS = re.compile(r"[\s,]*(?:(?:also|further|now|then|\w+ly)[\s,]+)*")
_TOPIC = re.compile(r"\b(?:on|for|of|regarding|concerning|about|from|by|between)\b|:", re.IGNORECASE)
_BRACKET = re.compile(r"\s*\(.*")
_AND = re.compile(r",? (?:and|or|with|as well as)(?: the)? |, (?:the )?")
_SPELLINGS = {"centre": "center", "programme": "program", "organisation": "organization", "accord": "accords"}
_FAR = 8000  # code points between a name and "the Center"; "this Center" stands closer
_THIS = 1500
_REACH = 3000  # code points back in which "the latter" looks; a sentence and the one before are far shorter
_MANY = 40  # names with one head that are looked at
_NEAR = 600  # the last of several with one head is meant where it stands so close and alone


@dataclass(frozen=True, slots=True)
class Reference:
    """``span`` are the words that stand for ``name``, by the rule of that id."""

    span: Span
    name: Name
    rule: str

    def told(self, text: str) -> str:
        """For the reasons of a statement: "the Center" is Mekong Safety Center (reference.head)."""
        return f"“{self.span.of(text)}” is {self.name.entity} ({self.rule})"


class References:
    """Asked for one stretch after another of a document."""

    def __init__(self, setting: Setting, names: Sequence[Name], title: str = "") -> None:
        self._setting, self._text = setting, setting.document.text
        itself = _TOPIC.split(title)[0]  # "the Declaration" may be the text itself
        self._own = {_plain(word) for word in re.findall(r"\w+", itself)}
        self._by_head: dict[str, list[Name]] = {}
        for name in names:
            if name.type in _KINDS and (head := _head(name.entity)):
                self._by_head.setdefault(head, []).append(name)

    def within(self, span: Span) -> Iterator[Reference]:
        """The references that begin inside ``span`` and can be resolved, in text order."""
        found = [
            (match.start(), match, rule)
            for rule in load_table("references")
            for match in rule.pattern.finditer(self._text, span.start, span.end)
        ]
        for _, match, rule in sorted(found, key=lambda each: each[:1]):
            words = Span(match.start(), match.end())
            name = self._named(match, rule) if not self._in_name(words) else None
            if name is not None:
                yield Reference(words, name, rule.id)

    def actors(self, quote: Span, cue: Span) -> tuple[str, ...]:
        """Who acts where a reference stands right before the cue ("The Center will"); () where none does."""
        for one in self.within(Span(quote.start, cue.start)):
            if _ADVERBS.fullmatch(self._text, one.span.end, cue.start):
                return self._setting.actor_of(one.name)
        return ()

    def _in_name(self, words: Span) -> bool:
        near = self._setting.names_in(max(0, words.start - 300), words.end)
        return any(name.span.overlaps(words) for name in near)

    def _named(self, match: re.Match[str], rule: Rule) -> Name | None:
        if rule.data["of"] == "head":
            return self._with_head(_plain(match["head"]), match.start(), _THIS if match["near"] else _FAR)
        return self._of_two(match.start(), rule.data["of"] == "first")

    def _with_head(self, head: str, at: int, reach: int) -> Name | None:
        """The only name before ``at`` with that head noun, or the only one close before it."""
        same = self._by_head.get(head, [])
        before = same[: bisect_right(same, at, key=lambda name: name.span.end)]
        if not before or at - before[-1].span.end > reach or head.split()[-1] in self._own:
            return None
        before = before[-_MANY:]
        near = [name for name in before if at - name.span.end <= _NEAR]
        return before[-1] if _one(before) or (near and _one(near)) else None

    def _of_two(self, at: int, first: bool) -> Name | None:
        """One of the last two names of one kind, if they are joined ("Arland and Belmark") and no third is near."""
        sentence = self._setting.sentence_at(at)
        low = self._setting.sentence_at(max(0, sentence.start - 2)).start if sentence.start else 0
        peers = [n for n in self._setting.names_in(max(low, at - _REACH), at) if n.type in _PEERS]
        if len(peers) < 2 or peers[-1].type != peers[-2].type or _key(peers[-1]) == _key(peers[-2]):
            return None
        joined = _AND.fullmatch(self._text, peers[-2].span.end, peers[-1].span.start)
        third = any(n.type == peers[-1].type and _key(n) not in map(_key, peers[-2:]) for n in peers[:-2])
        return (peers[-2] if first else peers[-1]) if joined and not third else None


def _one(names: Sequence[Name]) -> bool:
    """Whether all mean one thing: "Transit Agreement" is "Transit Agreement between Arland and Belmark"."""
    keys = {_key(name) for name in names}
    return sum(not any(other != key and other in key for other in keys) for key in keys) == 1


def _head(entity: str) -> str | None:
    """The head noun of a name: "agreement" of "Paris Agreement" and of "Agreement between Arland and Belmark"."""
    words = _BRACKET.sub("", _TAIL.split(entity)[0]).split()
    two = " ".join(words[-2:])
    if len(words) < 2 and not _TAIL.search(entity):
        return None  # the bare noun is no name
    return _plain(two if two.casefold() in ("working group", "task force") else words[-1]) if words else None


def _plain(word: str) -> str:
    """Small letters, one spelling: centre and center, programme and program, organisation and organization."""
    word = word.casefold()
    return _SPELLINGS.get(word, word)


def _key(name: Name) -> str:
    return name.code or name.entity.casefold()

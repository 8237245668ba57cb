"""What the words of a cue say: the rules that match them, and whether they deny."""

from __future__ import annotations

import re
from functools import lru_cache

from pacta.lexicon import Rule, load_table
from pacta.model import Span

__all__ = [
    "FOLLOWING",
    "cue_rules",
    "ends_stem",
    "greets",
    "is_bare",
    "negated",
    "normal_form",
    "opens_bullets",
    "stem_act",
    "stem_rules",
]

FOLLOWING = 60  # code points after a cue that its rules look at
_SEEN = 240  # code points of cue and of what follows: more than any rule looks at, so that time is bounded
_CONTRACTIONS = (("won't", "will not"), ("can't", "cannot"), ("n't", " not"), ("'ll", " will"), ("'re", " are"),
                 ("'ve", " have"), ("i'm", "i am"), ("'d", " would"))  # fmt: skip
# Words in -ly that are no adverbs, or whose loss would change the meaning, stay.
_ADVERB = re.compile(
    r"\b(?!(?:only|early|apply|supply|rely|reply|comply|ally|multiply|imply|fly|family|assembly|july|italy|merely"
    r"|friendly|solely|simply|hardly|barely|politically)\b)(?:[a-z]+ly|also|further|again|still|now|today|hereby|thus"
    r"|therefore|jointly|together|both|very|much|so|once more|in turn|in particular|as well|at the same time"
    r"|in this (?:regard|connection|context))\b,? ?"
)
_SUBJECT = re.compile(
    r"^(?:and |but )?(?:we|they|i|he|she|it(?! is\b)|(?:both|the two|all) (?:sides|parties|leaders|countries))"
    r" (?=\w)"
)
_SPACE = re.compile(r"\s+")
_ENDS_A_STEM = re.compile(r"\s*:[*_ \t]*(?:\n|$)")
_STEM_REACH = 100  # code points before and behind a cue that may belong to its stem


def cue_rules(cue: str, following: str) -> tuple[Rule, ...]:
    """The rules of ``cues.toml`` that match a cue and the words after it, in the table's order: the first decides.

    A rule's ``data`` holds ``kind`` and, for commitments, ``firmness``. () where no rule knows the cue.
    """
    return _matching("cues", normal_form(cue, following))


def stem_rules(stem: str) -> tuple[Rule, ...]:
    """The rule for the act that a stem hands on to its bullets ("The sides agreed to:"), or ()."""
    found = _last_act(stem)
    return (found[0],) if found else ()


def stem_act(stem: str) -> Span | None:
    """Where in a stem the words stand that perform the act of its bullets."""
    found = _last_act(stem)
    return Span(*found[1].span("cue")) if found else None


def is_bare(stem: str) -> bool:
    """Whether a stem has nothing of its own behind its act ("We commit to:"): it is no statement then."""
    found = _last_act(stem)
    return found is not None and found[1].group("rest") is not None


def ends_stem(text: str, offset: int) -> bool:
    """Whether the colon stands at ``offset`` that ends a line, as a stem does."""
    return bool(_ENDS_A_STEM.match(text, offset))


def opens_bullets(text: str, cue: Span) -> bool:
    """Whether the act at ``cue`` is that of a stem with nothing of its own behind it."""
    colon = _ENDS_A_STEM.search(text, cue.end, cue.end + _STEM_REACH)
    if colon is None or not ends_stem(text, colon.start()):  # where the reach ends, the line need not
        return False
    start = max(0, cue.start - _STEM_REACH)
    stem = text[start : colon.start()].rstrip() + ":"
    act = stem_act(stem)
    return act is not None and is_bare(stem) and Span(start + act.start, start + act.end).overlaps(cue)


@lru_cache(maxsize=256)
def _last_act(stem: str) -> tuple[Rule, re.Match[str]] | None:
    """The rule of ``stems.toml`` whose act stands last in a stem; the first of several at one place."""
    before = max(0, len(stem) - _SEEN)
    found = [
        (rule, match) for rule in load_table("stems") if (match := _last(rule.pattern, stem, before)) is not None
    ]
    return max(found, key=lambda pair: pair[1].start("cue"), default=None)


def _last(pattern: re.Pattern[str], stem: str, start: int) -> re.Match[str] | None:
    """The match whose cue stands last."""
    last = None
    while (match := pattern.search(stem, start)) is not None:
        last, start = match, match.end("cue")
    return last


def greets(cue: str, following: str) -> bool:
    """True where the words only greet or take leave: no act at all."""
    return bool(_matching("greetings", normal_form(cue, following)))


def negated(cue: str, following: str) -> bool:
    """True where the act is denied ("will not", "agreed not to"); "not only" denies nothing."""
    return bool(_matching("negation", normal_form(cue, following)))


def normal_form(cue: str, following: str) -> str:
    """``cue‖following`` in small letters, contractions written out, without adverbs and subject.

    A cue that is nothing else ("together") is kept as it is.
    """
    words, rest = _plain(cue[:_SEEN]).strip(), _plain(following[:_SEEN])
    short = _SUBJECT.sub("", _ADVERB.sub("", words)).strip(" ,")
    return f"{short or words}‖{_ADVERB.sub('', rest)}"


def _plain(words: str) -> str:
    plain = _SPACE.sub(" ", words.replace("’", "'").replace("‖", " ").casefold())
    for short, full in _CONTRACTIONS:
        plain = plain.replace(short, full)
    return _SPACE.sub(" ", plain)


@lru_cache(maxsize=4096)
def _matching(table: str, form: str) -> tuple[Rule, ...]:
    return tuple(rule for rule in load_table(table) if rule.pattern.search(form))

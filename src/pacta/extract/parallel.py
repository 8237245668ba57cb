"""Where the measures of a list begin: conjuncts that open with the same form of a verb as the content does."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

from pacta.lexicon import load_table

__all__ = ["JOINTS", "measure_form", "parallel_starts", "whole_measures", "whole_words"]

JOINTS = frozenset({",", ";", "and", "or", "as", "while", "but", "&", "•", "—", "–"})
# Verbs and nouns whose "to" opens what they take, not a purpose: "work to end it", "efforts to end it".
_TAKES_TO = frozenset(
    {"continue", "work", "strive", "seek", "begin", "start", "aim", "continuing", "working", "striving", "seeking"}
)
_ADDING = frozenset({"and", "or", ";", "as"})  # before "to": "build a port and to open it", but no ", to open it"
_RELATIVE = frozenset({"that", "which", "who", "where", "so"})
_OF_MEANS = frozenset({"by", "for", "in", "through", "of", "with", "while", "including", "on"})
_LEADS = frozenset({"including", "both"})  # a list begins behind them, or behind two such words
_LEADS_OF_TWO = frozenset({("including", "by"), ("such", "as")})
_ALSO_ADJECTIVES = frozenset({"open", "secure", "complete", "live", "free"})
_DETERMINERS = frozenset(
    {"a", "an", "the", "their", "our", "its", "new", "up", "more", "access", "additional", "this"}
)
_SHORTEST = 2  # words of a measure: "strengthen and deepen trade" is one


def parallel_starts(words: list[str]) -> frozenset[int]:
    """The places of the first word and of those that open a further measure; none where there is but one.

    ``words`` are as in `pacta.extract.items`: pieces that go on the word before open with "##".
    """
    whole = whole_words(words)
    form = _form(whole, 0)
    if form is None:
        return frozenset()
    below = [i for i in range(1, len(whole)) if _opens_below(whole, i) and whole[i - 1][1] != "including"]
    starts = [0]
    for place, found in _conjuncts(whole):
        owned = _bare(whole, place) and not _open_list(whole, starts) and _any_in(below, starts[-1], place)
        if owned or _shares_object(whole, place):
            continue
        also_to = found == f"to {form}" and whole[place - 1][1] in _ADDING and not _any_in(below, 0, place)
        if (found == form or also_to) and _length(whole, starts[-1], place) >= _SHORTEST:
            form = found
            starts.append(place)
    starts[0] = _behind_lead(whole, form, starts)
    return frozenset(whole[place][0] for place in starts) if len(starts) > 1 else frozenset()


def _shares_object(whole: list[tuple[int, str]], place: int) -> bool:
    """Whether the verb at ``place`` takes its object together with the one before: "detect and stop flows"."""
    at = place - 1
    while at > 0 and (whole[at][1] in JOINTS or _is_adverb(whole[at][1])):
        at -= 1
    return (
        at > 0
        and measure_form(whole[at][1]) is not None
        and measure_form(whole[at][1]) == measure_form(whole[place][1])
    )


def _bare(whole: list[tuple[int, str]], place: int) -> bool:
    """Whether only "and" or "or" joins, without a comma: what follows a purpose in this way belongs to it."""
    return whole[place - 1][1] in ("and", "or") and whole[place - 2][1] not in (",", ";")


def _open_list(whole: list[tuple[int, str]], starts: list[int]) -> bool:
    """Whether the last measure so far came after a comma alone: then an "and" is still to come."""
    return len(starts) > 1 and whole[starts[-1] - 1][1] in (",", ";")


def _behind_lead(whole: list[tuple[int, str]], form: str, starts: list[int]) -> int:
    """Where the first measure begins: behind "including" if the others go on from there ("deepen ties, including
    opening a bank, and lifting duties" has two)."""
    for place in range(1, starts[1] if len(starts) > 1 else 0):
        before = (whole[place - 2][1] if place > 1 else "", whole[place - 1][1])
        led = before[1] in _LEADS or before in _LEADS_OF_TWO
        if led and _form(whole, place) == form:
            return place
    return 0


def _any_in(places: list[int], low: int, high: int) -> bool:
    """Whether one of the sorted ``places`` lies between two others."""
    at = bisect_right(places, low)
    return at < len(places) and places[at] < high


def _conjuncts(whole: list[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """The places outside brackets that open with a verb behind a joining word, each with the verb's form."""
    depth = 0
    for place in range(1, len(whole)):
        before = whole[place - 1][1]
        depth = max(0, depth + (whole[place][1] == "(") - (before == ")"))
        joined = before in JOINTS and (before != "as" or (place > 1 and whole[place - 2][1] == "well"))
        form = _form(whole, place) if depth == 0 and joined else None
        if form and not _describes(whole, place):
            yield place, form


def _describes(whole: list[tuple[int, str]], place: int) -> bool:
    """Whether a word that may be a verb is an adjective here: "a free and open sea", but "and open a port"."""
    following = whole[place + 1][1] if place + 1 < len(whole) else ""
    return whole[place][1] in _ALSO_ADJECTIVES and following not in _DETERMINERS


def _opens_below(whole: list[tuple[int, str]], place: int) -> bool:
    word, before = whole[place][1], whole[place - 1][1]
    if word == "to":
        verb = next((w for _, w in whole[place + 1 : place + 4] if not _is_adverb(w)), "")
        return before not in _TAKES_TO and before not in _ADDING and measure_form(verb) == "item.base-verb"
    return word in _RELATIVE or (before in _OF_MEANS and measure_form(word) == "item.gerund")


def whole_measures(words: list[str], starts: frozenset[int]) -> list[tuple[int, int]]:
    """First and last place of each measure, where each reaches to the next and the last to the end."""
    begins = sorted(starts)
    return [(a, _last_word(words, a, b)) for a, b in zip(begins, [*begins[1:], len(words)], strict=True)]


def _last_word(words: list[str], start: int, end: int) -> int:
    while end - 1 > start and (words[end - 1] in JOINTS or words[end - 1] in ("well", ".")):
        end -= 1
    return end - 1


def whole_words(words: list[str]) -> list[tuple[int, str]]:
    """The words put together from their pieces, each with the place of its first piece."""
    found: list[tuple[int, str]] = []
    for place, word in enumerate(words):
        if word.startswith("##") and found:
            found[-1] = (found[-1][0], found[-1][1] + word[2:])
        else:
            found.append((place, word))
    return found


def _form(whole: list[tuple[int, str]], place: int) -> str | None:
    """The form of the verb that opens here, past an adverb and "not": a rule's id, with "to" before it or not."""
    lead = ""
    while place < len(whole) and (whole[place][1] in ("not", "to") or _is_adverb(whole[place][1])):
        lead = "to " if whole[place][1] == "to" else lead
        place += 1
    if place >= len(whole):
        return None
    following = whole[place + 1][1] if place + 1 < len(whole) else "."
    if following in (".", "of") or (following in JOINTS and not _verb(whole, place + 2)):
        return None
    rule = measure_form(whole[place][1])
    return lead + rule if rule else None


def _verb(whole: list[tuple[int, str]], place: int) -> str | None:
    return measure_form(whole[place][1]) if place < len(whole) else None


@lru_cache(maxsize=8192)
def measure_form(word: str) -> str | None:
    """The form of a verb that may open a measure: a rule's id; None for any other word."""
    return next((rule.id for rule in load_table("item_verbs") if rule.pattern.match(word)), None)


def _is_adverb(word: str) -> bool:
    return word in ("also", "further", "jointly", "together", "soon") or (word.endswith("ly") and len(word) > 5)


def _length(whole: list[tuple[int, str]], start: int, end: int) -> int:
    return sum(word not in JOINTS and not _is_adverb(word) for _, word in whole[start:end])

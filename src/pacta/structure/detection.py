"""What kind of document it is, who issued it and in which language: by tables, with evidence."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from urllib.parse import urlsplit

from pacta.lexicon import load_table
from pacta.model import Block, Detected, Document, Span, Structure
from pacta.structure.headings import matches

_OPENING = 3  # paragraphs
_REACH = 700  # code points of a paragraph that the rules see
_SAMPLE = 20_000  # code points from which the language is told
_SCRIPTS = {
    "CYRILLIC": "ru", "ARABIC": "ar", "CJK": "zh", "HIRAGANA": "ja", "KATAKANA": "ja", "HANGUL": "ko",
    "GREEK": "el", "HEBREW": "he", "THAI": "th", "DEVANAGARI": "hi", "GEORGIAN": "ka", "ARMENIAN": "hy",
}  # fmt: skip
_UKRAINIAN, _PERSIAN = frozenset("іїєґ"), frozenset("پچژگ")


def doc_type(document: Document, structure: Structure, title: Detected | None) -> Detected:
    """The kind of document: by its title, the newspaper it stands in, its opening, or who speaks in it."""
    words = [title] if title else []
    printed_in = _masthead(document, structure)
    sources_of = {
        "title": words,
        "transcript-title": words if structure.turns else [],
        "opening": [] if printed_in else _opening(document, structure),
        "weak-title": [] if printed_in else words,
    }
    for where, sources in sources_of.items():
        for source in sources:
            for rule in load_table("profile_types"):
                if rule.data["where"] == where and rule.pattern.search(source.value[:_REACH]):
                    return Detected(rule.data["type"], source.span, rule.id)
    if printed_in and not structure.turns:
        return Detected("article", printed_in.span, "headings.masthead")
    return _by_speakers(structure)


def _masthead(document: Document, structure: Structure) -> Block | None:
    """The line that names the newspaper, if one opens the text."""
    top = (block for block in structure.blocks[:_OPENING] if len(block.span) <= _REACH)
    return next((block for block in top if matches("masthead", document.quote(block.span))), None)


def _by_speakers(structure: Structure) -> Detected:
    if structure.turns:
        labelled = len({turn.speaker for turn in structure.turns if turn.role == "speaker"}) > 1
        return Detected("remarks" if labelled else "speech", structure.turns[0].label, "type.turns")
    if any(quotation.speaker for quotation in structure.quotations):
        return Detected("article", structure.quotations[0].span, "type.quotations")
    return Detected("other", None, "type.none")


def _opening(document: Document, structure: Structure) -> list[Detected]:
    paragraphs = (block for block in structure.blocks if block.kind == "paragraph")
    spans = [Span(b.span.start, min(b.span.end, b.span.start + _REACH)) for b in islice(paragraphs, _OPENING)]
    return [Detected(document.quote(span), span) for span in spans]


def short_name(given: str) -> str:
    """The usual short name of an outlet that was given: "The White House" -> "White House"."""
    rules = (rule for rule in load_table("profile_outlets") if rule.data["where"] == "name")
    return next((rule.data["name"] for rule in rules if rule.pattern.search(given.strip())), given)


def outlet(document: Document, structure: Structure, title: Detected | None) -> Detected | None:
    """The issuing source by its usual short name; None where nothing in the text or address says it."""
    for where, source in _outlet_sources(document, structure, title):
        for rule in load_table("profile_outlets"):
            match = rule.pattern.search(source.value) if rule.data["where"] == where else None
            if match:
                name = rule.data.get("name") or match["name"].strip()
                return Detected(name, source.span, rule.id)
    return None


def _outlet_sources(
    document: Document, structure: Structure, title: Detected | None
) -> Iterator[tuple[str, Detected]]:
    host = urlsplit(document.given.url or "").hostname if _is_url(document.given.url) else None
    if host:
        yield "host", Detected(host, None)
    for block in structure.blocks:
        if block.kind in ("furniture", "caption") and len(block.span) <= _REACH:
            yield "furniture", Detected(document.quote(block.span), block.span)
    if title:
        yield "lead", title
        if title.value.upper().startswith("FACT SHEET"):
            yield "fact sheet", Detected(document.text[:_SAMPLE], None)
    printed_in = _masthead(document, structure)
    if printed_in:
        yield "masthead", Detected(document.quote(printed_in.span), printed_in.span)
    at_top = [b for b in structure.blocks if b.kind in ("dateline", "heading")][:_OPENING]
    for block in at_top:
        yield "lead", Detected(document.quote(block.span)[:_REACH], block.span)
    yield from (("lead", words) for words in _opening(document, structure))
    for turn in structure.turns:
        label = document.text[turn.label.start : min(turn.span.start, turn.label.end + 60)].rstrip(": \u00a0")
        yield "label", Detected(" ".join(label.split()), turn.label)


def _is_url(address: str | None) -> bool:
    try:
        return bool(address and urlsplit(address).hostname)
    except ValueError:
        return False


def language(document: Document, blocks: tuple[Block, ...]) -> Detected | None:
    """The language as an ISO 639-1 code, "other" where no table knows it; None for a text without letters."""
    content = [b.span for b in blocks if b.kind not in ("furniture", "caption", "separator")]
    start = content[0].start if content else 0
    sample = document.text[start : start + _SAMPLE].lower()
    letters = [c for c in sample if c.isalpha()]
    if not letters:
        return None
    span = Span(start, min(len(document.text), start + len(sample)))
    script = _script(letters)
    if script:
        return Detected(script, span, "language.script")
    counts = {rule.data["language"]: len(rule.pattern.findall(sample)) for rule in load_table("profile_languages")}
    best = max(counts, key=lambda code: counts[code])
    enough = counts[best] * 20 >= len(sample.split())
    return Detected(best, span, f"language.{best}") if enough else Detected("other", span, "language.none")


def _script(letters: list[str]) -> str | None:
    """The language that a script other than Latin tells; None for Latin letters."""
    counts: dict[str, int] = {}
    for letter, number in Counter(letters).items():
        name = unicodedata.name(letter, "").split(" ", 1)[0].split("-", 1)[0]
        counts[name] = counts.get(name, 0) + number
    if counts.get("HIRAGANA", 0) + counts.get("KATAKANA", 0) > len(letters) // 10:
        return "ja"
    script = max(counts, key=lambda name: counts[name])
    code = _SCRIPTS.get(script)
    if code == "ru" and len(_UKRAINIAN & set(letters)) > 1:
        return "uk"
    if code == "ar" and len(_PERSIAN & set(letters)) > 1:
        return "fa"
    return code

"""The form of a name as it stands in a document: codes decide, and a bilateral text says whose a body is."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from pacta.lexicon import load_table
from pacta.link.names import NameForm, code_form, name_form
from pacta.link.types import ReadDocument
from pacta.link.words import STATE
from pacta.model import Name, NameType, Span

_BILATERAL = 2
_ACRONYM = 3  # capitals that make one


@dataclass(frozen=True, slots=True)
class NameUse:
    """A form of a name in a document: the words that are used most for it, how often, and where first."""

    form: str
    type: NameType
    words: str
    code: str | None
    uses: int
    first: Span


def form_of(name: Name, parties: tuple[str, ...]) -> NameForm:
    """``parties`` are the document's: in a text of two states, a body that names none is theirs."""
    if name.code is not None and name.type in ("STATE", "ORG"):
        return code_form(name.code)
    return form_of_words(name.entity, name.type, parties)


def form_of_words(words: str, kind: NameType, parties: tuple[str, ...]) -> NameForm:
    form = name_form(words, kind)
    if not form.states and len(parties) == _BILATERAL and _is_bilateral(words, kind):
        return form.with_states(frozenset(STATE + party for party in parties))
    return form


def _is_bilateral(words: str, kind: NameType) -> bool:
    rows = (rule for rule in load_table("link_bilateral") if kind in rule.data["types"])
    return next((rule.data["bilateral"] for rule in rows if rule.pattern.search(words)), False)


def uses_of(read: ReadDocument) -> Iterator[NameUse]:
    """One for each form in the document, in the order of their first uses."""
    filed: dict[str, list[Name]] = defaultdict(list)
    for name in read.annotations.names:
        filed[form_of(name, read.parties).id].append(name)
    for form, names in filed.items():
        usual = _most_used([name.entity for name in names])
        kind = _most_used([name.type for name in names])
        code = names[0].code if names[0].type in ("STATE", "ORG") else None
        yield NameUse(form, kind, usual, code, len(names), names[0].span)  # type: ignore[arg-type]


def _most_used(words: list[str]) -> str:
    used = Counter(words)
    return min(used, key=lambda one: (-used[one], -len(one), one))


def alias(name: Name, read: ReadDocument) -> tuple[NameForm, NameForm] | None:
    """An acronym that the document explains, with what it stands for."""
    short = read.document.quote(name.span).strip("()")
    if not (short.isalpha() and short.isupper() and len(short) >= _ACRONYM) or name.entity == short or name.code:
        return None
    return name_form(short, name.type), form_of(name, read.parties)

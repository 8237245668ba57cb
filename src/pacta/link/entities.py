"""Names resolved across documents. Candidates come from an index of rare terms; ambiguity abstains."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pacta.link.names import NameForm, name_form, same_name
from pacta.link.types import Entity, ReadDocument
from pacta.link.words import STATE
from pacta.model import Name, digest

_MOST_CANDIDATES = 60  # forms under one term; a term of more forms is too common to find anything by
_LONG_NAME = 4  # terms of a name that is not likely to be another's too
_BILATERAL = 2
_MAY_LEAVE_OUT_PARTIES = {"body", "text"}  # "the Intergovernmental Commission" in a text of two states


@dataclass(frozen=True, slots=True)
class Entities:
    """``of`` maps the id of a name's mention to its entity; ``unsure`` are pairs of entities that may be one;
    ``places`` are entities whose name is also read as that of a place."""

    of: dict[str, str]
    entities: dict[str, Entity]
    unsure: tuple[tuple[str, str], ...]
    places: frozenset[str]


def resolve(documents: Iterable[ReadDocument]) -> Entities:
    """One entity a code; otherwise one for all names that are the same by `same_name`.

    A name that leaves out the parties, in a document of two states, is that of the body of these two. A
    name that fits two entities which are not one stays by itself, and the pairs are listed as unsure.
    """
    keyed = [(_key(name, read), name) for read in documents for name in read.annotations.names]
    by_key: dict[NameForm | str, list[Name]] = defaultdict(list)
    for key, name in keyed:
        by_key[key].append(name)
    leader, unsure = _merged([key for key in by_key if isinstance(key, NameForm)])
    _join_stateless(leader)
    groups: dict[NameForm | str, list[Name]] = defaultdict(list)
    for key, names in by_key.items():
        groups[leader.get(key, key) if isinstance(key, NameForm) else key].extend(names)
    made = {key: _entity(key, names) for key, names in groups.items()}
    pairs = tuple((made[leader[a]].id, made[leader[b]].id) for a, b in unsure)
    of = {name.id: entity.id for key, entity in made.items() for name in groups[key]}
    listed = {entity.id: entity for entity in made.values()}
    return Entities(of, listed, pairs, _places(listed.values()))


def _places(entities: Iterable[Entity]) -> frozenset[str]:
    listed = list(entities)
    known = {entity.name.casefold() for entity in listed if entity.type in ("PLACE", "STATE")}
    return frozenset(entity.id for entity in listed if entity.name.casefold() in known)


def _key(name: Name, read: ReadDocument) -> NameForm | str:
    if name.code is not None and name.type in ("STATE", "ORG"):
        return name.code
    form = name_form(name.entity, name.type)
    parties = frozenset(STATE + party for party in read.parties)
    if not form.states and form.family in _MAY_LEAVE_OUT_PARTIES and len(parties) == _BILATERAL:
        return form.with_states(parties)
    return form


def _merged(forms: Sequence[NameForm]) -> tuple[dict[NameForm, NameForm], list[tuple[NameForm, NameForm]]]:
    """Each form's leader, the fullest form of its group; and pairs on which the names do not decide."""
    index = _Index()
    leader: dict[NameForm, NameForm] = {}
    unsure: list[tuple[NameForm, NameForm]] = []
    for form in sorted(forms, key=_fullest_first):
        leaders = list(dict.fromkeys(leader[other] for other in index.candidates(form) if same_name(form, other)))
        if len(leaders) > 1:
            unsure.extend((form, other) for other in leaders)
        leader[form] = leaders[0] if len(leaders) == 1 else form
        index.add(form)
    return leader, unsure


def _join_stateless(leader: dict[NameForm, NameForm]) -> None:
    """A long name of a text that names no states, where the document does not tell whose it is either, goes to
    the one text of that very name."""
    known: dict[frozenset[str], set[NameForm]] = defaultdict(set)
    for form, first in leader.items():
        if form.family == "text" and form.states:
            known[form.terms].add(first)
    for form in list(leader):
        owners = known.get(form.terms, set())
        if form.family == "text" and not form.states and len(form.terms) >= _LONG_NAME and len(owners) == 1:
            [leader[form]] = owners


def _fullest_first(form: NameForm) -> tuple[object, ...]:
    return (-len(form.terms), -len(form.numbers), form.family, *(
        tuple(sorted(part)) for part in (form.terms, form.states, form.numbers)
    ))  # fmt: skip


class _Index:
    """Forms by their terms."""

    def __init__(self) -> None:
        self._by_term: dict[tuple[str, str], list[NameForm]] = defaultdict(list)

    def add(self, form: NameForm) -> None:
        for term in form.terms:
            self._by_term[form.family, term].append(form)

    def candidates(self, form: NameForm) -> list[NameForm]:
        """Forms that share one of the rarest terms; at least two terms are tried, for misspellings."""
        lists = sorted((self._by_term.get((form.family, term), []) for term in sorted(form.terms)), key=len)
        filled = [found for found in lists if found][:2]
        return list(dict.fromkeys(other for found in filled for other in found[:_MOST_CANDIDATES]))


def _entity(key: NameForm | str, names: Sequence[Name]) -> Entity:
    used = Counter(name.entity for name in names)
    usual = min(used, key=lambda entity: (-used[entity], -len(entity), entity))
    kinds = Counter(name.type for name in names)
    kind = min(kinds, key=lambda one: (-kinds[one], one))
    code = key if isinstance(key, str) else None
    parts = ("entity", code) if code else ("entity", *map(str, _fullest_first(key)))  # type: ignore[arg-type]
    return Entity("e" + digest(*parts)[:16], usual, kind, code, tuple(name.id for name in names))

"""Names resolved across documents: which forms of names are of one entity. Ambiguity abstains."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from pacta.link.names import CODE, NameForm, keys, same_name
from pacta.link.types import Unsure

_LONG_NAME = 4  # terms of a name that is not likely to be another's too
LISTED = 3  # entities that a name may be of; of more, it says too little for a reviewer to decide


@dataclass(frozen=True, slots=True)
class Judged:
    """What reviewers decided, as pairs of ids of forms: merged are one, split are two, whatever their names; and as
    pairs of ids of mentions: the first is moved to the thread of the second, or, where that is empty, to one of its
    own."""

    merged: frozenset[tuple[str, str]] = frozenset()
    split: frozenset[tuple[str, str]] = frozenset()
    moved: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Resolution:
    """``leader`` maps the id of each form to that of the fullest form of its entity, which is the entity's id."""

    leader: Mapping[str, str]
    unsure: tuple[Unsure, ...]


UNJUDGED = Judged()
Aliases = Collection[tuple[str, str]]


def resolve(forms: Iterable[NameForm], aliases: Aliases = (), judged: Judged = UNJUDGED) -> Resolution:
    """Forms into entities: what reviewers merged, then what `same_name` says, then what fits exactly one entity:
    a long name of a text that names no states, and a short form that some text explains.

    The outcome for a form hangs on the forms that it is linked with (`links_of`), directly or through others, and
    on nothing else: linking them again is enough when one of them comes or goes.
    """
    return _Resolver({form.id: form for form in forms}, aliases, judged).resolved()


def filing(form: NameForm) -> list[str]:
    """The keys under which a form is filed and looked up: forms that share none are never linked by their names."""
    found = dict.fromkeys(keys(form))
    if form.family != CODE and len(form.terms) >= _LONG_NAME:
        found["any " + " ".join([form.family, *sorted(form.terms)])] = None
    return list(found)


def links_of(forms: Mapping[str, NameForm], aliases: Aliases, judged: Judged) -> dict[str, set[str]]:
    """The forms that bear on each other, by id: by their names, an explanation, or a judgement."""
    filed: dict[str, list[str]] = defaultdict(list)
    for id_, form in forms.items():
        for key in filing(form):
            filed[key].append(id_)
    found: dict[str, set[str]] = {id_: set() for id_ in forms}
    for bucket in filed.values():
        for place, a in enumerate(bucket):
            for b in bucket[place + 1 :]:
                if b not in found[a] and (same_name(forms[a], forms[b]) or _may_be_short(forms[a], forms[b])):
                    _join(found, a, b)
    for a, b in (*aliases, *judged.merged):
        if a in forms and b in forms and a != b:
            _join(found, a, b)
    return found


def _join(found: dict[str, set[str]], a: str, b: str) -> None:
    found[a].add(b)
    found[b].add(a)


def _may_be_short(a: NameForm, b: NameForm) -> bool:
    """The same long name, in one text with the states whose it is, in the other without."""
    return a.terms == b.terms and a.family == b.family and bool(a.states) != bool(b.states)


@dataclass
class _Resolver:
    forms: Mapping[str, NameForm]
    aliases: Aliases
    judged: Judged
    leader: dict[str, str] = field(default_factory=dict)
    members: dict[str, set[str]] = field(default_factory=dict)
    unsure: dict[tuple[str, str], Unsure] = field(default_factory=dict)

    def resolved(self) -> Resolution:
        near = links_of(self.forms, self.aliases, self.judged)
        ordered = sorted(self.forms, key=lambda id_: _fullest_first(self.forms[id_]))
        for id_ in ordered:
            self._place(id_, [other for other in near[id_] if other in self.leader])
        for id_ in ordered:
            self._place_short(id_, near[id_])
        for a, b in sorted(self.judged.merged):
            self._merge(a, b)
        pairs = {tuple(sorted((self.leader[u.a], self.leader[u.b]))): u.reason for u in self.unsure.values()}
        left = (Unsure(a, b, pairs[a, b]) for a, b in sorted(pairs) if a != b and not self._kept_apart(a, b))
        return Resolution(dict(sorted(self.leader.items())), tuple(left))

    def _place(self, id_: str, near: list[str]) -> None:
        """With the one entity that has a form of the same name; by itself if there are several."""
        same = {self.leader[other] for other in near if same_name(self.forms[id_], self.forms[other])}
        fits = sorted(entity for entity in same if not self._kept_apart(id_, entity))
        if len(fits) > 1:
            self._abstain(id_, fits, "its name is near to those of several")
        self._settle(id_, fits[0] if len(fits) == 1 else id_)

    def _place_short(self, id_: str, near: Iterable[str]) -> None:
        """A form that stands alone goes with the one entity that it is short for."""
        if self.members[self.leader[id_]] != {id_}:
            return
        form = self.forms[id_]
        fuller = {self.leader[other] for other in near if self._is_short_for(form, self.forms[other])}
        fits = sorted(entity for entity in fuller - {id_} if not self._kept_apart(id_, entity))
        if len(fits) > 1:
            self._abstain(id_, fits, "it may be short for several")
        elif fits:
            self._settle(id_, fits[0])

    def _is_short_for(self, short: NameForm, full: NameForm) -> bool:
        if (short.id, full.id) in self.aliases:
            return True
        return not short.states and bool(full.states) and _may_be_short(short, full)

    def _merge(self, a: str, b: str) -> None:
        if a not in self.leader or b not in self.leader or self.leader[a] == self.leader[b]:
            return
        kept, gone = sorted((self.leader[a], self.leader[b]), key=lambda id_: _fullest_first(self.forms[id_]))
        for id_ in self.members.pop(gone):
            self.leader[id_] = kept
            self.members[kept].add(id_)

    def _settle(self, id_: str, entity: str) -> None:
        if id_ in self.leader:
            self.members.pop(self.leader[id_])
        self.leader[id_] = entity
        self.members.setdefault(entity, set()).add(id_)

    def _kept_apart(self, id_: str, entity: str) -> bool:
        return any((id_, o) in self.judged.split or (o, id_) in self.judged.split for o in self.members[entity])

    def _abstain(self, id_: str, fits: list[str], reason: str) -> None:
        for other in fits if len(fits) <= LISTED else ():
            self.unsure[id_, other] = Unsure(id_, other, reason)


def _fullest_first(form: NameForm) -> tuple[object, ...]:
    return (-len(form.terms), -len(form.numbers), -len(form.states), *form.plain())

"""Which entity each form of a name in the register is of, short forms included."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from pacta.link.described import DESCRIBED, fitting, full_keys, is_short, short_key
from pacta.link.entities import LISTED, UNJUDGED, Aliases, Judged, Resolution, resolve
from pacta.link.names import NameForm
from pacta.link.types import Unsure


def resolve_all(forms: Iterable[NameForm], aliases: Aliases = (), judged: Judged = UNJUDGED) -> Resolution:
    """Names by `resolve`; then each short form goes to the one entity that it fits, or stays by itself."""
    listed = list({form.id: form for form in forms}.values())
    named = resolve((form for form in listed if not is_short(form)), aliases, judged)
    short = placed((form for form in listed if is_short(form)), listed, named.leader, judged)
    return Resolution({**named.leader, **short.leader}, (*named.unsure, *short.unsure))


def placed(
    short: Iterable[NameForm], forms: Iterable[NameForm], leader: Mapping[str, str], judged: Judged = UNJUDGED
) -> Resolution:
    """The entity of each short form: what a reviewer says, or the one that it fits. Of several that a person's name
    may be of, a reviewer decides. ``forms`` hold all full ones that share a key with it."""
    filed: dict[str, list[NameForm]] = defaultdict(list)
    for form in forms:
        for key in full_keys(form):
            filed[key].append(form)
    found: dict[str, str] = {}
    unsure: list[Unsure] = []
    for form in short:
        others = {leader[other] for other in _paired_with(form.id, judged.split) if other in leader}
        fits = [entity for entity in fitting(form, filed[short_key(form)], leader) if entity not in others]
        said = sorted(leader[other] for other in _paired_with(form.id, judged.merged) if other in leader)
        found[form.id] = said[0] if said else fits[0] if len(fits) == 1 else form.id
        if not said and 1 < len(fits) <= LISTED and form.family != DESCRIBED:
            pairs = ((min(form.id, other), max(form.id, other)) for other in fits)
            unsure += (Unsure(a, b, "it may be short for several") for a, b in pairs)
    return Resolution(found, tuple(sorted(unsure, key=lambda one: (one.a, one.b))))


def _paired_with(id_: str, pairs: Iterable[tuple[str, str]]) -> set[str]:
    return {a if b == id_ else b for a, b in pairs if id_ in (a, b)}

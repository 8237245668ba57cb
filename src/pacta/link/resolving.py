"""Which entity each form of a name in the register is of, descriptions included."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from pacta.link.described import DESCRIBED, described_key, described_keys, fitting
from pacta.link.entities import UNJUDGED, Aliases, Judged, Resolution, resolve
from pacta.link.names import NameForm


def resolve_all(forms: Iterable[NameForm], aliases: Aliases = (), judged: Judged = UNJUDGED) -> Resolution:
    """Names by `resolve`; then each description goes to the one instrument that it fits, or stays by itself."""
    listed = list({form.id: form for form in forms}.values())
    named = resolve((form for form in listed if form.family != DESCRIBED), aliases, judged)
    described = [form for form in listed if form.family == DESCRIBED]
    return Resolution({**named.leader, **placed(described, listed, named.leader)}, named.unsure)


def placed(described: Iterable[NameForm], forms: Iterable[NameForm], leader: Mapping[str, str]) -> dict[str, str]:
    """The entity of each description. ``forms`` hold all instruments with its rarest term."""
    filed: dict[str, list[NameForm]] = defaultdict(list)
    for form in forms:
        for key in described_keys(form):
            filed[key].append(form)
    return {form.id: fitting(form, filed[described_key(form)], leader) or form.id for form in described}

"""The forms of names in the register, and the entities that they are of."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from sqlalchemy import Connection, select, update

from pacta.link.described import full_keys, is_short, short_key
from pacta.link.entities import Judged, Resolution, filing
from pacta.link.names import NameForm
from pacta.link.resolving import placed
from pacta.link.similarity import key_of
from pacta.store.links import put, remove, rows
from pacta.store.schema_links import link_aliases, link_form_filing, link_forms, link_names


def put_forms(connection: Connection, forms: Iterable[NameForm], leader: Mapping[str, str]) -> None:
    """Forms that are not there yet, with what they are found by."""
    listed = list(forms)
    put(connection, link_forms, (
        {"id": form.id, "data": form.plain(), "entity": leader[form.id]} for form in listed
    ))  # fmt: skip
    put(connection, link_form_filing, (
        {"key": key, "form": form.id} for form in listed for key in {key_of(key) for key in form_keys(form)}
    ))  # fmt: skip


def form_keys(form: NameForm) -> Iterator[str]:
    """The keys of a form: of its name, and of short forms of it."""
    if is_short(form):
        yield _wanted(short_key(form))
    else:
        yield from filing(form)
        yield from full_keys(form)


def load_forms(connection: Connection, ids: Iterable[str]) -> dict[str, NameForm]:
    query = select(link_forms.c.id, link_forms.c.data)
    return {id_: NameForm.of_plain(data) for id_, data in rows(connection, query, link_forms.c.id, ids)}


def entities_of(connection: Connection, forms: Iterable[str]) -> dict[str, str]:
    """The entity of each form."""
    query = select(link_forms.c.id, link_forms.c.entity)
    return dict(rows(connection, query, link_forms.c.id, forms))


def _wanted(key: str) -> str:
    """The key of the short forms that look under ``key``."""
    return f"wanted {key}"


def set_entities(connection: Connection, entities: Mapping[str, str]) -> None:
    for form, entity in entities.items():
        connection.execute(update(link_forms).where(link_forms.c.id == form).values(entity=entity))


def forms_in(connection: Connection, documents: Iterable[str]) -> set[str]:
    return {form for (form,) in rows(connection, select(link_names.c.form), link_names.c.document, documents)}


def unused_forms(connection: Connection, forms: Iterable[str]) -> set[str]:
    """Those of the forms that no document has any more."""
    wanted = set(forms)
    return wanted - {form for (form,) in rows(connection, select(link_names.c.form), link_names.c.form, wanted)}


def forget_forms(connection: Connection, forms: Collection[str]) -> None:
    remove(connection, link_form_filing, link_form_filing.c.form, forms)
    remove(connection, link_forms, link_forms.c.id, forms)


def forms_near(connection: Connection, forms: Iterable[NameForm]) -> dict[str, NameForm]:
    """Forms of names that share a key with one of these."""
    return _filed_under(connection, {key_of(key) for form in forms for key in filing(form)})


def short_for(connection: Connection, forms: Iterable[NameForm]) -> dict[str, NameForm]:
    """Short forms that may fit one of these full ones."""
    wanted = {key for form in forms for key in full_keys(form)}
    return _filed_under(connection, {key_of(_wanted(key)) for key in wanted})


def placed_short(connection: Connection, short: Collection[NameForm], judged: Judged) -> Resolution:
    """The entity of each of these short forms."""
    forms = _filed_under(connection, {key_of(short_key(form)) for form in short})
    said = {id_ for pair in (*judged.merged, *judged.split) for id_ in pair}
    full = {id_ for id_, form in load_forms(connection, said).items() if not is_short(form)}
    return placed(short, forms.values(), entities_of(connection, {*forms, *full}), judged)


def aliases_of(connection: Connection, forms: Iterable[str]) -> set[tuple[str, str]]:
    """Explanations in which one of these forms is the short or the full one."""
    listed, query = list(forms), select(link_aliases.c.short, link_aliases.c.full)
    return {
        (short, full)
        for column in (link_aliases.c.short, link_aliases.c.full)
        for short, full in rows(connection, query, column, listed)
    }


def _filed_under(connection: Connection, keys: Iterable[int]) -> dict[str, NameForm]:
    query = select(link_forms.c.id, link_forms.c.data).join_from(link_form_filing, link_forms)
    found = rows(connection, query, link_form_filing.c.key, keys)
    return {id_: NameForm.of_plain(data) for id_, data in found}

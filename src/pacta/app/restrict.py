"""Who may see a document, or the whole register."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pacta.app.clock import now, stamp
from pacta.app.find import find_document
from pacta.app.people import CONSOLE, By
from pacta.app.rights import Viewer
from pacta.model import PactaError
from pacta.store import Register, accounts, audit, restrictions
from pacta.store.versions import versions_of


def groups_seeing(register: Register, document: str) -> tuple[str, ...]:
    """The groups to which the document is restricted; none where everybody sees it."""
    with register.reading() as connection:
        return tuple(restrictions.groups_of(connection, find_document(connection, document)["id"]))


def groups_of_register(register: Register) -> tuple[str, ...]:
    """The groups to which the whole register is restricted; none where every account may enter."""
    with register.reading() as connection:
        return tuple(restrictions.register_groups_of(connection))


def restrict_register(
    register: Register, viewer: Viewer, groups: Sequence[str], *, by: By = CONSOLE
) -> tuple[str, ...]:
    """From now on only members of these groups enter the register, in a browser or by a token, and see anything
    in it; none: every account does. ``register`` is the whole one. Raises PactaError for a group that is not
    there, and for groups among which the viewer is not."""
    viewer.need("manage")
    wanted = sorted(set(groups))
    with register.writing() as connection:
        _check_groups(accounts.groups_with_members(connection), viewer, wanted, "enter the register")
        restrictions.restrict_register(connection, wanted)
        audit.record(
            connection, "register restricted", stamp(now()), by=by.name, address=by.address,
            detail=", ".join(wanted) or "everybody",
        )  # fmt: skip
    return tuple(wanted)


def _check_groups(known: Mapping[str, Sequence[str]], viewer: Viewer, groups: Sequence[str], losing: str) -> None:
    for group in groups:
        if group not in known:
            raise PactaError(f"There is no group {group[:64]}.", "An administrator can make it on the people page.")
    if groups and not viewer.is_local and not any(viewer.name in known[group] for group in groups):
        raise PactaError(f"You would not {losing} yourself.", "Choose a group among whose members you are.")


def restrict(
    register: Register, viewer: Viewer, document: str, groups: Sequence[str], *, by: By = CONSOLE
) -> tuple[str, ...]:
    """From now on only members of these groups see the document and all its versions, wherever it would show;
    none: everybody does. ``register`` is as the viewer sees it. Raises PactaError for a group that is not there,
    and for groups among which the viewer is not."""
    viewer.need("curate")
    with register.reading() as connection:
        ids = versions_of(connection, find_document(connection, document)["id"])
        known = accounts.groups_with_members(connection)
    _check_groups(known, viewer, groups, "see the document")
    wanted = sorted(set(groups))
    with register.writing() as connection:
        restrictions.restrict(connection, ids, wanted)
        audit.record(
            connection, "restriction", stamp(now()), by=by.name, address=by.address,
            detail=f"{document}: {', '.join(wanted) or 'everybody'}",
        )  # fmt: skip
    return tuple(wanted)

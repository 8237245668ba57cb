"""Who may see a document."""

from __future__ import annotations

from collections.abc import Sequence

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
    for group in groups:
        if group not in known:
            raise PactaError(f"There is no group {group[:64]}.", "An administrator can make it on the people page.")
    if groups and not viewer.is_local and not any(viewer.name in known[group] for group in groups):
        raise PactaError("You would not see the document yourself.", "Choose a group among whose members you are.")
    wanted = sorted(set(groups))
    with register.writing() as connection:
        restrictions.restrict(connection, ids, wanted)
        audit.record(
            connection, "restriction", stamp(now()), by=by.name, address=by.address,
            detail=f"{document}: {', '.join(wanted) or 'everybody'}",
        )  # fmt: skip
    return tuple(wanted)

"""Who may do what: roles of accounts, scopes of tokens, and the viewer that a request or command acts for."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal

from pacta.model import PactaError

Right = Literal["read", "review", "curate", "manage"]
Role = Literal["reader", "reviewer", "curator", "admin"]
RIGHTS: tuple[Right, ...] = ("read", "review", "curate", "manage")
ROLES: tuple[Role, ...] = ("reader", "reviewer", "curator", "admin")
SCOPES: tuple[Right, ...] = ("read", "review", "curate")  # no token manages people: a leaked one cannot spread
ROLE_RIGHTS: Mapping[Role, frozenset[Right]] = {
    role: frozenset(RIGHTS[: place + 1]) for place, role in enumerate(ROLES)
}
ROLE_MEANINGS: Mapping[Role, str] = {
    "reader": "reads, searches and exports",
    "reviewer": "also judges and adds statements, dismisses findings, scores commitments",
    "curator": "also decides between reviewers, and restricts documents",
    "admin": "also manages people, groups and tokens",
}


@dataclass(frozen=True, slots=True)
class Viewer:
    """``name`` is that of the account, "" for the one user of a register without accounts, who sees everything."""

    name: str
    full_name: str
    rights: frozenset[Right]

    @property
    def is_local(self) -> bool:
        return not self.name

    def may(self, right: Right) -> bool:
        return right in self.rights

    def need(self, right: Right) -> None:
        """Raises `NotAllowed` if the viewer has not this right."""
        if right not in self.rights:
            raise NotAllowed(f"You may not {WORDS[right]}.", "Ask an administrator of this register for the role.")


class NotAllowed(PactaError):  # noqa: N818 - named for what the user sees
    """The viewer has not the right that this needs."""


WORDS: Mapping[Right, str] = {
    "read": "read this register",
    "review": "review what Pacta read",
    "curate": "decide for the register",
    "manage": "manage people",
}
LOCAL = Viewer("", "", frozenset(RIGHTS))


def rights_of(role: str, scopes: Collection[str] | None = None, *, enters: bool = True) -> frozenset[Right]:
    """The rights of a role; through a token only those that its scopes name as well. Who may not enter a register
    that is restricted as a whole keeps the managing of people, so that no administrator is locked out of it."""
    held = next((ROLE_RIGHTS[known] for known in ROLES if known == role), frozenset[Right]())
    if not enters:
        held &= {"manage"}
    return held if scopes is None else frozenset(right for right in held if right in scopes and right in SCOPES)

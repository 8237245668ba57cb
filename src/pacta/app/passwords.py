"""Passwords and secrets: how they are checked, hashed and made."""

from __future__ import annotations

import secrets
from hashlib import sha256
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from pacta.model import PactaError

SHORTEST, LONGEST = 12, 1024  # characters; NIST SP 800-63B asks for 8 or more, and for no rules beyond length
HASHER = PasswordHasher()  # argon2id with the parameters of RFC 9106 for memory that is scarce: 64 MiB
AT_ONCE = BoundedSemaphore(4)  # hashes; more would let a crowd of logins take the machine's memory


def checked_password(password: str, name: str) -> str:
    """The password, if it may be one. Raises PactaError that says what is wanted."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise PactaError(
            f"A password has at least {SHORTEST} characters.", "A sentence of your own is easy to keep."
        )
    if password.casefold() in (name * (len(password) // max(1, len(name)) + 1)).casefold():
        raise PactaError("The password is made of the name.", "Choose words that others do not expect.")
    return password


def hash_password(password: str) -> str:
    with AT_ONCE:
        return HASHER.hash(password)


def verify_password(stored: str | None, password: str) -> bool:
    """Takes as long for an account that does not exist (``stored`` None) as for one that does."""
    with AT_ONCE:
        try:
            return HASHER.verify(stored or _nobodys(), password) and stored is not None
        except (VerificationError, InvalidHashError):
            return False


def needs_rehash(stored: str) -> bool:
    """True if the hash was made with weaker parameters than today's."""
    return HASHER.check_needs_rehash(stored)


def new_secret() -> str:
    """256 random bits, safe in cookies, headers and addresses."""
    return secrets.token_urlsafe(32)


def digest_of(secret: str) -> str:
    """SHA-256: enough for a secret that is random itself, and quick to look up."""
    return sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


_decoy: list[str] = []


def _nobodys() -> str:
    """A hash with today's parameters of a secret that nobody knows."""
    if not _decoy:
        _decoy.append(HASHER.hash(new_secret()))
    return _decoy[0]

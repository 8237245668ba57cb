"""Forms that only our own pages can send.

The token in a form is derived from the secret in the browser's cookie (a double submit, bound to the session: OWASP
Cross-Site Request Forgery Prevention). Another site can make a browser send the cookie, but cannot read it.
"""

from __future__ import annotations

import hmac
from hashlib import sha256
from secrets import token_hex
from urllib.parse import urlsplit

from starlette.datastructures import Headers

FIELD, HEADER = "form_token", "X-Form-Token"
SALT, LENGTH = 16, 16 + 64  # characters


def form_token(secret: str, salt: str | None = None) -> str:
    """A token for the forms of the browser that holds this secret; another each time, since pages are compressed
    and what stays the same in them could be guessed by their length (BREACH)."""
    salt = salt or token_hex(8)
    return salt + hmac.new(secret.encode(), b"pacta form " + salt.encode(), sha256).hexdigest()


def is_form_token(given: str, secret: str) -> bool:
    if not secret or not given.isascii() or len(given) != LENGTH:
        return False
    return hmac.compare_digest(given, form_token(secret, given[:SALT]))


def comes_from_here(headers: Headers) -> bool:
    """False if the browser says that the request was made by a page of another site (Fetch Metadata, Origin)."""
    if headers.get("sec-fetch-site", "same-origin") != "same-origin":
        return False
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc.lower() == headers.get("host", "").lower()

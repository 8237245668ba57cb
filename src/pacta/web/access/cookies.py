"""The one cookie: a random secret, which is a session once its holder has logged in."""

from __future__ import annotations

from starlette.datastructures import Headers

from pacta.app.login import LASTS

PLAIN, SECURE = "pacta", "__Host-pacta"  # the prefix: browsers take it over https only, from this very host only
LONGEST = 100


def cookie_of(headers: Headers, *, secure: bool) -> str:
    """The secret that the browser sent; "" if it sent none that could be one."""
    name = SECURE if secure else PLAIN
    for part in headers.get("cookie", "").split(";"):
        key, _, value = part.strip().partition("=")
        if key == name:
            return value if len(value) <= LONGEST and value.replace("-", "").replace("_", "").isalnum() else ""
    return ""


def cookie_header(secret: str, *, secure: bool, lasting: bool) -> str:
    """Set-Cookie for a secret; one that is not ``lasting`` goes when the browser is closed."""
    parts = [f"{SECURE if secure else PLAIN}={secret}", "Path=/", "HttpOnly", "SameSite=Lax"]
    if secure:
        parts.append("Secure")
    if lasting:
        parts.append(f"Max-Age={int(LASTS.total_seconds())}")
    return "; ".join(parts)

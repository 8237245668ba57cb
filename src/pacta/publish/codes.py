"""Other codes for what the register knows under its own: of states with two letters, of languages with three."""

from __future__ import annotations

from functools import cache

from babel import Locale
from babel.core import get_global

from pacta.lexicon.states import state_name

# ISO 639-2/B: codes with a twin that is made of the language's own name, which Akoma Ntoso asks for.
BIBLIOGRAPHIC = frozenset(
    ("alb", "arm", "baq", "bur", "chi", "cze", "dut", "fre", "geo", "ger", "gre", "ice", "mac", "mao", "may", "per",
     "rum", "slo", "tib", "wel")
)  # fmt: skip


def three_letters(code: str | None) -> str | None:
    """ISO 639-2/T of an ISO 639-1 code ("en": "eng"); None for what is none."""
    return _codes().get(code or "")


@cache
def _codes() -> dict[str, str]:
    """From Unicode CLDR."""
    aliases = get_global("language_aliases")
    return {two: three for three, two in aliases.items() if len(three) == 3 and three not in BIBLIOGRAPHIC}


def two_letters(state: str) -> str | None:
    """ISO 3166-1 alpha-2 of a state's alpha-3 code ("VNM": "VN"); None for what is none."""
    return _territories().get(state_name(state) or "")


@cache
def _territories() -> dict[str, str]:
    """By the names of Unicode CLDR, which the gazetteer uses too."""
    territories = Locale("en", "GB").territories
    return {name: code for code, name in territories.items() if len(code) == 2}

"""The words around the quotations, in the language of the reader; quotations stay as they are.

One table a language in ``languages/``; dates and names of states come from Unicode CLDR through Babel.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from babel import Locale
from babel.dates import format_date, format_skeleton

from pacta.lexicon.states import state_name
from pacta.model import PactaError
from pacta.publish.codes import two_letters

LANGUAGES = ("en", "ru", "vi")
SEASON = re.compile(r"(\d{4})-(2[1-4])")


@dataclass(frozen=True, slots=True, eq=False)
class Labels:
    language: str
    table: dict[str, Any]

    def __call__(self, key: str, **values: object) -> str:
        """The label of a key such as ``sections.due.title``. Raises KeyError for a key that no table has."""
        found: Any = self.table
        for part in key.split("."):
            found = found[part]
        return str(found).format(**values) if values else str(found)

    def code(self, code: str) -> str:
        """The name of a state in this language; other codes and names as they are."""
        english = state_name(code)
        if english is None:
            return self("joint") if code == "joint" else code
        alpha2 = two_letters(code)
        return str(_locale(self.language).territories[alpha2]) if alpha2 else english

    def codes(self, codes: tuple[str, ...]) -> str:
        return ", ".join(map(self.code, codes)) or self("nobody")

    def day(self, edtf: str | None) -> str:
        """A date with the precision that it has: "2027", "March 2027", "spring of 2027", "2026 to 2030"."""
        if not edtf:
            return self("undated")
        if "/" in edtf:
            first, last = edtf.split("/", 1)
            return self("period", first=self.day(first), last=self.day(last))
        if season := SEASON.fullmatch(edtf):
            return self(f"seasons.{season[2]}", year=season[1])
        return self._plain(edtf)

    def _plain(self, edtf: str) -> str:
        locale = _locale(self.language)
        try:
            if re.fullmatch(r"\d{4}-\d\d-\d\d", edtf):
                return str(format_date(date.fromisoformat(edtf), "long", locale=locale))
            if re.fullmatch(r"\d{4}-\d\d", edtf):
                return str(format_skeleton("yMMMM", date.fromisoformat(f"{edtf}-01"), locale=locale))
        except ValueError:
            return edtf
        return edtf


@cache
def labels(language: str) -> Labels:
    """Raises PactaError for a language without a table."""
    if language not in LANGUAGES:
        raise PactaError(f"There are no labels in {language!r}.", f"Choose one of {', '.join(LANGUAGES)}.")
    text = (files(__package__) / "languages" / f"{language}.toml").read_text(encoding="utf-8")
    return Labels(language, tomllib.loads(text))


@cache
def _locale(language: str) -> Locale:
    return Locale("en", "GB") if language == "en" else Locale(language)

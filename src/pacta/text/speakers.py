"""For whom a speaker acts, by the names that a document or a table gives."""

from __future__ import annotations

import re
from collections.abc import Iterable

__all__ = ["Speakers"]

_NUMERAL = re.compile(r"[ivx]+|[js]r\.?")  # "Abdullah II" has no surname that others could bear


class Speakers:
    """Names and codes, those that count more first; looked up by the whole name, then by a surname in it."""

    def __init__(self, codes: Iterable[tuple[str, str]]) -> None:
        self._codes: dict[str, str] = {}
        self._by_surname: dict[str, tuple[int, str]] = {}
        for rank, (name, code) in enumerate(codes):
            words = name.casefold().split()
            self._codes[" ".join(words)] = code
            for surname in words[-1:]:
                if not _NUMERAL.fullmatch(surname):
                    self._by_surname.setdefault(surname, (rank, code))

    def by_name(self, speaker: str) -> str | None:
        return self._codes.get(" ".join(speaker.casefold().split()))

    def by_surname(self, speaker: str) -> str | None:
        """The code of the first known surname among the words of a name."""
        words = speaker.casefold().split()
        known = (self._by_surname[word] for word in words if word in self._by_surname)
        return min(known, default=(0, None))[1]

    def code(self, speaker: str) -> str | None:
        return self.by_name(speaker) or self.by_surname(speaker)

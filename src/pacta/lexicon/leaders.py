"""Leaders by the names that texts use for them (``lexicon/LANGUAGE/gazetteer/leaders.toml``)."""

from __future__ import annotations

from functools import cache

from pacta.lexicon.states import load_gazetteer


def usual_name(name: str) -> str:
    """The usual name of a leader named in full otherwise ("Joseph R. Biden" -> "Joe Biden"); others as they are."""
    return _usual_names().get(name, name)


@cache
def _usual_names() -> dict[str, str]:
    rows = load_gazetteer("leaders")["leaders"]
    return {other: row["names"][0] for row in rows for other in row["names"][1:] if " " in other}

"""From the words of an answer to proposals. Nothing is believed: what is not of the asked form is refused."""

from __future__ import annotations

import json
import re
from typing import Any, cast

from pacta.model import KINDS, Kind
from pacta.second_reader.types import Proposal

MOST = 400  # proposals of one passage; more is no reading of a few thousand characters
_FENCE = re.compile(r"^\s*```(?:json)?\s*\n(.*?)\n\s*```\s*$", re.DOTALL)
_CODE = re.compile(r"[\w .,:&'’()/+-]{1,120}")


class BadAnswer(Exception):  # noqa: N818 - a finding, not a failure of the program
    """An answer that is not of the asked form; the text says why."""


def proposals_in(answer: str) -> tuple[Proposal, ...]:
    """The proposals of an answer, not yet found in the text. Raises `BadAnswer`."""
    fenced = _FENCE.match(answer)
    try:
        plain = json.loads(fenced[1] if fenced else answer)
    except (ValueError, RecursionError) as error:
        raise BadAnswer("It is not JSON.") from error
    rows = plain.get("statements") if isinstance(plain, dict) else None
    if not isinstance(rows, list):
        raise BadAnswer('It is not an object with a list of "statements".')
    if len(rows) > MOST:
        raise BadAnswer(f"It lists more than {MOST} statements.")
    return tuple(_proposal(number, row) for number, row in enumerate(rows, 1))


def _proposal(number: int, row: Any) -> Proposal:
    if not isinstance(row, dict):
        raise BadAnswer(f"Statement {number} is no object.")
    words, cue, kind = (row.get(name) for name in ("words", "cue", "kind"))
    if not isinstance(words, str) or not isinstance(cue, str) or not words.strip():
        raise BadAnswer(f'Statement {number} has no "words" or no "cue".')
    if kind not in KINDS:
        raise BadAnswer(f"The kind of statement {number} is none of {', '.join(KINDS)}.")
    firmness = row.get("firmness")
    if kind == "commitment" and (type(firmness) is not int or firmness not in (1, 2, 3, 4)):
        raise BadAnswer(f"Statement {number} is a commitment without a firmness from 1 to 4.")
    return Proposal(
        words.strip(), cue.strip(), cast(Kind, kind), firmness if kind == "commitment" else None,
        _code(row.get("voice")), tuple(sorted(filter(None, map(_code, _list(row.get("actors")))))),
    )  # fmt: skip


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _code(value: Any) -> str | None:
    return value if isinstance(value, str) and _CODE.fullmatch(value) else None

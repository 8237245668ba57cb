"""What is sent for one passage, and nothing besides: type, date, parties, voices, and the words."""

from __future__ import annotations

from importlib import resources
from typing import TypedDict

from pacta.model import Annotations, Document, digest
from pacta.second_reader.passages import Passage

INSTRUCTIONS = resources.files("pacta.second_reader").joinpath("instructions.md").read_text(encoding="utf-8")


class Message(TypedDict):
    """One message of the chat protocol."""

    role: str
    content: str


def messages(document: Document, annotations: Annotations, passage: Passage) -> list[Message]:
    """The two messages that ask for the statements of a passage. The marker comes from the passage's content, so
    that a text cannot close it without knowing what follows."""
    words = passage.span.of(document.text)
    marker = f"PASSAGE {digest(document.id, passage.span, words)[:20]}"
    about = "\n".join(f"{name}: {value}" for name, value in _about(annotations, passage) if value)
    content = f"{about}\n\n<{marker}>\n{words}\n</{marker}>\n\nList the statements of this passage as JSON."
    return [{"role": "system", "content": INSTRUCTIONS}, {"role": "user", "content": content}]


def again(asked: list[Message], answer: str, reason: str) -> list[Message]:
    """The same question after an answer that could not be used."""
    told = f"That answer cannot be used: {reason} Answer again, with the one JSON object and nothing else."
    return [*asked, {"role": "assistant", "content": answer}, {"role": "user", "content": told}]


def _about(annotations: Annotations, passage: Passage) -> list[tuple[str, str]]:
    profile = annotations.profile
    turn = next((turn for turn in annotations.structure.turns if turn.span.overlaps(passage.span)), None)
    voices = sorted({one.voice for one in annotations.statements if one.voice})
    return [
        ("Type", profile.doc_type.value if profile.doc_type else ""),
        ("Date", profile.date.value if profile.date else ""),
        ("Parties", ", ".join(party.value for party in profile.parties)),
        ("Voices", ", ".join(voices)),
        ("Speaker at the start", turn.speaker if turn and turn.span.contains(passage.span) else ""),
    ]

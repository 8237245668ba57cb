"""Frozen types and content-derived ids: the words in which all layers talk to each other."""

from pacta.model.annotations import Annotations
from pacta.model.config import Config, Party
from pacta.model.document import CleaningStep, DocType, Document, Given, LayoutMark, Source
from pacta.model.errors import FAULT, PactaError, UnreadableInput
from pacta.model.ids import digest, document_id, mention_id
from pacta.model.mentions import DateMention, DateType, Figure, Hedge, Name, NameType
from pacta.model.signals import ACTOR_CLASSES, COLUMNS, CUE_CLASSES, HEADS, STRETCH, VOICE_CLASSES, Signals, Window
from pacta.model.span import Span
from pacta.model.statement import KINDS, CodebookVerdict, Deadline, Kind, Statement
from pacta.model.structure import Block, BlockKind, Detected, Profile, Quotation, Structure, Turn

__all__ = [
    "ACTOR_CLASSES", "COLUMNS", "CUE_CLASSES", "FAULT", "HEADS", "KINDS", "STRETCH", "VOICE_CLASSES", "Annotations",
    "Block", "BlockKind", "CleaningStep", "CodebookVerdict", "Config", "DateMention", "DateType", "Deadline",
    "Detected", "DocType", "Document", "Figure", "Given", "Hedge", "Kind", "LayoutMark", "Name", "NameType",
    "PactaError", "Party", "Profile", "Quotation", "Signals", "Source", "Span", "Statement", "Structure",
    "Turn", "UnreadableInput", "Window", "digest", "document_id", "mention_id",
]  # fmt: skip

"""What linking takes from one document. Of the document alone: it is derived once and kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pacta.link.bodies import Holding, Meeting, holdings, meetings
from pacta.link.circumstances import Circumstance, circumstances
from pacta.link.dating import with_dating
from pacta.link.described import descriptions
from pacta.link.events import DatedEvent, dated_events
from pacta.link.figures import FigureFact, figure_facts
from pacta.link.followups import joint_key
from pacta.link.forms import NameUse, alias, form_of, uses_of
from pacta.link.mentions import mentions
from pacta.link.names import NameForm
from pacta.link.passages import sentences
from pacta.link.status import Told, told_stages
from pacta.link.types import Mention, ReadDocument

Claim = DatedEvent | FigureFact | Told | Circumstance | Meeting | Holding


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """``aliases`` are pairs of a short form and the full one that the document explains it by; ``joint`` is the
    key of the joint texts of these parties, None where the text is not theirs together."""

    document: str  # id
    date: str | None
    joint: str | None
    forms: tuple[NameForm, ...]
    uses: tuple[NameUse, ...]
    aliases: tuple[tuple[str, str], ...]
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]


def facts_of(read: ReadDocument) -> DocumentFacts:
    """Derives the facts of a document; one without a date is dated from within."""
    read = with_dating(read)
    short = [found for name in read.annotations.names if (found := alias(name, read))]
    forms = {form.id: form for form in (*_forms(read), *(form for pair in short for form in pair))}
    return DocumentFacts(
        document=read.id,
        date=read.date,
        joint=joint_key(read.parties) if read.annotations.profile.joint else None,
        forms=tuple(forms[id_] for id_ in sorted(forms)),
        uses=tuple(uses_of(read)),
        aliases=tuple(sorted({(a.id, b.id) for a, b in short if a.id != b.id})),
        mentions=tuple(mentions(read)),
        claims=(
            *dated_events(read),
            *figure_facts(read),
            *told_stages(read),
            *circumstances(read),
            *meetings(read),
            *holdings(read),
        ),
    )


def _forms(read: ReadDocument) -> Iterator[NameForm]:
    yield from (form_of(name, read.parties) for name in read.annotations.names)
    for sentence in sentences(read):
        yield from (form for _, form in descriptions(read, sentence))

"""Puts the sections of a meeting pack together."""

from __future__ import annotations

from pacta import __version__
from pacta.app.brief.commitments import agreed, deadlines, due
from pacta.app.brief.desk import FOLLOW_UPS, Desk
from pacta.app.brief.followed import contradicts, moved, questions, silent
from pacta.app.brief.reference import figures, mechanisms, method, people, searched
from pacta.app.publications import selection
from pacta.app.views import DocumentRow, Filters
from pacta.model import PactaError
from pacta.publish.brief import Pack, labels
from pacta.store import Register

MOST = 5  # entries of a group; tables have room for more


def make_pack(
    register: Register,
    filters: Filters = Filters(),
    *,
    language: str = "en",
    as_of: str | None = None,
    codebook: str = "g20-practice",
    most: int = MOST,
) -> Pack:
    """The pack over the documents and statements under the filters. ``as_of`` (ISO) is the day on which deadlines
    are looked at; without it, the date of the latest document, so that the same register gives the same pack.
    Raises PactaError where no document is selected."""
    said = labels(language)
    documents = searched(register, filters)
    if not documents:
        raise PactaError("No document of the register is under these filters.", "Widen them; pacta list documents.")
    dated = max((row.date or "" for row in documents), default="")
    desk = Desk(register, filters, said, as_of or dated, codebook, most)
    sections = (
        agreed(desk), due(desk), silent(desk), moved(desk), contradicts(desk), figures(desk), mechanisms(desk),
        people(desk), questions(desk), method(desk, documents),
    )  # fmt: skip
    return Pack(
        title=said("title"), subtitle=_subtitle(desk, documents), language=language, facts=_facts(desk, documents),
        sections=sections, footer=said("footer", version=__version__),
    )  # fmt: skip


def _subtitle(desk: Desk, documents: tuple[DocumentRow, ...]) -> str:
    parties = desk.filters.party.split("+") if desk.filters.party else _common(documents)
    if not parties:
        return desk.labels("subtitle_all")
    return desk.labels("subtitle", parties=" – ".join(desk.labels.code(code.upper()) for code in parties))


def _common(documents: tuple[DocumentRow, ...]) -> list[str]:
    """Parties of every document that has any, if there are two or more."""
    sets = [set(row.parties) for row in documents if row.parties]
    found = sorted(set.intersection(*sets)) if sets else []
    return found if len(found) > 1 else []


def _facts(desk: Desk, documents: tuple[DocumentRow, ...]) -> tuple[tuple[str, str], ...]:
    said = desk.labels
    dates = sorted(row.date for row in documents if row.date)
    ahead, passed = deadlines(desk)
    kinds = [each.kind for each in desk.findings]
    values = {
        "documents": str(len(documents)),
        "period": said("period", first=said.day(dates[0]), last=said.day(dates[-1])) if dates else said("undated"),
        "as_of": said.day(desk.as_of),
        "commitments": str(len(desk.commitments)),
        "due": str(ahead),
        "overdue": str(passed),
        "silent": str(kinds.count("silent")),
        "contradictions": str(sum(kind not in FOLLOW_UPS for kind in kinds)),
        "selection": said("everything") if desk.filters == Filters() else selection(desk.filters),
    }
    return tuple((said(f"facts.{name}"), value) for name, value in values.items())

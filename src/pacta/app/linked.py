"""What the record across documents says: threads, findings, entities, indicators, mechanisms, comparisons.

Every function brings the links up to date first; links are kept, so that this costs what is new.
"""

from __future__ import annotations

from pacta.app.link_views import FindingView
from pacta.app.linked_comparison import aligned, compared
from pacta.app.linked_entities import abstentions, entities, entity, named
from pacta.app.linked_findings import finding_counts, finding_row, findings
from pacta.app.linked_indicators import indicator, indicators
from pacta.app.linked_mechanisms import mechanism, mechanisms
from pacta.app.linked_threads import rows_of, thread, thread_counts, threads
from pacta.app.linking import refresh
from pacta.store import Register

__all__ = [
    "abstentions", "aligned", "compared", "entities", "entity", "finding", "finding_counts", "findings",
    "indicator", "indicators", "mechanism", "mechanisms", "named", "refresh", "thread", "thread_counts", "threads",
]  # fmt: skip


def finding(register: Register, id: str) -> FindingView:
    """One finding by id or unambiguous prefix of it. Raises PactaError if there is none."""
    refresh(register)
    with register.reading() as connection:
        row = finding_row(connection, id)
        found = rows_of(connection, [row.thread]) if row.thread else []
    return FindingView(row, found[0] if found else None)

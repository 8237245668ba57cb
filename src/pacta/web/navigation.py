"""What stands in the head of every page."""

from __future__ import annotations

main = (
    ("/documents", "Documents"),
    ("/statements?kind=commitment", "Commitments"),
    ("/statements", "Statements"),
    ("/threads", "Threads"),
    ("/findings", "Findings"),
    ("/timeline", "Timeline"),
)
more = (
    ("/compare", "Compare"),
    ("/figures", "Figures"),
    ("/indicators", "Indicators"),
    ("/mechanisms", "Mechanisms"),
    ("/names", "Names"),
    ("/export", "Export"),
    ("/help", "Help"),
)
more_paths = tuple(address for address, _ in more)


def is_here(address: str, path: str, section: str) -> bool:
    """The entry of the page at ``path``; commitments are a list of statements with an entry of its own."""
    target, _, query = address.partition("?")
    return path == target and bool(query) == (section == "commitments")

"""Watching feeds and pages: what is new there comes into the register, politely, with the exchange kept as WARC."""

from pacta.app.watch.rounds import Outcome, Watcher
from pacta.app.watch.sources import Source, sources_in

__all__ = ["Outcome", "Source", "Watcher", "sources_in"]

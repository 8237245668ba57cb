"""The meeting pack over a selection of the register (`publish.brief` says what a pack is)."""

from pacta.app.brief.gather import make_pack

__all__ = ["make_pack"]

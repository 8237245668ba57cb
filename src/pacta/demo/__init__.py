"""The demo corpus: eight documents about two invented states, and a parties file that names them.

Every state, person, company and place in it is invented (the United Nations and a few of its bodies
are not). The texts were written for Pacta and carry Pacta's licence. ``docs/demo.md`` says what is in them.
"""

from pathlib import Path

CORPUS = Path(__file__).parent / "corpus"
PARTIES = Path(__file__).parent / "parties.toml"

__all__ = ["CORPUS", "PARTIES"]

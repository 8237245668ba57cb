"""The fuzz targets hold over their seeds and over seeds that were damaged; `python -m fuzz` looks much further."""

from __future__ import annotations

import pytest
from fuzz.__main__ import NAMES
from fuzz.seeds import WORDS, seeds_of
from fuzz.targets import TARGETS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

QUICK = [name for name in NAMES if name not in ("statements", "any", "pdf")]
PIECES = st.one_of(st.binary(max_size=12), st.sampled_from(WORDS).map(lambda word: word.encode()))


def test_every_target_has_a_name() -> None:
    assert tuple(TARGETS) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_target_holds_over_its_seeds(name: str) -> None:
    for seed in seeds_of(name):
        TARGETS[name](seed)


@pytest.mark.parametrize("name", QUICK)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_target_holds_over_damaged_seeds(name: str, data: st.DataObject) -> None:
    damaged = bytearray(data.draw(st.sampled_from(seeds_of(name))))
    for at, piece in data.draw(st.lists(st.tuples(st.integers(0, len(damaged)), PIECES), max_size=4)):
        damaged[at : at + len(piece)] = piece
    cut = data.draw(st.integers(0, len(damaged)))
    TARGETS[name](bytes(damaged[:cut] if data.draw(st.booleans()) else damaged))


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=12)), max_size=40))
def test_statements_of_any_heap_of_words_are_sound(words: list[str]) -> None:
    TARGETS["statements"](" ".join(words).encode("utf-8", "replace"))

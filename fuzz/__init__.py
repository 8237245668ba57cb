"""Fuzzing: bytes and texts that nobody would write, against what must hold whatever the input.

    python -m fuzz --list
    python -m fuzz dates --seconds 60
    python -m fuzz --all --seconds 300 --corpus build/fuzz

Atheris (coverage-guided) drives the targets; `tests/fuzz` runs each of them over its seeds and over inputs that
Hypothesis makes. A target that raises has found a fault: the input is kept in the corpus folder, made small, and
becomes a test beside the code that failed.
"""

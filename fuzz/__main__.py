"""Runs the fuzzers: ``python -m fuzz TARGET --seconds N``. Needs atheris (``pip install atheris``).

What was kept of them is read again by ``python -m fuzz TARGET --covered``, which needs coverage.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from fuzz.covered import AIMS, tell_coverage
from fuzz.seeds import WORDS, seeds_of

NAMES = tuple(AIMS)
SLOWEST = 60  # seconds that one small input may take before it counts as a fault
MEMORY = 3072  # MiB
LONGEST = 20_000  # bytes of an input


def run(target: str, seconds: int, corpus: Path) -> bool:
    """Fuzzes one target in a process of its own and tells what was done; True if nothing was found."""
    folder = corpus / target
    folder.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds_of(target)):
        (folder / f"seed-{number}").write_bytes(seed)
    with tempfile.NamedTemporaryFile("w", suffix=".dict", encoding="ascii") as words:
        words.write("\n".join(f'"{_escaped(word)}"' for word in WORDS))
        words.flush()
        command = [
            sys.executable, "-m", "fuzz", target, "--inside", f"-max_total_time={seconds}", f"-timeout={SLOWEST}",
            f"-rss_limit_mb={MEMORY}", f"-max_len={LONGEST}", f"-dict={words.name}",
            f"-artifact_prefix={corpus / target}-fault-", "-print_final_stats=1", str(folder),
        ]  # fmt: skip
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    _tell(target, done)
    return done.returncode == 0


def _tell(target: str, done: subprocess.CompletedProcess[str]) -> None:
    said = done.stdout + done.stderr
    runs = re.findall(r"stat::number_of_executed_units:\s*(\d+)", said)
    covered = re.findall(r"cov: (\d+)", said)
    verdict = "nothing found" if done.returncode == 0 else "FAULT"
    print(
        f"{target:12} {runs[-1] if runs else '?':>9} inputs, {covered[-1] if covered else '?':>6} edges, {verdict}"
    )
    if done.returncode:
        print(said[-3000:])
    sys.stdout.flush()


def _escaped(word: str) -> str:
    return "".join(
        chr(byte) if 32 <= byte < 127 and byte not in (34, 92) else f"\\x{byte:02x}" for byte in word.encode()
    )


def _inside(target: str, arguments: list[str]) -> None:
    """In the process of one target: Pacta is loaded with its branches counted."""
    import atheris

    with atheris.instrument_imports(include=["pacta"]):
        from fuzz.targets import TARGETS
    atheris.Setup([sys.argv[0], *arguments], TARGETS[target])
    atheris.Fuzz()


def main() -> int:
    if "--inside" in sys.argv:
        target, _, *arguments = sys.argv[1:]
        _inside(target, arguments)
        return 0
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument("target", nargs="*", choices=[*NAMES, []], help="what to fuzz")
    ap.add_argument("--all", action="store_true", help="every target, one after the other")
    ap.add_argument("--list", action="store_true", help="name the targets")
    ap.add_argument("--seconds", type=int, default=60, help="for each target")
    ap.add_argument(
        "--covered", action="store_true", help="fuzz nothing; tell what share of the code the kept inputs reach"
    )
    ap.add_argument(
        "--corpus", type=Path, default=Path("build/fuzz"), help="folder of inputs that reach something new"
    )
    args = ap.parse_args()
    if args.list or not (args.all or args.target):
        print("\n".join(NAMES))
        return 0
    targets = NAMES if args.all else args.target
    if args.covered:
        for target in targets:
            tell_coverage(target, args.corpus)
        return 0
    results = [run(target, args.seconds, args.corpus) for target in targets]
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())

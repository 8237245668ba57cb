"""Documents that really kill, or stop, the process that reads them: Python runs a module of the name
`sitecustomize` in every process that finds one, and this one lays traps beneath the reader.
"""

from __future__ import annotations

from pathlib import Path

KILLS, HANGS, KILLS_WHEN_OPENED = (
    "This kills its reader.",
    "This stops its reader.",
    "This kills when it is opened.",
)
TRAPS = f"""
import os, signal, time
import pacta.ingest.reading
import pacta.pipeline

read, parse = pacta.pipeline.read, pacta.ingest.reading._PARSERS["text"]

def deadly(document, config):
    if {KILLS!r} in document.text:
        os.kill(os.getpid(), signal.SIGKILL)
    if {HANGS!r} in document.text:
        time.sleep(1000)
    return read(document, config)

def deadly_parse(data, *arguments, **named):
    if {KILLS_WHEN_OPENED!r}.encode() in data:
        os.kill(os.getpid(), signal.SIGKILL)
    return parse(data, *arguments, **named)

pacta.pipeline.read = deadly
pacta.ingest.reading._PARSERS["text"] = deadly_parse
"""


def lay_traps(folder: Path) -> Path:
    """The folder that has to stand first on the path of the processes that read."""
    (folder / "sitecustomize.py").write_text(TRAPS, encoding="utf-8")
    return folder

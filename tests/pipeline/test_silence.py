"""Reading a document tells nobody about it."""

from __future__ import annotations

import subprocess
import sys

WATCH = """
import os, sys
class Watch:
    def find_spec(self, name, path=None, target=None):
        if name == "onnxruntime":
            print(os.environ.get("ORT_DISABLE_TELEMETRY"))
sys.meta_path.insert(0, Watch())
import pacta.pipeline
"""


def test_the_runtimes_telemetry_is_off_before_the_runtime_is_loaded() -> None:
    done = subprocess.run([sys.executable, "-c", WATCH], capture_output=True, text=True, check=True, env={})
    assert done.stdout.split() == ["1"]

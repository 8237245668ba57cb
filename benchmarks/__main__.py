"""``python -m benchmarks``: the speed of reading. See `benchmarks.reading` and `benchmarks.hostile`."""

from __future__ import annotations

import sys

from benchmarks.reading import main

if __name__ == "__main__":
    sys.exit(main())

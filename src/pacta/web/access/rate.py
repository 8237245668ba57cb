"""How often one may ask: a bucket a caller that fills steadily and holds so many drops."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

CALLERS = 10_000  # remembered at once; the longest unheard is forgotten first


class Rate:
    """``per_minute`` requests on average, as many at once; kept in this process only."""

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.most, self.clock = float(per_minute), clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = Lock()

    def takes(self, caller: str) -> bool:
        """True if the caller may go on; False if it has to wait."""
        with self._lock:
            now = self.clock()
            left, seen = self._buckets.pop(caller, (self.most, now))
            left = min(self.most, left + (now - seen) * self.most / 60)
            self._buckets[caller] = (left - 1 if left >= 1 else left, now)
            if len(self._buckets) > CALLERS:
                self._buckets.popitem(last=False)
            return left >= 1

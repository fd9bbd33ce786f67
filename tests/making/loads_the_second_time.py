"""The mishaps' craft, but that it cannot be loaded the first time, which a file remembers."""

import os
import signal
from pathlib import Path

from .mishaps import fulfil, warm

__all__ = ["fulfil", "warm"]

_MARK = Path(os.environ["LOADED_BEFORE"])
if not _MARK.exists():
    _MARK.touch()
    left = signal.getitimer(signal.ITIMER_REAL)[0]
    raise RuntimeError(f"loaded for the first time, for {left:.0f} seconds at most")

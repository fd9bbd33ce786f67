"""Signs of life: whoever answers for a run says so every few seconds, so that a run that nobody carries out is known.

It goes with the process, however that ends, and works for any number of machines on one database.
"""

import logging
from collections.abc import Callable, Collection
from datetime import timedelta
from threading import Event, Lock, Thread

LOG = logging.getLogger(__name__)
BEAT_SECONDS = 15
DEAD_AFTER = timedelta(seconds=45)
"""How long after its last sign of life a run is taken for left over: three beats, so that one may be lost."""


class Pulse:
    """The runs that this process answers for. *beat* is called with their ids every few seconds while there are any."""

    def __init__(self, beat: Callable[[Collection[str]], None]) -> None:
        self._beat = beat
        self._held: set[str] = set()
        self._lock = Lock()
        self._stopped = Event()
        self._thread: Thread | None = None

    def hold(self, run_id: str) -> None:
        """From now on this process answers for that run."""
        with self._lock:
            self._held.add(run_id)
            if self._thread is None:
                self._thread = Thread(target=self._go_on, name="pulse", daemon=True)
                self._thread.start()

    def let_go(self, run_id: str) -> None:
        """This process answers for that run no more."""
        with self._lock:
            self._held.discard(run_id)

    def stop(self) -> None:
        """Answer for nothing more."""
        self._stopped.set()
        if self._thread is not None:
            self._thread.join()

    def _go_on(self) -> None:
        while not self._stopped.wait(BEAT_SECONDS):
            with self._lock:
                held = frozenset(self._held)
            try:
                if held:
                    self._beat(held)
            except Exception as error:  # the database is away: the next beat may reach it
                LOG.warning("a sign of life could not be given: %s", type(error).__name__)

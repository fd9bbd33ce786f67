"""Python's collector of garbage rests while a letter is made: all that it would look at is still in use."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """No garbage is collected within, which saves a fourteenth of the work.

    It never rests for good: of several threads, the one that stopped it lets it go on, whoever else is still within.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()

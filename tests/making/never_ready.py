"""A craft whose worker never gets warm."""

import time


def warm() -> None:
    """Take for ever."""
    time.sleep(600)

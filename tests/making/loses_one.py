"""The real craft, but that whoever is to write to the person `p1` is killed."""

import os
import signal
from typing import Any

from correspondence.making import Order, Write
from correspondence.making import letters as craft

CRAFT = "tests.making.loses_one"


def warm() -> None:
    """Load what letters need."""
    craft.warm()


def fulfil(order: Order[Any]) -> Any:
    """Make a letter, unless it is that person's."""
    if isinstance(order, Write) and order.letter.recipient == "p1":
        os.kill(os.getpid(), signal.SIGKILL)
    return craft.fulfil(order)

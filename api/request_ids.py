"""The id of a call: ours alone, so that whoever is told of a trouble can name the lines about it."""

import secrets
from contextvars import ContextVar

HEADER = "Request-Id"
_CURRENT: ContextVar[str | None] = ContextVar("request_id", default=None)


def begin() -> str:
    """A new id for the call that begins here. What a caller sends as an id is never taken: it may be anything."""
    request_id = secrets.token_hex(8)
    _CURRENT.set(request_id)
    return request_id


def current() -> str | None:
    """The id of the call that is being answered; None outside of any."""
    return _CURRENT.get()

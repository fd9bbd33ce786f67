"""What the service logs: one JSON object a line, with when and where, and never a value that somebody sent.

Our own lines hold our own words, ids and numbers alone. Of what a library logs only its fixed words are kept, not what
it would put into them; of an exception its type and its place.
"""

import json
import logging
from datetime import UTC, datetime
from pathlib import Path
from traceback import extract_tb
from types import TracebackType
from typing import Any

_OURS = "correspondence"
_FIELDS = ("request_id", "method", "route", "status", "milliseconds", "key")


class Lines(logging.Formatter):
    """Gives each record its line."""

    def format(self, record: logging.LogRecord) -> str:
        """One JSON object."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        said: dict[str, Any] = {"time": at, "level": record.levelname.lower(), "logger": record.name}
        said["event"] = record.getMessage() if _is_ours(record.name) else str(record.msg)
        said |= {name: getattr(record, name) for name in _FIELDS if hasattr(record, name)}
        if record.exc_info and record.exc_info[0] is not None:
            said |= {"error": record.exc_info[0].__name__, "place": _place(record.exc_info[2])}
        return json.dumps(said, ensure_ascii=False)


def _place(raised: TracebackType | None) -> str:
    frames = extract_tb(raised)
    return f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "unknown"


def _is_ours(name: str) -> bool:
    return name.split(".")[0] == _OURS


def set_up() -> None:
    """From now on everything that is logged in this process goes to the standard error stream, line by line."""
    handler = logging.StreamHandler()
    handler.setFormatter(Lines())
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger(_OURS).setLevel(logging.INFO)

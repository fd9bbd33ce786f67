"""What is wrong with the database or the disk when a call fails, told from the error alone, in words without a value.

Whatever it is, nothing is half kept: what a call records is one transaction.
"""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum

from alembic.util import CommandError
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout


class Trouble(StrEnum):
    """What stands in the way. All but `damaged` pass, or can be helped while the service runs."""

    BUSY = "busy"
    UNREACHABLE = "unreachable"
    FULL = "full"
    READ_ONLY = "read_only"
    DAMAGED = "damaged"


IN_WORDS = {
    Trouble.BUSY: "the database is busy with something that takes long",
    Trouble.UNREACHABLE: "the database cannot be reached",
    Trouble.FULL: "the disk is full",
    Trouble.READ_ONLY: "the folder or the database cannot be written to",
    Trouble.DAMAGED: "the database is damaged, or is no database of this service",
}

_OF_SQLITE = {
    sqlite3.SQLITE_BUSY: Trouble.BUSY,
    sqlite3.SQLITE_LOCKED: Trouble.BUSY,
    sqlite3.SQLITE_FULL: Trouble.FULL,
    sqlite3.SQLITE_READONLY: Trouble.READ_ONLY,
    sqlite3.SQLITE_PERM: Trouble.READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: Trouble.READ_ONLY,
    sqlite3.SQLITE_IOERR: Trouble.UNREACHABLE,
    sqlite3.SQLITE_CORRUPT: Trouble.DAMAGED,
    sqlite3.SQLITE_NOTADB: Trouble.DAMAGED,
}
_OF_POSTGRESQL = {  # by the class of the SQLSTATE, or by the whole of it
    "08": Trouble.UNREACHABLE,
    "53100": Trouble.FULL,
    "53": Trouble.BUSY,
    "55P03": Trouble.BUSY,
    "40": Trouble.BUSY,
    "57": Trouble.UNREACHABLE,
    "58": Trouble.UNREACHABLE,
    "28": Trouble.UNREACHABLE,
    "3D": Trouble.UNREACHABLE,
    "25006": Trouble.READ_ONLY,
    "XX001": Trouble.DAMAGED,
    "XX002": Trouble.DAMAGED,
}
_OF_SYSTEM = {
    errno.ENOSPC: Trouble.FULL,
    errno.EDQUOT: Trouble.FULL,
    errno.EFBIG: Trouble.FULL,
    errno.EROFS: Trouble.READ_ONLY,
    errno.EACCES: Trouble.READ_ONLY,
    errno.EPERM: Trouble.READ_ONLY,
    errno.EIO: Trouble.UNREACHABLE,
}


def trouble_in(error: BaseException) -> Trouble | None:
    """What *error* says is wrong with the database or the disk; None where it says nothing of either."""
    if isinstance(error, OSError):
        return _OF_SYSTEM.get(error.errno or 0)
    if isinstance(error, PoolTimeout):
        return Trouble.BUSY
    if not isinstance(error, DBAPIError):
        return None
    if isinstance(error.orig, sqlite3.Error):
        return _OF_SQLITE.get(getattr(error.orig, "sqlite_errorcode", 0) & 0xFF)
    state: str | None = getattr(error.orig, "sqlstate", None)
    if state is None:  # it never got so far as to be told anything
        return Trouble.UNREACHABLE if error.connection_invalidated or _is_of_connecting(error) else None
    return next((_OF_POSTGRESQL[part] for part in (state, state[:2]) if part in _OF_POSTGRESQL), None)


def _is_of_connecting(error: DBAPIError) -> bool:
    return type(error.orig).__name__ in {"OperationalError", "ConnectionTimeout", "InterfaceError"}


_UNKNOWN_REVISION = "Can't locate revision"
_NEWER = "the register was made by a newer version of this service, which this one cannot read"


class Unusable(Exception):
    """The register cannot be opened. The message is one sentence, with no address and no password in it."""


@contextmanager
def opening() -> Iterator[None]:
    """Whatever goes wrong with the database or its folder meanwhile is raised as `Unusable`."""
    try:
        yield
    except CommandError as error:  # a revision that nobody here knows, or one that says why it cannot be made
        is_newer = _UNKNOWN_REVISION in str(error)
        raise Unusable(_NEWER if is_newer else str(error)) from None
    except (ArgumentError, NoSuchModuleError, ImportError, ValueError):
        raise Unusable(
            "CORRESPONDENCE_DATABASE is no address of a database that can be used (an SQLAlchemy URL)"
        ) from None
    except (FileExistsError, NotADirectoryError):
        raise Unusable("the folder of the register is no folder") from None
    except LookupError:
        raise Unusable(IN_WORDS[Trouble.DAMAGED]) from None
    except (SQLAlchemyError, OSError) as error:
        trouble = trouble_in(error)
        raise Unusable(IN_WORDS[trouble] if trouble else "the register cannot be opened") from None

"""What a driver says of its database or of the disk is told as one trouble, or as none."""

import errno
import sqlite3

import pytest
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from correspondence.storage.trouble import Trouble, trouble_in

SQLITE = {
    "BUSY": Trouble.BUSY,
    "LOCKED": Trouble.BUSY,
    "FULL": Trouble.FULL,
    "READONLY": Trouble.READ_ONLY,
    "PERM": Trouble.READ_ONLY,
    "CANTOPEN": Trouble.READ_ONLY,
    "IOERR": Trouble.UNREACHABLE,
    "CORRUPT": Trouble.DAMAGED,
    "NOTADB": Trouble.DAMAGED,
    "ERROR": None,
    "CONSTRAINT": None,
}


class OfPostgresql(Exception):
    """What its driver raises, with the state that the server told."""

    def __init__(self, sqlstate: str | None) -> None:
        super().__init__("what the server says")
        self.sqlstate = sqlstate


def told(said: Exception) -> Trouble | None:
    """What is made of an error of a driver."""
    return trouble_in(OperationalError("SELECT 1", {}, said))


@pytest.mark.parametrize("name", SQLITE)
def test_whatever_sqlite_says_in_its_longer_codes_is_understood(name: str) -> None:
    codes = {each: getattr(sqlite3, each) for each in dir(sqlite3) if f"{each}_".startswith(f"SQLITE_{name}_")}
    for code in codes.values():
        said = sqlite3.OperationalError("what SQLite says")
        said.sqlite_errorcode = code
        assert told(said) is SQLITE[name], codes


@pytest.mark.parametrize(
    ("state", "trouble"),
    [
        ("53100", Trouble.FULL),
        ("53300", Trouble.BUSY),
        ("55P03", Trouble.BUSY),
        ("40P01", Trouble.BUSY),
        ("57P01", Trouble.UNREACHABLE),
        ("08006", Trouble.UNREACHABLE),
        ("28P01", Trouble.UNREACHABLE),
        ("3D000", Trouble.UNREACHABLE),
        ("25006", Trouble.READ_ONLY),
        ("25001", None),
        ("XX001", Trouble.DAMAGED),
        ("XX000", None),
        ("42601", None),
    ],
)
def test_what_postgresql_says_is_told_by_its_whole_state_before_its_class(state: str, trouble: Trouble | None) -> None:
    assert told(OfPostgresql(state)) is trouble


@pytest.mark.parametrize(
    ("error", "trouble"),
    [
        (OSError(errno.ENOSPC, "full"), Trouble.FULL),
        (OSError(errno.EROFS, "read only"), Trouble.READ_ONLY),
        (OSError(errno.EIO, "broken"), Trouble.UNREACHABLE),
        (OSError(errno.ENOENT, "not there"), None),
        (PoolTimeout(), Trouble.BUSY),
        (ValueError("nothing of either"), None),
    ],
    ids=repr,
)
def test_what_the_system_and_the_pool_say_is_told_too(error: Exception, trouble: Trouble | None) -> None:
    assert trouble_in(error) is trouble

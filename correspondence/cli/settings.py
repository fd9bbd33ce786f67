"""What the environment says: which directory, which folder, which database. The only place that reads a clock."""

import os
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime
from ipaddress import ip_address
from pathlib import Path

from correspondence.directory_file import read_directory
from correspondence.dispatch.channels import NO_FILE, BadChannels, Channels, read_channels
from correspondence.making import Limits, OwnProcess, Pool, use
from correspondence.protocol.days.calendar import london_day, observe
from correspondence.protocol.directory import Directory
from correspondence.service import Service
from correspondence.shipped import FOLDER, IN_A_WHEEL
from correspondence.storage import Register


class WrongUse(Exception):
    """The command cannot run as it was called. The message says what is missing."""


def data_folder() -> Path:
    """`CORRESPONDENCE_DATA`: the folder of the embedded database and of the documents; else `var/`.

    That is the checkout's own or, installed from a wheel, one where the command is called.
    """
    return Path(os.environ.get("CORRESPONDENCE_DATA") or ("var" if IN_A_WHEEL else FOLDER / "var"))


def directory(default: Path | None = None) -> Directory:
    """The directory that `CORRESPONDENCE_DIRECTORY` names, its bank holidays observed. Raises `WrongUse` for none."""
    named = os.environ.get("CORRESPONDENCE_DIRECTORY") or default
    if named is None:
        raise WrongUse("CORRESPONDENCE_DIRECTORY names no directory file, and nothing runs without one")
    read = read_directory(Path(named))
    observe(read.bank_holidays)
    return read


def channels() -> Channels:
    """The channels of the file that `CORRESPONDENCE_CHANNELS` names; else none but our own printer.

    Raises `WrongUse` with every fault of it.
    """
    named = os.environ.get("CORRESPONDENCE_CHANNELS")
    try:
        return read_channels(Path(named)) if named else NO_FILE
    except BadChannels as error:
        raise WrongUse(str(error)) from None


def open_register() -> Register:
    """The register: `CORRESPONDENCE_DATABASE`, an SQLAlchemy URL, else SQLite in the data folder."""
    return Register.open(os.environ.get("CORRESPONDENCE_DATABASE") or None, data_folder(), now)


@contextmanager
def service(default_directory: Path | None = None) -> Iterator[Service]:
    """The service on this environment's directory and register, which is closed at the end, whatever happened."""
    known = directory(default_directory)
    with open_register() as register:
        yield Service(register, known)


def now() -> datetime:
    """The instant, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The day it is in London."""
    return london_day(now())


def is_loopback(host: str) -> bool:
    """Whether that name or address leads to this very machine and is reached from no other."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def workers() -> Pool:
    """The worker processes that make letters, as this environment wants them. They begin at once.

    `CORRESPONDENCE_WORKERS`: how many (2; 1 for a small machine). `CORRESPONDENCE_LETTER_SECONDS` (120) and
    `CORRESPONDENCE_LETTER_MEGABYTES` (1024): what one letter may take before it is given up.
    """
    limits = Limits(
        seconds=_number("CORRESPONDENCE_LETTER_SECONDS", 120, most=3600),
        megabytes=_number("CORRESPONDENCE_LETTER_MEGABYTES", 1024, most=1024 * 1024),
    )
    return Pool(_number("CORRESPONDENCE_WORKERS", 2, most=64), limits)


@contextmanager
def letters_made_apart() -> Iterator[None]:
    """Have `workers` make every letter until the end: one that breaks its process, or hangs, stops no other.

    Raises `CannotMake`, before anything is done, where no letter can be made on this machine.
    """
    with closing(workers()) as makers:
        makers.check()
        use(makers)
        try:
            yield
        finally:
            use(OwnProcess())


def _number(name: str, default: int, *, most: int) -> int:
    """A whole number from 1 to *most* that the environment gives. Raises `WrongUse` for anything else."""
    given = os.environ.get(name) or str(default)
    if not (given.isascii() and given.isdecimal() and len(given) < 9 and 1 <= int(given) <= most):
        raise WrongUse(f"{name} is a whole number from 1 to {most}")
    return int(given)


def read_file(path: Path) -> bytes:
    """The bytes of a file that was named on the command line. Raises `WrongUse`."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise WrongUse(f"{path.name} cannot be read: {error.strerror}") from None


def progress(done: int, total: int, what: str) -> None:
    """Tell whoever waits how far it is: one line that is written over on a terminal, else every tenth part."""
    if sys.stderr.isatty():
        print(f"\r{what}: {done} of {total}", end="\n" if done == total else "", file=sys.stderr, flush=True)
    elif done == total or done % max(1, total // 10) == 0:
        print(f"{what}: {done} of {total}", file=sys.stderr, flush=True)

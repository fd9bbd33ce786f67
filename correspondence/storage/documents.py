"""The documents' files: each content once, under its SHA-256, synced to disk before any row names it."""

import fcntl
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from shutil import disk_usage
from tempfile import mkstemp

from .errors import DocumentDamaged, Fault

_PRIVATE_FOLDER = 0o700
_PRIVATE_FILE = 0o600


class DocumentStore:
    """Files in `<folder>/documents/ab/abcdef...`, readable by their owner alone.

    A lock keeps `keeping` (files are written, then the rows that name them) and `alone` (files that no row names
    are removed) apart, also between processes: a file is never removed between the two steps.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(mode=_PRIVATE_FOLDER, parents=True, exist_ok=True)
        self._folder = folder / "documents"
        self._lock = folder / ".lock"
        _make_folder(self._folder)

    @contextmanager
    def keeping(self) -> Iterator[None]:
        """While this lasts nothing is removed. Any number may keep at once."""
        with self._locked(fcntl.LOCK_SH):
            yield

    @contextmanager
    def alone(self) -> Iterator[None]:
        """While this lasts nobody else keeps or removes."""
        with self._locked(fcntl.LOCK_EX):
            yield

    @contextmanager
    def _locked(self, how: int) -> Iterator[None]:
        opened = os.open(self._lock, os.O_RDWR | os.O_CREAT, _PRIVATE_FILE)
        try:
            fcntl.flock(opened, how)
            yield
        finally:
            os.close(opened)  # and with it the lock

    def free_bytes(self) -> int:
        """How much room there is for more."""
        return disk_usage(self._folder).free

    def put(self, contents: Iterable[bytes]) -> None:
        """Every content has a whole file that outlives a power cut. A damaged file is replaced."""
        folders = set()
        for content in contents:
            digest = sha256(content).hexdigest()
            path = self._path(digest)
            _make_folder(path.parent)
            if self.fault(digest) is not None:
                _write(path, content)
            folders.add(path.parent)
        for folder in folders:
            _sync_folder(folder)

    def read(self, digest: str) -> bytes:
        """The content with that SHA-256. Raises `DocumentDamaged` when the file is missing or another's."""
        try:
            content = self._path(digest).read_bytes()
        except FileNotFoundError:
            raise DocumentDamaged(digest, Fault.MISSING) from None
        if sha256(content).hexdigest() != digest:
            raise DocumentDamaged(digest, Fault.CHANGED)
        return content

    def fault(self, digest: str) -> Fault | None:
        """What is wrong with a file; None when it is what was kept."""
        try:
            self.read(digest)
        except DocumentDamaged as damaged:
            return damaged.fault
        return None

    def remove(self, digests: Iterable[str]) -> int:
        """How many files were removed; those already gone do not count. Call it while `alone`."""
        return _remove(path for digest in digests if (path := self._path(digest)).exists())

    def sweep(self, named: Callable[[str], set[str]]) -> int:
        """How many files nothing names were removed, half-written ones included.

        *named* gives the SHA-256s in use that start with two given digits. It is `alone` for one folder after another,
        so that whoever keeps something meanwhile waits for one folder at most.
        """
        removed = 0
        for folder in self._folder.iterdir():
            with self.alone():
                removed += _remove(self._unnamed(folder, named(folder.name)))
        return removed

    def _unnamed(self, folder: Path, in_use: set[str]) -> list[Path]:
        return [path for path in folder.iterdir() if path.name not in in_use]

    def _path(self, digest: str) -> Path:
        return self._folder / digest[:2] / digest


def _make_folder(folder: Path) -> None:
    if not folder.is_dir():
        folder.mkdir(mode=_PRIVATE_FOLDER, exist_ok=True)
        _sync_folder(folder.parent)


def _write(path: Path, content: bytes) -> None:
    """Write a temporary file, sync it, and give it its name in one step."""
    opened, name = mkstemp(dir=path.parent, prefix=".new-")  # readable by its owner alone
    try:
        with os.fdopen(opened, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _remove(paths: Iterable[Path]) -> int:
    removed = list(paths)
    for path in removed:
        path.unlink()
    for folder in {path.parent for path in removed}:
        _sync_folder(folder)
    return len(removed)


def _sync_folder(folder: Path) -> None:
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)

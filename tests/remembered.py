"""What a run of the tests has made, remembered while it lasts: most of them begin with the same family and its letters.

What is remembered lies in the run's own folder, which its processes share, under a hash of all that went into it: of
the same there the same comes again, which is proved where rendering is tested and by every golden file. No run sees
what another made, so nothing that is changed between them is hidden. Whoever imports `remember_what_was_rendered` into
a conftest has its tests render each document once; those of rendering itself must not.
"""

import os
import pickle
from collections.abc import Callable, Iterator
from functools import lru_cache, wraps
from hashlib import sha256
from pathlib import Path
from sqlite3 import Connection as SQLiteConnection
from typing import Any, TypeVar

import pytest
from sqlalchemy import Engine, event
from sqlalchemy.pool import ConnectionPoolEntry

from correspondence import rendering
from correspondence.checks import accessibility, contents, pdf_contents
from correspondence.rendering import docx, pdf
from correspondence.storage import database, register

_T = TypeVar("_T")
_to_docx = lru_cache(maxsize=400)(docx.to_docx)


def _remembered(folder: Path, made: Callable[..., _T]) -> Callable[..., _T]:
    """*made*, which looks into *folder* first. What it raises is raised anew each time."""

    @wraps(made)
    def looked_up(*given: Any, **named: Any) -> _T:
        wanted = pickle.dumps((made.__module__, made.__qualname__, given, sorted(named.items())))
        place = folder / sha256(wanted).hexdigest()
        if place.exists():
            known: _T = pickle.loads(place.read_bytes())
            return known
        found = made(*given, **named)
        half_written = place.with_suffix(f".{os.getpid()}")
        half_written.write_bytes(pickle.dumps(found))
        half_written.replace(place)  # whoever else makes it at the same moment makes the same
        return found

    return looked_up


def _folder_of_this_run(factory: pytest.TempPathFactory) -> Path:
    """A folder that the processes of this run share, and no other run sees."""
    mine = factory.getbasetemp()
    folder = (mine.parent if "PYTEST_XDIST_WORKER" in os.environ else mine) / "remembered"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(autouse=True, scope="module")
def remember_what_was_rendered(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """While the tests of a module run, a PDF is made once in the run and read once, and a Word file once a process."""
    folder = _folder_of_this_run(tmp_path_factory)
    read_pdf = _remembered(folder, pdf_contents.read_pdf)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pdf, "_made", _remembered(folder, pdf._made))
        patch.setattr(rendering, "to_docx", _to_docx)
        for module in (pdf_contents, accessibility, contents):
            patch.setattr(module, "read_pdf", read_pdf)
        yield


@pytest.fixture(autouse=True, scope="session")
def begin_from_a_migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A register of a test begins as a copy of what the revisions made once, and is then migrated as any other.

    Nobody waits for the disk where it lies (`wait_for_no_disk`).
    """
    folder = tmp_path_factory.mktemp("migrated")
    database.migrated(database.connect(None, folder)).dispose()
    made = (folder / "register.sqlite").read_bytes()

    def begun(engine: Engine) -> Engine:
        if engine.dialect.name == "sqlite":
            event.listen(engine, "connect", _waits_for_no_disk)
        file = Path(engine.url.database or "-")
        if file.is_file() and not file.stat().st_size:
            file.write_bytes(made)
        return database.migrated(engine)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(register, "migrated", begun)
        yield


@pytest.fixture(autouse=True, scope="session")
def wait_for_no_disk() -> Iterator[None]:
    """The power does not fail while tests run: what they keep is on the disk when the system likes.

    A service has each write there before it answers, as `tests/storage` proves; nobody else waits for it here, some
    thousand times five milliseconds. The servers that tests start do.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _file: None)
        yield


def _waits_for_no_disk(connection: SQLiteConnection, _: ConnectionPoolEntry) -> None:
    connection.execute("PRAGMA synchronous = OFF")

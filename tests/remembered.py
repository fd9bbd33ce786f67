"""What a session of tests has rendered, remembered: most of them begin with the same family and its same letters.

The same text of the same letter gives the same bytes: that is proved where rendering is tested, and by every golden
file. Whoever imports `remember_what_was_rendered` into a conftest has its tests render each document once.
"""

from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from correspondence import rendering
from correspondence.storage import database, register

_KEPT = 400
_REMEMBERED: dict[str, Callable[..., Any]] = {
    name: lru_cache(maxsize=_KEPT)(getattr(rendering, name)) for name in ("to_pdf", "to_docx")
}


@pytest.fixture(autouse=True, scope="session")
def remember_what_was_rendered() -> Iterator[None]:
    """Rendering that remembers, while these tests run."""
    with pytest.MonkeyPatch.context() as patch:
        for name, remembered in _REMEMBERED.items():
            patch.setattr(rendering, name, remembered)
        yield


@pytest.fixture(autouse=True, scope="session")
def begin_from_a_migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A register of a test begins as a copy of what the revisions made once, and is then migrated as any other."""
    folder = tmp_path_factory.mktemp("migrated")
    database.migrated(database.connect(None, folder)).dispose()
    made = (folder / "register.sqlite").read_bytes()

    def begun(engine: Engine) -> Engine:
        file = Path(engine.url.database or "-")
        if file.is_file() and not file.stat().st_size:
            file.write_bytes(made)
        return database.migrated(engine)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(register, "migrated", begun)
        yield

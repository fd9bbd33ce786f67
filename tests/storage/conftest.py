"""A register in a folder of its own for every test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from correspondence.storage.register import Register

from .samples import open_register


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the register of this test is."""
    return tmp_path / "var"


@pytest.fixture
def register(folder: Path) -> Iterator[Register]:
    """An empty register."""
    with open_register(folder) as opened:
        yield opened

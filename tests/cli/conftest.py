"""What the tests of commands share: letters are made in the tests' own process, which has loaded all that it takes."""

from contextlib import nullcontext

import pytest

from correspondence.cli import settings
from tests.remembered import remember_what_was_rendered  # noqa: F401  # a fixture of every test here


@pytest.fixture(autouse=True)
def letters_are_made_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """`tests/cli/test_letters_made_apart.py` has real workers."""
    monkeypatch.setattr(settings, "letters_made_apart", nullcontext)

"""What a session of tests has rendered, remembered: most of them begin with the same family and its same letters.

The same text of the same letter gives the same bytes: that is proved where rendering is tested, and by every golden
file. Whoever imports `remember_what_was_rendered` into a conftest has its tests render each document once.
"""

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

import pytest

from correspondence import rendering

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

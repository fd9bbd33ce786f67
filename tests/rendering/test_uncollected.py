"""The collector of garbage rests while a letter is made, and only then."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from traceback import extract_stack
from typing import Any

import pytest

from correspondence import writing
from correspondence.documents import DocumentForm
from correspondence.rendering import compose, render
from correspondence.rendering.uncollected import uncollected
from tests import build
from tests.checks.samples import to
from tests.rendering.samples import LETTER


@contextmanager
def collections_in(*packages: str) -> Iterator[list[str]]:
    """Where in *packages* the collector was called, while this is open."""
    places: list[str] = []

    def hear(_phase: str, _: dict[str, Any]) -> None:
        files = (Path(frame.filename) for frame in extract_stack())
        places.extend(f"{file.parent.name}/{file.name}" for file in files if {*packages} & {*file.parts})

    gc.callbacks.append(hear)
    try:
        yield places
    finally:
        gc.callbacks.remove(hear)


def test_no_garbage_is_collected_while_a_letter_is_made_and_checked() -> None:
    letter, case_file = to("p1")
    with collections_in("weasyprint", "docx", "checks") as places:
        writing.write(letter, case_file, build.directory())
    assert places == []
    assert gc.isenabled()


def test_no_garbage_is_collected_while_a_pdf_is_made() -> None:
    text = compose(LETTER, "en")
    with collections_in("weasyprint") as places:
        render(text, LETTER, DocumentForm.PDF)
    assert places == []


def test_the_collector_goes_on_after_a_letter_that_failed() -> None:
    with pytest.raises(LookupError), uncollected():
        raise LookupError
    assert gc.isenabled()


def test_whoever_stopped_the_collector_lets_it_go_on() -> None:
    with uncollected():
        with uncollected():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()

"""What goes from process to process, and what stands in its place where nothing comes back."""

import pickle

import pytest

from correspondence.catalogue.kind import AnyKind
from correspondence.catalogue.registry import CATALOGUE
from correspondence.checks import Code, finding
from correspondence.documents import Document, Severity
from correspondence.making import Examine, MakeAgain, NotMade, OfOffice, Order, SayFingerprint, Write
from tests.rendering.samples import LETTER


@pytest.mark.parametrize("kind", CATALOGUE.values(), ids=CATALOGUE)
def test_every_kind_of_letter_goes_by_its_code(kind: AnyKind) -> None:
    assert pickle.loads(pickle.dumps(kind)) is kind


@pytest.mark.parametrize("code", [code for code in Code if code.startswith("making.")])
def test_a_letter_that_nobody_could_make_or_examine_is_held(code: Code) -> None:
    held = finding(code, "letter")
    made = Write(letter=LETTER, beside=OfOffice()).unmade(code)
    assert (made.documents, made.findings) == ((), (held,))
    assert Examine(letter=LETTER, documents=(), beside=OfOffice()).unmade(code) == (held,)
    assert held.severity is Severity.BLOCKING


def test_nothing_stands_in_the_place_of_a_document_made_again() -> None:
    form = LETTER.kind.parts[0].forms[0]
    order: Order[Document | None] = MakeAgain(
        letter=LETTER, part="letter", form=form, language="en", large_print=False, copy_to=None
    )
    assert order.unmade(Code.WORKER_DIED) is None


def test_a_fingerprint_that_nobody_could_say_is_an_error() -> None:
    with pytest.raises(NotMade, match="worker_died"):
        SayFingerprint().unmade(Code.WORKER_DIED)

"""The net around real letters: what our templates and forms make passes, and a leak within it does not."""

from itertools import product

import pytest

from correspondence.documents import WrittenLetter
from correspondence.protocol.events import AnyEvent
from tests import build
from tests.remembered import remember_what_was_rendered  # noqa: F401  # a fixture of every test here
from tests.written import write_letters

OUR_PLACES = {"pdf page 1", "docx body", "html", "txt"}


def _written(note: str | None = None) -> tuple[WrittenLetter, ...]:
    """The example's update, with a note for the father and another for the elder child, or without."""
    notes = [{"person_id": each, "language": "en", "text": note} for each in ("p1", "c1")] if note else []
    received: list[AnyEvent] = [build.decision(), build.update_due({"notes": notes})]
    return write_letters(received, [], build.directory(), received[-1].occurred_on)


def _leaks(letter: WrittenLetter) -> set[tuple[str, str]]:
    return {(f.code, f.where) for f in letter.findings if not f.code.startswith("wording.unaccepted")}


def test_no_letter_of_the_example_has_a_leak_or_shuts_anybody_out() -> None:
    letters = _written()
    assert [one.letter.recipient for one in letters] == ["p1", "p2", "c1", "c2"]
    for one in letters:
        assert {code for code, _ in _leaks(one)} <= {"translation_unreviewed", "review_overdue"}  # nobody reviewed it


@pytest.mark.parametrize(
    ("note", "code"),
    [
        ("Zosia is at co1  1jn now.", "disclosure.address"),
        ("She lives in Placeholder Cl, no: 2 Placeholder-Close.", "disclosure.address"),
        ("You can call her on +44 (0)7700 900 321.", "disclosure.phone"),
        ("Write to A.Sample@Example.org.", "disclosure.email"),
        ("Her school is Example  High School.", "disclosure.school"),
    ],
)
def test_a_leak_in_a_note_holds_both_letters_in_every_form(note: str, code: str) -> None:
    letters = {one.letter.recipient: one for one in _written(note)}
    for person_id in ("p1", "c1"):
        one = letters[person_id]
        assert one.status == "held"
        places = {where for found, where in _leaks(one) if found == code}
        assert places & OUR_PLACES >= {"docx body", "html", "txt"}
        assert any(where.startswith("pdf page") for where in places)
        assert note not in repr(one.findings)
    for person_id in ("p2", "c2"):
        assert not any(found.startswith("disclosure.") for found, _ in _leaks(letters[person_id]))


def test_a_childs_letter_has_its_address_on_the_cover_and_nowhere_else() -> None:
    for one, form in product(_written(), ("pdf", "docx")):
        made = [document for document in one.documents if document.form == form]
        assert made
        if one.letter.recipient in ("c1", "c2"):
            assert one.letter.envelope.own_page
            assert not any(code.startswith("disclosure.") for code, _ in _leaks(one))

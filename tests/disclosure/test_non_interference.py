"""Change anything a reader may not know, and not a byte of their letters changes.

`secrets.py` says again, without the project's own code, what a reader may not know. The property is proved on the
letter, which is all that rendering is given, for many families; and on the bytes of every form, for fewer.
"""

from datetime import date

import pytest
from hypothesis import assume, given, settings

from correspondence import rendering
from correspondence.catalogue import reconcile
from correspondence.catalogue.letter import Letter
from correspondence.catalogue.registry import CASE_KINDS
from correspondence.documents import Document, DocumentForm, file_name
from correspondence.protocol.case.people import Form
from correspondence.protocol.events import AnyEvent
from correspondence.protocol.history.case_file import fold
from correspondence.protocol.letters import Audience
from correspondence.protocol.owed.obligations import OBLIGATIONS
from tests import build
from tests.build import Body

from .secrets import World, worlds

TODAY = date(2026, 12, 24)
KINDS = tuple(code for code, kind in CASE_KINDS.items() if kind.is_for_families)
FOR_ADULTS_ALONE = frozenset(code for code in KINDS if CASE_KINDS[code].versions == (Audience.ADULT,))


def events_of(kind: str, case: Body, informant: str) -> list[AnyEvent]:
    """The events up to the one that gives the letter of that kind; *informant* is who got in touch with us."""
    first = build.read(build.body("hub_allocation_decided", {"case": case}))
    return [first, *(build.read(build.body(name, {"case": case, **own})) for name, own in _later(kind, informant))]


def _later(kind: str, informant: str) -> tuple[tuple[str, Body], ...]:
    """The types of the events after the decision, and what is changed of each."""
    told: Body = {"from_person": informant, "reply_route": "post", "occurred_on": "2026-12-01"}
    asked: Body = {"occurred_on": "2026-12-10"}
    refused: Body = {"occurred_on": "2026-12-17", "decided_on": "2026-12-16", "granted": False, "filing_date": None}
    later: dict[str, tuple[tuple[str, Body], ...]] = {
        "hub_letter": (),
        "update": (("update_due", {}),),
        "thank_you": (("information_received", told), ("review_recorded", {"answers": "information-1"})),
        "adviser_letter": (("adviser_allocated", {"occurred_on": "2026-12-14"}),),
        "brought_forward": (("risk_increased", {"may_be_told": [informant]}),),
        "extension_sought": (("extension_needed", asked),),
        "extension_decided": (("extension_needed", asked), ("extension_decided", refused)),
        "reply": (("representation_received", {"from_person": informant}),),
        "hub_closing": (("hub_closing", {"occurred_on": "2026-12-23"}),),
    }
    return later[kind] if kind in later else ((build.type_of(OBLIGATIONS[kind].arises_on), {}),)


def letter_to(reader: str, kind: str, case: Body) -> Letter:
    """That reader's letter of that kind."""
    received = events_of(kind, case, informant=reader)
    case_file = fold(received)
    found = reconcile.letters(received[-1], case_file, build.directory(), TODAY)
    return next(x for x in found if x.recipient == reader and x.kind.code == kind)


def everything_said_by(letter: Letter) -> tuple[object, ...]:
    """All of a letter that can reach paper, a file name or metadata."""
    return (letter.view, letter.envelope, letter.audience, letter.language, letter.form, letter.dated, letter.letter_id)


def _assume_a_letter(kind: str, world: World) -> None:
    """A child gets no letter of some kinds."""
    assume(kind not in FOR_ADULTS_ALONE or not world.reader.startswith("c"))


@pytest.mark.parametrize("kind", KINDS)
@given(world=worlds())
@settings(max_examples=100)
def test_what_a_reader_may_not_know_changes_nothing_of_their_letter(kind: str, world: World) -> None:
    _assume_a_letter(kind, world)
    before = letter_to(world.reader, kind, world.case)
    after = letter_to(world.reader, kind, world.changed_case)
    assert everything_said_by(before) == everything_said_by(after)


def documents_of(letter: Letter) -> list[tuple[str, Document]]:
    """Every form of a letter, in its language and in English, under its file name."""
    language = rendering.written(letter.language) or "en"
    found = []
    for written_in in dict.fromkeys((language, "en")):
        text = rendering.compose(letter, written_in)
        for form in DocumentForm:
            large = letter.form is Form.LARGE_PRINT
            document = rendering.render(text, letter, form, large_print=large)
            found.append((file_name(letter, document), document))
    return found


@pytest.mark.parametrize("kind", KINDS)
@given(world=worlds())
@settings(max_examples=4)
def test_what_a_reader_may_not_know_changes_no_byte_in_any_form(kind: str, world: World) -> None:
    _assume_a_letter(kind, world)
    before = documents_of(letter_to(world.reader, kind, world.case))
    after = documents_of(letter_to(world.reader, kind, world.changed_case))
    assert [(name, d.content) for name, d in before] == [(name, d.content) for name, d in after]


def test_the_note_for_one_person_is_in_nobody_elses_letter() -> None:
    case = build.example("hub_allocation_decided")["case"]
    changes = {"case": case, "notes": [{"person_id": "p2", "language": "en", "text": "Only for her."}]}
    decided = build.read(build.body("hub_allocation_decided", {"case": case}))
    update = build.read(build.body("update_due", changes))
    letters = reconcile.letters(update, fold([decided, update]), build.directory(), TODAY)
    noted = {x.recipient for x in letters if "Only for her." in repr(x.view)}
    assert noted == {"p2"}


def test_nobody_else_learns_that_somebody_gave_information() -> None:
    """Routine letters of the others are the same whether the review answered information or was never needed."""
    case = build.example("hub_allocation_decided")["case"]
    decided = build.read(build.body("hub_allocation_decided", {"case": case}))
    told = build.read(build.body("information_received", {"case": case, "occurred_on": "2026-12-08"}))
    answered = build.read(
        build.body("review_recorded", {"case": case, "occurred_on": "2026-12-09", "answers": "information-1"})
    )
    update = build.read(build.body("update_due", {"case": case}))
    reached = [build.letter(person["person_id"]) for person in case["people"]]
    quiet = reconcile.letters(update, fold([decided, update], reached), build.directory(), TODAY)
    alerted = reconcile.letters(update, fold([decided, told, answered, update], reached), build.directory(), TODAY)
    others = [(x.view, x.envelope) for x in quiet if x.recipient != "p2"]
    assert others == [(x.view, x.envelope) for x in alerted if x.recipient != "p2"]


def test_the_property_can_fail() -> None:
    """A change to what a reader does know changes the letter: the comparison is not blind."""
    case = build.example("hub_allocation_decided")["case"]
    moved = build.changed(case, {"people.0.address.line_1": "Flat 4"})
    assert everything_said_by(letter_to("p1", "hub_letter", case)) != everything_said_by(
        letter_to("p1", "hub_letter", moved)
    )

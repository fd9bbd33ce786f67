"""Occasions of the Board's decisions for tests: the story of `tests.area`, and what was sent in it until then."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from correspondence import rendering
from correspondence.catalogue.composing import compose_each
from correspondence.catalogue.letter import Letter, OfficeView
from correspondence.catalogue.occasions.area import AreaOccasion
from correspondence.catalogue.registry import AREA_KINDS
from correspondence.documents import Document, DocumentForm, WrittenLetter
from correspondence.protocol.areas.events import AnyAreaEvent
from correspondence.protocol.directory import Directory
from correspondence.protocol.letters import LetterRecord, Status
from tests import build
from tests.area import area_event, area_file, history
from tests.build import Changes, day

NATIONAL = tuple(
    f"office:national.{key}"
    for key in (
        *("cafcass_board", "president_of_the_family_division", "ministry_of_justice", "department_for_education"),
        *("hmcts", "ofsted", "adcs"),
    )
)
"""The keys of those whom the Chief Executive tells, in their order (Protocol 4.5, its table)."""

LOCAL = (
    *("office:essex.designated_family_judges.chelmsford", "office:essex.family_division_liaison_judge"),
    *(
        f"office:essex.local_authorities.{council}"
        for council in ("essex-county-council", "southend-on-sea-city-council", "thurrock-council")
    ),
    *(
        "office:essex.adcs_region",
        "office:court.chelmsford",
        "office:court.southend",
        "office:court.norwich",
        "office:essex.wider_communication.essex-and-suffolk-local-family-justice-b",
    ),
)
"""The keys of those whom the Assistant Director tells, in the directory's order."""


def decision(kind: str, changes: Changes | None = None) -> tuple[AnyAreaEvent, ...]:
    """The story up to a decision of the Board, in place of the one that the story itself goes on with."""
    before = {
        "activation_decided": "challenge_meeting_held",
        "activation_declined": "checkpoint_held",
        "opening_confirmed": "checkpoint_held",
        "opening_deferred": "checkpoint_held",
        "deactivation_decided": "review_challenge_meeting_held",
    }[kind]
    late = {"occurred_on": "2027-01-08"} if kind == "activation_declined" else {}
    return (*history(before), area_event(kind, {**late, **(changes or {})}))


def occasion(
    received: Sequence[AnyAreaEvent],
    letters: Iterable[LetterRecord] = (),
    today: date | None = None,
    directory: Directory | None = None,
) -> AreaOccasion:
    """What the last of *received* gives documents on, with *letters* in the register."""
    last = received[-1]
    return AreaOccasion(
        event=last,
        made_by=last.event_id,
        files={"essex": area_file(*received, letters=tuple(letters))},
        directory=directory or build.directory(),
        today=today or last.occurred_on,
    )


def given(on: AreaOccasion, code: str) -> tuple[Letter, ...]:
    """The letters of one kind that an occasion gives."""
    return compose_each(AREA_KINDS[code], on)


def told(kind: str, by: str, recipients: Iterable[str], on: str = "Mon 30 Nov 2026") -> tuple[LetterRecord, ...]:
    """Letters of a kind that an event gave, as sent to *recipients* on a day."""
    return tuple(record(kind, by, recipient, Status.SENT, day(on)) for recipient in recipients)


def record(kind: str, by: str, recipient: str, status: Status, sent_on: date | None) -> LetterRecord:
    """A letter as the register knows it."""
    return LetterRecord(
        letter_id=f"{kind}-{by}-{recipient}",
        kind=kind,
        event_id=by,
        given_by=by,
        recipient=recipient,
        status=status,
        dated=day("Fri 27 Nov 2026"),
        sent_on=sent_on,
    )


def finished(letters: Iterable[Letter], version: str = "1") -> tuple[WrittenLetter, ...]:
    """Those letters with files of made-up bytes, so that their hashes are the same on every machine."""
    return tuple(
        WrittenLetter(
            letter=letter,
            documents=tuple(
                Document(
                    form=form,
                    language="en",
                    large_print=False,
                    content=f"{letter.letter_id} {form} {version}".encode(),
                    pages=2 if form is DocumentForm.PDF else None,
                )
                for form in letter.kind.parts[0].forms
            ),
            findings=(),
        )
        for letter in letters
    )


ACTIVATED = "activation_decided-1"
TOLD_OF_ACTIVATION = (
    *told("national_notification", ACTIVATED, NATIONAL),
    *told("local_notification", ACTIVATED, LOCAL),
)
"""The letters of the activation, as sent to everybody."""

PACKS = (
    ("activation_decided", "national_notification", "local_notification"),
    ("opening_confirmed", "final_confirmation_national", "final_confirmation_local"),
    ("opening_deferred", "deferral_national", "deferral_local"),
    ("activation_declined", "not_activated_national", "not_activated_local"),
    ("deactivation_decided", "deactivation_national", "deactivation_local"),
)
"""Each decision with the kinds of its national letters and of its local ones."""


def letters(kind: str, code: str, sent: tuple[LetterRecord, ...] = TOLD_OF_ACTIVATION) -> tuple[Letter, ...]:
    """The letters of one kind that a decision gives, once *sent* had gone out."""
    return given(occasion(decision(kind), sent), code)


def recipients(written: tuple[Letter, ...]) -> tuple[str, ...]:
    """The keys of those to whom letters go."""
    return tuple(letter.recipient for letter in written)


def words(letter: Letter) -> str:
    """A letter's words on one line."""
    found = rendering.render(rendering.compose(letter, "en"), letter, DocumentForm.TXT).content.decode()
    return " ".join(re.sub(r"[\u2066-\u2069\u200e]", "", found).split())


def to(written: tuple[Letter, ...], key: str) -> Letter:
    """The first of *written* to a reader of that sort."""
    return next(letter for letter in written if view(letter).key == key)


def view(letter: Letter) -> OfficeView:
    """What a letter's template sees."""
    assert isinstance(letter.view, OfficeView)
    return letter.view

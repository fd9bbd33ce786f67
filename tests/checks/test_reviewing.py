"""A letter that says the case is looked at regularly is stopped for a look while nobody has looked in time."""

from datetime import date

import pytest

from correspondence.catalogue.reconcile import letters
from correspondence.checks import Code, examine
from correspondence.documents import Severity
from correspondence.making.letters import languages_for
from correspondence.protocol.events import AnyEvent
from correspondence.rendering import compose
from tests import build
from tests.build import day

UPDATE = build.update_due({"occurred_on": "2026-12-22"})
LOOKED = build.review({"event_id": "looked", "occurred_on": "2026-12-15"})


def found(*received: AnyEvent, on: date | None = None, reader: str = "c1", kind: str = "update") -> set[str]:
    """The codes of what is found in that reader's letter of the last event."""
    case_file = build.case_file(*received)
    every = letters(received[-1], case_file, build.directory(), received[-1].occurred_on)
    letter = next(x for x in every if (x.recipient, x.kind.code) == (reader, kind))
    texts = [compose(letter, language) for language in languages_for(letter)]
    findings = examine(letter, texts, [], case_file, build.directory(), on)
    assert {x.severity for x in findings if x.code == Code.REVIEW_OVERDUE} <= {Severity.ACKNOWLEDGE}
    return {x.code for x in findings}


def test_a_letter_says_that_we_look_every_two_weeks_only_while_we_do() -> None:
    assert Code.REVIEW_OVERDUE in found(build.decision(), UPDATE)
    assert Code.REVIEW_OVERDUE not in found(build.decision(), LOOKED, UPDATE)


def test_the_day_counts_on_which_it_goes() -> None:
    assert Code.REVIEW_OVERDUE not in found(build.decision(), LOOKED, UPDATE, on=day("Tue 29 Dec 2026"))
    assert Code.REVIEW_OVERDUE in found(build.decision(), LOOKED, UPDATE, on=day("Wed 30 Dec 2026"))


def test_a_review_that_no_supervisor_made_is_none() -> None:
    by_an_officer = build.review(
        {"event_id": "read", "occurred_on": "2026-12-15", "recorded_by.role": "business_services_officer"}
    )
    assert Code.REVIEW_OVERDUE in found(build.decision(), by_an_officer, UPDATE)


@pytest.mark.parametrize("reader", ["p1", "c1", "c2"])
def test_what_says_nothing_of_it_goes(reader: str) -> None:
    allocated = build.adviser_allocated({"occurred_on": "2027-01-28"})
    assert Code.REVIEW_OVERDUE not in found(build.decision(), allocated, reader=reader, kind="adviser_letter")

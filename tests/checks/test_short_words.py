"""A short word is a secret only in what a reader reads, and a name excuses its own words alone."""

from dataclasses import replace

import pytest

from correspondence.catalogue.reconcile import letters
from correspondence.checks import disclosure
from correspondence.checks.allowances import readers_of
from correspondence.documents import DocumentForm, Severity
from correspondence.protocol.case.people import Person
from correspondence.protocol.history.case_file import CaseFile, fold
from correspondence.protocol.history.disclosure import kept_back
from correspondence.rendering import compose, render
from correspondence.writing import write
from tests import build

ENGLISH = {f"case.people.{n}.language": "en" for n in range(4)} | {"case.people.1.form": "standard"}
STYLES = ("Normal", "Table", "Strong", "Georgia", "Windsor", "Arial", "Title", "Header", "Grid", "Letter", "Block")
"""Schools and towns that are called like what stands in the markup of a document."""


def held(changes: build.Changes) -> set[tuple[str, str, str]]:
    """What blocks any letter that the decision gives, in any of its forms."""
    event = build.decision({**ENGLISH, **changes})
    case_file = build.case_file(event)
    every = letters(event, case_file, build.directory(), event.occurred_on)
    written = [write(letter, case_file, build.directory()) for letter in every if letter.recipient in ("p1", "c1")]
    return {
        (one.letter.recipient, finding.code, finding.where)
        for one in written
        for finding in one.findings
        if finding.severity is Severity.BLOCKING
    }


def test_a_school_or_town_that_is_called_like_a_style_holds_no_letter() -> None:
    for school, town in zip(STYLES[::2], STYLES[1::2], strict=False):
        home = {"line_1": "2 Placeholder Close", "post_town": town, "postcode": "PE15 8AA"}
        assert held({"case.people.2.school": school, "case.people.1.address": home}) == set(), (school, town)


def test_a_town_called_march_is_told_from_the_month_in_every_form() -> None:
    march = {"line_1": "2 Placeholder Close", "post_town": "March", "postcode": "PE15 8AA"}
    changes = {"case.people.1.address": march, "case.people.2.date_of_birth": "2013-03-12"}
    assert held(changes) == set()


@pytest.mark.parametrize("school", ["None", "N/A", "not known", "-"])
def test_a_school_that_is_none_is_looked_for_nowhere(school: str) -> None:
    assert held({"case.people.2.school": school}) == set()


def _known_as(case_file: CaseFile, known_as: str) -> CaseFile:
    """The case as an earlier version took it, which asked nothing of a name."""
    decision = case_file.events[0]

    def called(person: Person) -> Person:
        return replace(person, name=replace(person.name, known_as=known_as)) if person.person_id == "c1" else person

    people = tuple(map(called, decision.case.people))
    return fold((replace(decision, case=replace(decision.case, people=people)),), ())


@pytest.mark.parametrize(
    ("known_as", "found"),
    [
        ("Zosia (now at 2 Placeholder Close CO1 1JN)", True),
        ("Zosia 07700 900321", True),
        ("Zosia of Example High School", True),
        ("Zosia a.sample@example.org", True),
        ("CO1 1JN", True),
        ("Zosia Colchester", False),
        ("Zosia", False),
    ],
)
@pytest.mark.parametrize("form", [DocumentForm.PDF, DocumentForm.DOCX, DocumentForm.HTML, DocumentForm.TXT])
def test_a_name_excuses_its_own_words_and_no_secret_typed_within_it(
    known_as: str, form: DocumentForm, *, found: bool
) -> None:
    case_file = _known_as(build.case_file(build.decision(ENGLISH)), known_as)
    event = case_file.events[0]
    letter = next(x for x in letters(event, case_file, build.directory(), event.occurred_on) if x.recipient == "p1")
    text = compose(letter, "en")
    secrets = disclosure.secrets_in(kept_back(case_file, readers_of(letter, case_file)))
    findings = disclosure.examine(letter, render(text, letter, form), text, case_file, build.directory(), secrets)
    assert bool(findings) is found

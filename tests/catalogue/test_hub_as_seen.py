"""What a reader sees of the Hub that writes: where it is, whom to ask for, and by which name a child may."""

from dataclasses import replace

import pytest

from correspondence.catalogue import reconcile
from correspondence.catalogue.letter import Letter, RecipientView
from correspondence.checks.allowances import SHEET, allowances
from correspondence.documents import DocumentForm
from correspondence.protocol.case.people import Route
from correspondence.protocol.directory import Directory
from correspondence.protocol.letters import CHILDREN, Audience
from correspondence.rendering import compose, render
from correspondence.shipped import SHARED
from correspondence.writing import write
from tests import build
from tests.golden.scenarios import sentences_of


def letters(directory: Directory, changes: build.Changes | None = None) -> dict[str, Letter]:
    """The letters that placing the example's case in the Hub gives, by their readers."""
    event = build.decision(changes)
    every = reconcile.letters(event, build.case_file(event), directory, event.occurred_on)
    return {letter.recipient: letter for letter in every if letter.kind.code in ("hub_letter", "filing_time")}


def seen(letter: Letter) -> RecipientView:
    assert isinstance(letter.view, RecipientView)
    return letter.view


def nameless(directory: Directory) -> Directory:
    """The same directory without what children call anybody."""
    hub = directory.hubs["essex"]
    holders = tuple(replace(each, known_as=None) for each in hub.practice_supervisor)
    plain = replace(hub, contact=replace(hub.contact, known_as=None), practice_supervisor=holders)
    return replace(directory, hubs={"essex": plain})


def test_a_child_is_told_first_names_and_a_grown_up_whole_ones() -> None:
    found = {each.audience: seen(each) for each in letters(build.sample()).values()}
    called = {audience: (view.signed_by, view.hub.contact_name) for audience, view in found.items()}
    assert {called[audience] for audience in CHILDREN} == {("Ruth", "Priya")}
    assert called[Audience.ADULT] == ("Ruth Example", "Priya Sample")


def test_where_the_directory_has_no_first_name_a_child_is_told_the_whole_one() -> None:
    found = [seen(each) for each in letters(nameless(build.sample())).values() if each.audience in CHILDREN]
    assert {(view.signed_by, view.hub.contact_name) for view in found} == {("Ruth Example", "Priya Sample")}


def test_every_reader_sees_where_the_hub_is_and_nothing_else_of_it() -> None:
    for letter in letters(build.sample()).values():
        assert seen(letter).hub.address == build.hub().address.parts
        assert seen(letter).sender[0] == build.hub().name


@pytest.mark.parametrize(
    ("route", "by_email", "may_be_posted"), [("post", False, True), ("email", True, False), ("phone", False, False)]
)
def test_a_letter_says_that_it_goes_by_email_where_that_is_its_route(
    route: str, *, by_email: bool, may_be_posted: bool
) -> None:
    changes = {"case.people.0.safe_contact.route": route, "case.people.0.email": "tomasz@example.org"}
    letter = letters(build.sample(), changes)["p1"]
    assert letter.envelope.route is Route(route)
    assert (letter.view.by_email, letter.may_be_posted) == (by_email, may_be_posted)
    assert ("By email" in compose(letter, "en").sentences) is by_email


def test_what_goes_to_a_court_by_email_may_be_posted_all_the_same() -> None:
    letter = letters(build.sample())["court:chelmsford"]
    assert letter.envelope.route is Route.EMAIL
    assert letter.may_be_posted


def test_a_first_name_of_the_hubs_is_no_secret_where_somebody_who_is_hidden_has_it() -> None:
    event = build.decision({"case.people.0.name.given": "Priya", "case.people.0.identity_withheld": True})
    case_file = build.case_file(event)
    letter = next(
        x for x in reconcile.letters(event, case_file, build.sample(), event.occurred_on) if x.recipient == "c2"
    )
    text = compose(letter, "en")
    made = render(text, letter, DocumentForm.TXT)
    allowed = allowances(letter, made, text, case_file, build.sample())
    assert "priya" in {needle.letters for needle in allowed.public}


@pytest.mark.parametrize("word", ["Justice", "Ministry of Justice", "Public Body"])
def test_a_school_that_nobody_may_know_may_be_called_as_the_sheet_around_a_letter_says(word: str) -> None:
    event = build.decision({"case.people.2.school": word})
    case_file = build.case_file(event)
    every = reconcile.letters(event, case_file, build.sample(), event.occurred_on)
    letter = next(each for each in every if each.recipient == "p1")
    codes = [found.code for found in write(letter, case_file, build.sample()).findings]
    assert not [code for code in codes if code.startswith("disclosure")]


def test_what_is_known_of_the_sheet_is_what_its_templates_say() -> None:
    templates = [SHARED / f"{name}_line.html" for name in ("page", "foot", "signature")]
    assert {sentence for path in templates for sentence in sentences_of(path)} <= {*SHEET}

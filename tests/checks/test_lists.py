"""A court's list is searched for everybody of every case in it, in every form, and held when anybody is found."""

import csv
import re
from collections.abc import Callable
from dataclasses import replace
from io import StringIO

import pytest

from correspondence import checks
from correspondence.catalogue.composing import compose_list
from correspondence.checks import contents
from correspondence.checks.lists import secrets_of
from correspondence.checks.searching import squeezed
from correspondence.documents import Document, DocumentForm, Severity, WrittenLetter
from correspondence.protocol.case.people import Name
from correspondence.protocol.history.case_file import CaseFile
from correspondence.protocol.history.held_values import HeldValues
from correspondence.protocol.letters import Status
from correspondence.protocol.lists.court_lists import CourtListMade
from correspondence.writing import write_court_list
from tests import build, listed
from tests.remembered import remember_what_was_rendered  # noqa: F401  # a fixture of every test here

CASES = tuple(listed.case(i) for i in range(1, 5))
MADE = listed.make(*CASES)
SOLICITOR = {
    "name": "Olga Aarnio",
    "firm": "Quillfeather Partners",
    "email": "o.aarnio@quill.cjsm.net",
    "dx": "DX 4711",
}
GUARDED = listed.case(
    5, changes={"case.people.2.school": "Larkspur Lane School", "case.people.0.representative": SOLICITOR}
)


def written(made: CourtListMade, *case_files: CaseFile) -> WrittenLetter:
    return write_court_list(made, build.directory(), made.occurred_on, case_files)


def with_words(words: str) -> CourtListMade:
    """The list with something in it that does not belong there: in place of the name of a category."""
    first, *others = MADE.rows
    return replace(MADE, rows=(replace(first, category=words), *others))


def found(letter: WrittenLetter) -> set[str]:
    return {f.code for f in letter.findings if f.severity is Severity.BLOCKING}


def places(letter: WrittenLetter) -> set[str]:
    return {f.where.split()[0] for f in letter.findings if f.code.startswith("disclosure.")}


def test_a_list_of_numbers_and_initials_is_ready() -> None:
    opening = written(MADE, *CASES)
    assert (opening.status, opening.findings) == (Status.DRAFT, ())
    weekly = listed.make(*CASES, last=MADE, on=build.day("Tue 8 Dec 2026"))
    assert written(weekly, *CASES).findings == ()


VALUES: dict[str, Callable[[CaseFile], str]] = {
    "name": lambda c: c.case.people[0].name.full,
    "part_of_a_name": lambda c: c.case.people[3].name.given,
    "address": lambda c: str((c.case.people[0].address or c.case.people[1].address).line_1),  # type: ignore[union-attr]
    "phone": lambda c: next(p.phone for p in c.case.people if p.phone),
    "email": lambda c: next(p.email for p in c.case.people if p.email),
    "school": lambda _: "Larkspur Lane School",
    "representative": lambda _: "Quillfeather Partners",
}


@pytest.mark.parametrize("detail", VALUES)
def test_whatever_tells_of_somebody_holds_the_list_wherever_it_stands(detail: str) -> None:
    letter = written(with_words(f"Work for {VALUES[detail](GUARDED)}"), *CASES, GUARDED)
    assert letter.status is Status.HELD
    assert f"disclosure.{detail}" in found(letter)
    assert places(letter) == {"pdf", "docx", "csv"}


def test_a_value_the_case_held_once_is_looked_for_as_well() -> None:
    moved = (
        "update_due",
        {"case.people.0.address": {"line_1": "9 New Street", "post_town": "Harwich", "postcode": "CO12 3AA"}},
    )
    (old,) = {a.line_1 for a in listed.case(7).held_values["p1"].addresses}
    assert old is not None
    assert "disclosure.address" in found(written(with_words(old), listed.case(7, moved), *CASES))


def test_initials_that_read_like_a_name_are_no_find() -> None:
    named = {
        f"case.people.{place}.name": {"given": given, "family": "Adair"} for place, given in ((2, "Saul"), (3, "Remi"))
    }
    sara = {"case.people.1.name": {"given": "Sara", "family": "Blum"}}
    case = listed.case(8, changes={**named, **sara})
    made = listed.make(case)
    assert made.rows[0].initials == ("SA", "RA")
    assert written(made, case).findings == ()


def test_somebody_who_is_called_like_any_word_of_ours_is_no_find() -> None:
    """Whatever stands in a list, a party may be called so: Case, May, Page, Court, Held, New."""
    made = listed.make(*CASES, last=MADE, on=build.day("Tue 8 Dec 2026"))
    ready = written(made, *CASES)
    groups = (group for d in ready.documents for group in contents.read(ready.letter, d).running)
    words = {w for group in groups for piece in group for w in re.findall(r"[^\W\d_]{3,}", piece.text)}
    assert {"Case", "May", "Page", "Court", "Held", "Support"} - words == {"May", "Held"}
    names = frozenset(Name(given=word, family="Xyzzy") for word in {*words, "Dec", "December", "held"})
    called = replace(CASES[0], held_values={"p1": HeldValues(names=names)})
    assert written(made, called).findings == ()


def test_a_full_name_in_place_of_initials_is_a_find() -> None:
    first, *others = MADE.rows
    name = CASES[0].case.children[0].name
    made = replace(MADE, rows=(replace(first, initials=(name.given, name.family)), *others))
    assert {"disclosure.name", "disclosure.part_of_a_name"} <= found(written(made, *CASES))


def test_a_sentence_that_nobody_accepted_holds_the_list(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks.wording, "accepted_sentences", lambda _kind, _audience: frozenset())
    assert found(written(MADE, *CASES)) == {"wording.unaccepted"}


def test_annex_a_may_speak_of_an_allegation_and_the_list_still_goes() -> None:
    """The Protocol's own name of a category has a word that we never use of a report of abuse."""
    case = listed.case(9, changes={"case.category": "enforcement_within_six_months", "case.priority_status": 2})
    made = listed.make(case)
    assert "allegation" in made.rows[0].category
    assert written(made, case).findings == ()


def test_a_list_that_cannot_be_searched_is_held() -> None:
    letter = compose_list(MADE, build.directory(), MADE.occurred_on)
    for form in DocumentForm:
        broken = Document(form=form, language="en", large_print=False, content=b"\xff\xfe\x00", part="list")
        codes = {f.code for f in checks.examine_list(letter, (), [broken], CASES)}
        assert "check_failed.disclosure" in codes


def test_what_is_no_list_is_held_by_the_check_of_lists() -> None:
    from tests.rendering.samples import LETTER

    assert "check_failed.disclosure" in {f.code for f in checks.examine_list(LETTER, (), (), CASES)}


def test_a_long_list_is_not_held_for_its_pages() -> None:
    """No printer counts them: a list goes by e-mail."""
    cases = listed.many(160)
    letter = written(listed.make(*cases), *cases)
    assert max(document.pages or 0 for document in letter.documents) > 10
    assert letter.findings == ()


def test_everybody_of_every_case_is_looked_for() -> None:
    letters = {sought.letters for _, sought in secrets_of(CASES)}
    people = [person for case_file in CASES for person in case_file.case.people]
    assert len(people) == 16
    for person in people:
        assert {squeezed(person.name.given), squeezed(person.name.family), squeezed(person.name.full)} <= letters


def test_the_csv_of_a_list_is_read_cell_by_cell() -> None:
    letter = written(MADE, *CASES)
    (document,) = [d for d in letter.documents if d.form is DocumentForm.CSV]
    read = contents.read(letter.letter, document)
    assert "csv" in {piece.where for group in read.running for piece in group}
    rows = list(csv.DictReader(StringIO(document.content.decode("utf-8"), newline="")))
    assert [row["case_number"] for row in rows] == [row.case_number for row in MADE.rows]

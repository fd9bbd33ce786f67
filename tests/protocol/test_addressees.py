"""How the recipient of a letter is known: one module says how each sort begins, and nothing else does."""

import re
from pathlib import Path

import pytest

from correspondence.protocol.addressees import is_court, is_office, person_of, place_of, to_court, to_file, to_office

ROOT = Path(__file__).parents[2]
ONE_PLACE = "correspondence/protocol/addressees.py"
LAWS = "correspondence/simulation/laws/"
"""The laws know nothing of the code that they hold to account."""


@pytest.mark.parametrize("recipient", [to_court("chelmsford"), to_file("essex"), to_office("national.ofsted")])
def test_a_court_the_file_and_an_office_are_no_person_of_a_case(recipient: str) -> None:
    assert person_of(recipient) is None
    assert person_of("p1") == "p1"


def test_a_court_is_told_from_an_office_and_an_office_is_found_again_by_its_place() -> None:
    assert [is_court(x) for x in (to_court("a"), to_file("a"), to_office("a"), "court")] == [True, False, False, False]
    assert [is_office(x) for x in (to_court("a"), to_file("a"), to_office("a"))] == [False, False, True]
    assert place_of(to_office("essex.adcs_region")) == "essex.adcs_region"


def test_how_the_key_of_a_recipient_begins_is_said_in_one_place() -> None:
    modules = (*(ROOT / "correspondence").rglob("*.py"), *(ROOT / "api").rglob("*.py"))
    begins = re.compile(r'"(?:court|file|office):')
    found = {path.relative_to(ROOT).as_posix() for path in modules if begins.search(path.read_text("utf-8"))}
    assert {path for path in found if not path.startswith(LAWS)} == {ONE_PLACE}

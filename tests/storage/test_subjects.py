"""What an event happened to and what a letter is about: in the register, and in one that an older version made."""

from pathlib import Path

import pytest
from sqlalchemy import text

from correspondence.protocol.subject import EVERY_AREA, About, Subject, area_of, case_of, lists_of
from correspondence.storage import NoSuchCase, Register
from correspondence.storage.database import migrate

from .samples import CASE, event, keep, letter, open_register
from .test_one_form_of_a_case_number import old_register
from .test_schema import brought_back

SUBJECTS = (case_of(CASE), area_of("essex"), lists_of("essex"), EVERY_AREA)


def keep_one_of_each(register: Register) -> None:
    """An event and a letter about each of the four."""
    for n, subject in enumerate(SUBJECTS):
        about = event(f"e-{n}", subject=subject, case_is_open=subject.is_case)
        keep(register, about, letter(f"AAAA-AAAA-AAA{n}", f"e-{n}", subject=subject))


def test_the_four_are_all_there_are_and_no_two_have_one_key() -> None:
    assert {subject.about for subject in SUBJECTS} == set(About)
    same = (case_of("essex"), area_of("essex"), lists_of("essex"), EVERY_AREA)
    assert len({subject.key for subject in same}) == len(same)


@pytest.mark.parametrize("subject", SUBJECTS, ids=lambda subject: str(subject.about))
def test_an_event_and_a_letter_come_back_with_what_they_are_about(subject: Subject, tmp_path: Path) -> None:
    with open_register(tmp_path) as register:
        keep_one_of_each(register)
        (kept,) = register.history(subject.key)
        (found,) = register.letters_of_case(subject.key)
        assert (kept.subject, found.subject) == (subject, subject)
        assert register.stored_event(kept.event_id) == kept
        assert register.letter(found.letter_id) == found


def test_only_what_is_a_case_is_found_as_one_or_erased(tmp_path: Path) -> None:
    with open_register(tmp_path) as register:
        keep_one_of_each(register)
        assert register.cases_of("essex") == (CASE,)
        for subject in SUBJECTS[1:]:
            assert register.case(subject.key) is None
            with pytest.raises(NoSuchCase):
                register.erase_case(subject.key)
            assert len(register.received(subject.key)) == 1


def test_an_older_register_is_told_once_what_each_key_stands_for(tmp_path: Path) -> None:
    engine = old_register(tmp_path, *(subject.key for subject in SUBJECTS))
    migrate(engine)
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT case_number, about, name FROM cases")).all()
    assert {(row.case_number, row.about, row.name) for row in rows} == {(x.key, x.about, x.name) for x in SUBJECTS}
    engine.dispose()


def test_the_chain_of_an_older_register_still_holds(folder: Path) -> None:
    with open_register(folder) as register:
        keep_one_of_each(register)
        length = register.chain_length()
    (folder / "old-tables").mkdir()
    brought_back(folder, "0011")
    with open_register(folder) as register:
        assert register.broken_rows() == ()
        assert register.chain_length() == length
        assert register.letters_of_case(EVERY_AREA.key)[0].subject == EVERY_AREA

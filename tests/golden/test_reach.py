"""No document is ever held by its own words: whatever its templates can say is accepted, or cannot be, for a reason."""

import pytest

from correspondence.catalogue.kind import AnyKind
from correspondence.catalogue.registry import CATALOGUE
from correspondence.checks.wording import accepted_sentences
from correspondence.protocol.letters import Audience
from tests.golden import reach
from tests.golden.reach import CANNOT_BE, reachable, said_by, sayable
from tests.golden.scenarios import how_to_show

VERSIONS = [
    pytest.param(kind, audience, id=f"{kind.code}-{audience}")
    for kind in CATALOGUE.values()
    for audience in kind.versions
]
"""Every kind with every audience that it is written for."""

every_version = pytest.mark.parametrize(("kind", "audience"), VERSIONS)


@every_version
def test_every_sentence_that_a_letter_can_come_to_say_is_accepted(kind: AnyKind, audience: Audience) -> None:
    unseen = sayable(kind, audience) - accepted_sentences(kind.code, audience)
    assert not unseen, how_to_show(kind.code, unseen)


@every_version
def test_no_sentence_is_accepted_that_a_letter_cannot_come_to_say(kind: AnyKind, audience: Audience) -> None:
    assert accepted_sentences(kind.code, audience) - sayable(kind, audience) == set()


def test_what_cannot_be_is_in_a_template_that_could_say_it_and_has_its_reason() -> None:
    for code, never in CANNOT_BE.items():
        said = {sentence for audience in CATALOGUE[code].versions for sentence in reachable(CATALOGUE[code], audience)}
        for beginning, reason in never.items():
            assert any(sentence.startswith(beginning) for sentence in said), (code, beginning)
            assert reason


def test_a_sentence_that_nobody_has_seen_in_a_finished_letter_is_accepted_nowhere() -> None:
    shown = {"risk_notice": {"court": ["a party"], "adult": ["Best wishes,"]}}
    found = reach.shared(shown)
    assert "a party" in found["review_record"]["file"]
    assert "a party" not in found.get("risk_notice", {}).get("court", ())  # its own golden files show it
    assert {sentence for each in found.values() for said in each.values() for sentence in said} == {"a party"}


@pytest.mark.parametrize(
    ("template", "audience", "sentence"),
    [
        ("letters/opening_list/court.html", Audience.COURT, "The Hub closed on %(day)s. This is its last list."),
        ("lists/weekly_list/court.html", Audience.COURT, "Tell us the filing date"),
        ("letters/review_record/file.html", Audience.FILE, "a children’s guardian under FPR 2010 rule 16.4"),
        ("letters/hub_letter/younger.html", Audience.YOUNGER, "A letter for you from Cafcass"),
        ("letters/update/older.html", Audience.OLDER, "My letter of %(day)s had a mistake in it. This one is right."),
    ],
)
def test_a_sentence_is_followed_through_blocks_and_macros(template: str, audience: Audience, sentence: str) -> None:
    assert sentence in said_by(template, audience)


def test_a_branch_that_asks_for_another_audience_is_not_followed() -> None:
    assert "Yours sincerely," in said_by("letters/hub_letter/adult.html", Audience.ADULT)
    assert "Yours sincerely," not in said_by("letters/hub_letter/older.html", Audience.OLDER)


def test_a_block_that_is_filled_does_not_say_what_it_stands_in_for() -> None:
    assert "Practice Supervisor" not in said_by("letters/review_record/file.html", Audience.FILE)

"""A character that no font of ours can draw holds the letters that would print it, names its field, and no other."""

import pytest

from correspondence.checks import drawable, told_once
from correspondence.checks.address import in_our_fonts
from correspondence.checks.codes import Code, finding
from correspondence.protocol.words.pasted import picture_in
from correspondence.service import Service
from tests import build
from tests.service.conftest import event, post, service  # noqa: F401  # a fixture

UNPRINTABLE = {"case.people.2.name.given": "王", "case.people.2.name.known_as": None}


def test_a_name_of_another_script_is_recorded_and_said_to_staff(service: Service) -> None:  # noqa: F811
    outcome = post(service, "hub_allocation_decided", UNPRINTABLE)
    (said,) = [w for w in outcome.warnings if "U+738B" in w]
    assert said.startswith("case.people[2].name.given: ")
    held = {x.recipient: [(f.code, f.where) for f in x.findings] for x in outcome.letters if x.kind == "hub_letter"}
    named = ("rendering.character_not_drawable", "case.people[2].name.given: U+738B")
    assert held == {"p1": [named], "p2": [named]}


def test_a_note_that_cannot_be_drawn_holds_its_readers_letter_and_no_other(service: Service) -> None:  # noqa: F811
    post(service, "hub_allocation_decided")
    notes = [{"person_id": "p1", "language": "en-GB", "text": "Seen: \u2713"}]
    outcome = post(service, "update_due", {"occurred_on": "2026-11-24", "notes": notes})
    found = {x.recipient: [f.where for f in x.findings if f.code.startswith("rendering.")] for x in outcome.letters}
    assert found == {"p1": ["notes[0].text: U+2713"], "p2": []}
    assert "language_not_available" not in {f.code for x in outcome.letters for f in x.findings}


@pytest.mark.parametrize("tag", ["en-GB", "EN-us", "ar-EG", "fa-IR", "ku-Arab"])
def test_a_note_in_a_regional_tag_is_printed(service: Service, tag: str) -> None:  # noqa: F811
    post(service, "hub_allocation_decided")
    notes = [{"person_id": "p1", "language": tag, "text": "Hello there."}]
    outcome = post(service, "update_due", {"occurred_on": "2026-11-24", "notes": notes})
    is_theirs = tag.lower().startswith("en")
    wanted = {"free_text"} if is_theirs else {"free_text", "note_in_another_language"}
    assert {f.code for x in outcome.letters for f in x.findings} == wanted


@pytest.mark.parametrize("text", ["Ayọ̀", "Thị", "Łukasz", "مايا", "ਸਿਮਰਨ", "O’Neill – “x” … €", "a\u200cb", "e\u0301"])
def test_what_our_fonts_have_is_drawable(text: str) -> None:
    assert drawable.undrawable(text) == ()


def test_each_character_that_they_lack_is_named_once() -> None:
    assert drawable.undrawable("王小王\u2713") == ("王", "小", "\u2713")


def test_nothing_is_taken_for_a_picture_that_a_font_of_ours_has() -> None:
    assert [c for c in map(chr, range(0x80, 0x20000)) if in_our_fonts(c) and picture_in(c)] == []


def test_a_page_that_lacks_a_glyph_is_not_named_beside_the_character() -> None:
    glyph, named = finding(Code.MISSING_GLYPH, "a.pdf"), finding(Code.NOT_DRAWABLE, "direction: U+2713")
    assert told_once({glyph, named}) == (named,)
    assert told_once({glyph}) == (glyph,)


def test_the_field_of_an_event_comes_before_the_letters_own() -> None:
    file = build.case_file(build.decision(), build.court_challenged({"direction": "Yes \u2713"}))
    said = drawable.fields_with_undrawable(file.events[-1])
    assert [line.split(":")[0] for line in said] == ["direction"]

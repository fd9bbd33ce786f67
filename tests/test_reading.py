"""What comes from outside is read strictly, within limits, and never echoed."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from correspondence.protocol.events import HubAllocationDecided, ReviewRecorded
from correspondence.reading import MAX_BYTES, Malformed, read_day, read_event, read_incoming, read_kept_event
from tests import build

EXAMPLE = (build.EXAMPLES / "hub_allocation_decided.json").read_bytes()


def rules(raw: bytes) -> set[str]:
    with pytest.raises(Malformed) as refused:
        read_event(raw)
    return {reason.rule for reason in refused.value.reasons}


def test_every_example_event_that_is_taken_yet_is_read() -> None:
    for name in ("hub_allocation_decided", "information_received"):
        assert read_event((build.EXAMPLES / f"{name}.json").read_bytes()).type == name


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        (b'"urgent": false', b'"urgent": "no"', "bool_type"),
        (b'"urgent": false', b'"urgent": 0', "bool_type"),
        (b'"2026-11-19"', b"20261119", "date_type"),
        (b'"2026-11-19"', b'"2026-11-19T00:00:00"', "date_parsing"),
        (b'"2026-11-19"', b'"19/11/2026"', "date_parsing"),
        (b'"priority_status": 3', b'"priority_status": "3"', "int_type"),
        (b'"hub": "essex"', b'"hub": "essex", "note": 1', "unknown_field"),
        (b'"hub": "essex",', b"", "required"),
        (b'"7d1e6b0e-0001"', b'"7d1e 6b0e"', "string_pattern_mismatch"),
        (b'"7d1e6b0e-0001"', b'"7d1e6b0e-0001\\n"', "string_pattern_mismatch"),
        (b"r.sample@samplelaw.cjsm.net", b"r.sample@samplelaw.net", "string_pattern_mismatch"),
        (b'"ccd_reference": null', b'"ccd_reference": "1661164783455390"', "ccd_reference"),
        (b'"hub_allocation_decided"', b'"hub_allocation_imagined"', "union_tag_invalid"),
        (b"CM1 1QH", b"CM1\\u0000QH", "control_character"),
        (b"18 Example Street", b"18 Example\\nStreet", "string_pattern_mismatch"),
        (b"18 Example Street", b"18 Example\\tStreet", "string_pattern_mismatch"),
        (b"18 Example Street", b"   ", "string_pattern_mismatch"),
        (b"CM1 1QH", b"CM1\\u202eQH", "control_character"),
        (b'"hub": "essex"', b'"hub": "essex", "hub": "essex"', "duplicate_key"),
        (b'"priority_status": 3', b'"priority_status": NaN', "not_json"),
        (b'"priority_status": 3', b'"priority_status": ' + b"9" * 5000, "not_json"),
    ],
)
def test_what_is_not_of_the_contract_is_refused_by_name(old: bytes, new: bytes, rule: str) -> None:
    assert old in EXAMPLE
    assert rule in rules(EXAMPLE.replace(old, new, 1))


LINE_ENDS = ("\r\n", "\r", "\x0b", "\u2028", "\u2029")


@pytest.mark.parametrize("end", LINE_ENDS)
def test_the_line_ends_of_pasted_text_become_one(end: str) -> None:
    body = build.body("hub_allocation_decided", {"case.status_reason": f"First line.{end}{end}Second line."})
    assert read_event(json.dumps(body).encode()).case.status_reason == "First line.\n\nSecond line."


@pytest.mark.parametrize("end", LINE_ENDS)
def test_a_line_end_after_a_pasted_line_is_dropped(end: str) -> None:
    body = build.body("hub_allocation_decided", {"case.people.0.address.line_2": f"18 Example Street{end}"})
    address = read_event(json.dumps(body).encode()).case.people[0].address
    assert address is not None and address.line_2 == "18 Example Street"


@pytest.mark.parametrize(
    ("field", "pasted", "plain"),
    [
        ("phone", "\u202a01632 960114\u202c", "01632 960114"),
        ("phone", "\u200e+44\u00a01632\u2011960114\u200f", "+44 1632-960114"),
        ("phone", "\u2066\uff10\uff11632 960114\u2069\r\n", "01632 960114"),
        ("email", "\u2068t.sample@example.org\u2069", "t.sample@example.org"),
        ("email", "\ufefft.sample@\u200bexample.org ", "t.sample@example.org"),
    ],
)
def test_the_marks_around_a_pasted_contact_are_dropped(field: str, pasted: str, plain: str) -> None:
    body = build.body("hub_allocation_decided", {f"case.people.0.{field}": pasted})
    assert getattr(read_event(json.dumps(body).encode()).case.people[0], field) == plain


def test_a_byte_order_mark_before_a_body_is_passed_over() -> None:
    assert read_event(b"\xef\xbb\xbf" + EXAMPLE) == read_event(EXAMPLE)


@pytest.mark.parametrize("character", [chr(n) for n in (*range(0x20), 0x7F, 0x85) if n not in (9, 10, 11, 13)])
def test_every_other_control_character_is_refused_by_its_code_point_and_field(character: str) -> None:
    body = build.body("hub_allocation_decided", {"case.status_reason": f"a{character}b"})
    with pytest.raises(Malformed) as refused:
        read_event(json.dumps(body).encode())
    (reason,) = refused.value.reasons
    assert (reason.rule, reason.field) == ("control_character", "case.status_reason")
    assert f"U+{ord(character):04X}" in reason.detail


@pytest.mark.parametrize("character", [chr(n) for n in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))])
def test_what_turns_the_direction_of_words_is_refused_by_its_code_point_and_field(character: str) -> None:
    for field in ("case.status_reason", "case.people.0.name.family"):
        with pytest.raises(Malformed) as refused:
            build.read(build.body("hub_allocation_decided", {field: f"a{character}b"}))
        (reason,) = refused.value.reasons
        assert (reason.rule, reason.field) == ("control_character", field)
        assert f"U+{ord(character):04X}" in reason.detail


def test_a_valid_ccd_reference_is_taken() -> None:
    given_one = EXAMPLE.replace(b'"ccd_reference": null', b'"ccd_reference": "1661164783455399"')
    assert read_event(given_one).case.ccd_reference == "1661164783455399"


@pytest.mark.parametrize("raw", [b"", b"{", b"\xff", b"[]", b"null", b'"text"', b'{"type": 1}'])
def test_what_is_no_event_at_all_is_refused(raw: bytes) -> None:
    assert rules(raw)


def test_a_body_is_limited_in_size_and_depth() -> None:
    assert rules(b" " * (MAX_BYTES + 1)) == {"too_large"}
    assert rules(b"[" * 500 + b"]" * 500) == {"too_deep"}


def test_a_string_that_never_ends_is_refused_like_any_other() -> None:
    """As long as a body may be: a reader that went over it again and again would be at it for minutes."""
    start = b'{"type": "'
    assert rules(start + b'\\"' * ((MAX_BYTES - len(start)) // 2)) == {"not_json"}


def test_a_name_that_looks_like_a_field_is_not_repeated() -> None:
    with pytest.raises(Malformed) as refused:
        read_event(EXAMPLE.replace(b'"hub": "essex"', b'"hub": "essex", "Amira Haddad": 1'))
    assert "Amira" not in str(refused.value)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(), lambda x: st.lists(x) | st.dictionaries(st.text(), x)
    )
)
def test_arbitrary_json_is_refused_and_never_breaks_anything(value: object) -> None:
    assert rules(json.dumps(value).encode())


@pytest.mark.parametrize("text", ["2026-1-1", "20260101", "٢٠٢٦-٠١-٠١", "2026-02-30", "today"])
def test_a_day_is_written_in_one_way(text: str) -> None:
    with pytest.raises(ValueError, match=r"YYYY-MM-DD|day is out of range|month") as refused:
        read_day(text)
    assert "٢" not in str(refused.value)


@pytest.mark.parametrize(
    ("field", "where"),
    [("case.people.0.language", "case.people.0.language"), ("case.people.3.language", "case.people.3.language")],
)
@pytest.mark.parametrize(
    ("tag", "rule"),
    [
        ("zz", "unknown_language"),
        ("qqq-PL", "unknown_language"),
        ("polish", "string_pattern_mismatch"),
        ("pl_PL", "string_pattern_mismatch"),
    ],
)
def test_a_tag_of_no_language_is_refused_with_its_field(field: str, where: str, tag: str, rule: str) -> None:
    raw = json.dumps(build.body("hub_allocation_decided", {field: tag})).encode()
    with pytest.raises(Malformed) as refused:
        read_incoming(raw)
    assert [(r.field, r.rule) for r in refused.value.reasons] == [(where, rule)]
    assert tag not in str(refused.value)


@pytest.mark.parametrize("tag", ["en-GB", "EN", "pl-pl", "AR-EG", "ckb", "no", "no-NO"])
def test_a_regional_tag_is_taken_however_it_is_written(tag: str) -> None:
    event = read_incoming(json.dumps(build.body("hub_allocation_decided", {"case.people.0.language": tag})).encode())
    assert isinstance(event, HubAllocationDecided)
    language, *region = tag.split("-")
    assert event.case.people[0].language == "-".join([language.lower(), *(part.upper() for part in region)])


@pytest.mark.parametrize("picture", ["\U0001f338", "\u2764\ufe0f", "\U0001f44d\U0001f3fd", "\ue123"])
@pytest.mark.parametrize("field", ["case.people.2.name.given", "case.people.0.address.line_1", "recorded_by.name"])
def test_a_picture_that_no_letter_can_print_is_refused_by_its_code_point_and_field(picture: str, field: str) -> None:
    raw = json.dumps(build.body("hub_allocation_decided", {field: f"Secret {picture}"})).encode()
    with pytest.raises(Malformed) as refused:
        read_incoming(raw)
    (reason,) = refused.value.reasons
    assert (reason.field, reason.rule) == (field, "character_not_drawable")
    assert f"U+{ord(picture[0]):04X}" in reason.detail
    assert "Secret" not in str(refused.value)


@pytest.mark.parametrize("words", ["王小明", "\u2713 agreed", "a \u2192 b", "Zażółć", "© the school", "مايا"])
def test_words_of_any_script_and_the_marks_of_a_form_are_recorded(words: str) -> None:
    raw = json.dumps(build.body("review_recorded", {"rationale": words})).encode()
    assert read_incoming(raw)


def test_an_event_that_was_kept_before_is_still_read_with_its_picture() -> None:
    changes = {"rationale": "Fine \U0001f338", "case.people.0.language": "zz"}
    raw = json.dumps(build.body("review_recorded", changes)).encode()
    assert read_kept_event(raw)
    for read in (read_event, read_incoming):  # from a terminal, and over HTTP
        with pytest.raises(Malformed) as refused:
            read(raw)
        assert [r.rule for r in refused.value.reasons] == ["character_not_drawable", "unknown_language"]


@pytest.mark.parametrize(
    ("field", "words", "rule"),
    [
        ("case.people.0.name.given", "Amira, 12 Sample Row", "street_in_a_name"),
        ("case.people.0.name.family", "TBC", "filler"),
        ("case.people.0.phone", "000000", "filler"),
        ("case.people.0.email", "none@example.org", "filler"),
        ("case.people.0.language", "und", "filler"),
        ("recorded_by.name", "N/A", "filler"),
        ("rationale", "n/a", "filler"),
    ],
)
def test_what_was_kept_is_read_whatever_rule_came_later(field: str, words: str, rule: str) -> None:
    raw = json.dumps(build.body("review_recorded", {field: words})).encode()
    with pytest.raises(Malformed) as refused:
        read_event(raw)
    assert [(r.field, r.rule) for r in refused.value.reasons] == [(field, rule)]
    assert read_kept_event(raw)


@pytest.mark.parametrize("kept", [b"", b"{", b"[]", b"\xff", b'{"type": 1, "type": 2}'])
def test_what_was_damaged_is_told_as_that(kept: bytes) -> None:
    with pytest.raises(Malformed):
        read_kept_event(kept)


@pytest.mark.parametrize("bullet", ["\u25cf", "\u25aa", "\u25a0", "\u25e6", "\uf0b7", "\uf0a7"])
def test_the_bullets_of_other_programs_become_ours(bullet: str) -> None:
    event = read_incoming(json.dumps(build.body("review_recorded", {"rationale": f"{bullet} One"})).encode())
    assert isinstance(event, ReviewRecorded)
    assert event.rationale == "• One"

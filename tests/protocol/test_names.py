"""A name accounts for a name alone: nothing by which somebody is found, and nobody at all, is taken in its place."""

import json

import pytest

from correspondence.protocol.intake.consistency import faults_in_itself
from correspondence.protocol.name_types import names_in
from correspondence.protocol.words.naming import strange_to_a_name
from correspondence.protocol.words.safe_places import SAFE_PLACES
from correspondence.protocol.words.writing_read import letters_of
from correspondence.reading import Malformed, read_event
from correspondence.rendering.languages import languages
from tests import build

SECRETS = {
    "Zosia (now at 2 Placeholder Close CO1 1JN)": "postcode_in_a_name",
    "Zosia C01 1JN": "postcode_in_a_name",
    "Zosia, 2 Placeholder Cl.": "street_in_a_name",
    "Zosia (Flat 3)": "street_in_a_name",
    "Zosia 07700 900321": "phone_in_a_name",
    "Zosia 07700": "phone_in_a_name",
    "Zosia schronisko": "street_in_a_name",
    "Zosia adăpost": "street_in_a_name",
    "Zosia (in a safe house)": "street_in_a_name",
    "Zosia oh double seven double oh nine double oh three": "phone_in_a_name",
    "Zosia <z@example.org>": "email_in_a_name",
    "zosia at example dot org": "email_in_a_name",
    "Zosia of Example High School": "school_in_a_name",
    "Zosia (Example primary)": "school_in_a_name",
    "Zosia on Placeholder Close": "street_in_a_name",
    "Zosia on P1aceholder C1ose": "street_in_a_name",
    "Zosia PlaceholderClose": "street_in_a_name",
    "Zosia of Pla ce hol der Close": "street_in_a_name",
    "Zosia (Example HS)": "school_in_a_name",
    "Zosia, PO Box 5": "street_in_a_name",
    "Zosia www.example.org": "web_address_in_a_name",
    "Zosia https://x.example": "web_address_in_a_name",
    "Zosia example.org": "web_address_in_a_name",
    "Zosia C/O her mother": "care_of_in_a_name",
    "Zosia ℅ Sample": "care_of_in_a_name",
    "Zosia lives at her mum’s": "street_in_a_name",
    "Zosia, care of Sample": "care_of_in_a_name",
    "Zosia, Sample & Sons LLP": "representative_in_a_name",
    "Zosia (Samp1e and Sons)": "representative_in_a_name",
    "Mr Jo N/A": "filler",
    "Jo TBC": "filler",
    "Jo (not known)": "filler",
    "Jo - to be confirmed": "filler",
    "Unknown Worker": "filler",
    "N/A": "filler",
    "TBC": "filler",
    "Not known": "filler",
    "-": "filler",
}
OF_A_FIRM = {
    "Zosia, 2 Placeholder Cl.",
    "Zosia (Flat 3)",
    "Zosia 07700",
    "Zosia schronisko",
    "Zosia adăpost",
    "Zosia (in a safe house)",
    "Zosia, PO Box 5",
    "Zosia example.org",
    "Jo TBC",
    "Mr Jo N/A",
}
OF_A_FIRM |= {"Zosia lives at her mum’s", "Jo (not known)", "Jo - to be confirmed", "Unknown Worker"}
"""What a firm may be called, so long as nobody of the case lives there: after its house, its site, anything."""
NAMES = (
    "Suresh N A",
    "Liam Ditto",
    "Peter Noone",
    "Suresh A/L Kumar",
    "John Smith 3rd",
    "X Æ A-12",
    "Henry St John",
    "Mary Ann Close",
    "Nguyễn Thị Hai",
    "Nona An",
    "Zack Test",
)


def events_with_names() -> tuple[tuple[build.Body, str], ...]:
    """An event of every type as JSON, and each field of it that holds a name: found by their types."""
    override = {"override": {"reason": "It was asked for.", "approved_by": "H. Example"}}
    bodies = [build.body(each, override) for each in build.EVENTS]
    return tuple((body, field) for body in bodies for field, _ in names_in(build.read(body)))


def refused(body: build.Body) -> dict[str, set[str]]:
    """The rules that refuse an event, by their fields."""
    try:
        reasons = faults_in_itself(build.read(body), build.directory())
    except Malformed as malformed:
        reasons = malformed.reasons
    fields: dict[str, set[str]] = {}
    for reason in reasons:
        fields.setdefault(reason.field, set()).add(reason.rule)
    return fields


def test_every_name_of_every_event_is_known_by_its_type() -> None:
    fields = {field for _, field in events_with_names()}
    people = {f"case.people.{n}.name.{part}" for n in range(4) for part in ("given", "family")}
    solicitor = {f"case.people.1.representative.{part}" for part in ("name", "firm")}
    staff = {"recorded_by.name", "override.approved_by", "screened.by", "agreed_by", "adviser.name"}
    assert {
        *people,
        *solicitor,
        *staff,
        "case.people.0.name.title",
        "case.people.0.safe_contact.confirmed_by",
    } <= fields


@pytest.mark.parametrize("secret", SECRETS)
def test_a_detail_by_which_somebody_is_found_is_refused_in_every_name(secret: str) -> None:
    """Of every event the names of its own; the names of a case, which each has, of one event a detail, all in turn."""
    types = sorted({body["type"] for body, _ in events_with_names()})
    turn = types[list(SECRETS).index(secret) % len(types)]
    assert len(SECRETS) > len(types)
    for body, field in events_with_names():
        if field.startswith("case.") and body["type"] != turn:
            continue
        if field.endswith("firm") and secret in OF_A_FIRM and "Placeholder" not in secret:
            continue
        if ".representative." in field and SECRETS[secret] == "representative_in_a_name":
            continue
        found = refused(build.changed(body, {field: secret}))
        assert SECRETS[secret] in found.get(field, set()), (body["type"], field, found)


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("name.family", "Haddad, Colchester"),
        ("name.family", "Haddad (colchester)"),
        ("name.family", "Haddad Colchester"),
        ("name.family", "Haddad - Colchester"),
        ("name.given", "Amira of Colchester"),
        ("name.given", "Amira, now COLCHE5TER"),
        ("relationship", "mother, Colchester"),
    ],
)
def test_a_town_of_the_case_is_refused_behind_a_name(field: str, text: str) -> None:
    """The example's mother lives in Colchester, and nobody may know that."""
    assert refused(build.body("hub_allocation_decided", {f"case.people.0.{field}": text})) == {
        f"case.people.0.{field}": {"street_in_a_name"}
    }


@pytest.mark.parametrize("family", ["Colchester", "Haddad-Colchester", "Colchester Haddad", "Panah", "Mawa", "Magan"])
def test_somebody_may_be_called_as_a_town_is_or_as_a_word_for_shelter(family: str) -> None:
    assert refused(build.body("hub_allocation_decided", {"case.people.0.name.family": family})) == {}


@pytest.mark.parametrize("language", languages())
def test_a_word_for_a_safe_place_is_refused_in_a_name_in_every_language_that_is_written(language: str) -> None:
    for phrase in SAFE_PLACES[language].split(";"):
        if len("".join(letters_of(phrase))) > 4:
            assert strange_to_a_name(f"Haddad {phrase.strip()}"), phrase


@pytest.mark.parametrize("name", NAMES)
def test_a_name_with_odd_words_is_taken(name: str) -> None:
    given, family = name.rsplit(" ", 1)
    changes = {"case.people.0.name.given": given, "case.people.0.name.family": family}
    assert refused(build.body("hub_allocation_decided", changes)) == {}


@pytest.mark.parametrize(("known_as", "expected"), [("Test", {"filler"}), ("Nil", set()), ("Zosia", set())])
def test_a_child_is_known_by_a_filler_only_where_it_is_its_name(known_as: str, expected: set[str]) -> None:
    changes = {"case.people.2.name.given": "Nil", "case.people.2.name.known_as": known_as}
    found = refused(build.body("hub_allocation_decided", changes))
    assert found.get("case.people.2.name.known_as", set()) == expected


def test_a_name_made_of_words_that_stand_for_nothing_is_nobodys() -> None:
    changes = {"case.people.0.name.given": "Test", "case.people.0.name.family": "X"}
    assert refused(build.body("hub_allocation_decided", changes)) == {"case.people.0.name.family": {"filler"}}


@pytest.mark.parametrize(
    ("field", "value", "rule"),
    [
        ("case.people.0.phone", "00000 000000", "filler"),
        ("case.people.0.phone", "TBC", "string_pattern_mismatch"),
        ("case.people.0.email", "none@example.org", "filler"),
        ("case.people.0.email", "not.known@example.org", "filler"),
        ("case.people.0.email", "Jo<jo@example.org>", "string_pattern_mismatch"),
        ("case.people.0.email", "jo@example.org;tom@example.org", "string_pattern_mismatch"),
        ("case.people.1.representative.email", "tbc@tbc.cjsm.net", "filler"),
        ("case.people.0.name.title", "N/A", "filler"),
        ("case.people.0.language", "und", "filler"),
        ("case.linked_case_numbers", ["UNKNOWN"], "filler"),
        ("case.case_number", "XXXXXXXX", "filler"),
    ],
)
def test_a_filler_in_a_contact_is_refused_with_its_field(field: str, value: object, rule: str) -> None:
    found = refused(build.body("hub_allocation_decided", {field: value}))
    assert [(at.startswith(field), rules) for at, rules in found.items()] == [(True, {rule})]


@pytest.mark.parametrize("value", ["None", "N/A", "not known", "-", "none."])
@pytest.mark.parametrize("field", ["school", "relationship"])
def test_where_nothing_need_be_said_a_filler_says_nothing(field: str, value: str) -> None:
    body = build.body("hub_allocation_decided", {f"case.people.2.{field}": value})
    assert getattr(read_event(json.dumps(body).encode()).case.people[2], field) is None


def test_a_refusal_never_repeats_the_name() -> None:
    body = build.body("hub_allocation_decided", {"case.people.2.name.known_as": "Zosia (2 Placeholder Close CO1 1JN)"})
    with pytest.raises(Malformed) as malformed:
        build.read(body)
    assert "Placeholder" not in str(malformed.value)
    in_words = build.body("hub_allocation_decided", {"case.people.2.name.known_as": "Zosia of Example High School"})
    assert "Example" not in str(faults_in_itself(build.read(in_words), build.directory()))

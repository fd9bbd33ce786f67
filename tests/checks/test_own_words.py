"""What somebody typed for a letter is read closely: a part of a secret, and another spelling of it, are found.

The example's mother lives at 2 Placeholder Close, Colchester CO1 1JN; the application for more time, with its reason
in the practitioner's own words, is copied to both parties.
"""

import pytest

from correspondence.catalogue.reconcile import letters
from correspondence.checks import own_words
from correspondence.checks.allowances import readers_of
from correspondence.documents import Severity
from correspondence.protocol.events import AnyEvent
from correspondence.protocol.history.disclosure import kept_back
from correspondence.protocol.letters import Status
from correspondence.protocol.words.safe_places import PERHAPS_SAFE_PLACES, SAFE_PLACES
from correspondence.rendering.languages import languages
from correspondence.writing import write
from tests import build

WITHHELD = {
    "case.people.1.identity_withheld": True,
    "case.people.1.name": {"title": "Ms", "given": "Maria", "family": "Kowalska", "known_as": None},
}
HADDAD = {
    "case.people.1.identity_withheld": True,
    "case.people.1.name": {"title": "السيدة", "given": "أميرة", "family": "حداد", "known_as": None},
}


def found_in(event: AnyEvent, kind: str) -> dict[str, str]:
    """The codes found in the words typed for the first letter of that kind, each with its place."""
    decision = build.decision(
        {f"case.people.{i}": person for i, person in enumerate(build.written(event)["case"]["people"])}
    )
    case_file = build.case_file(decision, event)
    letter = next(x for x in letters(event, case_file, build.directory(), event.occurred_on) if x.kind.code == kind)
    findings = own_words.examine(
        letter, case_file, build.directory(), kept_back(case_file, readers_of(letter, case_file))
    )
    assert all((f.severity is Severity.BLOCKING) == f.code.startswith("disclosure.") for f in findings)
    return {finding.code: finding.where for finding in findings}


def in_the_reason(words: str, changes: build.Changes | None = None) -> dict[str, str]:
    return found_in(build.extension_needed({"reason": words, **(changes or {})}), "extension_application")


@pytest.mark.parametrize(
    ("words", "code", "what"),
    [
        ("A neighbour on Placeholder Close rang us about the children.", "disclosure.address", "street"),
        ("She lives at 2 Placeholder Cl now.", "disclosure.address", "street and number"),
        ("On Placeholder Cl. we were told so.", "disclosure.address", "street"),
        ("It came from placeholder close", "disclosure.address", "street"),
        ("It was sent to 2A Placeholder Close.", "disclosure.address", "street and number"),
        ("She is at 2, Placeholder.", "disclosure.address", "street and number"),
        ("The school bus stops in CO1 every day.", "disclosure.address", "first half of the postcode"),
        ("He wrote to C01 1JN.", "disclosure.address", "postcode"),
        ("He wrote to CO1 IJN.", "disclosure.address", "postcode"),
        ("He wrote to co1-1jn.", "disclosure.address", "postcode"),
        ("A neighbour on PlaceholderClose rang us.", "disclosure.address", "street"),
        ("A neighbour on Place holder Close rang us.", "disclosure.address", "street"),
        ("She lives at 2 placeholder-close now.", "disclosure.address", "street and number"),
        ("A neighbour on Pla ce hol der Close rang us.", "disclosure.address", "street"),
        ("A neighbour on P l a c e h o l d e r Close rang us.", "disclosure.address", "street"),
        ("She lives at 2PlaceholderClose now.", "disclosure.address", "street and number"),
        ("She lives at 2 P1aceholder Close now.", "disclosure.address", "street and number"),
        ("A neighbour on PIaceholder Close rang us.", "disclosure.address", "street"),
        ("A neighbour on pl4ceh0lder cl0se rang us.", "disclosure.address", "street"),
        ("A neighbour on P1aceho1derC1ose rang us.", "disclosure.address", "street"),
        ("A neighbour on Pl@ceholder Close rang us.", "disclosure.address", "street"),
        ("A neighbour on P|aceholder Close rang us.", "disclosure.address", "street"),
        ("A neighbour on Placeholder’s Close rang us.", "disclosure.address", "street"),
        ("He wrote to CO one one JN.", "disclosure.address", "postcode"),
        ("Рlасеhоldеr Сlоѕе was named.", "disclosure.address", "street"),
        ("Ρlaceholder Close was named.", "disclosure.address", "street"),
        ("Ｐｌａｃｅｈｏｌｄｅｒ Ｃｌｏｓｅ was named.", "disclosure.address", "street"),
        ("Place\u200bholder Cl\u00adose was named.", "disclosure.address", "street"),
        ("Placeholder\nClose was named.", "disclosure.address", "street"),
        ("The child goes to Example High.", "disclosure.school", "school"),
        ("We rang Example school.", "disclosure.school", "school"),
        ("The child goes to Example HS.", "disclosure.school", "school"),
        ("The child goes to Example H.S. now.", "disclosure.school", "school"),
        ("The child goes to Examp1e High.", "disclosure.school", "school"),
        ("The child goes to Example’s high school.", "disclosure.school", "school"),
        ("Sample & Sons wrote to us.", "disclosure.representative", "firm"),
        ("Sample and Sons wrote to us.", "disclosure.representative", "firm"),
        ("Samplelaw wrote to us.", "disclosure.representative", "firm"),
        ("Samp1e & Sons wrote to us.", "disclosure.representative", "firm"),
        ("It went by DX 00000.", "disclosure.representative", "document exchange"),
        ("It went by document exchange 00000.", "disclosure.representative", "document exchange"),
        ("It went by D.X. no. 00000.", "disclosure.representative", "document exchange"),
        ("a.samp1e@example.org", "disclosure.email", "e-mail address"),
        ("a.sample (at) example.org", "disclosure.email", "e-mail address"),
        ("a.sample at example.org", "disclosure.email", "e-mail address"),
        ("a dot sample at example dot org", "disclosure.email", "e-mail address"),
        ("a.sample[at]example[dot]org", "disclosure.email", "e-mail address"),
        ("Ring 07700.900.321.", "disclosure.phone", "telephone number"),
        ("Ring +44 (0)7700-900-321.", "disclosure.phone", "telephone number"),
        ("Ring oh double seven double oh, nine hundred, three two one.", "disclosure.phone", "telephone number"),
        ("Ring O77OO 9OO32l.", "disclosure.phone", "telephone number"),
        ("Ring ٠٧٧٠٠ ٩٠٠٣٢١.", "disclosure.phone", "telephone number"),
    ],
)
def test_a_part_of_a_secret_without_doubt_blocks(words: str, code: str, what: str) -> None:
    found = in_the_reason(words, {"case.people.1.representative.dx": "DX 00000 Sampletown"})
    whose = "the first child" if code == "disclosure.school" else "the respondent"
    assert found[code] == f"own words: {whose}'s {what}"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("She was seen near Placeholder.", "possible_disclosure.address"),
        ("She was seen near p1aceholder.", "possible_disclosure.address"),
        ("The child goes to Exampl High School.", "possible_disclosure.school"),
        ("He wrote to C01.", "possible_disclosure.address"),
        ("A neighbour on Placehoder Close rang.", "possible_disclosure.address"),
        ("A neighbour on Placehollder Close rang.", "possible_disclosure.address"),
        ("A neighbour on Plaecholder Cl. rang.", "possible_disclosure.address"),
        ("A neighbour on Plaxeholder Close rang.", "possible_disclosure.address"),
        ("The number ends in 900 321.", "possible_disclosure.phone"),
        ("The number ends 0321.", "possible_disclosure.phone"),
    ],
)
def test_what_may_be_chance_wants_to_be_acknowledged(words: str, code: str) -> None:
    assert set(in_the_reason(words)) == {code}


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Ms Kowalska rang.", "disclosure.name"),
        ("We spoke to Kowalska.", "disclosure.name"),
        ("We spoke to kowalska's sister.", "disclosure.name"),
        ("We spoke to K0walska.", "disclosure.name"),
        ("We spoke to KowaIska.", "disclosure.name"),
        ("We spoke to Kow@lska.", "disclosure.name"),
        ("We spoke to Kowal-ska.", "disclosure.name"),
        ("We spoke to K o w a l s k a.", "disclosure.name"),
        ("We spoke to MariaKowalska.", "disclosure.name"),
        ("We spoke to Mari4.", "possible_disclosure.name"),
        ("Kowalskiej tam nie ma.", "disclosure.name"),
        ("Rozmawialiśmy z panią Kowalską.", "disclosure.name"),
        ("The Kowalskis moved.", "possible_disclosure.name"),
        ("Mr Kowalski rang.", "possible_disclosure.name"),
        ("Maria rang.", "possible_disclosure.name"),
        ("We spoke to Kowalsak.", "possible_disclosure.name"),
        ("We spoke to Kovalska.", "possible_disclosure.name"),
        ("Marii tam nie ma.", "possible_disclosure.name"),
    ],
)
def test_a_part_of_a_withheld_name_is_found_in_every_case(words: str, code: str) -> None:
    assert set(in_the_reason(words, WITHHELD)) == {code}


def test_a_name_that_the_reader_knows_is_no_slip_of_one_that_is_withheld() -> None:
    known = WITHHELD | {"case.people.0.name": {"title": "Mr", "given": "Jan", "family": "Kowalcka", "known_as": None}}
    assert in_the_reason("We spoke to Kowalcka.", known) == {}
    assert set(in_the_reason("We spoke to Kowalsca.", known)) == {"possible_disclosure.name"}


@pytest.mark.parametrize("words", ["قالت حداد", "تحدثنا مع وحداد", "كتبنا للحداد", "حَدّاد"])
def test_an_arabic_name_is_found_behind_its_prefixes(words: str) -> None:
    assert "disclosure.name" in in_the_reason(words, HADDAD)


@pytest.mark.parametrize(
    ("address", "words", "code"),
    [
        ({"line_1": "Rose Cottage", "line_2": "Gorse Lane"}, "She is in Gorse Ln.", "disclosure.address"),
        ({"line_1": "Rose Cottage, Gorse Lane"}, "The house is in Gorse Lane.", "disclosure.address"),
        ({"line_1": "Larkin Cottage Gorse Lane"}, "We saw Larkin Cott. last week.", "disclosure.address"),
        ({"line_1": "Flat 3, 18 Quillet Gardens"}, "We saw 18 Quillet Gdns.", "disclosure.address"),
        ({"line_1": "Apt 4", "line_2": "St Osyth Terrace"}, "In Saint Osyth Terr. she is.", "disclosure.address"),
        ({"line_1": "7 High Street"}, "She lives at 7 High St.", "disclosure.address"),
        ({"line_1": "7 High Street"}, "He works in the High Street.", "possible_disclosure.address"),
        ({"line_1": "9 Quillet Road", "post_town": "March"}, "She has moved to March.", "possible_disclosure.address"),
        ({"line_1": "9 Quillet Road", "post_town": "March"}, "She lives in March.", "possible_disclosure.address"),
        ({"line_1": "9 Quillet Road", "post_town": "Ipswich"}, "She is in 1psw1ch.", "possible_disclosure.address"),
        ({"line_1": "9 Quillet Road", "post_town": "Reading"}, "We met in Reading.", "possible_disclosure.address"),
    ],
)
def test_a_street_and_a_house_are_found_apart_and_however_they_are_short(
    address: build.Body, words: str, code: str
) -> None:
    home = {"post_town": "Colchester", "postcode": "CO1 1JN", **address}
    assert set(in_the_reason(words, {"case.people.1.address": home})) == {code}


@pytest.mark.parametrize(
    "words",
    [
        "No Family Court Adviser can take the case in time to file by 19 March 2027.",
        "The hearing at Chelmsford is on 2 March. In March 2027 a report is due.",
        "Mr Sample and the school were asked. The example was followed. We close the file.",
        "Our office at CO1 2AB asked the children. A placeholder stands in the diary.",
        "Tomasz rang on 01632 960114 from 18 Example Street, Chelmsford.",
        "Reading the report took high priority. He claims nothing. Example: none.",
        "The A120 was closed from 4pm on the 3rd; 20 of 100 pages of form C1A came at 10am by e-mail@court.",
        "P.S. Mr Sample, sons and daughters were asked: the example is theirs. H.S. is ours.",
        "They have moved on. Robert, son of Steven, left; the rest are gone. Ring by 4 p.m. or after 2 p.m.",
        "We rang in March, and again on 12 March and in March 2027. March was busy. Reading it took time.",
    ],
)
def test_ordinary_words_and_what_every_reader_knows_are_left_alone(words: str) -> None:
    assert in_the_reason(words, {"case.people.1.address.line_1": "2 Placeholder Way"}) == {}
    for town in ("March", "Reading", "Moved"):
        home = {"line_1": "2 Placeholder Way", "post_town": town, "postcode": "CO1 1JN"}
        assert in_the_reason(words, {"case.people.1.address": home}) == {}


@pytest.mark.parametrize(
    "words",
    [
        *("number fourteen b Harwick", "at fourteen Harwick", "14 b Harwick House", "at 14 B, Harwick Hse"),
        *("at FOURTEEN B HARWICK HOUSE", "at fourteen-b Harwick"),
    ],
)
def test_the_number_of_a_house_is_found_however_it_is_said(words: str) -> None:
    home = {"line_1": "14B Harwick House", "post_town": "Colchester", "postcode": "CO1 1JN"}
    assert in_the_reason(words, {"case.people.1.address": home}) == {
        "disclosure.address": "own words: the respondent's street and number"
    }


@pytest.mark.parametrize("words", ["It is janusz.kow there.", "Ask for janusz dot kow.", "He is JANUSZ.K0W now."])
def test_what_stands_before_the_sign_of_an_email_is_found_by_itself(words: str) -> None:
    changes = {"case.people.1.email": "janusz.kow@example.org"}
    assert set(in_the_reason(words, changes)) == {"possible_disclosure.email"}
    assert in_the_reason("Janusz rang, and then we spoke to Janusz. Kow is a village.", changes) == {}


@pytest.mark.parametrize("words", ["The mother is in a refuge.", "a Women’s Aid worker", "ona jest w schronisku"])
def test_a_word_for_a_safe_place_wants_to_be_acknowledged(words: str) -> None:
    assert in_the_reason(words) == {"refuge_word": "own words"}


@pytest.mark.parametrize("language", languages())
def test_a_word_for_a_safe_place_is_known_in_every_language_that_is_written(language: str) -> None:
    for table in (SAFE_PLACES, PERHAPS_SAFE_PLACES):
        for phrase in table[language].split(";"):
            assert in_the_reason(f"xx {phrase.strip()}, yy") == {"refuge_word": "own words"}, phrase


@pytest.mark.parametrize(
    "words",
    [
        "Ea locuiește într-un adăpost pentru femei.",
        "Ela está numa casa-abrigo.",
        "Ela está num Refúgio.",
        "ਉਹ ਪਨਾਹਗਾਹ ਵਿੱਚ ਹੈ।",
        "Waxay ku nooshahay hoyga haweenka.",
        "Вона зараз у притулку.",
        "وہ پناہ گاہ میں ہے۔",
        "هي في دار الأمان",
    ],
)
def test_a_sentence_that_speaks_of_a_safe_place_is_known_in_other_languages(words: str) -> None:
    assert in_the_reason(words) == {"refuge_word": "own words"}


@pytest.mark.parametrize("name", ["ਢਿੱਲੋਂ", "ਮਾਨ", "राम", "সাহা"])
def test_a_withheld_name_is_found_in_a_script_with_vowel_signs(name: str) -> None:
    changes = {
        "case.people.1.identity_withheld": True,
        "case.people.1.name": {"title": None, "given": "Maria", "family": name, "known_as": None},
    }
    assert in_the_reason(f"ਅਸੀਂ {name} ਨੂੰ ਮਿਲੇ।", changes)["disclosure.name"] == "own words: the respondent's family name"
    assert in_the_reason("ਅਸੀਂ ਉਸ ਨੂੰ ਘਰ ਮਿਲੇ।", changes) == {}


@pytest.mark.parametrize(
    "words", ["She is in a refug3.", "a saf3 house", "in a safehouse", "in the r e f u g e", "a safe hous3"]
)
def test_a_word_for_a_safe_place_is_known_in_disguise(words: str) -> None:
    assert in_the_reason(words) == {"refuge_word": "own words"}


@pytest.mark.parametrize(
    "words",
    [
        "a hostel",
        "crisis accommodation",
        "Emergency accommodation",
        "a B&B",
        "w noclegowni",
        "a hosteI",
        "emergency accomodation",
    ],
)
def test_a_place_without_a_home_is_a_word_for_a_safe_one_while_somebodys_home_is_kept_back(words: str) -> None:
    assert in_the_reason(f"She is in {words}.") == {"refuge_word": "own words"}
    opened = {f"case.people.{i}.may_be_known_by_others": ["address", "lives_with"] for i in range(4)}
    assert in_the_reason(f"She is in {words}.", opened) == {}


def test_a_note_to_somebody_in_a_refuge_may_speak_of_it_and_one_to_another_may_not() -> None:
    note = {"language": "en", "text": "Your worker at the refuge knows our number."}
    for reader, expected in (("p2", set()), ("p1", {"refuge_word"})):
        changes = {"case.people.1.in_refuge": True, "notes": [{"person_id": reader, **note}], "only": [reader]}
        assert set(found_in(build.update_due(changes), "update")) == expected


@pytest.mark.parametrize(
    ("words", "code", "status"),
    [
        ("A neighbour on Placeholder Close rang us about the children.", "disclosure.address", Status.HELD),
        ("The mother is in a refuge and cannot travel.", "refuge_word", Status.DRAFT),
        ("She was seen near Placeholder.", "possible_disclosure.address", Status.DRAFT),
    ],
)
def test_what_is_found_in_words_holds_the_letter_or_wants_to_be_acknowledged(
    words: str, code: str, status: Status
) -> None:
    event = build.extension_needed({"reason": words})
    case_file = build.case_file(build.decision(), event)
    every = letters(event, case_file, build.directory(), event.occurred_on)
    application = next(one for one in every if one.kind.code == "extension_application")
    written = write(application, case_file, build.directory())
    assert code in {finding.code for finding in written.findings}
    assert written.status is status

"""A pack is listed, hashed and approved as one thing, and the least change makes an approval void."""

from dataclasses import fields, replace
from functools import cache
from io import BytesIO

import docx
import pytest
from hypothesis import given as hypothesis_given
from hypothesis import strategies as st

from correspondence.catalogue.file.pack_index import PackIndexFacts, in_groups
from correspondence.catalogue.occasions.pack import Pack
from correspondence.catalogue.packs import pack_of
from correspondence.documents import DocumentForm, Finding, Severity, Table, WrittenLetter
from correspondence.packing import (
    Change,
    Difference,
    PackedDocument,
    PackManifest,
    PackState,
    differences,
    index_of,
    manifest_of,
    pack_sha256,
    standing,
)
from correspondence.protocol.letters import Status
from correspondence.protocol.refusals import Inconsistent
from correspondence.protocol.subject import area_of
from correspondence.rendering import compose
from correspondence.writing import write_to_office
from tests.golden.scenarios import GOLDEN_FILES
from tests.notified import decision, finished, given, occasion, told

GOLDEN = GOLDEN_FILES / "pack_index"
FAILURES = GOLDEN_FILES.parent / "golden_failures"
ON = occasion(decision("activation_decided"))
PACK = pack_of(given(ON, "national_notification"), ON, "national_notification")
WRITTEN = finished(PACK.letters)

AFTER_A_RETURN = occasion(
    decision("opening_deferred"),
    told("local_notification", "activation_decided-1", ["office:court.chelmsford"]),
)
"""A deferral of which only one court had been told."""


def of_one(code: str = "deferral_local") -> Pack:
    return pack_of(given(AFTER_A_RETURN, code), AFTER_A_RETURN, code)


PACKS = {"national": PACK, "local_of_one_letter": of_one()}


@cache
def index(name: str) -> WrittenLetter:
    """The index of one of the golden packs, over made-up bytes that are the same everywhere."""
    return index_of(PACKS[name], finished(PACKS[name].letters))


@pytest.mark.parametrize("name", PACKS)
def test_an_index_has_nothing_held_against_it(name: str) -> None:
    assert (index(name).status, index(name).findings) == (Status.DRAFT, ())


def table_of(one: WrittenLetter) -> Table:
    (table,) = (block for block in compose(one.letter, "en").blocks if isinstance(block, Table))
    return table


def test_an_index_lists_each_file_with_its_recipient_its_pages_and_its_hash() -> None:
    rows = table_of(index("national")).rows
    assert len(rows) == 14
    files = [(one.letter, document) for one in WRITTEN for document in one.documents]
    for row, (letter, document) in zip(rows, files, strict=True):
        file = "PDF, 2 pages" if document.form is DocumentForm.PDF else "Word"
        assert row[1:] == (f"{letter.letter_id}: {file}", in_groups(document.sha256))
    assert rows[0][0] == "Chair, Cafcass Board"
    assert rows[2][0] == "President of the Family Division"
    assert rows[10][0] == "His Majesty's Chief Inspector, Ofsted"


def test_an_index_gives_the_one_hash_of_its_pack_and_whom_it_is_for() -> None:
    facts = index("national").letter.view.facts
    assert isinstance(facts, PackIndexFacts)
    assert facts.pack_sha256.replace(" ", "") == pack_sha256(WRITTEN)
    word = next(x for x in index("national").documents if x.form is DocumentForm.DOCX)
    lines = [each.text.replace("\u00a0", " ") for each in docx.Document(BytesIO(word.content)).paragraphs]
    assert any(facts.pack_sha256 in line for line in lines)
    assert "For Charlie Example, Chief Executive, who signs these letters" in lines


def test_an_index_goes_to_the_file_and_to_nobody_with_the_first_letter_of_its_pack() -> None:
    letter = index("local_of_one_letter").letter
    assert (letter.recipient, letter.envelope.lines, letter.dated) == ("file:local", (), AFTER_A_RETURN.today)
    assert letter.due == of_one().letters[0].due
    assert (letter.given_by, letter.subject) == ("opening_deferred-1", area_of("essex"))
    assert letter.letter_id != index("national").letter.letter_id


def test_an_index_is_of_exactly_the_letters_of_its_pack() -> None:
    for written in (WRITTEN[1:], (*WRITTEN, WRITTEN[0]), finished(of_one().letters)):
        with pytest.raises(Inconsistent) as refused:
            index_of(PACK, written)
        assert [reason.rule for reason in refused.value.reasons] == ["pack_of_others"]


def test_an_index_does_not_depend_on_the_order_in_which_letters_were_written() -> None:
    turned = index_of(PACK, tuple(reversed(WRITTEN)))
    assert [x.sha256 for x in turned.documents] == [x.sha256 for x in index("national").documents]


def test_really_written_letters_are_indexed_with_their_own_pages_and_hashes() -> None:
    pack = of_one()
    written = tuple(write_to_office(letter) for letter in pack.letters)
    ((pdf, word),) = (one.documents for one in written)
    reference, pages = pack.letters[0].letter_id, "1 page" if pdf.pages == 1 else f"{pdf.pages} pages"
    assert [row[1:] for row in table_of(index_of(pack, written)).rows] == [
        (f"{reference}: PDF, {pages}", in_groups(pdf.sha256)),
        (f"{reference}: Word", in_groups(word.sha256)),
    ]


def test_a_pack_with_a_letter_that_is_held_or_unwritten_is_named_and_not_listed() -> None:
    blocked = Finding(code="wording.unaccepted", severity=Severity.BLOCKING, where="sentence 1")
    held = replace(WRITTEN[3], findings=(blocked,))
    unwritten = replace(WRITTEN[5], documents=())
    with pytest.raises(Inconsistent) as refused:
        index_of(PACK, (*WRITTEN[:3], held, WRITTEN[4], unwritten, WRITTEN[6]))
    assert [(reason.rule, reason.field) for reason in refused.value.reasons] == [
        ("pack_held", held.letter.letter_id),
        ("pack_unwritten", unwritten.letter.letter_id),
    ]


def changed(written: tuple[WrittenLetter, ...], place: int, form: DocumentForm) -> tuple[WrittenLetter, ...]:
    """The same letters with one byte more in one file."""
    one = written[place]
    documents = tuple(replace(x, content=x.content + b" ") if x.form is form else x for x in one.documents)
    return (*written[:place], replace(one, documents=documents), *written[place + 1 :])


@hypothesis_given(st.permutations(WRITTEN))
def test_the_hash_of_a_pack_is_the_same_in_whatever_order(turned: list[WrittenLetter]) -> None:
    assert pack_sha256(turned) == pack_sha256(WRITTEN)


@hypothesis_given(st.integers(0, 6), st.sampled_from([DocumentForm.PDF, DocumentForm.DOCX]))
def test_one_byte_more_in_any_file_makes_an_approval_void_and_is_named(place: int, form: DocumentForm) -> None:
    stands = standing(manifest_of(WRITTEN), manifest_of(changed(WRITTEN, place, form)))
    letter_id = WRITTEN[place].letter.letter_id
    assert stands.state is PackState.VOID
    assert stands.differs == (
        Difference(letter_id=letter_id, change=Change.CHANGED, part="letter", form=form, language="en"),
    )


def test_an_approval_stands_for_the_very_files_that_were_approved() -> None:
    stands = standing(manifest_of(WRITTEN), manifest_of(tuple(reversed(WRITTEN))))
    assert (stands.state, stands.differs) == (PackState.APPROVED, ())


def test_an_approval_falls_with_what_would_be_otherwise_were_it_written_now() -> None:
    outdated = Difference(letter_id=WRITTEN[2].letter.letter_id, change=Change.CHANGED)
    stands = standing(manifest_of(WRITTEN), manifest_of(WRITTEN), [outdated])
    assert (stands.state, stands.differs) == (PackState.VOID, (outdated,))


def test_what_nobody_approved_yet_is_not_void() -> None:
    outdated = Difference(letter_id=WRITTEN[2].letter.letter_id, change=Change.HELD)
    stands = standing(None, manifest_of(WRITTEN), [outdated])
    assert (stands.state, stands.differs) == (PackState.UNAPPROVED, (outdated,))


def test_a_manifest_is_kept_as_rows_and_read_back_the_same() -> None:
    manifest = manifest_of(WRITTEN)
    again = PackManifest.of_rows(reversed(manifest.rows))
    assert (again.sha256, differences(manifest, again)) == (manifest.sha256, ())


def test_a_letter_taken_out_or_added_is_named_once_and_not_file_by_file() -> None:
    stands = standing(manifest_of(WRITTEN[1:]), manifest_of(WRITTEN[:-1]))
    assert set(stands.differs) == {
        Difference(letter_id=WRITTEN[0].letter.letter_id, change=Change.NEW),
        Difference(letter_id=WRITTEN[-1].letter.letter_id, change=Change.MISSING),
    }


def test_a_file_taken_out_of_a_letter_or_added_to_it_is_named_by_its_part_and_form() -> None:
    whole = manifest_of(WRITTEN[:1])
    fewer = PackManifest(documents=whole.documents[:1])
    place = {"letter_id": WRITTEN[0].letter.letter_id, "part": "letter", "language": "en"}
    form = whole.documents[1].form
    assert differences(whole, fewer) == (Difference(change=Change.MISSING, form=form, **place),)
    assert differences(fewer, whole) == (Difference(change=Change.NEW, form=form, **place),)
    assert differences(whole, whole) == ()


def test_two_files_cannot_change_places_under_one_hash() -> None:
    """A hash over the contents alone would not see it."""
    one, two = manifest_of(WRITTEN).documents[:2]
    swapped = (replace(one, sha256=two.sha256), replace(two, sha256=one.sha256))
    assert PackManifest(documents=swapped).sha256 != PackManifest(documents=(one, two)).sha256


@pytest.mark.parametrize("field", [field.name for field in fields(PackedDocument)])
def test_all_that_is_known_of_a_file_is_under_the_hash_of_its_pack(field: str) -> None:
    one = manifest_of(WRITTEN).documents[0]
    other = DocumentForm.CSV if field == "form" else "another"
    changed_file = replace(one, **{field: other})  # type: ignore[arg-type]  # a text or a form, as the field is
    assert PackManifest(documents=(changed_file,)).sha256 != PackManifest(documents=(one,)).sha256


def test_a_hash_is_printed_in_four_groups() -> None:
    assert in_groups("0123456789abcdef" * 4) == " ".join(["0123456789abcdef"] * 4)

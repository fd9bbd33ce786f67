"""The letters that go with a court's list, and the list itself at its longest (Protocol Annex B)."""

from collections import Counter
from dataclasses import fields, replace
from datetime import date, timedelta
from functools import cache
from io import BytesIO
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from correspondence.catalogue.composing import compose_list
from correspondence.catalogue.court.lists import LIST_PART, OPENING_LIST, WEEKLY_LIST, CourtListFacts
from correspondence.catalogue.kind import LETTER_PART
from correspondence.catalogue.letter import Letter
from correspondence.catalogue.registry import CATALOGUE, LIST_KINDS
from correspondence.documents import Document, DocumentForm, Table
from correspondence.protocol.letters import Audience
from correspondence.protocol.lists.court_lists import Action, CourtListMade, ListRow, make_list
from correspondence.protocol.refusals import Inconsistent
from correspondence.protocol.subject import lists_of
from correspondence.rendering import compose, render
from tests import build, listed
from tests.listed import FILING, HEARING, MADE_ON, case, make
from tests.rendering.papers import elements, words_on


def letter(made: CourtListMade, today: date | None = None) -> Letter:
    return compose_list(made, build.directory(), today or made.occurred_on)


def facts(made: CourtListMade, today: date | None = None) -> CourtListFacts:
    found = letter(made, today).view.facts
    assert isinstance(found, CourtListFacts)
    return found


def words_of(made: CourtListMade, part: str, today: date | None = None) -> str:
    """The words of a part on paper, in one line."""
    written = letter(made, today)
    content = render(compose(written, "en", written.kind.part(part)), written, DocumentForm.PDF).content
    return " ".join(word.text for page in words_on(content) for word in page)


def test_the_catalogue_has_both_lists() -> None:
    assert {"opening_list", "weekly_list"} == {*LIST_KINDS} <= {*CATALOGUE}


def test_the_first_list_goes_with_the_opening_letter_and_every_other_with_the_weekly() -> None:
    first = make()
    assert letter(first).kind is OPENING_LIST
    assert letter(make(last=first, on=build.day("Tue 8 Dec 2026"))).kind is WEEKLY_LIST


COURTS = [(key, court) for key, hub in build.directory().hubs.items() for court in hub.courts]


@pytest.mark.parametrize(("hub", "court"), COURTS)
def test_each_court_of_each_hub_is_written_to_by_its_own_name_and_address(hub: str, court: str) -> None:
    written = letter(make_list(hub, court, listed.WEEK_OF, MADE_ON, (), build.directory(), None))
    assert written.recipient == f"court:{court}"
    words = " ".join(compose(written, "en", part).html for part in written.kind.parts)
    named = {key for key, each in build.directory().courts.items() if each.name in words}
    assert named == {court}
    assert build.directory().hubs[hub].contact.phone in words


def test_there_are_courts_enough_to_be_taken_for_one_another() -> None:
    served = [len(hub.courts) for hub in build.directory().hubs.values()]
    assert max(served) > 1 < len(served)


def test_a_list_is_a_letter_to_the_court_and_of_no_case() -> None:
    written = letter(make(case(1)))
    assert (written.subject, written.recipient, written.audience) == (
        lists_of("essex"),
        "court:chelmsford",
        Audience.COURT,
    )
    assert (written.event_id, written.given_by) == (make().event_id,) * 2
    assert (written.copies, written.seen_by, written.free_text) == ((), (), False)


def test_a_list_is_due_when_the_clock_of_lists_says() -> None:
    """The first by the end of the Hub's first working week, each next one seven days after the last (Annex B)."""
    opened = build.day("Mon 30 Nov 2026")
    directory = build.directory()
    hub = replace(directory.hubs["essex"], open_from=opened)
    new = replace(directory, hubs={"essex": hub})
    first = make()
    assert compose_list(first, new, MADE_ON).due.due_on == build.day("Fri 4 Dec 2026")
    second = make(last=first, on=build.day("Tue 8 Dec 2026"))
    assert compose_list(second, new, second.occurred_on).due.due_on == build.day("Tue 8 Dec 2026")


def test_a_list_promises_the_next_one_by_a_day_still_ahead() -> None:
    made = make()
    assert facts(made).next_list_by == build.day("Tue 8 Dec 2026")
    assert facts(made, build.day("Mon 7 Dec 2026")).next_list_by == build.day("Tue 8 Dec 2026")
    assert facts(made, build.day("Tue 8 Dec 2026")).next_list_by == build.day("Tue 15 Dec 2026")


def test_the_last_list_promises_no_next_one() -> None:
    closed = replace(make(), hub_closed_on=build.day("Mon 30 Nov 2026"))
    assert (facts(closed).next_list_by, facts(closed).closed_on) == (None, build.day("Mon 30 Nov 2026"))


def test_a_list_that_nobody_can_sign_is_refused() -> None:
    directory = build.directory()
    vacant = replace(directory, hubs={"essex": replace(directory.hubs["essex"], practice_supervisor=())})
    with pytest.raises(Inconsistent):
        compose_list(make(), vacant, MADE_ON)


def test_every_filing_date_is_counted_in_one_way() -> None:
    days = ("2027-06-14", "2027-01-11", "2027-01-08", "2026-12-21", None)
    cases = [case(i, changes={FILING: day, HEARING: "2027-06-28"}) for i, day in enumerate(days, 1)]
    need = ("extension_needed", {"occurred_on": "2026-11-26", "proposed_filing_date": "2027-08-02"})
    cases.append(case(6, need, changes={FILING: "2027-01-04"}, sent=[listed.lodged(6, 0, MADE_ON)]))
    found = facts(make(*cases)).outlook
    sorts = (found.kept, found.to_apply, found.too_late, found.asked, found.undated)
    assert [*map(len, sorts)] == [1, 2, 1, 1, 1]
    assert len({row.case_number for sort in sorts for row in sort}) == len(cases)
    assert found.first_apply_by == build.day("Fri 11 Dec 2026")


def test_the_same_list_gives_the_same_letter() -> None:
    made = make(*listed.many(3))
    assert letter(made).content == letter(made).content
    assert letter(made).letter_id == letter(make()).letter_id


def test_what_is_held_back_is_counted_and_what_was_carried_is_shown_nowhere() -> None:
    (row,) = make(case(1)).rows
    made = replace(make(), held_back=1, carried=(row,))
    for part in (LETTER_PART, LIST_PART):
        said = words_of(made, part)
        assert "One more case is left out" in said
        assert row.case_number not in said
    assert facts(made).spreadsheet[1:] == ()


def test_the_letter_with_a_list_names_each_case_in_which_something_is_asked_of_the_court() -> None:
    """One for each thing that can be asked of it, and one in which nothing is."""
    days = [("2026-12-21", "2027-06-28"), (None, "2027-06-28"), ("2027-06-14", None), ("2027-06-14", "2027-05-31")]
    cases = [case(i, changes=listed.days(*each)) for i, each in enumerate(days, 1)]
    need = ("extension_needed", {"occurred_on": "2026-11-26", "proposed_filing_date": "2027-08-02"})
    cases.append(case(5, need, changes=listed.days("2027-01-04"), sent=[listed.lodged(5, 0, MADE_ON)]))
    made = make(*cases, case(6))
    asked = [row for row in made.rows if row.action is not Action.NONE or row.hearing_first]
    assert {row.action for row in asked} | {Action.NONE} == {*Action}
    table = words_of(made, LETTER_PART).partition("What we ask of the court")[2].partition("The likely effect")[0]
    assert [row.case_number for row in made.rows if row.case_number in table] == [row.case_number for row in asked]


def test_the_letter_with_a_list_says_of_each_case_how_it_stands() -> None:
    cases = [case(i, changes=listed.days("2027-06-14")) for i in range(1, 5)]
    second = make(*cases, last=make(*cases[:3]), on=build.day("Tue 8 Dec 2026"))
    said = words_of(second, LETTER_PART)
    new = next(row.case_number for row in second.rows if row.first_listed)
    first, last = ", ".join(row.case_number for row in second.rows if not row.first_listed).rsplit(", ", 1)
    waiting = f"{first} and {last}"
    assert f"New in the Hub (1) {new} Still waiting in the Hub (3) {waiting}" in said


def test_a_list_over_christmas_says_when_nobody_of_the_hub_answers() -> None:
    for made in (make(case(1), on=build.day("Tue 22 Dec 2026")), make(last=make(), on=build.day("Tue 22 Dec 2026"))):
        assert "Closed on Friday 25 December 2026: Christmas Day." in words_of(made, LETTER_PART)
    assert "Closed on" not in words_of(make(case(1)), LETTER_PART)


def test_the_opening_letter_gives_the_point_of_contact_by_role_and_number() -> None:
    said = words_of(make(case(1)), LETTER_PART)
    contact = build.hub().contact
    for words in (contact.name, contact.role, contact.phone, contact.email, contact.hours, contact.cover):
        assert words in said


def test_the_spreadsheet_has_a_column_for_every_field_and_a_row_for_every_case() -> None:
    made = make(*listed.many(9))
    assert len(facts(made).sections) > 1
    header, *rows = facts(made).spreadsheet
    assert header == ("list_made_on", *(field.name for field in fields(ListRow)), "section", "number")
    assert [row[1] for row in rows] == [row.case_number for row in facts(made).rows]
    assert {row[1] for row in rows} == {row.case_number for row in made.rows}
    assert {row[0] for row in rows} == {MADE_ON}
    assert [row[-1] for row in rows] == [*range(1, 10)]


def test_the_list_on_paper_and_the_spreadsheet_show_the_same_in_the_same_order() -> None:
    made = make(*listed.many(9))
    written = letter(made)
    text = compose(written, "en", written.kind.part(LIST_PART))
    tables = [block for block in text.blocks if isinstance(block, Table)]
    assert [len(table.rows) for table in tables] == [len(section.rows) for section in facts(made).sections]
    shown = [row[:2] for table in tables for row in table.rows]
    at = {name: place for place, name in enumerate(facts(made).spreadsheet[0])}
    assert shown == [(str(row[at["number"]]), row[at["case_number"]]) for row in facts(made).spreadsheet[1:]]


def test_the_sheet_says_whom_to_ask_when_the_next_comes_and_how_many_of_each_there_are() -> None:
    back = case(2, ("risk_increased", {"occurred_on": "2026-12-03"}), changes=listed.FAR)
    closed = case(3, ("case_closed", {"occurred_on": "2026-12-03"}), changes=listed.FAR)
    before = [case(i, changes=listed.FAR) for i in (1, 2, 3)]
    lost = case(4, changes={FILING: "2026-12-21", HEARING: "2027-01-08"})
    made = make(before[0], back, closed, lost, last=make(*before), on=build.day("Tue 8 Dec 2026"))
    said = words_of(made, LIST_PART)
    contact = build.hub().contact
    assert f"ask {contact.name}: {contact.phone}, {contact.email} ({contact.hours})." in said
    assert "We will send the next list by Tuesday 15 December 2026." in said
    assert "4 cases: 1 new, 1 leaving, 1 still waiting, 1 gone." in said
    assert "In one case something is asked of the court." in said
    assert "In one case the next hearing is before our filing." in said
    for heading in ("New in the Hub (1)", "Leaving the Hub: to be transferred out to an adviser (1)"):
        assert heading in said
    assert "Passed back for allocation" in said


def test_a_column_says_nothing_where_there_is_nothing_to_say() -> None:
    written = letter(make(case(1, changes=listed.FAR)))
    (table,) = (b for b in compose(written, "en", written.kind.part(LIST_PART)).blocks if isinstance(b, Table))
    (cells,) = (dict(zip(table.header, row, strict=True)) for row in table.rows)
    blank = {name for name, words in cells.items() if not words}
    assert blank == {
        "Standing",
        "Last review",
        "Realistic filing date",
        "Application for more time",
        "Asked of the court",
        "Your notes",
    }


def test_what_is_no_more_is_marked_as_well() -> None:
    lost = {FILING: "2026-12-21", HEARING: "2027-06-28"}
    need = ("extension_needed", {"occurred_on": "2026-12-03", "proposed_filing_date": "2027-08-02"})
    now = case(1, need, changes=lost, sent=[listed.lodged(1, 0, build.day("Thu 3 Dec 2026"))])
    written = letter(make(now, last=make(case(1, changes=lost)), on=build.day("Tue 8 Dec 2026")))
    (table,) = (b for b in compose(written, "en", written.kind.part(LIST_PART)).blocks if isinstance(b, Table))
    (cells,) = (dict(zip(table.header, row, strict=True)) for row in table.rows)
    assert cells["Realistic filing date"] == "None now*"
    assert cells["Application for more time"] == "With the court: asks for 2\u00a0Aug\u00a02027*"


LONG = 300
HEADERS = ("Case number", "Children", "Ordered work", "Priority Status and category", "Realistic filing date", "Notes")
COLUMNS = 14


@cache
def long_list() -> tuple[Letter, CourtListMade]:
    cases = listed.many(LONG)
    made = make(*cases, last=make(*cases), on=MADE_ON + timedelta(weeks=1))
    return letter(made), made


@cache
def long_pdf() -> Document:
    written, _ = long_list()
    return render(compose(written, "en", written.kind.part(LIST_PART)), written, DocumentForm.PDF)


def test_every_page_of_a_long_list_has_the_header_its_number_and_whole_rows_within_its_edges() -> None:
    _, made = long_list()
    pages = words_on(long_pdf().content)
    assert 12 < len(pages) < 50
    shown: list[str] = []
    for number, page in enumerate(pages, 1):
        said = " ".join(word.text for word in page)
        assert all(words.lower() in said.lower() for words in " ".join(HEADERS).split())
        assert said.endswith(f"Page {number} of {len(pages)}")
        rows = [word for word in page if word.text.startswith("CM26P")]
        shown += [word.text for word in rows]
        header_ends = max(word.bottom for word in page if word.text == "number")
        assert all(row.top > header_ends for row in rows)
        assert all(15 <= word.left <= word.right <= 297 - 15 for word in page)
        assert all(5 <= word.top <= word.bottom <= 210 - 5 for word in page)
    assert shown == [row.case_number for row in facts(made).rows]


def test_a_long_list_is_tagged_as_a_table_a_section_with_headers_of_columns_and_of_rows() -> None:
    """Each is one table over all its pages: the header that each of them prints again is read out once."""
    found, sections = elements(long_pdf().content), len(facts(long_list()[1]).sections)
    assert sections > 1
    assert sum(tag == "/Table" for tag, _ in found) == sections
    scopes = Counter(facts["Scope"] for tag, facts in found if tag == "/TH")
    assert scopes == {"/Row": LONG, "/Column": COLUMNS * sections}
    assert sum(tag == "/TD" for tag, _ in found) == (COLUMNS - 1) * LONG


def test_a_long_list_in_word_repeats_its_header_and_splits_no_row() -> None:
    written, made = long_list()
    content = render(compose(written, "en", written.kind.part(LIST_PART)), written, DocumentForm.DOCX).content
    document: Any = docx.Document(BytesIO(content))
    sections = facts(made).sections
    for table, here in zip(document.tables, sections, strict=True):
        rows = list(table._tbl.iter(qn("w:tr")))
        heads = [row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in rows]
        assert heads == [True, *[False] * len(here.rows)]
        assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows)
        texts = ["".join(t.text for t in list(row.iter(qn("w:tc")))[1].iter(qn("w:t"))) for row in rows[1:]]
        assert texts == [row.case_number for row in here.rows]
    section = document.sections[0]
    assert section.page_width > section.page_height


def test_what_has_changed_is_marked_in_every_form() -> None:
    now = ("update_due", {"occurred_on": "2026-12-03", HEARING: "2027-07-05"})
    made = make(case(1, now), last=make(case(1)), on=build.day("Tue 8 Dec 2026"))
    assert made.rows[0].changed == ("hearing_on", "hearing_first")
    written = letter(made)
    text = compose(written, "en", written.kind.part(LIST_PART))
    (table,) = (block for block in text.blocks if isinstance(block, Table))
    assert [cell for cell in table.rows[0] if cell.endswith("*")] == ["5\u00a0Jul\u00a02027*"]
    word: Any = docx.Document(BytesIO(render(text, written, DocumentForm.DOCX).content))
    bold = [run.text for cell in word.tables[0].rows[1].cells for run in cell.paragraphs[0].runs if run.bold]
    assert bold == ["5\u00a0Jul\u00a02027*"]
    sheet = render(text, written, DocumentForm.CSV).content.decode()
    assert ",hearing_on hearing_first," in sheet.splitlines()[1]

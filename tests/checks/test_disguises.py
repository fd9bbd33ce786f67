"""A secret is found however it is written, and what only looks like one is left alone."""

import logging
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from correspondence.documents import DocumentForm
from tests import build
from tests.checks import samples
from tests.checks.samples import html, leaks, pdf, txt

FAR = {
    "line_1": "Flat 2",
    "line_2": "Ó Súilleabháin House",
    "line_3": "4 Rue-Błękitna Road",
    "post_town": "Łódź-on-Sea",
}


@pytest.mark.parametrize(
    ("written", "detail"),
    [
        ("CO1 1JN", "address"),
        ("co1  1jn", "address"),
        ("CO11JN", "address"),
        ("C O 1 1 J N", "address"),
        ("CO1-1JN", "address"),
        ("CO1\u00a01JN", "address"),
        ("CO1\n1JN", "address"),
        ("CO1.1JN.", "address"),
        ("ＣＯ１ １ＪＮ", "address"),
        ("C\u00adO1\u200b 1\u2066J\u2069N", "address"),
        ("postcodeCO11JN", "address"),
        ("https://example.org/CO1%201JN", "address"),
        ("2 Placeholder Close", "address"),
        ("2 PLACEHOLDER CLOSE", "address"),
        ("2 Place-\nholder Close", "address"),
        ("2 Place\u00adholder Close", "address"),
        ("2,\nPlaceholder\tClose", "address"),
        ("Colchester’s", "address"),
        ("Cólchester", "address"),
        ("Col\u0301chester", "address"),
        ("07700 900321", "phone"),
        ("07700900321", "phone"),
        ("077 00 90 03 21", "phone"),
        ("+44 7700 900321", "phone"),
        ("+447700900321", "phone"),
        ("0044 7700 900321", "phone"),
        ("+44 (0)7700-900-321", "phone"),
        ("(07700) 900.321", "phone"),
        ("tel:+44-7700-900321", "phone"),
        ("07700\n900321", "phone"),
        ("٠٧٧٠٠ ٩٠٠٣٢١", "phone"),
        ("\u206607700 900321\u2069", "phone"),
        ("a.sample@example.org", "email"),
        ("A.Sample@EXAMPLE.ORG", "email"),
        ("mailto:a.sample%40example.org", "email"),
        ("a.sample@\nexample.org", "email"),
        ("<a.sample@example.org>.", "email"),
        ("Example  high-school", "school"),
        ("Sample and Sons? No: SAMPLE & SONS LLP", "representative"),
        ("dx 00000, sampletown", "representative"),
    ],
)
def test_a_disguised_secret_is_found(written: str, detail: str) -> None:
    assert leaks(txt(f"Before {written} after")) == {(f"disclosure.{detail}", "txt")}


@pytest.mark.parametrize(
    "written",
    [
        "Flat 2, O Suilleabhain House",
        "O’Súilleabháin House",
        "4 RUE BLEKITNA ROAD",
        "Lodz on Sea",
        "ŁÓDŹ-ON-SEA",
    ],
)
def test_accents_hide_no_address(written: str) -> None:
    changes = {"case.people.1.address": FAR | {"postcode": "CO1 1JN"}}
    assert leaks(txt(written), changes=changes) == {("disclosure.address", "txt")}


@pytest.mark.parametrize("name", ["王 小明", "أميرة حداد", "Амира Хаддад"])
def test_a_name_in_a_script_that_joins_words_is_found_within_them(name: str) -> None:
    changes: build.Changes = {
        "case.people.1.identity_withheld": True,
        "case.people.1.name": {"given": name.split()[0], "family": name.split()[1]},
    }
    assert leaks(txt(f"و{name}م"), changes=changes) == {("disclosure.name", "txt")}


def test_a_foreign_number_is_found_without_its_country() -> None:
    changes = {"case.people.1.phone": "+48 601 234 567"}
    for written in ("+48 601234567", "0048601234567", "601 234 567", "0601 234 567"):
        assert leaks(txt(written), changes=changes) == {("disclosure.phone", "txt")}


def test_an_earlier_address_is_found_as_well() -> None:
    letter, _ = samples.to("p1")
    moved = build.decision(
        {
            "event_id": "decision-2",
            "case.people.1.address": {"line_1": "9 New Lane", "post_town": "York", "postcode": "YO1 1AA"},
        }
    )
    case_file = build.case_file(build.decision(), moved)
    for written in ("2 Placeholder Close", "9 New Lane"):
        assert samples.found(letter, txt(written), case_file)


def test_an_address_that_runs_over_the_line_of_a_pdf_is_found() -> None:
    body = '<p style="width: 9em; hyphens: auto">We know that she is at 2 Placeholder Close, Colchester, for now.</p>'
    assert leaks(pdf(body)) == {("disclosure.address", "pdf page 1")}


def test_an_address_that_runs_over_the_page_is_found() -> None:
    body = '<p>2 Placeholder</p><p style="break-before: page">Close</p>'
    assert leaks(pdf(body)) == {("disclosure.address", "pdf page 1")}


@pytest.mark.parametrize(
    "words",
    [
        "We write to you about the children. Please call 01632 960000.",
        "Our reference: 4F7K-2291-QX8M. The court is at Chelmsford, CM2 0PP.",
        "Close to Placeholder, 2 of us",  # the words, but not the address
        "Placeholders Closed",
        "a.sample@example.com and ba.sample@example.org",
        "07700 900322 and 177009003210",
        "CO1 1JP",
        "Exampled High Schooling",
        "18 Example Street, Chelmsford, CM1 1QH",
    ],
)
def test_what_is_no_secret_is_left_alone(words: str) -> None:
    assert leaks(pdf(f"<p>{words}</p>")) == set()


@pytest.mark.parametrize(
    "changes",
    [
        {"case.people.1.address.post_town": "Chelmsford"},
        {"case.people.1.address": {"line_1": "Flat 3", "line_2": "18 Example Street", "postcode": "CM1 1QH"}},
        {"case.people.1.phone": "+44 1632 960114"},
    ],
    ids=["town", "address", "phone"],
)
def test_what_the_reader_shares_is_no_secret(changes: build.Changes) -> None:
    words = "Flat 3<br>18 Example Street<br>Chelmsford<br>CM1 1QH<br>01632 960114"
    assert leaks(pdf(f"<p>{words}</p>"), changes=changes) == set()


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("case.people.1.phone", "+44 1632 960000", "Call 01632 960000, or again 01632960000."),
        ("case.people.1.email", "essex.hub@example.org", "Write to essex.hub@example.org."),
        ("case.people.1.representative.name", build.hub().practice_supervisor[0].name, "Ruth Example signs."),
        ("case.people.1.address.post_town", "Chelmsford-on-Thames", "the Family Court at Chelmsford"),
        ("case.people.1.address.line_1", "Essex Allocation", "Essex Allocation Hub, Essex Allocation Hub"),
        ("case.people.1.address.post_town", "March", "By Friday 19 March 2027. Again: 19 March."),
        ("case.people.1.address.post_town", "Zosia", "Dear Zosia, Zosia and Adam"),
    ],
)
def test_what_is_the_hubs_the_days_or_a_visible_name_is_no_secret(field: str, value: str, words: str) -> None:
    assert leaks(txt(words), changes={field: value}) == set()


SENTENCES = (
    "Would you like help with reading <strong>this</strong> letter?",
    "The children",
    "We will write to %(name)s about the children by %(day)s.",
)


def test_our_own_sentences_account_for_a_town_called_reading_and_a_house_called_the_children() -> None:
    body = "<h2>The children</h2><p>Would you like help with reading <b>this</b> letter?</p>"
    body += "<p>We will write to Maya about the children by Monday.</p>"
    changes = {"case.people.1.address": {"line_1": "The Children", "post_town": "Reading", "postcode": "RG1 1AA"}}
    for made in (pdf(body), html(body)):
        assert leaks(made, changes=changes, sentences=SENTENCES) == set()


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ("<h2>The children</h2><p>She is at The Children.</p>", 1),
        ("<p>The children</p><p>The children</p>", 1),
        ("<p>Would you like help with reading this letter in Reading?</p>", 1),
        ("<p>Reading</p>", 1),
    ],
)
def test_once_more_than_our_own_sentences_account_for_is_a_leak(body: str, count: int) -> None:
    changes = {"case.people.1.address": {"line_1": "The Children", "post_town": "Reading", "postcode": "RG1 1AA"}}
    assert len(leaks(html(body), changes=changes, sentences=SENTENCES)) == count


def test_a_sentence_cut_by_the_end_of_a_page_still_accounts_for_its_words() -> None:
    body = '<p>Would you like help with reading</p><p style="break-before: page">this letter?</p>'
    changes = {"case.people.1.address.post_town": "Reading"}
    running = "<style>@page { @bottom-right { content: counter(page) } }</style>"
    assert leaks(pdf(body, running), changes=changes, sentences=SENTENCES) == set()


def test_a_value_that_says_too_little_is_not_looked_for() -> None:
    changes = {"case.people.1.address": {"line_1": "7"}, "case.people.1.phone": "999"}
    assert leaks(txt("Page 7 of 7. Call 999."), changes=changes) == set()


gap = st.sampled_from(["", " ", "  ", "\n", "-", ".", "\u00a0", "\u00ad", "\u200b", " \u2066"])
secret = st.sampled_from(["CO1 1JN", "07700 900321", "2 Placeholder Close", "a.sample@example.org", "Colchester"])
around = st.text(alphabet=" ,.;:()\n", min_size=1, max_size=3)


@given(value=secret, gaps=st.lists(gap, min_size=24, max_size=24), before=around, after=around, upper=st.booleans())
def test_any_secret_in_any_spacing_is_found_and_never_repeated(
    value: str, gaps: list[str], before: str, after: str, upper: bool
) -> None:
    said = before + "".join(c + gap for c, gap in zip(value, gaps, strict=False)).rstrip("-.") + after
    log = StringIO()
    handler = logging.StreamHandler(log)
    logging.getLogger().addHandler(handler)
    try:
        letter, case_file = samples.to("p1")
        findings = samples.found(letter, txt(said.upper() if upper else said), case_file)
    finally:
        logging.getLogger().removeHandler(handler)
    assert findings
    assert value not in repr(findings) + log.getvalue()


plain = st.sampled_from(["we", "write", "to", "you", "about", "children", "the", "court", "by", "Monday", "report"])


@given(words=st.lists(plain))
def test_our_plain_words_are_never_a_leak(words: list[str]) -> None:
    assert leaks(txt(" ".join(words))) == set()


def test_a_document_that_is_none_is_not_passed_over() -> None:
    letter, case_file = samples.to("p1")
    with pytest.raises(Exception, match=r".+"):
        samples.found(letter, samples.document(DocumentForm.PDF, b"%PDF-1.7"), case_file)

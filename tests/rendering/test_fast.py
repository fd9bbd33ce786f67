"""What `rendering.fast` remembers changes no byte, is of no letter, and can be left out."""

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from types import SimpleNamespace

import pytest

from correspondence.catalogue.letter import Letter
from correspondence.catalogue.registry import CATALOGUE
from correspondence.documents import DocumentForm, Text
from correspondence.protocol.case.people import Form
from correspondence.protocol.letters import Audience
from correspondence.rendering import compose, docx, fast, render
from correspondence.rendering.fast import drawn, lines, places, remembered, subsets, wrapping
from tests.golden.scenarios import places as scenarios
from tests.golden.scenarios import texts_of

from .samples import LETTER, to, to_child, words

MADE = (DocumentForm.PDF, DocumentForm.DOCX)
SECRETS = ("Quixotica", "Somewhere Lane", "Zebedee", "ZZ9 9ZZ")


@pytest.fixture
def forgotten() -> Iterator[None]:
    """Nothing is kept of letters that other tests made, nor of this one's."""
    fast.forget()
    yield
    fast.forget()


@pytest.fixture
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """WeasyPrint is as it is by itself, and each Word file is made of its whole master."""
    monkeypatch.setenv(fast.SETTING, "no")
    for each in reversed(wrapping.wrapped):
        monkeypatch.setattr(each.owner, each.name, each.plain)


def one(text: Text, letter: Letter, form: DocumentForm) -> bytes:
    """One form of a text, as its reader is sent it."""
    return render(text, letter, form, large_print=letter.form is Form.LARGE_PRINT).content


def looks(kind: str, *, all_of_them: bool) -> list[tuple[Text, Letter, DocumentForm]]:
    """The letters of a kind in its scenarios: one for each part, language and size of print, or all."""
    found = [
        ((text.part, text.language, letter.form, *(() if not all_of_them else (str(place), letter.recipient))), each)
        for place in scenarios(kind)
        for letter, text in texts_of(place)
        for each in [(text, letter)]
    ]
    return [
        (text, letter, form)
        for text, letter in dict(found).values()
        for form in MADE
        if form in letter.kind.part(text.part).forms
    ]


@pytest.mark.parametrize("kind", CATALOGUE)
def test_a_letter_has_the_bytes_that_it_has_without_what_is_remembered(
    kind: str, request: pytest.FixtureRequest
) -> None:
    every = looks(kind, all_of_them=request.config.getoption("--deep") > 1)
    once = [one(*each) for each in every]
    request.getfixturevalue("plain")
    assert every
    assert [one(*each) for each in every] == once


@pytest.mark.usefixtures("forgotten")
def test_a_letter_has_the_same_bytes_first_and_last_and_beside_others() -> None:
    letters = [LETTER, to_child_in("en"), LETTER, to("Ms Somebody Else"), to_child_in("pl"), LETTER]
    first = [pdf(each) for each in letters]
    with ThreadPoolExecutor(3) as threads:
        assert [*threads.map(pdf, letters * 2)] == first * 2
    assert first[0] == first[2] == first[5]


def pdf(letter: Letter) -> bytes:
    """A letter's PDF, in its reader's language."""
    return one(compose(letter, letter.language), letter, DocumentForm.PDF)


def to_child_in(language: str) -> Letter:
    """An older child's letter in a language."""
    return replace(to_child(Audience.OLDER), language=language)


@pytest.mark.usefixtures("forgotten")
def test_no_name_address_or_day_of_a_letter_is_remembered() -> None:
    secret = to("Ms Quixotica", ("Ms Quixotica", "1 Somewhere Lane", "Zebedee", "ZZ9 9ZZ"))
    text = compose(secret, "en")
    for form in MADE:
        one(text, secret, form)
    kept = repr((remembered.kept, docx._shared))
    assert docx._shared
    assert "Private and confidential" in kept
    assert [value for value in (*SECRETS, *(day.isoformat() for _, day in text.days)) if value in kept] == []
    assert set(words(kept)).isdisjoint(str(day.year) for _, day in text.days)


@pytest.mark.usefixtures("forgotten")
def test_a_letter_to_somebody_else_is_remembered_by_nothing_more() -> None:
    pdf(LETTER)
    kept = {*remembered.kept}
    pdf(to("Ms Quixotica", ("Ms Quixotica", "1 Somewhere Lane", "Zebedee", "ZZ9 9ZZ", "")))
    new = {part for key in {*remembered.kept} - kept for part in key if isinstance(part, str)}
    assert kept
    assert [each for each in new if any(secret in each for secret in SECRETS)] == []


def test_nothing_is_remembered_where_no_letter_is_made() -> None:
    remembered.keep(("nothing", 1), "nothing", "Private and confidential")
    assert remembered.find(("nothing", 1)) is None


@pytest.mark.parametrize(
    ("text", "is_ours"),
    [
        ("Dear ", True),
        (" work ", True),
        ("We work", True),
        ("•", True),
        ("", True),
        (", We", False),
        (", ", True),
        ("or", False),
        ("ose", False),
        ("Rose", False),
        ("1", False),
        (" on. We wait. You", True),
        (". We wait. You may ask.", True),
        ("We wait. You may ask", True),
        ("wait. Dear", True),
        ("wait. may ask.", False),
        ("wait. Rose", False),
        ("on Rose. We wait.", False),
        ("wait. You May", False),
        ("wait. You m", False),
        ("ait. You may", False),
        ("Go. We wait.", False),
        ("It is on. We wait. Rose. You may", False),
    ],
)
def test_only_whole_words_of_ours_outlive_a_letter(text: str, is_ours: bool) -> None:
    ours = (
        "Dear %(name)s,",
        "We work",
        "a rose",
        "It is on %(day)s. It is on.",
        "We wait.",
        "You may ask.",
        "Go. Then ask.",
    )
    with fast.making(ours):
        remembered.keep(("this test", text), "kept", text)
        assert remembered.find(("this test", text)) == "kept"
    assert (remembered.find(("this test", text)) == "kept") == is_ours


@pytest.mark.usefixtures("forgotten")
def test_all_is_forgotten_once_it_weighs_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = pdf(LETTER)
    monkeypatch.setattr(remembered, "MOST_BYTES", 20_000)
    fast.forget()
    assert pdf(LETTER) == whole
    assert 0 < len(remembered.kept) <= 21


@pytest.mark.usefixtures("forgotten")
def test_styles_that_say_another_thing_have_another_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "_MOST_STYLES", 2)
    whole = pdf(LETTER)
    assert len(lines._styles) <= 2
    assert pdf(LETTER) == whole


def test_forgetting_leaves_nothing() -> None:
    pdf(LETTER)
    fast.forget()
    left = (remembered.kept, places._kept, places._roots, lines._styles, drawn._first, drawn._files, subsets._known)
    assert not any(left)


def test_the_library_is_the_one_that_is_known() -> None:
    assert wrapping.changed() == (), (
        "letters take twice as long: see in WeasyPrint's changes whether what `rendering.fast` says of it still holds, "
        "then write the new hashes into `wrapping`"
    )


def test_another_library_is_left_as_it_is(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setattr(wrapping, "wrapped", [])
    monkeypatch.setitem(wrapping.FILES, "weasyprint/draw/text.py", "another")
    fast.install()
    assert wrapping.wrapped == []
    assert "weasyprint/draw/text.py changed" in caplog.text
    monkeypatch.setitem(wrapping.VERSIONS, "pydyf", "0.0")
    assert wrapping.changed() == ("pydyf",)


def test_a_setting_leaves_the_library_as_it_is() -> None:
    asked = (
        "from correspondence.rendering.fast import wrapping; import correspondence.rendering; print(wrapping.wrapped)"
    )
    command = [sys.executable, "-c", asked]
    assert subprocess.check_output(command, text=True, env={fast.SETTING: "no"}).strip() == "[]"


@pytest.mark.parametrize(
    ("widths", "meant", "is_first", "tells", "fits"),
    [
        ({5: 500}, {}, False, True, True),
        ({5: 501}, {}, True, False, False),
        ({6: 300}, {}, True, False, True),
        ({6: 300}, {}, False, False, False),
        ({5: 500}, {5: "b"}, True, True, False),
        ({5: 500}, {5: "b"}, True, False, True),
    ],
)
def test_a_line_is_drawn_again_only_with_the_widths_and_letters_that_its_document_has(
    widths: dict[int, int], meant: dict[int, str], is_first: bool, tells: bool, fits: bool
) -> None:
    font = SimpleNamespace(widths=widths, to_unicode=meant)
    used = drawn._Used(key=1, size=12.0, words={5: "a"}, widths={5: 500}, first=is_first)
    assert drawn._fitting(font, used, tells) is (font if fits else None)

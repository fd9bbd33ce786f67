"""Styles that letters share give each of them the bytes that it has by itself."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from correspondence.catalogue.letter import Letter
from correspondence.documents import DocumentForm
from correspondence.protocol.letters import Audience
from correspondence.rendering import compose, languages, pdf, render, shared_styles
from correspondence.rendering.fonts import weasyprint
from correspondence.shipped import SHARED

from .samples import LETTER, to, to_child

LETTERS = {
    "adult": LETTER,
    "older": to_child(Audience.OLDER),
    "younger": to_child(Audience.YOUNGER),
    "covered": to_child(Audience.OLDER, own_page=True),
}
UNITS = "|".join(weasyprint.css.units.VIEWPORT_UNITS)
NOT_SHARED = re.compile(rf"\d({UNITS})\b|\boverflow\b|\b(var|calc|min|max|clamp)\(", re.IGNORECASE)


@pytest.fixture
def forgotten(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No style is kept of letters that other tests made, nor of this one's, nor by any place."""
    monkeypatch.setattr(weasyprint.css.StyleFor, "__init__", weasyprint.css.StyleFor.__init__.__wrapped__)
    shared_styles._styles.clear()
    yield
    shared_styles._styles.clear()


def made(letter: Letter, language: str, *, large_print: bool = False) -> bytes:
    """A letter's PDF."""
    return render(compose(letter, language), letter, DocumentForm.PDF, large_print=large_print).content


@pytest.mark.usefixtures("forgotten")
@pytest.mark.parametrize("language", sorted(languages()))
def test_a_letter_after_others_is_as_it_is_alone(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    looks = [(letter, large) for letter in LETTERS.values() for large in (False, True)]
    together = [made(letter, language, large_print=large) for _ in range(2) for letter, large in looks]
    plain = weasyprint.css.StyleFor.set_computed_styles.__wrapped__
    monkeypatch.setattr(weasyprint.css.StyleFor, "set_computed_styles", plain)
    assert together == 2 * [made(letter, language, large_print=large) for letter, large in looks]


@pytest.mark.usefixtures("forgotten")
def test_a_letter_to_somebody_else_comes_to_no_new_style() -> None:
    made(LETTER, "en")
    kept = dict(shared_styles._styles)
    made(to("Ms Somebody Else", ("Ms Somebody Else", "1 Sample Street", "Leeds", "LS1 4AP")), "en")
    assert kept
    assert shared_styles._styles == kept


@pytest.mark.usefixtures("forgotten")
def test_no_more_styles_are_kept_than_are_meant_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = made(LETTER, "en")
    monkeypatch.setattr(shared_styles, "_MOST", 10)
    shared_styles._styles.clear()
    assert made(LETTER, "en") == whole
    assert 0 < len(shared_styles._styles) <= 10


@pytest.mark.usefixtures("forgotten")
def test_a_kept_style_holds_no_word_of_a_letter() -> None:
    made(to("Quixotica"), "en")
    kept = [(key, style, vars(style)["cascaded"]) for key, style in shared_styles._styles.items()]
    assert "#3c2a63" in repr(kept)
    assert "Quixotica" not in repr(kept)


@pytest.mark.usefixtures("forgotten")
def test_a_kept_style_keeps_alive_all_by_whose_identity_it_is_known() -> None:
    made(LETTER, "pl")
    for (inherits, fonts, *_, declared), style in ((_apart(key), vars(x)) for key, x in shared_styles._styles.items()):
        held = {id(value) for value, _ in style["cascaded"].values()}
        assert (inherits, fonts) == (id(style["parent_style"]), id(style["font_config"]))
        assert declared <= held


def _apart(key: tuple[Any, ...]) -> tuple[Any, ...]:
    """The key of a style, the identities of its declared values together at its end."""
    *known, declared = (*key[:4], key[4:])
    return *known, {each[-1] for each in declared if isinstance(each[-1], int)}


@pytest.mark.parametrize("name", pdf._WIDE_STYLES)
def test_no_sheet_says_what_letters_cannot_share(name: str) -> None:
    assert NOT_SHARED.search("p { width: 3.5vmin }")
    assert NOT_SHARED.search("p { width: calc(1mm + 2mm) }")
    assert NOT_SHARED.search((SHARED / name).read_text("utf-8")) is None

"""A word with a hyphen or a stroke in it stands on one line in every form, and is read and found as it is written."""

from io import BytesIO
from itertools import pairwise

import docx
import pytest

from correspondence.checks.contents import read
from correspondence.documents import Document, DocumentForm
from correspondence.rendering import render
from correspondence.rendering.joined_words import kept_whole

from .papers import words_on
from .samples import LETTER, composer

JOINED = ("sexta-feira", "Pana/Pani", "Sample-Jones", "2026/27", "ਮਾਂ-ਪਿਓ")


def written(word: str, form: DocumentForm) -> Document:
    """A letter that says *word* after ever longer beginnings, so that it comes to the end of a line somewhere."""
    lines = "".join(f"<p>{'m' * 25} {'m' * length} ({word}).</p>" for length in range(1, 31))
    return render(composer(lines).compose(LETTER, "en"), LETTER, form)


@pytest.mark.parametrize("word", JOINED[:4])
def test_no_line_of_a_page_ends_within_a_joined_word(word: str) -> None:
    pages = words_on(written(word, DocumentForm.PDF).content)
    found = [w.text for page in pages for w in page]
    assert found.count(f"({word}).") == 30
    lefts = [(before.left, after.left) for page in pages for before, after in pairwise(page) if word in after.text]
    assert any(after < before for before, after in lefts), "it never came to the end of a line"


@pytest.mark.parametrize("word", JOINED)
@pytest.mark.parametrize("form", [DocumentForm.PDF, DocumentForm.DOCX, DocumentForm.HTML])
def test_a_joined_word_is_read_as_it_is_written(word: str, form: DocumentForm) -> None:
    read_out = ("".join(piece.text for piece in group) for group in read(LETTER, written(word, form)).running)
    assert sum(text.count(word) for text in read_out) >= 30


def test_words_hyphen_in_word_is_the_one_at_which_no_line_breaks() -> None:
    made = docx.Document(BytesIO(written("sexta-feira", DocumentForm.DOCX).content))
    said = [p for p in made.paragraphs if "sexta-feira" in p.text]
    assert len(said) == 30
    assert all("<w:noBreakHyphen/>" in p._p.xml for p in said)


def test_only_joined_words_outside_tables_are_kept_whole_and_none_is_longer_than_a_line() -> None:
    untouched = ("<p>well – known - yes / no</p>", "<table><td>a-b</td></table>", f"<p>{'x-' * 30}x</p>")
    for plain in (*untouched, '<p lang="pt-BR">a</p>'):
        assert kept_whole(plain) == plain
    assert kept_whole("<p>(<b>a-b</b>)</p>") == '<p>(<b><span class="whole">a-b</span></b>)</p>'


def test_a_screen_keeps_a_joined_word_whole() -> None:
    said = written("sexta-feira", DocumentForm.HTML).content.decode()
    assert said.count('<span class="whole">(sexta-feira).</span>') == 30
    assert ".whole { white-space: nowrap }" in said

"""Languages for tests: small catalogues of their own, so that no translator's change breaks a test of the machinery."""

import sys
from collections.abc import Iterator
from pathlib import Path
from shutil import copy2

import pytest

from correspondence.ledger import live
from correspondence.rendering.languages import _forms_of_a_day, direction, languages, translations

POLISH = r"""
msgid ""
msgstr ""
"Language: pl\n"
"Content-Type: text/plain; charset=utf-8\n"
"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);\n"

msgid "Page %(page)s of %(pages)s"
msgstr "Strona %(page)s z %(pages)s"

msgid "Dear %(reader)s,"
msgstr "Szanowni Państwo %(reader)s,"

msgid "Our reference: %(reference)s"
msgstr "Nasz znak: %(reference)s"
"""

ARABIC = r"""
msgid ""
msgstr ""
"Language: ar\n"
"Content-Type: text/plain; charset=utf-8\n"
"Plural-Forms: nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);\n"

msgid "Page %(page)s of %(pages)s"
msgstr "صفحة %(page)s من %(pages)s"

msgid "Our reference: %(reference)s"
msgstr "رقمنا المرجعي: %(reference)s"

msgid "Private and confidential"
msgstr "خاص وسري"

msgid "Dear %(reader)s,"
msgstr "السيد/السيدة %(reader)s،"

msgid "%(children)s: what happens next"
msgstr "%(children)s: ما الذي سيحدث"
"""

ROOT = Path(__file__).resolve().parents[2]
_CACHES = (
    languages,
    translations,
    direction,
    _forms_of_a_day,
    live.written_languages,
    live.languages_of,
    live._letters_of,
)


@pytest.fixture
def catalogues(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Polish and Arabic, each with a few sentences, and with days as they are written."""
    for language, content in (("pl", POLISH), ("ar", ARABIC)):
        folder = tmp_path / language / "LC_MESSAGES"
        folder.mkdir(parents=True)
        (folder / "messages.po").write_text(content, "utf-8")
        copy2(ROOT / "locales" / language / "days.toml", tmp_path / language)
    for module in ("correspondence.rendering.languages", "correspondence.ledger.catalogue"):
        monkeypatch.setattr(sys.modules[module], "LOCALES", tmp_path)
    for function in _CACHES:
        function.cache_clear()
    yield
    for function in _CACHES:
        function.cache_clear()

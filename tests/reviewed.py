"""A language of its own for a test: its catalogue and its ledger in a folder, which the service reads instead."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from correspondence import rendering, shipped
from correspondence.checks import sentences
from correspondence.ledger import Review, Sentence, as_rows, catalogue, live, read_catalogue, reviews

_LANGUAGES = sys.modules[rendering.languages.__module__]
PEOPLE = ("A. Reader", "B. Reader")
ON = date(2026, 11, 2)
CACHES: tuple[Callable[..., object], ...] = (
    *(catalogue.sentences_of, reviews.ledger_of, sentences._forms, sentences.parts),
    *(live.written_languages, live.languages_of, live._letters_of),
    *(_LANGUAGES.languages, _LANGUAGES.translations, _LANGUAGES._forms_of_a_day),
)


def reviews_of(sentences: Iterable[Sentence], people: Sequence[str] = PEOPLE) -> list[Review]:
    """A row for each of *people* and each sentence, as it stands."""
    return [Review(english=one.english[0], hash=one.hash, by=by, on=ON) for one in sentences for by in people]


class Locales:
    """The locales of the project, copied to a folder of the test, which may change them."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        folder.mkdir()
        for name in ("babel.cfg", "glossary.toml"):
            (folder / name).write_bytes((shipped.LOCALES / name).read_bytes())
        for language in catalogue.catalogue_languages():
            (folder / language / "LC_MESSAGES").mkdir(parents=True)
            for name in ("LC_MESSAGES/messages.po", "reviews.json", "days.toml"):
                (folder / language / name).write_bytes((shipped.LOCALES / language / name).read_bytes())
        for name, module in list(sys.modules.items()):
            reads = name.startswith("correspondence.") and module is not shipped
            if reads and getattr(module, "LOCALES", None) == shipped.LOCALES:
                monkeypatch.setattr(module, "LOCALES", folder)
        self.forget()

    def forget(self) -> None:
        """Have everything read anew."""
        for function in CACHES:
            function.cache_clear()  # type: ignore[attr-defined]  # each is a cache

    def catalogue(self, language: str) -> Path:
        """The file of a language's sentences."""
        return self.folder / language / "LC_MESSAGES" / "messages.po"

    def sentences(self, language: str) -> dict[tuple[str, str], Sentence]:
        """The sentences of a language by what they are known by."""
        return {each.key: each for each in read_catalogue(self.catalogue(language))}

    def vouch(self, language: str, rows: Iterable[Review]) -> None:
        """Make *rows* the ledger of a language."""
        (self.folder / language / "reviews.json").write_text(as_rows(rows), "utf-8")
        self.forget()

    def change(self, language: str, old: str, new: str) -> None:
        """Say something else in a catalogue, in its one place."""
        text = self.catalogue(language).read_text("utf-8")
        assert text.count(old) == 1, f"stands {text.count(old)} times"
        self.catalogue(language).write_text(text.replace(old, new), "utf-8")
        self.forget()


@contextmanager
def locales_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Locales]:
    """The project's catalogues with their ledgers in a folder of the test's own, within the block."""
    made = Locales(folder, monkeypatch)
    try:
        yield made
    finally:
        monkeypatch.undo()
        made.forget()


@pytest.fixture
def locales(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Locales]:
    """The same, within a test."""
    with locales_in(tmp_path / "locales", monkeypatch) as made:
        yield made

"""Brings every catalogue up to the templates' sentences: `make messages`, or `python -m tests.messages`.

New sentences come in untranslated, or with the translation of what they were before as a draft; gone ones go; what is
translated stays, and so do comments and our own headers. Each letter whose words a catalogue has by now is named in its
head (`X-Letters`), and with all of them the line goes.
"""

import sys

from correspondence.ledger import catalogue_file, catalogue_languages, read_catalogue
from correspondence.translations.catalogues import update
from correspondence.translations.letters import wanted_in, with_its_letters


def main() -> int:
    """Update every catalogue and say what each still lacks."""
    for language in catalogue_languages():
        _bring_up_to_date(language)
    for language in catalogue_languages():
        path = catalogue_file(language)
        lacking = [one for one in read_catalogue(path) if not one.translation and one.key in wanted_in(language)]
        sys.stdout.write(f"{language}: {len(lacking)} sentences to translate\n")
    return 0


def _bring_up_to_date(language: str) -> None:
    path = catalogue_file(language)
    update(path)
    text = path.read_text("utf-8")
    if (live := with_its_letters(text, language)) != text:
        path.write_text(live, "utf-8")


if __name__ == "__main__":
    sys.exit(main())

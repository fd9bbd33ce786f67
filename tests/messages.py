"""Brings every catalogue up to the templates' sentences: `make messages`, or `python -m tests.messages`.

New sentences come in untranslated, or with the translation of what they were before as a draft; gone ones go; what is
translated stays, and so do comments and our own headers. A catalogue that was begun and is whole is begun no more.
"""

import sys

from correspondence.ledger import catalogue_file, catalogue_languages, finished, is_begun, read_catalogue
from correspondence.translations.catalogues import update
from correspondence.translations.letters import wanted_in


def main() -> int:
    """Update every catalogue and say what each still lacks."""
    for language in catalogue_languages():
        path = catalogue_file(language)
        update(path)
        lacking = [one for one in read_catalogue(path) if not one.translation and one.key in wanted_in(language)]
        if not lacking and is_begun(path):
            path.write_text(finished(path.read_text("utf-8")), "utf-8")
        sys.stdout.write(f"{language}: {len(lacking)} sentences to translate\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

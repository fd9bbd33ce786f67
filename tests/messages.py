"""Brings every catalogue up to the templates' sentences: `make messages`, or `python -m tests.messages`.

New sentences come in untranslated, or with the translation of what they were before as a draft; gone ones go; what is
translated stays, and so do comments and our own headers. A catalogue that was begun and is whole is begun no more.
"""

import sys
from functools import cache
from pathlib import Path

from correspondence.catalogue.registry import CATALOGUE
from correspondence.ledger import finished, read_catalogue
from correspondence.ledger.catalogue import Key
from correspondence.translations.catalogues import update
from correspondence.translations.templates import places

LOCALES = Path(__file__).resolve().parents[1] / "locales"


@cache
def wanted_in(language: str) -> frozenset[Key]:
    """The sentences that a letter can come to say in a language: those of kinds that are written in it."""
    others = {part.folder for kind in CATALOGUE.values() if not kind.is_written_in(language) for part in kind.parts}
    return frozenset(place.key for place in places() if place.folder not in others)


def main() -> int:
    """Update every catalogue and say what each still lacks."""
    for path in sorted(LOCALES.glob("*/LC_MESSAGES/messages.po")):
        update(path)
        language = path.parents[1].name
        lacking = [one for one in read_catalogue(path) if not one.translation and one.key in wanted_in(language)]
        if not lacking:
            path.write_text(finished(path.read_text("utf-8")), "utf-8")
        sys.stdout.write(f"{language}: {len(lacking)} sentences to translate\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

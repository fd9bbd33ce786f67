"""Commands for those who translate letters, and for who looks after them."""

from argparse import Namespace

from correspondence.checks import written_languages
from correspondence.ledger import BadLedger, Standing
from correspondence.protocol.refusals import Reason, Refused
from correspondence.translations import glossary, numbered, xliff
from correspondence.translations.packs import Pack, catalogue_file, pack_of
from correspondence.translations.state import states_of

from . import settings
from .tending import show
from .writing import write_whole

COLUMNS = ("language", "letter", "version", "sentences", *(standing.replace("_", " ") for standing in Standing))


def show_state(_given: Namespace) -> None:
    """`translations`: how many sentences of each letter are translated and reviewed in each language."""
    try:
        rows = [state for language in sorted(written_languages() - {"en"}) for state in states_of(language)]
    except BadLedger as error:
        raise settings.WrongUse(f"a ledger of translations cannot be read: {error}") from None
    counted = [(str(row.total), *(str(row.counts[standing]) for standing in Standing)) for row in rows]
    show(COLUMNS, [(row.language, row.letter, row.version, *counts) for row, counts in zip(rows, counted, strict=True)])


def export(given: Namespace) -> None:
    """`translations export LANG -o DIR [--letter NAME]`: an agency's pack: XLIFF, a glossary, the English as PDF."""
    from correspondence.rendering import paper  # the renderer, which no other of these commands loads

    pack = _pack(given.language, given.letter)
    english = paper(numbered.as_html(pack), "the English of a pack")
    given.output.mkdir(parents=True, exist_ok=True)
    write_whole(given.output / f"{pack.language}.xlf", xliff.as_xliff(pack))
    write_whole(given.output / "glossary.csv", glossary.as_csv(pack.language))
    write_whole(given.output / "english.pdf", english)
    files = ", ".join(sorted(path.name for path in given.output.iterdir()))
    print(f"{len(pack.units)} sentences of {len(pack.sections)} letters: {files}")


def _pack(language: str, letters: list[str]) -> Pack:
    if language not in written_languages() or not catalogue_file(language).is_file():
        raise _refused("no_such_language", "LANG", "there is no catalogue of this language")
    try:
        return pack_of(language, letters)
    except LookupError as error:
        detail = f"no letter of this language is called {error.args[0]}"
        raise _refused("no_such_letter", "--letter", detail) from None


def _refused(rule: str, field: str, detail: str) -> Refused:
    return Refused([Reason(rule=rule, field=field, detail=detail, source="ours")])

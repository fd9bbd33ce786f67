"""Commands for those who translate letters, and for who looks after them."""

from argparse import Namespace

from correspondence.ledger import Standing, catalogue_file, catalogue_languages, path_of, person_of
from correspondence.panels import panel_for
from correspondence.protocol.refusals import Refused
from correspondence.shipped import IN_A_WHEEL
from correspondence.translations import glossary, numbered, starting, xliff
from correspondence.translations.delivery import read_delivery, refusal
from correspondence.translations.packs import NoSuchLetter, Pack, pack_of
from correspondence.translations.state import states_of
from correspondence.translations.taking import take

from . import settings
from .tending import show
from .writing import write_whole

COLUMNS = ("language", "letter", "version", "sentences", *(standing.replace("_", " ") for standing in Standing))


def show_state(_given: Namespace) -> None:
    """`translations`: how many sentences of each letter are translated and reviewed in each language."""
    rows = [state for language in catalogue_languages() for state in states_of(language)]
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


def take_in(given: Namespace) -> None:
    """`translations import FILE [--by NAME --on DATE]`: a delivery, checked, into the catalogue and the ledger.

    The ledger has a row by each NAME for each sentence that came marked as reviewed or final. Nothing is written where
    anything is refused.
    """
    if IN_A_WHEEL:
        raise settings.WrongUse("translations are taken into a checkout, from which the service is installed anew")
    people = _people(given.by)
    delivery = read_delivery(settings.read_file(given.file))
    if delivery.language not in catalogue_languages():
        raise Refused([refusal("the file", "no_such_language", "there is no catalogue of its trgLang")])
    taken = take(delivery, people, given.on or settings.today())
    write_whole(catalogue_file(taken.language), taken.catalogue.encode())
    write_whole(path_of(taken.language), taken.ledger.encode())
    by = f"in the ledger by {len(people)}" if people else "none in the ledger: --by names who reviewed"
    print(f"{taken.sentences} sentences, {taken.changed} of them changed; {taken.reviewed} marked as reviewed, {by}")


def start(given: Namespace) -> None:
    """`translations start LANG`: a new language: every sentence, how it writes a day, and an empty ledger."""
    if IN_A_WHEEL:
        raise settings.WrongUse("a language is begun in a checkout, from which the service is installed anew")
    count = starting.start(given.language)
    panel = panel_for(given.language)
    print(f"locales/{given.language}: {count} sentences to translate; what else it needs stands in docs/adding.md")
    if panel is None:
        print(f"its readers have no panel yet: write locales/panels/{given.language}.toml")
    else:
        print(f"until it is whole its readers get English with the panel of locales/panels/{panel.tag}.toml")


def _people(names: list[str]) -> list[str]:
    """Each person once, as they were first named."""
    people: dict[str, str] = {}
    for name in names:
        people.setdefault(person_of(name), " ".join(name.split()))
    if "" in people or not all(2 <= len(name) <= 100 for name in people.values()):
        raise settings.WrongUse("--by is a name of 2 to 100 characters, with letters in it")
    return list(people.values())


def _pack(language: str, letters: list[str]) -> Pack:
    if language not in catalogue_languages():
        raise Refused([refusal("LANG", "no_such_language", "there is no catalogue of this language")])
    try:
        return pack_of(language, letters)
    except NoSuchLetter as error:
        detail = f"no letter of this language is called {error}"
        raise Refused([refusal("--letter", "no_such_letter", detail)]) from None

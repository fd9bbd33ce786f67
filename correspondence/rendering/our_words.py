"""What a letter says in words of ours, which is the same in every letter that says it."""

from collections.abc import Iterator
from contextlib import suppress

from correspondence.catalogue.letter import Letter
from correspondence.documents import Text
from correspondence.ledger import every_way

from .languages import Untranslated, translations


def our_words(text: Text, letter: Letter) -> Iterator[str]:
    """What is ours in a text: each sentence as our templates and catalogues have it, with no value in it, our words
    beside it, and which office it is from.
    """
    catalogue = translations(text.language)
    for context, sentence in text.looked_up:
        yield sentence
        with suppress(Untranslated):
            said = catalogue.pgettext(context, sentence) if context else catalogue.gettext(sentence)
            yield from every_way(said)
    yield from text.beside
    yield from letter.view.sender

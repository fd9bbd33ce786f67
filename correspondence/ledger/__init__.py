"""Who vouches for which sentence of a translation: the ledger beside each catalogue, `locales/<language>/reviews.json`.

A row is one review of one sentence by one person. It holds for those very words: it knows them by a hash over the
sentence's context, its English, its translation in every plural form and the rule by which a number has one of them,
and says nothing once any of it is another.
"""

from .addressing import Addressed, addressed_by, every_way, is_broken, spoken_to, tells_apart
from .catalogue import (
    Sentence,
    catalogue_file,
    catalogue_languages,
    read_catalogue,
    sentences_of,
)
from .live import languages_of, letters_listed, listing, written_languages
from .matters import Matter, matters_of, reviewers_wanted
from .placeholders import PLACEHOLDERS, Placeholder, placeholders_in
from .reviews import (
    BadLedger,
    Review,
    Standing,
    as_rows,
    ledger_of,
    path_of,
    person_of,
    read_ledger,
    rows_of,
    standing,
    stands_in,
)

__all__ = [
    "PLACEHOLDERS",
    "Addressed",
    "BadLedger",
    "Matter",
    "Placeholder",
    "Review",
    "Sentence",
    "Standing",
    "addressed_by",
    "as_rows",
    "catalogue_file",
    "catalogue_languages",
    "every_way",
    "is_broken",
    "languages_of",
    "ledger_of",
    "letters_listed",
    "listing",
    "matters_of",
    "path_of",
    "person_of",
    "placeholders_in",
    "read_catalogue",
    "read_ledger",
    "reviewers_wanted",
    "rows_of",
    "sentences_of",
    "spoken_to",
    "standing",
    "stands_in",
    "tells_apart",
    "written_languages",
]

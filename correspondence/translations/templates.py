"""The sentences of the templates, as catalogues have them, and where in a letter each stands."""

from collections.abc import Iterator
from functools import cache

from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg

from correspondence.ledger.catalogue import Key
from correspondence.protocol.record import record
from correspondence.shipped import LOCALES, TEMPLATES

BODY = "{% block body %}"


@record
class Place:
    """A sentence of a template: the file under `templates/`, its line, its context, and its English in each form."""

    file: str
    line: int
    context: str
    english: tuple[str, ...]

    @property
    def key(self) -> Key:
        """What a catalogue knows it by."""
        return (self.context, self.english[0])

    @property
    def folder(self) -> str:
        """The folder of its template."""
        return self.file.rpartition("/")[0]


@cache
def places() -> tuple[Place, ...]:
    """Every sentence of every template, in order, wherever it stands."""
    return tuple(_found())


def _found() -> Iterator[Place]:
    with (LOCALES / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]
    for name, line, message, _, context in extract_from_dir(
        TEMPLATES, method_map=methods, options_map=options, directory_filter=None
    ):
        english = tuple(message) if isinstance(message, tuple | list) else (message,)
        yield Place(file=name.replace("\\", "/"), line=line, context=context or "", english=english)

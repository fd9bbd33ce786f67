"""Brings every catalogue up to the templates' sentences: `make messages`, or `python -m tests.messages`.

New sentences come in untranslated, gone ones go; what is translated stays, and so do comments and our own headers,
which Babel's own `update` drops. It changes nothing where no sentence changed.
"""

import re
import sys
from collections.abc import Collection, Iterator
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po, write_po

from correspondence.catalogue.registry import CATALOGUE

ROOT = Path(__file__).resolve().parents[1]
LOCALES = ROOT / "locales"
_MADE = re.compile(
    r'^"(?:PO-Revision-Date|POT-Creation-Date|Last-Translator|Language-Team|Report-Msgid[^:]*|Generated-By):.*\n', re.M
)
_OWN = re.compile(r'^"X-[A-Za-z-]+:.*"$', re.M)


Key = tuple[str | None, str, str | None]
"""The context of a sentence, its words, and its words for many."""


def in_templates(without: Collection[str] = ()) -> Iterator[Key]:
    """Every sentence of every template, in order: its context, its words, and its words for many.

    *without*: folders of templates that are left out.
    """
    with (LOCALES / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]
    found = extract_from_dir(ROOT / "templates", method_map=methods, options_map=options, directory_filter=None)
    for file_name, _, message, _, context in found:
        if Path(file_name).parent.as_posix() in without:
            continue
        one, many = message if isinstance(message, tuple) else (message, None)
        yield context, one, many


@cache
def wanted_in(language: str) -> frozenset[Key]:
    """The sentences that a letter can come to say in a language: those of kinds that are written in it."""
    others = [kind for kind in CATALOGUE.values() if not kind.is_written_in(language)]
    return frozenset(in_templates(without={part.folder for kind in others for part in kind.parts}))


def of_message(message: Message) -> Key:
    """What a sentence of a catalogue is known by."""
    forms = message.id if isinstance(message.id, tuple | list) else (message.id, None)
    return (message.context, forms[0], forms[1])


def brought_up_to_date(path: Path) -> str:
    """What the catalogue at *path* should hold."""
    before = path.read_text("utf-8")
    with path.open("rb") as file:
        catalogue = read_po(file)
    template = Catalog()
    for context, one, many in in_templates():
        template.add(
            one if many is None else (one, many), context=context, flags=["python-format"] if "%(" in one else []
        )
    catalogue.update(template, no_fuzzy_matching=True, update_header_comment=False, update_creation_date=False)
    catalogue.obsolete.clear()
    written = BytesIO()
    write_po(written, catalogue, no_location=True, width=0)
    head, rest = _MADE.sub("", written.getvalue().decode()).split("\n\n", 1)
    own = _OWN.findall(before.split("\n\n", 1)[0])
    return "\n".join([*(line for line in head.split("\n") if not _OWN.match(line)), *own]) + "\n\n" + rest


def _is_whole(translation: object) -> bool:
    return all(translation) if isinstance(translation, tuple | list) else bool(translation)


def main() -> int:
    """Update every catalogue and say what each still lacks."""
    for path in sorted(LOCALES.glob("*/LC_MESSAGES/messages.po")):
        path.write_text(brought_up_to_date(path), "utf-8")
        with path.open("rb") as file:
            every = [message for message in read_po(file) if message.id and not _is_whole(message.string)]
        language = path.parents[1].name
        lacking = [message for message in every if of_message(message) in wanted_in(language)]
        sys.stdout.write(f"{language}: {len(lacking)} sentences to translate\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
